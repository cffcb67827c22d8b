"""Text over several lines: broken where Chinese text may be broken, anywhere only when there is no such place."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

_LINE_SEPARATOR = "\u2028"


def _option(alignment: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(alignment)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def draw_wrapped(painter: QPainter, area: QRect, alignment: Qt.AlignmentFlag, text: str) -> None:
    """Draw a text into an area with the painter's font and pen."""
    painter.drawText(QRectF(area), text, _option(alignment))


def wrapped_height(text: str, font: QFont, metrics: QFontMetrics, width: int) -> int:
    """How high a text stands in a width."""
    if "\n" not in text and metrics.horizontalAdvance(text) <= width:
        return metrics.height()
    layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), font)
    layout.setTextOption(_option(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    height, leading = -float(metrics.leading()), float(metrics.leading())
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        height += max(0.0, leading) + line.height()
    layout.endLayout()
    return math.ceil(height)
