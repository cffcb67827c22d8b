"""A sheet of the template as a grid: its merged cells, what is written on tint, what still waits on hint ground."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from models.incoming.blocks import Cell, column_letters
from models.templates.shown import ShownSheet
from ui.theme.brushes import Brushes, brushes_of
from ui.theme.icons import Icons
from ui.theme.qt_types import Index
from ui.theme.theme import Theme
from ui.theme.widget_state import fields_of, has_cursor
from ui.widgets.keys import ENTER

INSERTED: Final = "＋"
_NO_INDEX: Final = QModelIndex()
_NARROWEST: Final = 4
_WIDEST: Final = 18
"""Characters in a column."""

_MEASURED: Final = 200
"""Rows whose texts decide how wide a column is."""

_HIGHEST: Final = 40
"""Lines of a text that is shown whole."""

_EMPTY: Final = ShownSheet("", 0, 0, (), (), frozenset(), frozenset())
_FIGURE: Final = frozenset("0123456789,.-")


class TemplateModel(QAbstractTableModel):
    """The cells of a sheet; a merged one is that of its upper left place."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sheet = _EMPTY
        self._cells: dict[tuple[int, int], Cell] = {}

    def show_sheet(self, sheet: ShownSheet) -> None:
        """Show another sheet, or the same one filled otherwise."""
        self.beginResetModel()
        self.sheet = sheet
        self._cells = {(cell.row, cell.column): cell for cell in sheet.cells}
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """What will stand in a cell."""
        cell = self._cells.get((row, column))
        return cell.text if cell is not None else ""

    def merged(self) -> list[Cell]:
        """The cells that span several places."""
        return [cell for cell in self._cells.values() if cell.rows > 1 or cell.columns > 1]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The rows of the filled sheet."""
        return 0 if parent.isValid() else self.sheet.height

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """The columns of the sheet."""
        return 0 if parent.isValid() else self.sheet.width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Letters; the template's own numbers of rows, and ＋ for those inserted."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return column_letters(section + 1)
        return str(self.sheet.origin[section]) if self.sheet.origin[section] else INSERTED

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and what it is for who cannot see its colour."""
        place = (index.row(), index.column())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.text(*place)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return "程序填的" if place in self.sheet.written else "还空着" if place in self.sheet.waiting else ""
        return None


