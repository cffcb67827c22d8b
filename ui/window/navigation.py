"""The navigation at the left: unit and year, then one line per page with its counts of findings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontInfo, QPainter, QResizeEvent
from PySide6.QtWidgets import QLabel, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.pages.common.page import PageSpec
from ui.pages.common.page_states import Summary
from ui.session.open_book import OpenBook
from ui.theme.brushes import Brushes, brushes_of
from ui.theme.icons import Icons, Mark
from ui.theme.qt_types import Index
from ui.theme.theme import Theme
from ui.theme.widget_state import fields_of, has_cursor, is_selected
from ui.widgets.enter_list import EnterList

SHOWN_MARKS: Final = (Mark.ERROR, Mark.VERIFY)
COUNTS_ROLE: Final = Qt.ItemDataRole.UserRole + 1
SUMMARY_ROLE: Final = Qt.ItemDataRole.UserRole + 2
COMPACT_ROLE: Final = Qt.ItemDataRole.UserRole + 3
Shown = tuple[tuple[tuple[Mark, int], ...], Summary]
"""What a page's line shows beside its title: counts per mark, and the summary."""

_NO_INDEX: Final = QModelIndex()
_NO_SUMMARY: Final = Summary()


class PageListModel(QAbstractListModel):
    """The pages with the headings of their groups."""

    def __init__(self, pages: Sequence[PageSpec], open_book: OpenBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_book = open_book
        self.is_compact = False
        self._entries: list[PageSpec | str] = []
        for spec in pages:
            if spec.group and spec.group not in self._entries:
                self._entries.append(spec.group)
            self._entries.append(spec)
        specs = [entry for entry in self._entries if isinstance(entry, PageSpec)]
        self._compact = dict(zip((spec.key for spec in specs), compact_names([spec.title for spec in specs]), strict=True))
        self._shown = self._read()
        open_book.changed.connect(self._refresh)

    def spec(self, row: int) -> PageSpec | None:
        """The page in a row, None for a heading."""
        entry = self._entries[row]
        return entry if isinstance(entry, PageSpec) else None

    def row_of(self, key: str) -> int:
        """The row of a page. Raises ``StopIteration`` for an unknown one."""
        return next(i for i, entry in enumerate(self._entries) if isinstance(entry, PageSpec) and entry.key == key)

    def counts(self, spec: PageSpec) -> tuple[tuple[Mark, int], ...]:
        """The marks of a page with their counts, zeros left out."""
        marks = self._open_book.marks
        counted = ((mark, sum(marks.count(place, mark) for place in spec.places)) for mark in SHOWN_MARKS)
        return tuple((mark, count) for mark, count in counted if count)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The number of pages and headings."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, counts, summary, and a description for screen readers."""
        entry = self._entries[index.row()]
        if isinstance(entry, str):
            return entry if role == Qt.ItemDataRole.DisplayRole else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return entry.title if role == Qt.ItemDataRole.DisplayRole or self.is_compact else None
        counts, summary = self._shown[index.row()] or ((), _NO_SUMMARY)
        shown = {COUNTS_ROLE: counts, SUMMARY_ROLE: summary, COMPACT_ROLE: self._compact[entry.key]}
        if role in shown:
            return shown[role]
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            words = {Mark.ERROR: "处错误", Mark.VERIFY: "处核实"}
            return "，".join(f"{count} {words[mark]}" for mark, count in counts) or summary.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be selected."""
        if not index.isValid() or isinstance(self._entries[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @Slot()
    def _refresh(self) -> None:
        """Emit ``dataChanged`` for the pages whose counts or summary changed."""
        shown = self._read()
        for row, (old, new) in enumerate(zip(self._shown, shown, strict=True)):
            if old != new:
                self._shown[row] = new
                self.dataChanged.emit(self.index(row), self.index(row))

    def _read(self) -> list[Shown | None]:
        """Counts and summary of every page, None for a heading."""
        return [None if isinstance(entry, str) else (self.counts(entry), entry.summary(self._open_book)) for entry in self._entries]


class PageDelegate(QStyledItemDelegate):
    """Draws a page's line: title left; counts, or ok and the summary right; the open page tinted with a bar."""

    def __init__(self, brushes: Brushes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.brushes = brushes
        self.is_compact = False
        """Whether to draw only a page's character and worst mark, and headings as lines."""
        self.compact_row = brushes.list_row

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The height of ``heading`` (1.5 lines). Compact pages are lower, for all are to fit; compact headings are lines."""
        if not self.is_compact:
            return QSize(0, self.brushes.heading)
        return QSize(0, self.heading_line if index.data(COUNTS_ROLE) is None else self.compact_row)

    @property
    def heading_line(self) -> int:
        """The height of a compact heading."""
        return self.brushes.heading // 3

    def fit(self, room: int, pages: int, headings: int) -> None:
        """Make compact pages as low as ``room`` pixels ask for, but never lower than their character."""
        each = (room - headings * self.heading_line) // max(pages, 1)
        self.compact_row = max(min(self.brushes.list_row, each), QFontInfo(self.brushes.bold).pixelSize() + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading or a page."""
        painter.save()
        if index.data(COUNTS_ROLE) is None:
            self._paint_heading(painter, fields_of(option).rect, index.data())
        else:
            self._paint_page(painter, option, index)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        if self.is_compact:
            painter.setPen(self.brushes.color["line"])
            painter.drawLine(rect.left(), rect.center().y(), rect.right(), rect.center().y())
            return
        painter.setFont(self.brushes.small)
        painter.setPen(self.brushes.color["text2"])
        painter.drawText(rect.adjusted(2 * self.brushes.padding, 0, 0, -2), Qt.AlignmentFlag.AlignBottom, text)

    def _paint_page(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        b, rect = self.brushes, fields_of(option).rect
        active = is_selected(option, index)
        if active:
            painter.fillRect(rect, b.color["tint"])
            painter.fillRect(QRect(rect.left(), rect.top(), b.bar, rect.height()), b.color["accent"])
        if has_cursor(option, index):
            painter.setPen(b.color["accent"])
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.setFont(b.bold if active else b.body)
        painter.setPen(b.color["text"])
        words = index.data(COMPACT_ROLE if self.is_compact else Qt.ItemDataRole.DisplayRole)
        painter.drawText(rect.adjusted(2 * b.padding + b.bar, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        if self.is_compact:
            self._paint_worst(painter, rect.adjusted(0, 0, -b.padding, 0), index)
        else:
            self._paint_right(painter, rect.adjusted(0, 0, -round(1.7 * b.padding), 0), index)

    def _paint_worst(self, painter: QPainter, rect: QRect, index: Index) -> None:
        counts, summary = index.data(COUNTS_ROLE), index.data(SUMMARY_ROLE) or _NO_SUMMARY
        mark = counts[0][0].value if counts else "ok" if summary.holds else ""
        if mark:
            self._paint_mark(painter, rect, rect.right(), mark)

    def _paint_right(self, painter: QPainter, rect: QRect, index: Index) -> None:
        b = self.brushes
        counts, summary = index.data(COUNTS_ROLE), index.data(SUMMARY_ROLE) or _NO_SUMMARY
        right = rect.right()
        painter.setFont(b.small)
        for mark, count in reversed(counts):
            right = self._paint_text(painter, rect, right, str(count), b.color[mark.value]) - b.padding // 2
            right = self._paint_mark(painter, rect, right, mark.value) - b.padding // 2
        if not counts and summary.holds:
            right = self._paint_mark(painter, rect, right, "ok") - b.padding // 2
        if not counts and summary.text:
            self._paint_text(painter, rect, right, summary.text, b.color["text2"])

    def _paint_text(self, painter: QPainter, rect: QRect, right: int, text: str, color: Any) -> int:
        painter.setPen(color)
        width = self.brushes.small_metrics.horizontalAdvance(text)
        painter.drawText(QRect(right - width, rect.top(), width, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
        return right - width

    def _paint_mark(self, painter: QPainter, rect: QRect, right: int, mark: str) -> int:
        size = self.brushes.mark_size
        painter.drawPixmap(QRect(right - size, rect.center().y() - size // 2 + 1, size, size), self.brushes.marks[mark])
        return right - size


class _PageList(EnterList):
    """``resized``: its height is another one."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let compact pages be fitted to the height."""
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self.resized.emit()


class Navigation(QWidget):
    """``chosen`` carries the key of the selected page, ``entered`` that of the page where Enter was pressed."""

    chosen = Signal(str)
    entered = Signal(str)
    bar_changed = Signal()
    """A scroll bar came or went beside the compact pages."""

    def __init__(
        self, pages: Sequence[PageSpec], open_book: OpenBook, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._open_book, self._theme, self._icons = open_book, theme, icons
        self._model = PageListModel(pages, open_book, self)
        self._unit = QLabel(wordWrap=True)
        self._unit.setObjectName("unitName")
        self._year = QLabel()
        self._year.setProperty("quiet", True)
        self._list = _PageList()
        self._list.setObjectName("pageList")
        self._list.setAccessibleName("页")
        self._delegate = PageDelegate(brushes_of(theme, icons, self.devicePixelRatioF()), self)
        self._build()
        open_book.changed.connect(self._show_unit)
        theme.changed.connect(self._restyle)
        self._show_unit()
        self._restyle()

    def _build(self) -> None:
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.selectionModel().currentChanged.connect(self._emit_chosen)
        self._list.enter_pressed.connect(self._emit_entered)
        self._list.resized.connect(self._fit_rows)
        self._list.verticalScrollBar().rangeChanged.connect(self.bar_changed)
        self._head = QWidget()
        self._head.setObjectName("navigationHead")
        self._head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head_layout = QVBoxLayout(self._head)
        self._head_layout.setSpacing(0)
        self._head_layout.addWidget(self._unit)
        self._head_layout.addWidget(self._year)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(self._theme.px(6))
        layout.addWidget(self._head)
        layout.addWidget(self._list, 1)
        self.setFocusProxy(self._list)

    @property
    def is_compact(self) -> bool:
        """Whether only first characters and marks are shown."""
        return self._delegate.is_compact

    def set_compact(self, *, compact: bool) -> None:
        """Show only first characters and marks, or everything. Compact hides unit and year; the window's title has them."""
        self._delegate.is_compact = self._model.is_compact = compact
        self._head.setVisible(not compact)
        self._fit_rows()

    @Slot()
    def _fit_rows(self) -> None:
        """Lay the pages out for the height of the list, with all of them in sight where that can be."""
        rows = range(self._model.rowCount())
        pages = sum(self._model.spec(row) is not None for row in rows)
        self._delegate.fit(self._list.viewport().height(), pages, len(rows) - pages)
        self._list.doItemsLayout()

    @property
    def bar_width(self) -> int:
        """The width of the scroll bar that stands beside compact pages, or 0."""
        bar = self._list.verticalScrollBar()
        return bar.sizeHint().width() if self.is_compact and bar.maximum() > 0 else 0

    def select(self, key: str) -> None:
        """Select the line of a page."""
        index = self._model.index(self._model.row_of(key))
        if self._list.currentIndex() != index:
            self._list.setCurrentIndex(index)

    @Slot()
    def _emit_chosen(self) -> None:
        spec = self._model.spec(self._list.currentIndex().row())
        if spec is not None:
            self.chosen.emit(spec.key)

    @Slot()
    def _emit_entered(self) -> None:
        spec = self._model.spec(self._list.currentIndex().row())
        if spec is not None:
            self.entered.emit(spec.key)

    @Slot()
    def _show_unit(self) -> None:
        book, pack = self._open_book.book, self._open_book.pack
        self._unit.setText(f"{book.unit.code} {book.unit.name}".strip() or "单位未填")
        stage = (book.stage,) if book.stage else ()
        form = " · ".join((f"{book.year} 年度", *stage, pack.name))
        self._year.setText("\n".join(filter(None, (form, pack.awaits))))

    @Slot()
    def _restyle(self) -> None:
        px = self._theme.px
        self._head_layout.setContentsMargins(px(12), px(8), px(8), px(8))
        self._delegate.brushes = brushes_of(self._theme, self._icons, self.devicePixelRatioF())
        self._fit_rows()


def compact_names(titles: Sequence[str]) -> Sequence[str]:
    """A character for each title: its first, unless an earlier title has it; then one behind what both share.

    So 其他支出 stays 其 and 其他数据 becomes 数. Titles that differ by nothing else share a character.
    """
    firsts = {title[:1] for title in titles}
    names: list[str] = []
    for at, title in enumerate(titles):
        shared = [_shared(title, other) for other in titles[:at] if other[:1] == title[:1]]
        own = (character for character in title[max(shared) :] if character not in firsts.union(names)) if shared else iter(())
        names.append(next(own, title[:1]))
    return names


def _shared(title: str, other: str) -> int:
    """The length of the beginning that two titles share."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(title, other, strict=False)))
