"""A choice among words: a style sheet takes the arrow away, ▾ says that there is a list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox


class ChoiceBox(QComboBox):
    """A combo box with a sign that it is one."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The box of the style, then the sign."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        at = self.rect().adjusted(0, 0, -self.fontMetrics().height() // 3, 0)
        painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "▾")
