"""The grid of the project list: rows are chosen, one or several, not edited."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPersistentModelIndex,
    QPointF,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from ui.grid.rows.column import Align
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import Cell
from ui.grid.view.delegate import GridDelegate
from ui.grid.view.headers import ColumnHeader
from ui.pages.projects.list.rows import RowGrid
from ui.theme.arrow import Way, draw_arrow
from ui.theme.icons import Icons
from ui.theme.qt_types import Index
from ui.theme.theme import Theme

_ARROW: Final = 8
"""Width of the arrow beside the title of the sort column, in pixels at 100 %."""
_NONE: Final = Qt.KeyboardModifier.NoModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_LINES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAGES: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_WHOLE_ROWS: Final = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class ListDelegate(GridDelegate):
    """Draws the chosen projects tinted with a bold number, the current one framed while the list has the focus."""

    def draw(self, painter: QPainter, rect: QRect, row: int, position: int, *, selected: bool, current: bool) -> None:  # noqa: ARG002
        """Draw background, mark and text."""
        cell, column, view = self._model.cell_at(row, position), self._model.column(position), self.parent()
        here = isinstance(view, RowGrid) and view.currentIndex().row() == row
        chosen = selected or (here and isinstance(view, RowGrid) and not view.selectionModel().hasSelection())
        is_number = column.key == "number"
        painter.fillRect(rect, self.brushes.color["tint" if chosen else "header" if is_number else "base"])
        if is_number:
            self._paint_number(painter, rect, cell, current=chosen)
        else:
            self._paint_marks(painter, rect, cell, column)
            self._paint_text(painter, rect, cell, column, selected=chosen)
        if here and isinstance(view, QWidget) and view.hasFocus():
            self._paint_row_frame(painter, rect, position)

    def _paint_number(self, painter: QPainter, rect: QRect, cell: Cell, *, current: bool) -> None:
        font: QFont = self.brushes.small_bold if current else self.brushes.small
        painter.setFont(font)
        painter.setPen(self.brushes.color["text" if current else "text2"])
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cell.text)

    def _paint_row_frame(self, painter: QPainter, rect: QRect, position: int) -> None:
        width = self.brushes.frame
        painter.setPen(QPen(self.brushes.color["accent"], width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        inside = rect.adjusted(width // 2, width // 2, -((width + 1) // 2) + 1, -((width + 1) // 2) + 1)
        painter.drawLine(rect.left(), inside.top(), rect.right() + 1, inside.top())
        painter.drawLine(rect.left(), inside.bottom(), rect.right() + 1, inside.bottom())
        if position == 0:
            painter.drawLine(inside.left(), rect.top(), inside.left(), rect.bottom() + 1)
        if position == self._model.columnCount() - 1:
            painter.drawLine(inside.right(), rect.top(), inside.right(), rect.bottom() + 1)


class ListHeader(ColumnHeader):
    """Columns cannot be selected. ``order``: key of the sort column, and whether it is descending."""

    order = ("number", False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw a small arrow beside the title of the sort column."""
        super().paintSection(painter, rect, section)
        column, (key, falling) = self._grid.column(section), self.order
        if column.key != key:
            return
        if column.align is Align.CENTER:
            return  # 序 is the order of the book: no arrow
        title = QRect(rect.left(), rect.top(), rect.width(), self.heading_height)
        half = self.brushes.px(_ARROW) / 2
        edge = self.brushes.padding + half
        x = title.left() + edge if column.align is Align.RIGHT else title.right() - edge
        middle = QPointF(x, title.center().y() + 1)
        draw_arrow(painter, middle, half, self.brushes.color["text2"], Way.DOWN if falling else Way.UP)

    def _is_current(self, section: int) -> bool:  # noqa: ARG002
        return False


