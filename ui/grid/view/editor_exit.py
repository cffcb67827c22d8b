"""The ways to leave a cell editor, shared by delegate and keyboard."""

from __future__ import annotations

from enum import Enum


class EditorExit(Enum):
    """The key that left an editor; it decides which cell comes next."""

    ENTER = "enter"
    ENTER_BACK = "enter back"
    TAB = "tab"
    TAB_BACK = "tab back"
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    CANCEL = "cancel"
