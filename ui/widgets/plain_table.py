"""A small read-only table of texts, figures and marks, selected by row; used by the home page and the preview."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.theme.brushes import Brushes, brushes_of
from ui.theme.following import follow_theme
from ui.theme.icons import Icons
from ui.theme.qt_types import Index
from ui.theme.theme import Theme
from ui.theme.widget_state import fields_of, is_selected
from ui.widgets.keys import ENTER, OPEN

CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
SUM_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_NO_INDEX: Final = QModelIndex()
_LEAST: Final = 6
_LEAST_DISPENSABLE: Final = 9
"""Characters: the least width of a column without a width, and of one that is hidden when narrower."""


class PlainCell(NamedTuple):
    """What one cell shows; ``mark`` is the name of an icon, ``quiet`` text is grey."""

    text: str = ""
    mark: str = ""
    bold: bool = False
    quiet: bool = False


class PlainRow(NamedTuple):
    """A row. ``key`` is what ``chosen`` carries; None marks a sum row, which cannot be chosen."""

    key: Hashable
    cells: tuple[PlainCell, ...]


class PlainColumn(NamedTuple):
    """A column; ``width`` in Chinese characters, 0: the rest. A ``dispensable`` one is hidden when the rest is too narrow."""

    title: str
    width: float = 0
    right: bool = False
    dispensable: bool = False


class PlainModel(QAbstractTableModel):
    """The table model behind ``PlainTable``."""

    def __init__(self, columns: Sequence[PlainColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[PlainRow, ...] = ()

    def show_rows(self, rows: Sequence[PlainRow]) -> None:
        """Replace the rows; with the same keys in the same order only ``dataChanged`` is emitted."""
        new = tuple(rows)
        if [row.key for row in new] != [row.key for row in self.rows]:
            self.beginResetModel()
            self.rows = new
            self.endResetModel()
        elif new != self.rows:
            self.rows = new
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(self.columns) - 1))

    def change_column(self, position: int, column: PlainColumn) -> None:
        """Give a column another title and width."""
        self.columns = (*self.columns[:position], column, *self.columns[position + 1 :])
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, position, position)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """All rows, sums included."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """The declared columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, and the cell for the delegate."""
        row = self.rows[index.row()]
        cell = row.cells[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return cell.text
        return {CELL_ROLE: cell, SUM_ROLE: row.key is None}.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles, aligned as their columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Sum rows cannot be selected."""
        if not index.isValid() or self.rows[index.row()].key is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PlainDelegate(QStyledItemDelegate):
    """Paints cells: ground, rules, mark, text. ``framed``: a frame around the table replaces the last rule."""

    def __init__(self, model: PlainModel, brushes: Brushes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.brushes = brushes
        self.framed = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The height of a list row; the widths come from the table."""
        return QSize(0, self.brushes.list_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        b, rect, cell = self.brushes, fields_of(option).rect, index.data(CELL_ROLE)
        painter.save()
        ground = "computed" if index.data(SUM_ROLE) else "tint" if is_selected(option, index) else "base"
        painter.fillRect(rect, b.color[ground])
        self._paint_rules(painter, rect, index)
        inner = rect.adjusted(b.padding, 0, -b.padding, 0)
        if cell.mark:
            size = b.mark_size
            painter.drawPixmap(QRect(inner.left(), rect.center().y() - size // 2 + 1, size, size), b.marks[cell.mark])
            inner.setLeft(inner.left() + size + b.padding)
        font, metrics = (b.bold, b.bold_metrics) if cell.bold else (b.body, b.body_metrics)
        painter.setFont(font)
        painter.setPen(b.color["text2" if cell.quiet else "text"])
        side = Qt.AlignmentFlag.AlignRight if self._model.columns[index.column()].right else Qt.AlignmentFlag.AlignLeft
        shown = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, shown)
        view = self.parent()
        if isinstance(view, QWidget) and view.hasFocus() and is_selected(option, index):
            self._paint_focus(painter, rect, index.column())
        painter.restore()

    def _paint_focus(self, painter: QPainter, rect: QRect, column: int) -> None:
        """The part of the focus frame around the row that lies in this cell."""
        width, accent = self.brushes.frame, self.brushes.color["accent"]
        painter.fillRect(rect.left(), rect.top(), rect.width(), width, accent)
        painter.fillRect(rect.left(), rect.bottom() - width + 1, rect.width(), width, accent)
        if column == 0:
            painter.fillRect(rect.left(), rect.top(), width, rect.height(), accent)
        if column == len(self._model.columns) - 1:
            painter.fillRect(rect.right() - width + 1, rect.top(), width, rect.height(), accent)

    def _paint_rules(self, painter: QPainter, rect: QRect, index: Index) -> None:
        painter.setPen(self.brushes.color["line"])
        if index.row() < len(self._model.rows) - 1 or not self.framed:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() < len(self._model.columns) - 1:
            painter.drawLine(rect.topRight(), rect.bottomRight())


class PlainTable(QTableView):
    """The table. ``chosen`` carries the key of a row: on a click with ``on_click``, else on a double click; also on Enter.

    ``whole`` fixes the height to that of all rows.
    """

    chosen = Signal(object)

    def __init__(
        self, columns: Sequence[PlainColumn], theme: Theme, icons: Icons, parent: QWidget | None = None, *, on_click: bool = False,
        whole: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme, self._icons, self._whole = theme, icons, whole
        self.plain = PlainModel(columns, self)
        self._delegate = PlainDelegate(self.plain, brushes_of(theme, icons, self.devicePixelRatioF()), self)
        self.setModel(self.plain)
        self.setItemDelegate(self._delegate)
        self._delegate.framed = whole
        self._build()
        (self.clicked if on_click else self.doubleClicked).connect(self._choose)
        open_row = QAction(OPEN, self)
        open_row.triggered.connect(self.choose_current)
        self.addAction(open_row)
        follow_theme(self, theme, self._restyle)
        self._restyle()

    def _build(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(1)  # Qt's own would make narrow columns wider than they are declared
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFrameShape(QTableView.Shape.NoFrame)
        if self._whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def change_column(self, position: int, column: PlainColumn) -> None:
        """Give a column another title and width."""
        if column != self.plain.columns[position]:
            self.plain.change_column(position, column)
            self._share_width()

    def show_rows(self, rows: Sequence[PlainRow]) -> None:
        """Replace the rows; the current row stays current if its key is still there."""
        kept = self.current_key
        self.plain.show_rows(rows)
        keys = [row.key for row in self.plain.rows]
        if kept is not None and kept in keys:
            self.selectRow(keys.index(kept))
        self._fit()

    @property
    def current_key(self) -> Hashable:
        """The key of the current row, or None."""
        row = self.currentIndex().row()
        return self.plain.rows[row].key if 0 <= row < len(self.plain.rows) else None

    @Slot()
    def choose_current(self) -> None:
        """Emit ``chosen`` for the current row, or for the first when there is none."""
        key = self.current_key if self.current_key is not None else next((r.key for r in self.plain.rows), None)
        if key is not None:
            self.chosen.emit(key)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        key = self.plain.rows[index.row()].key
        if key is not None:
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current row."""
        if event.key() in ENTER:
            self.choose_current()
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rest of the width to the columns without one."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        columns = self.plain.columns
        widths = [round(column.width * self._theme.em) for column in columns]
        left = self.viewport().width() - sum(widths)
        rest = max(left, self._theme.em * _LEAST) // max(1, widths.count(0))
        gone = [column.dispensable and left < self._theme.em * _LEAST_DISPENSABLE for column in columns]
        for position, width in enumerate(widths):
            self.setColumnHidden(position, gone[position])
            self.setColumnWidth(position, width or rest)
        if any(gone):
            self.setColumnWidth(0, widths[0] + max(left, 0))

    def height_of(self, rows: int) -> int:
        """The height in pixels that shows this many rows without scrolling."""
        head = 0 if self.horizontalHeader().isHidden() else self._theme.height("heading")
        return head + rows * self._theme.height("list_row") + 2 * self.frameWidth()

    def sizeHint(self) -> QSize:
        """High enough for all rows."""
        return QSize(super().sizeHint().width(), self.height_of(len(self.plain.rows)))

    def _fit(self) -> None:
        """Follow the number of rows."""
        if self._whole:
            self.setFixedHeight(self.height_of(len(self.plain.rows)))
        self.updateGeometry()

    @Slot()
    def _restyle(self) -> None:
        self._delegate.brushes = brushes_of(self._theme, self._icons, self.devicePixelRatioF())
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._theme.height("list_row"))
        self.horizontalHeader().setFixedHeight(self._theme.height("heading"))
        self._share_width()
        self._fit()
        self.viewport().update()


class BorderedWidget(QWidget):
    """A frame of one pixel in the border colour around a table or list."""

    def __init__(self, inner: QWidget, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(inner)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the frame."""
        painter = QPainter(self)
        painter.setPen(self._theme.color("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class ColouredBackground(QWidget):
    """A widget filled with the colour of a token."""

    def __init__(self, theme: Theme, token: str) -> None:
        super().__init__()
        self._theme, self._token = theme, token

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the part to be painted."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color(self._token))
        painter.end()
