"""The legend of 收入: how a typed figure, a derived one (推算) and a sum look."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme

_SAMPLE: Final = "8.00"
_PARTS: Final = (("text", "已录入"), ("ghost", "推算"), ("", "自动合计"))
"""(colour of the sample figure, label); without a colour the sample is the background of a sum."""


class IncomeLegend(QWidget):
    """Paints samples in the colours of the cells, each with its label."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("图例：深色数是已录入，浅色数是推算，灰底是自动合计")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @property
    def _widths(self) -> tuple[int, int, int]:
        """In pixels: a sample, the space after it, the space after its label."""
        px, metrics = self._theme.px, QFontMetrics(self._theme.font("small"))
        return metrics.horizontalAdvance(_SAMPLE), px(4), px(16)

    def sizeHint(self) -> QSize:
        """One line with all samples and labels."""
        metrics = QFontMetrics(self._theme.font("small"))
        sample, space, behind = self._widths
        words = sum(metrics.horizontalAdvance(word) for _, word in _PARTS)
        return QSize(words + len(_PARTS) * (sample + space + behind), self._theme.line_height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint each sample with its label."""
        painter = QPainter(self)
        font = self._theme.font("small")
        painter.setFont(font)
        metrics, middle = QFontMetrics(font), Qt.AlignmentFlag.AlignVCenter
        sample, space, behind = self._widths
        x = 0
        for token, words in _PARTS:
            at = QRect(x, 0, sample, self.height())
            if token:
                painter.setPen(self._theme.color(token))
                painter.drawText(at, middle, _SAMPLE)
            else:
                box = at.adjusted(0, self.height() // 5, 0, -(self.height() // 5))
                painter.fillRect(box, self._theme.color("computed"))
                painter.setPen(self._theme.color("border"))
                painter.drawRect(box.adjusted(0, 0, -1, -1))
            x += sample + space
            painter.setPen(self._theme.color("text2"))
            painter.drawText(QRect(x, 0, self.width() - x, self.height()), middle, words)
            x += metrics.horizontalAdvance(words) + behind
