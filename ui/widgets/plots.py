"""Two plots of amounts: one bar of parts with a legend, and a bar for each name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from models.values.amount_style import WAN, AmountStyle
from ui.theme.following import follow_theme
from ui.theme.theme import Theme

_BAR: Final = 18
_LEGEND: Final = 1.35
_PERCENT: Final = 4.0
"""The width of the share of a part, in characters."""


class PlotPart(NamedTuple):
    """A part; ``amount`` in fen, ``token`` a colour of the theme. ``hatched`` tells two parts of one colour apart."""

    name: str
    amount: int
    token: str
    hatched: bool = False


class Plot(QWidget):
    """Base of both plots: the height follows the number of parts, screen readers get names and amounts."""

    shortens = Qt.TextElideMode.ElideRight
    """Where a name without room is shortened."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[PlotPart, ...] = ()
        self._style = WAN
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self, theme, self._restyle)
        self._restyle()

    @property
    def parts(self) -> Sequence[PlotPart]:
        """The parts shown."""
        return self._parts

    def show_parts(self, parts: Sequence[PlotPart], style: AmountStyle) -> None:
        """Replace the parts; their amounts are shown in ``style``."""
        self._parts, self._style = tuple(parts), style
        self.setAccessibleDescription("，".join(map(self._words, self._parts)))
        self.updateGeometry()
        self.update()

    @property
    def row(self) -> int:
        """The height of a row of text in pixels."""
        return round(_LEGEND * self._theme.line_height)

    def event(self, event: QEvent) -> bool:
        """The tooltip of a row tells its part whole: a long name is shortened."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        at = (event.pos().y() - self._top) // self.row
        found = 0 <= at < len(self._parts) and event.pos().y() >= self._top
        QToolTip.showText(event.globalPos(), self._words(self._parts[at]) if found else "", self)
        return True

    def _words(self, part: PlotPart) -> str:
        return f"{part.name} {self._style.figure(part.amount)} {self._style.unit}"

    @property
    def _top(self) -> int:
        """Where the first row begins, in pixels."""
        return 0

    def sizeHint(self) -> QSize:
        """One row for each part."""
        return QSize(self._theme.px(300), self.row * len(self._parts))

    def minimumSizeHint(self) -> QSize:
        """The plot may get narrower, but not lower."""
        return QSize(self._theme.px(200), self.sizeHint().height())

    @Slot()
    def _restyle(self) -> None:
        self._body, self._small = self._theme.font(), self._theme.font("small")
        self.updateGeometry()
        self.update()

    def _brush(self, part: PlotPart) -> QBrush:
        color: QColor = self._theme.color(part.token)
        return QBrush(color, Qt.BrushStyle.Dense3Pattern if part.hatched else Qt.BrushStyle.SolidPattern)

    def _write(self, painter: QPainter, rect: QRect, text: str, token: str = "text", *, right: bool = False) -> None:  # noqa: S107
        painter.setPen(self._theme.color(token))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(painter.font()).elidedText(text, self.shortens, rect.width())
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)


class CompositionBar(Plot):
    """One bar of all parts, and below it a row for each part: colour, name, amount, share."""

    shortens = Qt.TextElideMode.ElideMiddle  # 基本支出 · 人员经费 and 基本支出 · 公用经费 begin alike

    def sizeHint(self) -> QSize:
        """The height of bar and legend."""
        return QSize(self._theme.px(300), self._top + super().sizeHint().height())

    @property
    def _top(self) -> int:
        """Below the bar."""
        return self._theme.px(_BAR) + self._theme.px(4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint bar and legend."""
        painter = QPainter(self)
        total = sum(max(part.amount, 0) for part in self._parts)
        self._paint_bar(painter, total)
        for at, part in enumerate(self._parts):
            self._paint_legend(painter, QRect(0, self._top + at * self.row, self.width(), self.row), part, total)
        painter.end()

    def _paint_bar(self, painter: QPainter, total: int) -> None:
        height, left, done = self._theme.px(_BAR), 0, 0
        if not total:
            painter.fillRect(0, 0, self.width(), height, self._theme.color("line"))
            return
        for part in self._parts:
            done += max(part.amount, 0)
            right = round(self.width() * done / total)
            gap = 1 if right < self.width() else 0
            painter.fillRect(left, 0, max(right - left - gap, 1 if part.amount > 0 else 0), height, self._brush(part))
            left = right

    def _paint_legend(self, painter: QPainter, rect: QRect, part: PlotPart, total: int) -> None:
        px, size = self._theme.px, self._theme.px(11)
        painter.fillRect(rect.left() + px(4), rect.center().y() - size // 2 + 1, size, size, self._brush(part))
        share = rect.adjusted(rect.width() - round(_PERCENT * self._theme.em), 0, -px(4), 0)
        metrics = QFontMetrics(self._body)
        room = max(metrics.horizontalAdvance(self._style.figure(each.amount)) for each in self._parts) + self._theme.em
        amount = QRect(share.left() - room, rect.top(), room, rect.height())
        name = QRect(rect.left() + px(4) + 2 * size, rect.top(), 0, rect.height())
        name.setRight(amount.left())
        painter.setFont(self._body)
        self._write(painter, name, part.name)
        self._write(painter, amount, self._style.figure(part.amount), right=True)
        if total:
            painter.setFont(self._small)
            self._write(painter, share, f"{part.amount / total:.1%}", "text2", right=True)


class NamedBars(Plot):
    """A row for each part: name, bar, amount; the longest bar takes the whole room."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint all rows."""
        painter = QPainter(self)
        painter.setFont(self._body)
        metrics = QFontMetrics(self._body)
        names = max((metrics.horizontalAdvance(part.name) for part in self._parts), default=0)
        names = min(names, self.width() * 2 // 5)
        largest = max((part.amount for part in self._parts), default=0)
        figures = max((metrics.horizontalAdvance(self._style.figure(part.amount)) for part in self._parts), default=0)
        px = self._theme.px
        for at, part in enumerate(self._parts):
            rect = QRect(0, at * self.row, self.width(), self.row)
            self._write(painter, QRect(0, rect.top(), names, rect.height()), part.name)
            self._write(painter, rect.adjusted(0, 0, -px(4), 0), self._style.figure(part.amount), right=True)
            room = rect.width() - names - figures - px(24) - px(16)
            height = px(12)
            length = round(room * part.amount / largest) if largest > 0 and part.amount > 0 else 0
            bar = QRect(names + px(24), rect.center().y() - height // 2 + 1, max(length, 1 if part.amount > 0 else 0), height)
            painter.fillRect(bar, self._brush(part))
        painter.end()
