"""The keys of the menus' commands in text fields: a field keeps only what edits its text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.startup.application import running_application
from ui.window.actions import ACTIONS, Actions
from ui.window.edit_commands import TEXTS

_OF_TEXT: Final = frozenset({"undo", "redo", "cut", "copy", "paste", "clear", "select_all"})
"""Commands whose keys mean the same inside a text field, which carries them out itself."""


class CommandKeys(QObject):
    """Lets the keys of enabled commands pass through the focused text field of the window.

    Qt asks a field first whether it wants a key (ShortcutOverride). Under X11 fields want Ctrl+E, Ctrl+D, Ctrl+K and
    others as in Emacs, and the command would never run.
    """

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._field: QWidget | None = None
        specs = (spec for spec in ACTIONS if not spec.of_cell and spec.key not in _OF_TEXT)
        self._commands = {QKeySequence(keys).toString(): spec.key for spec in specs for keys in spec.keys}
        running_application().focusChanged.connect(self._follow_focus)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Watch the focused field only: a filter of the application would see every event of the program."""
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = now if isinstance(now, TEXTS) and now.window() is self._window else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer for the field that it does not want the key of a command."""
        if event.type() is not QEvent.Type.ShortcutOverride or watched is not self._field or not isinstance(event, QKeyEvent):
            return False
        key = self._commands.get(QKeySequence(event.keyCombination()).toString())
        if key is None or not self._actions[key].isEnabled():
            return False
        event.ignore()
        return True
