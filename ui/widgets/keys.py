"""Keys that several widgets treat the same way: groups of them, and the letter that Alt presses in a text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt

OPEN: Final = "打开\tEnter"
"""The entry of a list's menu that does what Enter does."""

MENU_COMMANDS: Final = "menuCommands"
"""A property of a list or grid: the keys of the window's commands that its context menu offers besides the usual ones."""

ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def without_letter(text: str) -> str:
    """A text for a button or command in which & stands for itself: a name with one would lose it, and take a letter of Alt."""
    return text.replace("&", "&&")
