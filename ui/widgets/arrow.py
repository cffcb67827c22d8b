"""Controls with the arrow of what opens, sorts or turns at their right end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.arrow import Way, draw_arrow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionButton

_BLANKS: Final = "\N{NO-BREAK SPACE}" * 4
"""Behind the text of a button, as room for its arrow."""


def draw_arrow_at_end(widget: QWidget, way: Way = Way.DOWN) -> None:
    """Draw an arrow at the right end of a control, in the colour of its hints and scaled with its text."""
    size, room = widget.fontMetrics().height(), widget.rect()
    painter = QPainter(widget)
    middle = QPointF(room.right() - 0.6 * size, room.center().y() + 1)
    draw_arrow(painter, middle, 0.22 * size, widget.palette().color(QPalette.ColorRole.PlaceholderText), way)
    painter.end()


class ArrowButton(QPushButton):
    """A button with an arrow at its right end; ``way`` may change."""

    way = Way.DOWN

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Give the style blanks behind the text, over which ``paintEvent`` draws the arrow."""
        super().initStyleOption(option)
        option.text = f"{self.text()}{_BLANKS}"  # type: ignore[attr-defined]

    def sizeHint(self) -> QSize:
        """With room for the arrow: Qt measures the text alone."""
        return super().sizeHint() + QSize(self.fontMetrics().horizontalAdvance(_BLANKS), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button by the style, then the arrow."""
        super().paintEvent(event)
        draw_arrow_at_end(self, self.way)