class ListGrid(RowGrid):
    """``chosen``: other projects are chosen; ``opened``: go to their sheet, ``left``: to the search.

    Shift extends the choice from the project where it began, Ctrl moves without choosing, Ctrl+Space and Ctrl+click add or
    remove one. ``pasted``: the clipboard is to be read as whole projects.
    """

    delegate_class = ListDelegate

    chosen = Signal()
    pasted = Signal()
    opened = Signal()
    left = Signal()
    heading_clicked = Signal(str)
    fixed_columns = frozenset({"number", "budget"})

    def __init__(self, model: GridModel, theme: Theme, icons: Icons, parent: QWidget) -> None:
        self._start = QPersistentModelIndex()
        super().__init__(model, theme, icons, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._columns = ListHeader(model, self._delegate.brushes, self)
        self.setHorizontalHeader(self._columns)
        self._columns.drawn.connect(self._measure)
        model.totals_changed.connect(self._columns.viewport().update)
        self._measure()
        self.setAccessibleName("项目列表")
        model.rowsMoved.connect(self.show_current)
        self._columns.sectionClicked.connect(self._emit_heading)

    @Slot(int)
    def _emit_heading(self, section: int) -> None:
        self.heading_clicked.emit(self.grid_model.column(section).key)

    def show_order(self, key: str, *, falling: bool) -> None:
        """Mark the sort column by its key ("": none)."""
        if isinstance(self._columns, ListHeader):
            self._columns.order = (key, falling)
            self._columns.viewport().update()

    def _measure(self) -> None:
        super()._measure()
        numbers, height = self.verticalHeader(), self._theme.height("list_row")
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        numbers.setMinimumSectionSize(height)
        numbers.setDefaultSectionSize(height)

    @property
    def current_project(self) -> int:
        """The id of the current project, or 0."""
        row = self.grid_model.grid_row(self.currentIndex().row())
        return int(str(row.key)) if row is not None else 0

    @property
    def chosen_projects(self) -> tuple[int, ...]:
        """The ids of the selected projects in the order of the list, or of the current one without a selection."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows()) or [self.currentIndex().row()]
        rows = (self.grid_model.grid_row(number) for number in numbers)
        return tuple(int(str(row.key)) for row in rows if row is not None)

    def choose(self, project_id: int) -> bool:
        """Make a project the current and only chosen one. False when it is not in the list."""
        for number in range(self.grid_model.line_count):
            row = self.grid_model.grid_row(number)
            if row is not None and row.key == project_id:
                self._go_to(number)
                self.show_current()
                return True
        return False

    def choose_again(self, ids: Collection[int]) -> None:
        """Choose several projects; the first becomes the current one."""
        model = self.grid_model
        numbers = [n for n in range(model.line_count) if (row := model.grid_row(n)) is not None and row.key in ids]
        if numbers:
            self.setCurrentIndex(model.index(numbers[0], 1))
        flags = QItemSelectionModel.SelectionFlag
        for number in numbers[1:]:
            self.selectionModel().select(model.index(number, 1), flags.Select | flags.Rows)

    @Slot()
    def show_current(self) -> None:
        """Scroll to the current row."""
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) project of the list."""
        row = self.currentIndex().row() + by
        if 0 <= row < self.grid_model.line_count:
            self._go_to(row)

    # --- the choice

    def _go_to(self, row: int) -> None:
        """Make a row the current and only chosen one."""
        self.setCurrentIndex(self.grid_model.index(row, 1))

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """A move by the program chooses one row, whatever key is held down."""
        return _WHOLE_ROWS if event is None else super().selectionCommand(index, event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Emit ``chosen``."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.chosen.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Emit ``chosen``: without a selection the current project is the chosen one."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if self.current_project:
            self.chosen.emit()

    def setCurrentIndex(self, index: Index) -> None:
        """Choose one row; a choice that is extended with Shift begins there."""
        super().setCurrentIndex(index)
        self._start = QPersistentModelIndex(self.currentIndex())

    def _extend_to(self, row: int) -> None:
        """Choose the rows from the one where the choice began to this one, which becomes the current one."""
        model, start = self.grid_model, self._start if self._start.isValid() else QPersistentModelIndex(self.currentIndex())
        first, last = sorted((start.row(), row))
        rows = QItemSelection(model.index(first, 0), model.index(last, model.columnCount() - 1))
        self.selectionModel().select(rows, _WHOLE_ROWS)
        self._move_to(row)
        self._start = start

    def _move_to(self, row: int) -> None:
        """Make a row current without choosing it."""
        index = self.grid_model.index(row, 1)
        self._start = QPersistentModelIndex(index)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _toggle(self) -> None:
        """Add the current row to the choice, or remove it."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(self.currentIndex(), flags.Toggle | flags.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End and page keys choose a project, with Shift several, with Ctrl none; Ctrl+Space adds or removes one."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        moves = {_NONE: self._go_to, _SHIFT: self._extend_to, _CONTROL: self._move_to}
        target = self._row_at(key) if modifiers in moves else -1
        if target >= 0:
            moves[modifiers](target)
        elif key is Qt.Key.Key_Space and modifiers == _CONTROL:
            self._toggle()
        else:
            super().keyPressEvent(event)

    def _row_at(self, key: Qt.Key) -> int:
        """The row that a key leads to; -1 for other keys and in an empty list."""
        here, last = max(self.currentIndex().row(), 0), self.grid_model.line_count - 1
        page = max(self.viewport().height() // self.verticalHeader().defaultSectionSize(), 1)
        steps = {**_LINES, **{key: by * page for key, by in _PAGES.items()}, Qt.Key.Key_Home: -here, Qt.Key.Key_End: last - here}
        return min(max(here + steps[key], 0), last) if key in steps else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Shift+click extends the choice as Shift with an arrow does. Repaint, as the tint covers the whole row."""
        at = self.indexAt(event.position().toPoint())
        if event.modifiers() == _SHIFT and event.button() is Qt.MouseButton.LeftButton and at.isValid():
            self._extend_to(at.row())
            return
        super().mousePressEvent(event)
        self._start = QPersistentModelIndex(self.currentIndex())
        self.viewport().update()

    # --- keys that lead elsewhere

    def leave(self, step: int, *, cell_by_cell: bool) -> None:
        """Tab goes to the sheet, Shift+Tab back to the search."""
        if cell_by_cell:
            (self.opened if step > 0 else self.left).emit()

    @Slot()
    def paste(self) -> None:
        """Emit ``pasted``."""
        self.pasted.emit()

    def open_row(self) -> None:
        """Emit ``opened``."""
        self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Remove the frame."""
        super().focusOutEvent(event)
        self.viewport().update()
