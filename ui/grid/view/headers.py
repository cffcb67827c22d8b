"""The headers of a grid: column titles with groups and the ∑ row, row numbers, and the corner."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QLine, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTableView, QWidget

from models.paper.text_measure import CLOSING, OPENING
from ui.grid.rows.column import Align, ColumnKind
from ui.grid.rows.model import NEW_ROW_SIGN, GridModel
from ui.grid.rows.source import Totals
from ui.grid.view.widths import DrawnWidths, fitted_widths
from ui.session.settings import Settings
from ui.theme.brushes import Brushes
from ui.theme.theme import CHARACTER
from ui.theme.widget_state import use_plain_viewport

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_SIDES = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}


class ColumnHeader(QHeaderView):
    """Column titles in one or two lines, groups above, and the ∑ row below where the source has totals.

    Dragged widths are kept; a double click on a border fits the column, the context menu resets all. ``shares_width``:
    the columns fill the view together, so that dragging one keeps the widths of all. ``centres_titles``: titles centred
    as on the printed form. ``follows_room`` False: the view fits the columns itself.
    """

    drawn = Signal()
    """The clerk dragged or reset widths; they are in ``drawn_widths``."""

    shares_width = False
    centres_titles = False
    follows_room = True

    def __init__(self, model: GridModel, brushes: Brushes, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        use_plain_viewport(self)
        self._grid = model
        self.brushes = brushes
        self._widths: list[int] = []
        self._pressed: list[int] = []
        self._fitted = -1
        self.sectionHandleDoubleClicked.connect(self._note_fitted)
        self._lines = 1
        self._is_fitting = False
        self.drawn_widths = DrawnWidths()
        back = QAction("恢复列宽", self)
        back.triggered.connect(self.reset_widths)
        self.addAction(back)
        self.sectionResized.connect(self._count_lines)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName("列标题和合计")
        self.setMinimumSectionSize(brushes.em * 2)

    def set_widths(self) -> None:
        """Give every column its dragged or declared width, narrower if the window requires it."""
        self._widths = []
        self._fit()

    def wanted_widths(self) -> list[int]:
        """The dragged or declared widths in pixels, regardless of the room."""
        return [
            self.drawn_width(position) or self.brushes.px(self._grid.width(position) * CHARACTER)
            for position in range(self._grid.columnCount())
        ]

    def drawn_width(self, position: int) -> int:
        """The dragged width of a column in pixels; 0 if it was not dragged."""
        width = self.drawn_widths.by_key.get(self._grid.column(position).key, 0.0)
        return self.brushes.px(width) if width else 0

    def _fit(self) -> None:
        """Fit the columns, resizing only those that change. Dragged columns do not shrink."""
        drawn = self.drawn_widths.by_key
        columns = [replace(column, least=0.0) if column.key in drawn else column for column in self._grid.source.columns]
        widths = fitted_widths(columns, self.wanted_widths(), self.viewport().width(), self.brushes.px(CHARACTER))
        before = self._widths if len(self._widths) == len(widths) else [0] * len(widths)
        self._widths = widths
        self._is_fitting = True  # a second line of titles would resize the grid and call this again
        for position, (old, new) in enumerate(zip(before, widths, strict=True)):
            if old != new:
                self.resizeSection(position, new)
        if self.stretchLastSection():  # makes Qt stretch the last column again
            self.setStretchLastSection(False)
            self.setStretchLastSection(True)
        self._is_fitting = False
        self._count_lines()
        if before != widths and any(column.kind is ColumnKind.LONG_TEXT for column in columns):
            self._wrap_anew()

    def _wrap_anew(self) -> None:
        """Qt measures the rows of wrapped texts when their data change, not when their columns become narrower."""
        view = self.parent()
        if isinstance(view, QTableView):
            view.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        if self._widths and self.follows_room and event.size().width() != event.oldSize().width():
            self._fit()

    # --- dragging by the clerk

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the widths, as a drag may begin here."""
        self._pressed = self._sizes()
        super().mousePressEvent(event)

    @Slot(int)
    def _note_fitted(self, section: int) -> None:
        """A double click on a border asks for the width of the contents, even where that is the width already."""
        self._fitted = section

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the widths that changed since the press, by dragging or by a double click."""
        super().mouseReleaseEvent(event)
        before, after = self._pressed or self._sizes(), self._sizes()
        ends = len(after) - int(self.stretchLastSection())  # the stretched last one is not dragged
        changed = [at for at in range(ends) if before[at] != after[at] or at == self._fitted]
        self._fitted = -1
        if changed:
            unit = self.brushes.px(1000) / 1000
            settled = range(len(after)) if self.shares_width else changed
            self.drawn_widths.keep({self._grid.column(at).key: round(after[at] / unit, 2) for at in settled})
            self.drawn.emit()

    def remember_widths(self, settings: Settings, name: str) -> None:
        """Restore dragged widths from the settings under ``name``, and keep later ones there."""
        self.drawn_widths.remember_in(settings, name)
        self.drawn.emit()

    def _sizes(self) -> list[int]:
        return [self.sectionSize(at) for at in range(self.count())]

    @Slot()
    def reset_widths(self) -> None:
        """Forget the dragged widths (恢复列宽)."""
        self.drawn_widths.forget()
        self.drawn.emit()

    def sectionSizeFromContents(self, section: int) -> QSize:
        """The size for a double click on a border: the title in one line."""
        return QSize(self.title_width(self._grid.heading(section)), 0)

    def title_width(self, title: str) -> int:
        """The width of a title in one line and in bold, as for the current column; in pixels."""
        return self.brushes.bold_metrics.horizontalAdvance(title) + 2 * self.brushes.padding + 2

    # --- titles

    @Slot()
    def _count_lines(self) -> None:
        """Give the titles two lines if one does not fit; ungrouped titles beside groups have that room already."""
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
        """The height in pixels without the ∑ row."""
        titles = self.brushes.heading + (self._lines - 1) * self.brushes.body_metrics.height()
        return titles + (self.brushes.row if self._has_groups() else 0)

    def sizeHint(self) -> QSize:
        """The height of titles and ∑ row."""
        return QSize(0, self.heading_height + (self.brushes.row if self._grid.totals else 0))

    def _has_groups(self) -> bool:
        return any(column.group for column in self._grid.source.columns)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint the title of a column, bold and tinted for the current one."""
        column = self._grid.column(section)
        top = self.brushes.row if self._has_groups() and column.group else 0
        title = QRect(rect.left(), rect.top() + top, rect.width(), self.heading_height - top)
        _paint_box(self.brushes, painter, title, "tint" if self._is_current(section) else "header")
        painter.setFont(self.brushes.bold if self._is_current(section) else self.brushes.body)
        painter.setPen(self.brushes.color["text"])
        inner = title.adjusted(self.brushes.padding, 0, -self.brushes.padding, 0)
        text = "\n".join(title_lines(self._grid.heading(section), self.brushes.bold_metrics, inner.width()))
        painter.drawText(inner, _MIDDLE | _SIDES[Align.CENTER if self.centres_titles else column.align], text)

    def _is_current(self, section: int) -> bool:
        view = self.parent()
        return isinstance(view, QAbstractItemView) and view.currentIndex().column() == section

    def _paint_totals(self, painter: QPainter, totals: Totals) -> None:
        """Paint the whole ∑ row at once: faster than by section, as every edit paints it and most cells are empty."""
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the titles unless only the ∑ row changed, then what spans columns: groups and the ∑ row."""
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
                _paint_box(self.brushes, painter, rect, "header")
                painter.setFont(self.brushes.body)
                painter.setPen(self.brushes.color["text"])
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, columns[first].group)
            first = last + 1

    def _paint_total_words(self, painter: QPainter) -> None:
        """Label and note (「合计 人员经费 817.57」) from the first column on, over as many columns without a total as needed."""
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


def _paint_box(b: Brushes, painter: QPainter, rect: QRect, ground: str, *, below: str = "border") -> None:
    """Fill a header cell and draw its right line and the line ``below``, in colours by name."""
    painter.fillRect(rect, b.color[ground])
    painter.setPen(b.color["border"])
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.setPen(b.color[below])
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def halves(title: str) -> tuple[str, str]:
    """A title broken in two: before a unit in （） at its end, else in the middle without splitting a pair of characters."""
    at = title.find("（") if title.endswith("）") else -1
    if at <= 0:
        at = -(-len(title) // 2)
        at += at % 2 if len(title) % 2 == 0 else 0
    at = _line_break(title, at)
    return title[:at], title[at:]


def _line_break(title: str, at: int) -> int:
    """The place near ``at`` at which no opening bracket stands at the end of a line, and nothing that closes at the beginning."""
    while at > 1 and (title[at - 1] in OPENING or title[at : at + 1] in tuple(CLOSING)):
        at -= 1
    return at


def title_lines(title: str, metrics: QFontMetrics, room: int) -> list[str]:
    """A title in one or two lines of ``room`` pixels; the second is shortened with … if need be."""
    if metrics.horizontalAdvance(title) <= room:
        return [title]
    first, rest = halves(title)
    if metrics.horizontalAdvance(first) > room:
        end = max((at for at in range(1, len(title)) if metrics.horizontalAdvance(title[:at]) <= room), default=1)
        end = _line_break(title, end)
        first, rest = title[:end], title[end:]
    return [first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)]


class RowHeader(QHeaderView):
    """Row numbers in small grey type; bold and tinted for the current row, ＊ for the new line."""

    def __init__(self, model: GridModel, brushes: Brushes, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        use_plain_viewport(self)
        self._grid = model
        self.brushes = brushes
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName("行号")

    def sizeHint(self) -> QSize:
        """Wide enough for three digits."""
        return QSize(3 * self.brushes.em, 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint the number of a row."""
        b, view = self.brushes, self.parent()
        current = isinstance(view, QAbstractItemView) and view.currentIndex().row() == section
        _paint_box(b, painter, rect, "tint" if current else "header", below="line")
        is_new = self._grid.is_new_row(section)
        painter.setPen(b.color["text" if current or is_new else "text2"])
        painter.setFont(b.body if is_new else b.small_bold if current else b.small)
        text = NEW_ROW_SIGN if is_new else str(section + 1)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class Corner(QObject):
    """Paints the corner of the table: the unit if no title names it, and Σ beside the totals."""

    def __init__(self, button: QAbstractButton, header: ColumnHeader, model: GridModel) -> None:
        super().__init__(button)
        self._button = button
        self._header = header
        self._grid = model
        button.setAccessibleName("选择全部")
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint the corner in place of the style."""
        if event.type() != QEvent.Type.Paint or watched is not self._button:
            return False
        b, rect = self._header.brushes, self._button.rect()
        painter = QPainter(self._button)
        _paint_box(b, painter, rect, "header")
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
