"""The menu of the text fields in dialogs: the words and keys of the window's, by key and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_a_text_field_of_a_dialog_has_the_words_of_the_window(office, qtbot, way):
    """Qt's own menu stood there, with 撤消(&U) where the window says 撤销."""
    seen = []

    def look(dialog):
        field = next(one for one in dialog.findChildren(QLineEdit) if one.isVisible() and one.isEnabled())
        field.setFocus()
        qtbot.keyClicks(field, "12")
        qtbot.keyClick(field, Key.Key_Left, SHIFT)
        if way == "key":
            qtbot.keyClick(field, Key.Key_F10, SHIFT)
        else:
            at = field.rect().center()
            asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, field.mapToGlobal(at), Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(field, asked)
        menu = QApplication.activePopupWidget()
        shown = [action for action in menu.actions() if action.isVisible() and not action.isSeparator()]
        seen.extend(action.text() for action in shown)
        next(action for action in shown if action.text().startswith("剪切")).trigger()
        menu.close()
        seen.append(QApplication.clipboard().text())
        dialog.reject()

    QApplication.clipboard().setText("5")
    office.controller.show_sample()
    office.will_answer(look)
    office.window.actions_of_window["replace"].trigger()
    assert seen == ["撤销\tCtrl+Z", "剪切\tCtrl+X", "复制\tCtrl+C", "粘贴\tCtrl+V", "清空\tDel", "全选\tCtrl+A", "2"]
