"""The key of every command reaches it, wherever the focus is; what edits text stays with the text field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from ui.grid.editing.editors import CellEditor
from ui.pages.narrative.field import WritingField
from ui.pages.narrative.paragraph import Paragraph
from ui.widgets.small_controls import SearchField
from ui.window.actions import ACTIONS

OF_TEXT = {"undo", "redo", "cut", "copy", "paste", "clear", "select_all"}
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def greedy(monkeypatch):
    """Text fields that want every key for themselves: worse than under X11, where they want Ctrl+E and its like."""
    for kind in (CellEditor, WritingField, Paragraph, SearchField):
        own = kind.event

        def event(self, event, own=own):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            return own(self, event)

        monkeypatch.setattr(kind, "event", event, raising=False)


def cell(window, _qtbot):
    return window.workspace.page.grid


def editor(window, qtbot):
    grid = window.workspace.page.grid
    grid.setCurrentIndex(grid.grid_model.index(0, 7))
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    return grid.open_editor


def search(window, _qtbot):
    window.workspace.open_page("projects")
    return window.workspace.page.list.search


def choice(window, _qtbot):
    window.workspace.open_page("projects")
    return window.workspace.page.list.states


def field(window, _qtbot):
    window.workspace.open_page("texts")
    return next(iter(window.workspace.page.body.fields.values()))


def paragraph(window, _qtbot):
    window.workspace.open_page("texts")
    return next(stop for stop in window.workspace.page.body.stops if isinstance(stop, Paragraph))


def pages(window, _qtbot):
    return window.workspace.navigation.focusProxy()


def sheet(window, _qtbot):
    window.workspace.open_page("preview")
    return window.workspace.page.sheet_view


@pytest.mark.parametrize("place", [cell, editor, search, choice, field, paragraph, pages, sheet])
def test_every_command_is_reached(greedy, window, qtbot, place):
    qtbot.waitUntil(window.isActiveWindow)
    widget = place(window, qtbot)
    widget.setFocus()
    assert widget.hasFocus()
    reached = []
    wanted = [spec for spec in ACTIONS if spec.keys and not spec.of_cell and spec.key not in OF_TEXT]
    for spec in wanted:  # what they do is not asked here
        action = window.actions_of_window[spec.key]
        action.triggered.disconnect()
        action.triggered.connect(lambda _checked=False, key=spec.key: reached.append(key))
        action.setEnabled(True)
    for spec in wanted:
        for keys in spec.keys:
            combination = QKeySequence(keys)[0]
            qtbot.keyClick(widget, combination.key(), combination.keyboardModifiers())
    assert reached == [spec.key for spec in wanted for _ in spec.keys]


def test_the_keys_of_text_stay_with_the_field(window, qtbot):
    qtbot.waitUntil(window.isActiveWindow)
    line = search(window, qtbot)
    line.setFocus()
    qtbot.keyClicks(line, "abc")
    qtbot.keyClick(line, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(line, Qt.Key.Key_X, CTRL)
    assert (line.text(), QApplication.clipboard().text()) == ("", "abc")
    qtbot.keyClick(line, Qt.Key.Key_V, CTRL)
    assert line.text() == "abc"
    qtbot.keyClick(line, Qt.Key.Key_Z, CTRL)
    assert line.text() == ""
    qtbot.keyClick(line, Qt.Key.Key_Y, CTRL)
    assert line.text() == "abc"
    assert window.workspace._services.open_book.step == 0


SHIFTED = dict(zip('~!@#$%^&*()_+{}|:"<>?', "`1234567890-=[]\\;',./", strict=True))
"""Signs that are typed with Shift, and the keys that they stand on."""


def pressed(keys):
    """The keys of the keyboard that are pressed: Ctrl++ is Ctrl+Shift+=."""
    key, modifiers = QKeySequence(keys)[0].key(), QKeySequence(keys)[0].keyboardModifiers()
    sign = chr(key.value) if key.value < 128 else ""
    if sign in SHIFTED:
        return Qt.Key(ord(SHIFTED[sign])), modifiers | Qt.KeyboardModifier.ShiftModifier
    return key, modifiers


def test_no_two_shortcuts_are_the_same_keys():
    """Qt would call them ambiguous and run neither, on a real keyboard only."""
    every = [(pressed(keys), spec.key, keys) for spec in ACTIONS for keys in spec.keys]
    assert len({keys for keys, _, _ in every}) == len(every), sorted(every, key=str)
