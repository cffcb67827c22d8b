"""Fonts, colours, marks and measures for painting grids, made once per theme version and screen scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from ui.theme.arrow import Way, draw_arrow
from ui.theme.icons import Icons, Mark
from ui.theme.theme import MARK_SIZE, Theme


def brushes_of(theme: Theme, icons: Icons, ratio: float) -> Brushes:
    """The shared ``Brushes`` of the current theme; ``ratio``: device per logical pixels. Call again after ``Theme.changed``."""
    return _made(theme, icons, ratio, theme.version)


@lru_cache(maxsize=4)
def _made(theme: Theme, icons: Icons, ratio: float, _version: int) -> Brushes:
    return Brushes(theme, icons, ratio)


class Brushes:
    """What ``GridDelegate`` and the headers paint with; all measures in logical pixels."""

    def __init__(self, theme: Theme, icons: Icons, ratio: float) -> None:
        self.ratio = ratio
        self.body: QFont = theme.font()
        self.bold: QFont = theme.font(bold=True)
        self.small: QFont = theme.font("small")
        self.small_bold: QFont = theme.font("small", bold=True)
        self.body_metrics = QFontMetrics(self.body)
        self.small_metrics = QFontMetrics(self.small)
        self.bold_metrics = QFontMetrics(self.bold)
        self.small_bold_metrics = QFontMetrics(self.small_bold)
        self.color: dict[str, QColor] = {name: theme.color(name) for name in theme.colors}
        self.marks: dict[str, QPixmap] = {name: icons.mark(name, ratio) for name in (*(m.value for m in Mark if m), "ok")}
        self.grounds = {Mark.ERROR: self.color["error_ground"], Mark.VERIFY: self.color["verify_ground"]}
        self.bars = {Mark.ERROR: self.color["error"], Mark.VERIFY: self.color["verify"], Mark.HINT: self.color["hint"]}
        self.hint_ground = self.color["hint_ground"]
        self.padding = theme.px(6)
        self.bar = theme.px(3)
        self.frame = theme.px(2)
        self.mark_size = theme.px(MARK_SIZE)
        self.corner = theme.px(5)
        self.arrow = theme.px(8)
        self.indent = theme.px(16)
        self.em = theme.em
        self.px = theme.px
        self.row = theme.height("row")
        self.heading = theme.height("heading")
        self.list_row = theme.height("list_row")

    def frame_in(self, painter: QPainter, rect: QRect, color: str = "accent") -> None:
        """Draw the frame of the current cell just inside the edges of ``rect``."""
        pen = QPen(self.color[color], self.frame)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        near, far = self.frame // 2, (self.frame + 1) // 2
        painter.drawRect(rect.adjusted(near, near, -far, -far))

    def draw_arrow(self, painter: QPainter, room: QRect, *, closed: bool) -> None:
        """Draw the arrow of a line that opens at the left of ``room``: to the right when ``closed``, else down."""
        half = self.arrow / 2
        middle = QPointF(room.left() + half, room.center().y() + 1)
        draw_arrow(painter, middle, half, self.color["text2"], Way.RIGHT if closed else Way.DOWN)
