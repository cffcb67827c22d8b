"""The headings of a grid: column titles with groups above and the ∑ row below, row numbers, the corner."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QLine, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QWidget

from ui.grid.rows.column import Align
from ui.grid.rows.model import NEW_ROW_SIGN, GridModel
from ui.grid.rows.source import Totals
from ui.grid.view.widths import DrawnWidths, fitted_widths
from ui.session.settings import Settings
from ui.theme.brushes import Brushes
from ui.theme.theme import CHARACTER
from ui.theme.widget_state import give_viewport

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_SIDES = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}


class ColumnHeader(QHeaderView):
    """Titles; where the source has totals, the ∑ row stands below them and does not scroll.

    A border that is drawn moves for good, a double click on it fits the column to its content, the context menu has the
    way back. ``shares_width`` says that the columns fill the view together: then drawing one settles all of them;
    ``centres_titles`` that they stand as on the printed form, not as their columns do.
    ``follows_room`` is False where the view itself fits the columns to its width.
    """

    drawn = Signal()
    """The clerk wants other widths: ``drawn_widths`` knows them."""

    shares_width = False
    centres_titles = False
    follows_room = True

    def __init__(self, model: GridModel, brushes: Brushes, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        give_viewport(self)
        self._grid = model
        self.brushes = brushes
        self._widths: list[int] = []
        self._pressed: list[int] = []
        self._lines = 1
        self._is_fitting = False
        self.drawn_widths = DrawnWidths()
        back = QAction("恢复列宽", self)
        back.triggered.connect(self.reset_widths)
        self.addAction(back)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.sectionResized.connect(self._count_lines)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName("列标题和合计")
        self.setMinimumSectionSize(brushes.em * 2)

    def set_widths(self) -> None:
        """Every column as wide as it is declared or was drawn, or as the window lets it be."""
        self._widths = []
        self._fit()

    def wanted_widths(self) -> list[int]:
        """As declared or as drawn, whatever the room; in pixels."""
        return [
            self.drawn_width(position) or self.brushes.px(self._grid.width(position) * CHARACTER)
            for position in range(self._grid.columnCount())
        ]

    def drawn_width(self, position: int) -> int:
        """The width to which the clerk has drawn a column, in pixels; 0: not at all."""
        width = self.drawn_widths.by_key.get(self._grid.column(position).key, 0.0)
        return self.brushes.px(width) if width else 0

    def _fit(self) -> None:
        """Only what differs from the last time. What was drawn does not shrink."""
        drawn = self.drawn_widths.by_key
        columns = [replace(column, least=0.0) if column.key in drawn else column for column in self._grid.source.columns]
        widths = fitted_widths(columns, self.wanted_widths(), self.viewport().width(), self.brushes.px(CHARACTER))
        before = self._widths if len(self._widths) == len(widths) else [0] * len(widths)
        self._widths = widths
        self._is_fitting = True  # titles in two lines would give the grid other bounds, and so begin this anew
        for position, (old, new) in enumerate(zip(before, widths, strict=True)):
            if old != new:
                self.resizeSection(position, new)
        if self.stretchLastSection():  # else the last one keeps what was left before the others changed
            self.setStretchLastSection(False)
            self.setStretchLastSection(True)
        self._is_fitting = False
        self._count_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More room, or less."""
        super().resizeEvent(event)
        if self._widths and self.follows_room and event.size().width() != event.oldSize().width():
            self._fit()

    # --- drawn by the clerk

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A border may be drawn from here."""
        self._pressed = self._sizes()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """What is wider or narrower now than it was has been drawn, or fitted by a double click."""
        super().mouseReleaseEvent(event)
        before, after = self._pressed or self._sizes(), self._sizes()
        ends = len(after) - int(self.stretchLastSection())  # the last one only takes what is left
        changed = [at for at in range(ends) if before[at] != after[at]]
        if changed:
            unit = self.brushes.px(1000) / 1000
            settled = range(len(after)) if self.shares_width else changed
            self.drawn_widths.keep({self._grid.column(at).key: round(after[at] / unit, 2) for at in settled})
            self.drawn.emit()

    def remember_widths(self, settings: Settings, name: str) -> None:
        """Take over the widths that were drawn in this grid before, and keep those that will be."""
        self.drawn_widths.remember_in(settings, name)
        self.drawn.emit()

    def _sizes(self) -> list[int]:
        return [self.sectionSize(at) for at in range(self.count())]

    @Slot()
    def reset_widths(self) -> None:
        """恢复列宽."""
        self.drawn_widths.forget()
        self.drawn.emit()

    def sectionSizeFromContents(self, section: int) -> QSize:  # noqa: N802
        """The room of a title in one line."""
        return QSize(self.title_width(self._grid.heading(section)), 0)

    def title_width(self, title: str) -> int:
        """The room of a title in one line, also while its column is the current one."""
        return self.brushes.bold_metrics.horizontalAdvance(title) + 2 * self.brushes.padding + 2

    # --- titles

    @Slot()
    def _count_lines(self) -> None:
        """A title that has not the room for one line gets two, where the groups do not leave it two anyway."""
        if self._is_fitting:
            return
        columns = self._grid.source.columns
        tight = (
            self.title_width(self._grid.heading(at)) > self.sectionSize(at) + 2
            for at in range(min(self.count(), len(columns))) if columns[at].group or not self._has_groups()
        )  # fmt: skip
        lines = 2 if any(tight) else 1
        if lines != self._lines:
            self._lines = lines
            self.geometriesChanged.emit()

    @Slot()
    def update_totals(self) -> None:
        """Paint the ∑ row again."""
        self.viewport().update(0, self.heading_height, self.viewport().width(), self.brushes.row)

    @property
    def heading_height(self) -> int:
        """The height without the ∑ row."""
        titles = self.brushes.heading + (self._lines - 1) * self.brushes.body_metrics.height()
        return titles + (self.brushes.row if self._has_groups() else 0)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Titles and ∑ row."""
        return QSize(0, self.heading_height + (self.brushes.row if self._grid.totals else 0))

    def _has_groups(self) -> bool:
        return any(column.group for column in self._grid.source.columns)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        """The title of the column."""
        column = self._grid.column(section)
        top = self.brushes.row if self._has_groups() and column.group else 0
        title = QRect(rect.left(), rect.top() + top, rect.width(), self.heading_height - top)
        self._paint_box(painter, title, "tint" if self._is_current(section) else "header")
        painter.setFont(self.brushes.bold if self._is_current(section) else self.brushes.body)
        painter.setPen(self.brushes.color["text"])
        inner = title.adjusted(self.brushes.padding, 0, -self.brushes.padding, 0)
        text = "\n".join(title_lines(self._grid.heading(section), self.brushes.bold_metrics, inner.width()))
        painter.drawText(inner, _MIDDLE | _SIDES[Align.CENTER if self.centres_titles else column.align], text)

    def _is_current(self, section: int) -> bool:
        view = self.parent()
        return isinstance(view, QAbstractItemView) and view.currentIndex().column() == section

    def _paint_box(self, painter: QPainter, rect: QRect, ground: str) -> None:
        painter.fillRect(rect, self.brushes.color[ground])
        painter.setPen(self.brushes.color["border"])
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_totals(self, painter: QPainter, totals: Totals) -> None:
        """The ∑ row in one piece: an edit paints it, and most of its cells are empty."""
        b, columns = self.brushes, self._grid.source.columns
        row = QRect(0, self.heading_height, self.viewport().width(), b.row)
        painter.fillRect(row, b.color["computed"])
        painter.setPen(b.color["line"])
        places = [(self.sectionViewportPosition(i), self.sectionSize(i)) for i in range(len(columns))]
        painter.drawLines([QLine(left + width - 1, row.top(), left + width - 1, row.bottom()) for left, width in places])
        painter.setPen(b.color["border"])
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        painter.setFont(b.bold)
        painter.setPen(b.color["text"])
        for column, (left, width) in zip(columns, places, strict=True):
            text = totals.cells.get(column.key, "")
            if text:
                cell = QRect(left + b.padding, row.top(), width - 2 * b.padding, b.row)
                painter.drawText(cell, _MIDDLE | _SIDES[column.align], text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Sections, then what spans several of them: groups and the words of the ∑ row. An edit paints the ∑ row alone."""
        titles = event.rect().top() < self.heading_height
        if titles:
            super().paintEvent(event)
        painter = QPainter(self.viewport())
        if titles and self._has_groups():
            self._paint_groups(painter)
        if self._grid.totals:
            self._paint_totals(painter, self._grid.totals)
            self._paint_total_words(painter)

    def _paint_groups(self, painter: QPainter) -> None:
        first, columns = 0, self._grid.source.columns
        while first < len(columns):
            last = first
            while last + 1 < len(columns) and columns[last + 1].group == columns[first].group:
                last += 1
            if columns[first].group:
                left, right = self.sectionViewportPosition(first), self.sectionViewportPosition(last) + self.sectionSize(last)
                rect = QRect(left, 0, right - left, self.brushes.row)
                self._paint_box(painter, rect, "header")
                painter.setFont(self.brushes.body)
                painter.setPen(self.brushes.color["text"])
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, columns[first].group)
            first = last + 1

    def _paint_total_words(self, painter: QPainter) -> None:
        """「合计 人员经费 817.57」 from the first column over as many as it needs and that have no total."""
        totals, b = self._grid.totals, self.brushes
        if totals is None or not self.count():
            return
        label_width = b.bold_metrics.horizontalAdvance(totals.label)
        needed = label_width + b.body_metrics.horizontalAdvance(totals.note) + b.em + 3 * b.padding
        last, width = 0, self.sectionSize(0)
        while width < needed and last + 1 < self.count() and self._grid.column(last + 1).key not in totals.cells:
            last += 1
            width += self.sectionSize(last)
        rect = QRect(self.sectionViewportPosition(0), self.heading_height, width - 1, b.row - 1)
        painter.fillRect(rect, b.color["computed"])
        inner = rect.adjusted(b.padding, 0, 0, 0)
        painter.setFont(b.bold)
        painter.setPen(b.color["text"])
        if self._grid.column(0).align is Align.CENTER and not totals.note:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, totals.label)
            return
        painter.drawText(inner, _MIDDLE, totals.label)
        painter.setFont(b.body)
        painter.setPen(b.color["text2"])
        painter.drawText(inner.adjusted(label_width + b.em, 0, 0, 0), _MIDDLE, totals.note)


def halves(title: str) -> tuple[str, str]:
    """Where a title is best broken: before its unit, else in the middle, a word of two characters kept together."""
    at = title.find("（")
    if at <= 0:
        at = -(-len(title) // 2)
        at += at % 2 if len(title) % 2 == 0 else 0
    return title[:at], title[at:]


def title_lines(title: str, metrics: QFontMetrics, room: int) -> list[str]:
    """A title in one line or two; what does not fit then ends in …"""
    if metrics.horizontalAdvance(title) <= room:
        return [title]
    first, rest = halves(title)
    if metrics.horizontalAdvance(first) > room:
        end = max((at for at in range(1, len(title)) if metrics.horizontalAdvance(title[:at]) <= room), default=1)
        first, rest = title[:end], title[end:]
    return [first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)]


class RowHeader(QHeaderView):
    """Row numbers in small quiet type; the current one tinted and bold; ＊ for the new line."""

    def __init__(self, model: GridModel, brushes: Brushes, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        give_viewport(self)
        self._grid = model
        self.brushes = brushes
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName("行号")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for three digits."""
        return QSize(3 * self.brushes.em, 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        """The number of the row."""
        b, view = self.brushes, self.parent()
        current = isinstance(view, QAbstractItemView) and view.currentIndex().row() == section
        painter.fillRect(rect, b.color["tint" if current else "header"])
        painter.setPen(b.color["border"])
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(b.color["line"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        is_new = self._grid.is_new_row(section)
        painter.setPen(b.color["text" if current or is_new else "text2"])
        painter.setFont(b.body if is_new else b.small_bold if current else b.small)
        text = NEW_ROW_SIGN if is_new else str(section + 1)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class Corner(QObject):
    """Draws the corner of the table: the unit where no title names it, ∑ beside the totals."""

    def __init__(self, button: QAbstractButton, header: ColumnHeader, model: GridModel) -> None:
        super().__init__(button)
        self._button = button
        self._header = header
        self._grid = model
        button.setAccessibleName("选择全部")
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Paint instead of the style."""
        if event.type() != QEvent.Type.Paint or watched is not self._button:
            return False
        b, rect = self._header.brushes, self._button.rect()
        painter = QPainter(self._button)
        painter.fillRect(rect, b.color["header"])
        painter.setPen(b.color["border"])
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(b.color["text2"])
        painter.setFont(b.small)
        titles = QRect(0, 0, rect.width(), self._header.heading_height)
        painter.drawText(titles, Qt.AlignmentFlag.AlignCenter, self._grid.unit_beside)
        if self._grid.totals:
            below = QRect(0, self._header.heading_height, rect.width(), b.row)
            painter.setPen(b.color["border"])
            painter.drawLine(below.topLeft(), below.topRight())
            painter.setPen(b.color["text2"])
            painter.setFont(b.bold)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, "Σ")
        painter.end()
        return True
