"""The small triangle of what opens, sorts or turns, drawn and not written: 微软雅黑 has neither ▾ nor ▴."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF


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
