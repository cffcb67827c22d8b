"""A list view that reports Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from ui.widgets.keys import ENTER, OPEN


class EnterList(QListView):
    """A list view; ``enter_pressed`` asks for the current row."""

    enter_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        open_row = QAction(OPEN, self)
        open_row.triggered.connect(self.enter_pressed)
        self.addAction(open_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Report Enter. Qt's own ``activated`` follows Enter on some platforms only."""
        if Qt.Key(event.key()) in ENTER:
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)
