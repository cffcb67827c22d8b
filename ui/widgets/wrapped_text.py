"""Text wrapped over several lines: at word boundaries (for Chinese: by its rules), elsewhere only if there is none."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

_LINE_SEPARATOR = "\u2028"
_LONG_WORD = re.compile(r"\w{40,}", re.ASCII)
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def breakable(text: str) -> str:
    """The text for a label that wraps: Qt cuts a word that is longer than the line, as the name of a file may be."""
    return _LONG_WORD.sub(lambda word: _MAY_BREAK.join(word[0]), text)


def _option(alignment: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(alignment)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def draw_wrapped(painter: QPainter, area: QRect, alignment: Qt.AlignmentFlag, text: str) -> None:
    """Draw a wrapped text into ``area`` with the painter's font and pen."""
    painter.drawText(QRectF(area), text, _option(alignment))


def wrapped_height(text: str, font: QFont, metrics: QFontMetrics, width: int) -> int:
    """The height in pixels of a text wrapped to ``width`` pixels, as ``draw_wrapped`` draws it."""
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
