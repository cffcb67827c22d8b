"""How an editor of a cell can be left."""

from __future__ import annotations

from enum import Enum


class EditorExit(Enum):
    """How an editor was left, and so where the keyboard goes next."""

    ENTER = "enter"
    ENTER_BACK = "enter back"
    TAB = "tab"
    TAB_BACK = "tab back"
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    CANCEL = "cancel"
