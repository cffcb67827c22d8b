"""The list of sheets at the left of the preview: one row per sheet, those of the projects in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygon, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from models.paper.sheet_list import SheetEntry
from ui.theme.brushes import Brushes, brushes_of
from ui.theme.icons import Icons
from ui.theme.qt_types import Index
from ui.theme.theme import Theme
from ui.theme.widget_state import fields_of, has_cursor, is_selected
from ui.widgets.keys import ENTER

KEY_ROLE: Final = Qt.ItemDataRole.UserRole + 1
NOTE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
SHORT_ROLE: Final = Qt.ItemDataRole.UserRole + 3
"""The name without the beginning that all table names share, for a narrow list."""

PROJECTS: Final = "项目绩效目标表"
EMPTY: Final = "空"


class PreviewListDelegate(QStyledItemDelegate):
    """Draws the name left, 「空」 or the count right, and an arrow before the folder."""

    def __init__(self, view: QTreeView, brushes: Brushes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.brushes = brushes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The row height of lists; the width is that of the view."""
        return QSize(0, self.brushes.list_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        b, rect = self.brushes, fields_of(option).rect
        rect.setLeft(0)
        chosen = is_selected(option, index)
        painter.save()
        if chosen:
            painter.fillRect(rect, b.color["tint"])
        if has_cursor(option, index):
            painter.setPen(QPen(b.color["accent"], b.frame))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        inner = rect.adjusted(2 * b.padding, 0, -round(1.4 * b.padding), 0)
        note = index.data(NOTE_ROLE) or ""
        painter.setFont(b.small)
        painter.setPen(b.color["text2"])
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)
        inner.setRight(inner.right() - (b.small_metrics.horizontalAdvance(note) + b.padding if note else 0))
        if index.data(KEY_ROLE) is None:
            self._paint_arrow(painter, inner, unfolded=self._view.isExpanded(index))
        if index.data(KEY_ROLE) is None or index.parent().isValid():
            inner.setLeft(inner.left() + 2 * b.padding)
        font, metrics = (b.small_bold, b.small_bold_metrics) if chosen else (b.small, b.small_metrics)
        painter.setFont(font)
        painter.setPen(b.color["text"])
        name, width = index.data(), inner.width()
        if metrics.horizontalAdvance(name) > width:
            name = index.data(SHORT_ROLE) or name
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, rect: QRect, *, unfolded: bool) -> None:
        half = self.brushes.padding // 2
        across, down = [(0, -half), (half + 1, 0), (0, half)], [(0, -half), (2 * half, -half), (half, half)]
        start = QPoint(rect.left(), rect.center().y())
        arrow = QPolygon([start + QPoint(x, y) for x, y in (down if unfolded else across)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.brushes.color["text2"])
        painter.drawPolygon(arrow)


class PreviewList(QTreeView):
    """``chosen`` carries the key of a sheet; ``left``: Enter was pressed on it, on to its pages."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._entries: Sequence[SheetEntry] = ()
        self._items: dict[str, QStandardItem] = {}
        self._filling = False
        self._model = QStandardItemModel(self)
        self._delegate = PreviewListDelegate(self, self._brushes(), self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("公开表")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._unfold)
        self.selectionModel().currentChanged.connect(self._emit_chosen)
        theme.changed.connect(self._restyle)

    def _brushes(self) -> Brushes:
        return brushes_of(self._theme, self._icons, self.devicePixelRatioF())

    def show_entries(self, entries: Sequence[SheetEntry]) -> None:
        """Show other entries; the chosen sheet and the open folder stay."""
        if entries == self._entries:
            return
        key, unfolded = self.key, self.is_unfolded
        self._entries = list(entries)
        self._filling = True  # no ``chosen`` while rows are exchanged
        self._model.clear()
        self._items = {}
        shared = _shared_beginning([entry.label for entry in entries if entry.table])
        for entry in entries:
            if not entry.project:
                item = self._add(self._model.invisibleRootItem(), entry)
                item.setData(entry.label[shared:] if entry.table else "", SHORT_ROLE)
        self._add_projects([entry for entry in entries if entry.project])
        if unfolded:
            self.expandAll()
        self.select(key)
        self._filling = False

    def _add(self, parent: QStandardItem, entry: SheetEntry) -> QStandardItem:
        item = QStandardItem(entry.label)
        item.setToolTip(entry.label)
        item.setData(entry.key, KEY_ROLE)
        item.setData(EMPTY if entry.empty else "", NOTE_ROLE)
        item.setData("空表" if entry.empty else "", Qt.ItemDataRole.AccessibleDescriptionRole)
        self._items[entry.key] = item
        parent.appendRow(item)
        return item

    def _add_projects(self, entries: Sequence[SheetEntry]) -> None:
        if not entries:
            return
        folder = QStandardItem(PROJECTS)
        folder.setData(f"{len(entries)} 张", NOTE_ROLE)
        folder.setData(f"{len(entries)} 张", Qt.ItemDataRole.AccessibleDescriptionRole)
        for entry in entries:
            self._add(folder, entry)
        self._model.appendRow(folder)

    @property
    def key(self) -> str:
        """The key of the chosen sheet, or ""."""
        index = self.currentIndex()
        return (index.data(KEY_ROLE) or "") if index.isValid() else ""

    @property
    def is_unfolded(self) -> bool:
        """Whether the folder of the projects is open."""
        last = self._model.index(self._model.rowCount() - 1, 0)
        return last.isValid() and self.isExpanded(last)

    def select(self, key: str) -> bool:
        """Choose a sheet by its key. False when there is none."""
        item = self._items.get(key)
        if item is None:
            return False
        if item.parent() is not None:
            self.expand(item.parent().index())
        self.setCurrentIndex(item.index())
        return True

    def step(self, by: int) -> bool:
        """Choose the next (1) or previous (-1) sheet. False at the end."""
        keys = [entry.key for entry in self._entries]
        at = keys.index(self.key) + by if self.key in keys else 0
        return 0 <= at < len(keys) and self.select(keys[at])

    @Slot(QModelIndex)
    def _unfold(self, index: QModelIndex) -> None:
        if index.data(KEY_ROLE) is None:
            self.setExpanded(index, not self.isExpanded(index))

    @Slot(QModelIndex)
    def _emit_chosen(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE)
        if key and not self._filling:
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the pages, or opens the folder."""
        if event.key() in ENTER and self.currentIndex().isValid():
            self.left.emit() if self.key else self._unfold(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _restyle(self) -> None:
        self._delegate.brushes = self._brushes()
        self.doItemsLayout()


def _shared_beginning(names: Sequence[str]) -> int:
    """The length of the beginning that all names share; 0 for fewer than two names."""
    letters = zip(*names, strict=False)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, letters)) if len(names) > 1 else 0
