"""What the fields of 封面 and of 情况说明 have in common: marks as looks, and whose undo and redo are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.theme.icons import Mark
from ui.theme.widget_state import set_look

STATES: Final = {Mark.ERROR: "error", Mark.VERIFY: "verify", Mark.HINT: "hint"}
"""What the style sheets of the fields call a mark."""

_HISTORY: Final = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class KeptField:
    """A field that keeps what the book holds beside what is typed. No widget itself: the fields have theirs."""

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that the book does not have yet."""
        raise NotImplementedError

    def show_state(self, state: str, message: str) -> None:
        """One of ``STATES`` or ""; ``message`` says why."""
        self.setToolTip(message)  # type: ignore[attr-defined]
        self.setAccessibleDescription(message)  # type: ignore[attr-defined]
        set_look(self, "state", state)  # type: ignore[arg-type]

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the window's as long as nothing is being typed."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.is_a_step(event):
            event.ignore()
            return False
        handled: bool = super().event(event)  # type: ignore[misc]
        return handled

    def is_a_step(self, event: QKeyEvent) -> bool:
        """Whether a key asks for a step of the book's history."""
        return not self.is_changed and any(event.matches(step) for step in _HISTORY)