class _CellPainter(QStyledItemDelegate):
    def __init__(self, model: TemplateModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.brushes: Brushes | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, text and the frame of the current cell."""
        b, rect = self.brushes, fields_of(option).rect
        if b is None:
            return
        place = (index.row(), index.column())
        sheet, text = self._model.sheet, self._model.text(*place)
        painter.save()
        ground = "hint_ground" if place in sheet.waiting else "tint" if place in sheet.written else "base"
        painter.fillRect(rect, b.color[ground])
        painter.setPen(b.color["text"])
        painter.setFont(b.small)
        painter.setClipRect(rect)
        side = Qt.AlignmentFlag.AlignRight if text and set(text) <= _FIGURE else Qt.AlignmentFlag.AlignLeft
        down = Qt.AlignmentFlag.AlignTop if "\n" in text else Qt.AlignmentFlag.AlignVCenter
        inner = rect.adjusted(b.padding, 1, -b.padding, -1)
        painter.drawText(inner, int(side | down | Qt.TextFlag.TextWordWrap), text)
        painter.setClipping(False)
        if has_cursor(option, index):
            b.frame_in(painter, rect)
        elif index == self._view.currentIndex():
            b.frame_in(painter, rect, "border")
        painter.restore()

    @property
    def _view(self) -> QAbstractItemView:
        parent = self.parent()
        assert isinstance(parent, QAbstractItemView)  # noqa: S101 - the grid makes it
        return parent


class TemplateGrid(QTableView):
    """``chosen``: Enter, the space bar or a double click on the current cell; ``turned``: Ctrl+PgUp and PgDn, by ±1.

    ``left``: Esc. It reports Esc only while ``holds`` is set, and is otherwise left by it as its dialog is.
    """

    chosen = Signal()
    turned = Signal(int)
    left = Signal()
    moved = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self.holds = False
        self.sheet_model = TemplateModel(self)
        self._painter = _CellPainter(self.sheet_model, self)
        self.setModel(self.sheet_model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("模板")
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        border, accent = (theme.colors[token] for token in ("border", "accent"))
        self.setStyleSheet(f"QTableView {{ border: 1px solid {border}; }} QTableView:focus {{ border: 2px solid {accent}; }}")

    @property
    def place(self) -> tuple[int, int]:
        """Row and column of the current cell of the template, from 1; the row is 0 where it was inserted."""
        index = self.currentIndex()
        if not index.isValid():
            return 0, 0
        return self.sheet_model.sheet.origin[index.row()], index.column() + 1

    def show_sheet(self, sheet: ShownSheet) -> None:
        """Show a sheet with the cursor in its first cell, or where it was in the same sheet."""
        row, column = self.place if sheet.name == self.sheet_model.sheet.name else (0, 0)
        self._painter.brushes = brushes_of(self._theme, self._icons, self.devicePixelRatioF())
        self.clearSpans()
        self.sheet_model.show_sheet(sheet)
        for cell in self.sheet_model.merged():
            self.setSpan(cell.row, cell.column, min(cell.rows, sheet.height - cell.row), cell.columns)
        self._measure()
        self.go_to(row or 1, column or 1)

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell of the template, both from 1."""
        index = self.sheet_model.index(self.sheet_model.sheet.row_of(row), column - 1)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell of the new cell."""
        super().currentChanged(current, previous)
        self.moved.emit()

    # --- measures

    def _measure(self) -> None:
        """Columns as wide as their texts within bounds, rows as high as theirs."""
        b, sheet = self._painter.brushes, self.sheet_model.sheet
        if b is None:
            return
        widths = [_NARROWEST * b.em] * sheet.width
        for cell in sheet.cells:
            if cell.columns == 1 and cell.row < _MEASURED:
                longest = max(map(b.small_metrics.horizontalAdvance, cell.text.split("\n")), default=0) + 3 * b.padding
                widths[cell.column] = min(max(widths[cell.column], longest), _WIDEST * b.em)
        if sheet.width == 1:
            widths = [self._room()]
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
        heights = [b.row] * sheet.height
        for cell in sheet.cells:
            wide = sum(widths[cell.column : cell.column + cell.columns]) - 2 * b.padding
            rows = min(cell.rows, sheet.height - cell.row)
            lacking = _height(cell.text, wide, b.small_metrics) + b.padding - sum(heights[cell.row : cell.row + rows])
            if rows and lacking > 0:
                heights[cell.row + rows - 1] += lacking
        for at, height in enumerate(heights):
            self.setRowHeight(at, height)

    def _room(self) -> int:
        return max(self.viewport().width(), _WIDEST * self._theme.em)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A sheet of one column is as wide as the grid."""
        super().resizeEvent(event)
        if self.sheet_model.sheet.width == 1 and self.columnWidth(0) != self._room():
            self._measure()

    def sizeHint(self) -> QSize:
        """A small one: the dialog gives it the room."""
        return QSize(20 * self._theme.em, 8 * self._theme.line_height)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame of the current cell."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it faint."""
        super().focusOutEvent(event)
        self.viewport().update()

    # --- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar choose, Ctrl with the page keys turns to another sheet."""
        key, with_ctrl = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if with_ctrl and key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turned.emit(1 if key is Qt.Key.Key_PageDown else -1)
        elif key in ENTER or key is Qt.Key.Key_Space:
            self.chosen.emit()
        elif key is Qt.Key.Key_Escape and self.holds:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses while something is to be pointed at."""
        super().mouseReleaseEvent(event)
        if self.holds and event.button() is Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.chosen.emit()


def _height(text: str, wide: int, metrics: QFontMetrics) -> int:
    if not text or wide <= 0:
        return 0
    needed = metrics.boundingRect(QRect(0, 0, wide, 0), Qt.TextFlag.TextWordWrap, text).height()
    return min(needed, _HIGHEST * metrics.height())
