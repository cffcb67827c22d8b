"""The list of findings: its lines, some of which open, and the delegate that draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from models.book.places import Place
from models.book.records import Book
from models.checks.findings import Finding
from models.checks.listing.lines import FindingLine
from models.pack.forms.pack import Pack
from models.words.places import page_name, place_name
from ui.session.open_book import OpenBook
from ui.theme.brushes import Brushes
from ui.theme.qt_types import Index
from ui.theme.widget_state import fields_of, has_cursor, is_selected

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
MARK_ROLE: Final = Qt.ItemDataRole.UserRole + 2
PLACE_ROLE: Final = Qt.ItemDataRole.UserRole + 3
_NO_INDEX: Final = QModelIndex()


def short_place_words(book: Book, pack: Pack, place: Place) -> str:
    """``基本支出 第 6 行``; without a line, the name of the page."""
    return place_name(book, place.line, pack)[1] if place.line else page_name(place.page, pack)


class ListRow(NamedTuple):
    """A row: a finding of its own, the head of a line that opens, or (``inner``) a finding below a head."""

    finding: Finding
    line: FindingLine
    inner: bool = False
    is_open: bool = False

    @property
    def opens(self) -> bool:
        """Whether there are rows to show or hide below this one."""
        return not self.inner and bool(self.line.below)

    @property
    def is_kind(self) -> bool:
        """Whether this is the head of a kind: it leads to no single place."""
        return bool(self.line.words) and not self.inner

    @property
    def words(self) -> str:
        """What the row says."""
        return self.finding.message if self.inner else self.line.words or self.finding.message

    def stands_for(self, other: ListRow) -> bool:
        """Whether this row shows what ``other`` did before an edit."""
        if self.is_kind or other.is_kind:
            return self.is_kind and other.is_kind and _kind(self.line) == _kind(other.line)
        return self.finding.key == other.finding.key


def _kind(line: FindingLine) -> str:
    """The words of a kind without its count."""
    return line.words.rpartition("：")[0]


class FindingsModel(QAbstractListModel):
    """The rows of lines of findings; the lines that are open show the findings below them."""

    def __init__(self, open_book: OpenBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_book = open_book
        self._lines: Sequence[FindingLine] = ()
        self._opened: set[object] = set()
        self._rows: list[ListRow] = []

    @property
    def rows(self) -> Sequence[ListRow]:
        """The shown rows, in order."""
        return self._rows

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Replace the lines by one per finding, in this order."""
        self.show_lines([FindingLine(finding) for finding in findings])

    def show_lines(self, lines: Sequence[FindingLine]) -> None:
        """Replace the lines; what was open stays open."""
        self._lines = lines
        self._show(list(self._all_rows()))

    def set_open(self, row: int, *, is_open: bool) -> None:
        """Show or hide what is below a row that opens."""
        if self._rows[row].opens:
            (self._opened.add if is_open else self._opened.discard)(_identity(self._rows[row].line))
            self._show(list(self._all_rows()))

    def reveal(self, finding: Finding) -> int:
        """The row of a finding, whose line is opened if it must be; -1 when it is not in the list."""
        for line in self._lines:
            if finding in line.below and (line.words or finding is not line.finding):
                self._opened.add(_identity(line))
                self._show(list(self._all_rows()))
        return next((at for at, row in enumerate(self._rows) if row.finding == finding and not row.is_kind), -1)

    def head_of(self, row: int) -> int:
        """The row of the head above an inner row."""
        return max((at for at in range(row + 1) if not self._rows[at].inner), default=-1)

    def _all_rows(self) -> Iterator[ListRow]:
        for line in self._lines:
            is_open = _identity(line) in self._opened
            yield ListRow(line.finding, line, is_open=is_open)
            if is_open:
                yield from (ListRow(finding, line, inner=True) for finding in line.below)

    def _show(self, new: list[ListRow]) -> None:
        """Replace the rows; equal ones at both ends stay."""
        old = self._rows
        head, tail = _equal_ends(old, new)
        if len(old) - tail > head:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._rows = [*old[:head], *old[len(old) - tail :]]
            self.endRemoveRows()
        if len(new) - tail > head:
            self.beginInsertRows(QModelIndex(), head, len(new) - tail - 1)
            self._rows = new
            self.endInsertRows()
        self._rows = new
        if new:  # the mark or the place of an equal finding may have changed
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One row per line, and those below the open ones."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words; for the delegate the row, its mark and its place in words."""
        row = self._rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return row.words
        if role == ROW_ROLE:
            return row
        if role == MARK_ROLE:
            return self._open_book.marks.mark(row.finding).value
        if role == PLACE_ROLE:
            return self._place_words(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            state = "" if not row.opens else "，已展开" if row.is_open else "，按 → 展开"
            return f"{row.finding.severity.value}，{self._place_words(row)}{state}"
        return None

    def _place_words(self, row: ListRow) -> str:
        """Where the finding is; of a kind its page, and of a cause how many follow from it."""
        if row.is_kind:
            return page_name(row.finding.place.page, self._open_book.pack)
        if row.opens:
            return f"连带 {len(row.line.below)} 处"
        return short_place_words(self._open_book.book, self._open_book.pack, row.finding.place)


def _identity(line: FindingLine) -> object:
    """What tells a line that opens from the others, whatever its values and counts."""
    return _kind(line) or line.finding.key


def _equal_ends(old: Sequence[ListRow], new: Sequence[ListRow]) -> tuple[int, int]:
    """How many rows at the start and at the end are equal; the two stretches never overlap."""
    shorter, head, tail = min(len(old), len(new)), 0, 0
    while head < shorter and old[head] == new[head]:
        head += 1
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


class FindingDelegate(QStyledItemDelegate):
    """Draws mark and message, and the place at the right; in a list that ``folds`` the arrows of lines that open before them."""

    def __init__(self, brushes: Brushes, parent: QObject | None = None, *, folds: bool = False) -> None:
        super().__init__(parent)
        self.brushes = brushes
        self._folds = folds

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The row height of lists; the width is that of the view."""
        return QSize(0, self.brushes.list_row)

    def arrow_rect(self, rect: QRect) -> QRect:
        """The clickable area of the arrow of a row."""
        b = self.brushes
        return QRect(rect.left(), rect.top(), b.padding + b.indent, rect.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        b, rect, row = self.brushes, fields_of(option).rect, index.data(ROW_ROLE)
        painter.save()
        if is_selected(option, index):
            painter.fillRect(rect, b.color["tint"])
        if row.opens:
            b.draw_arrow(painter, self.arrow_rect(rect).adjusted(b.padding, 0, 0, 0), closed=not row.is_open)
        left = rect.left() + (b.padding + b.indent * (2 if row.inner else 1) if self._folds else 2 * b.padding)
        painter.drawPixmap(
            QRect(left, rect.center().y() - b.mark_size // 2 + 1, b.mark_size, b.mark_size), b.marks[index.data(MARK_ROLE)]
        )
        inner = rect.adjusted(left - rect.left() + b.mark_size + b.padding, 0, -2 * b.padding, 0)
        self._paint_texts(painter, inner, index.data(), index.data(PLACE_ROLE))
        if has_cursor(option, index):
            b.frame_in(painter, rect)
        painter.restore()

    def _paint_texts(self, painter: QPainter, room: QRect, words: str, place: str) -> None:
        b = self.brushes
        painter.setFont(b.small)
        painter.setPen(b.color["text2"])
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, place)
        width = room.width() - b.small_metrics.horizontalAdvance(place) - 2 * b.padding
        painter.setFont(b.body)
        painter.setPen(b.color["text"])
        shown = b.body_metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
