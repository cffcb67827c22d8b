"""The small triangle of what opens, sorts or turns, drawn and not written: 微软雅黑 has neither ▾ nor ▴."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QPushButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionButton

_BLANKS: Final = "\N{NO-BREAK SPACE}" * 4
"""Behind the text of a button, as room for its arrow."""


class Way(Enum):
    """Where an arrow points: the corners of its triangle, in halves of its width."""

    DOWN = ((-1.0, -0.5), (1.0, -0.5), (0.0, 0.6))
    UP = ((-1.0, 0.5), (1.0, 0.5), (0.0, -0.6))
    RIGHT = ((-0.5, -1.0), (0.6, 0.0), (-0.5, 1.0))


def draw_arrow(painter: QPainter, middle: QPointF, half: float, color: QColor, way: Way = Way.DOWN) -> None:
    """Draw an arrow around its ``middle``; ``half`` is half of its width in pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) * half for x, y in way.value]))
    painter.restore()


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
