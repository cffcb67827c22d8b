"""Behaviour shared by the text fields of 封面 and 情况说明: marks as styles, and where undo and redo go."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.theme.icons import Mark
from ui.theme.qt_types import WidgetMixin
from ui.theme.widget_state import set_style_property

STATES: Final = {Mark.ERROR: "error", Mark.VERIFY: "verify", Mark.HINT: "hint"}
"""The value of the style property ``state`` for each mark."""

_HISTORY: Final = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class KeptField(WidgetMixin):
    """Mixin for a text field that shows a value of the book."""

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the book's."""
        raise NotImplementedError

    def show_state(self, state: str, message: str) -> None:
        """Show a state, one of the values of ``STATES`` or ""; ``message`` becomes the tooltip."""
        self.setToolTip(message)
        self.setAccessibleDescription(message)
        set_style_property(self, "state", state)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window while the text is unchanged."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.is_a_step(event):
            event.ignore()
            return False
        return super().event(event)

    def is_a_step(self, event: QKeyEvent) -> bool:
        """Whether a key means undo or redo of the book rather than of the typed text."""
        return not self.is_changed and any(event.matches(step) for step in _HISTORY)
