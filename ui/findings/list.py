"""The list of findings: the model of those shown, and the delegate that draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from models.book.places import Place
from models.book.records import Book
from models.checks.findings import Finding
from models.words.places import PAGE_NAMES, place_name
from ui.session.open_book import OpenBook
from ui.theme.brushes import Brushes
from ui.theme.qt_types import Index
from ui.theme.widget_state import fields_of, has_cursor, is_selected

FINDING_ROLE: Final = Qt.ItemDataRole.UserRole + 1
MARK_ROLE: Final = Qt.ItemDataRole.UserRole + 2
PLACE_ROLE: Final = Qt.ItemDataRole.UserRole + 3
_NO_INDEX: Final = QModelIndex()


def short_place_words(book: Book, place: Place) -> str:
    """``基本支出 第 6 行``; without a line, the name of the page."""
    return place_name(book, place.line)[1] if place.line else PAGE_NAMES.get(place.page, "")


class FindingsModel(QAbstractListModel):
    """The findings that pass the filters."""

    def __init__(self, open_book: OpenBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_book = open_book
        self._findings: list[Finding] = []

    @property
    def findings(self) -> Sequence[Finding]:
        """The shown findings, in order."""
        return self._findings

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Replace the findings; equal ones at both ends keep their rows."""
        old, new = self._findings, list(findings)
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        if len(old) - tail > head:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._findings = [*old[:head], *old[len(old) - tail :]]
            self.endRemoveRows()
        if len(new) - tail > head:
            self.beginInsertRows(QModelIndex(), head, len(new) - tail - 1)
            self._findings = new
            self.endInsertRows()
        self._findings = new
        if new:  # the mark or the place of an equal finding may have changed
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One row per finding."""
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The message; for the delegate the finding, its mark and its place in words."""
        finding = self._findings[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return finding.message
        if role == FINDING_ROLE:
            return finding
        if role == MARK_ROLE:
            return self._open_book.marks.mark(finding).value
        if role == PLACE_ROLE:
            return short_place_words(self._open_book.book, finding.place)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return f"{finding.severity.value}，{short_place_words(self._open_book.book, finding.place)}"
        return None


class FindingDelegate(QStyledItemDelegate):
    """Draws mark and message, and the place at the right."""

    def __init__(self, brushes: Brushes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.brushes = brushes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The row height of lists; the width is that of the view."""
        return QSize(0, self.brushes.list_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one finding."""
        b, rect = self.brushes, fields_of(option).rect
        painter.save()
        if is_selected(option, index):
            painter.fillRect(rect, b.color["tint"])
        left, middle = rect.left() + 2 * b.padding, rect.center().y() - b.mark_size // 2 + 1
        painter.drawPixmap(QRect(left, middle, b.mark_size, b.mark_size), b.marks[index.data(MARK_ROLE)])
        place = index.data(PLACE_ROLE)
        painter.setFont(b.small)
        painter.setPen(b.color["text2"])
        place_width = b.small_metrics.horizontalAdvance(place)
        inner = rect.adjusted(0, 0, -2 * b.padding, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, place)
        painter.setFont(b.body)
        painter.setPen(b.color["text"])
        text = QRect(left + b.mark_size + b.padding, rect.top(), 0, rect.height())
        text.setRight(inner.right() - place_width - 2 * b.padding)
        shown = b.body_metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
        if has_cursor(option, index):
            b.frame_in(painter, rect)
        painter.restore()
