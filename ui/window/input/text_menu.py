"""The menu of a text field: what Qt offers for the text, in the words of the 编辑 menu and with its keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtWidgets import QMenu

from ui.widgets.copying import TextField, menu_of_text
from ui.widgets.kept_field import KeptField
from ui.window.actions import Actions

_STEPS: Final = {"edit-undo": "undo", "edit-redo": "redo"}
"""By the name that Qt gives an action of a text: the command of the book."""


def text_menu(field: TextField, actions: Actions) -> QMenu:
    """The menu of every text field, with ``help``.

    Undo and redo are those of the book where the keys are (``KeptField.is_a_step``), else those of what is being typed.
    """
    menu = menu_of_text(field)
    if isinstance(field, KeptField) and not field.is_changed:
        for action in menu.actions():
            command = _STEPS.get(action.objectName(), "")
            if command:
                action.setVisible(False)
                if actions[command].isEnabled():
                    menu.insertAction(action, actions[command])
    menu.addSeparator()
    menu.addAction(actions["help"])
    return menu


def below_cursor(field: TextField) -> QPoint:
    """Where a menu asked for by a key opens, on the screen: below the place of typing."""
    cursor = field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    rect = cursor.toRect() if isinstance(cursor, QRectF) else QRect(cursor)
    return field.mapToGlobal(rect.bottomLeft() if field.rect().contains(rect.bottomLeft()) else field.rect().center())
