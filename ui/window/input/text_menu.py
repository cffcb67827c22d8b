"""The menu of a text field: what Qt offers for the text, in the words of the 编辑 menu and with its keys."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QTextEdit

from ui.widgets.kept_field import KeptField
from ui.window.actions import Actions

TextField = QLineEdit | QPlainTextEdit | QTextEdit

_STEPS: Final = ("undo", "redo")

_COMMANDS: Final = MappingProxyType(
    {
        "edit-undo": "undo",
        "edit-redo": "redo",
        "edit-cut": "cut",
        "edit-copy": "copy",
        "edit-paste": "paste",
        "edit-delete": "clear",
        "select-all": "select_all",
    }
)
"""By the name that Qt gives an action of a text: the command that does the same."""


def text_menu(field: TextField, actions: Actions) -> QMenu:
    """The menu of a text field without what it cannot do now. Qt leaves out the keys that the window's commands have too.

    Undo and redo are those of the book where the keys are (``KeptField.is_a_step``), else those of what is being typed.
    """
    menu = field.createStandardContextMenu()
    of_book = isinstance(field, KeptField) and not field.is_changed
    for action in menu.actions():
        command = _COMMANDS.get(action.objectName(), "")
        is_step = of_book and command in _STEPS
        action.setVisible(not is_step and (action.isSeparator() or action.isEnabled()))
        if is_step and actions[command].isEnabled():
            menu.insertAction(action, actions[command])
        elif command:
            action.setText(actions.words(command))
    menu.addSeparator()
    menu.addAction(actions["help"])
    return menu


def below_cursor(field: TextField) -> QPoint:
    """Where a menu asked for by a key opens, on the screen: below the place of typing."""
    cursor = field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    rect = cursor.toRect() if isinstance(cursor, QRectF) else QRect(cursor)
    return field.mapToGlobal(rect.bottomLeft() if field.rect().contains(rect.bottomLeft()) else field.rect().center())
