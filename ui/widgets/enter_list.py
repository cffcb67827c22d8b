"""A list whose Enter is a signal of its own, on every platform; the arrows choose."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from ui.widgets.keys import ENTER


class EnterList(QListView):
    """``enter_pressed``: what is chosen is wanted."""

    enter_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter goes on; Qt would do so on some platforms only."""
        if Qt.Key(event.key()) in ENTER:
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)
