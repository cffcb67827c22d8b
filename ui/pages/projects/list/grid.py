"""The grid of the project list: rows are chosen, not edited."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QMouseEvent, QPainter, QPen
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


class ListDelegate(GridDelegate):
    """Draws the current project tinted with a bold number, and framed while the list has the focus."""

    def draw(self, painter: QPainter, rect: QRect, row: int, position: int, *, selected: bool, current: bool) -> None:  # noqa: ARG002
        """Draw background, mark and text."""
        cell, column, view = self._model.cell_at(row, position), self._model.column(position), self.parent()
        chosen = isinstance(view, RowGrid) and view.currentIndex().row() == row
        is_number = column.key == "number"
        painter.fillRect(rect, self.brushes.color["tint" if chosen else "header" if is_number else "base"])
        if is_number:
            self._paint_number(painter, rect, cell, current=chosen)
        else:
            self._paint_marks(painter, rect, cell, column)
            self._paint_text(painter, rect, cell, column, selected=chosen)
        if chosen and isinstance(view, QWidget) and view.hasFocus():
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
    """``chosen`` carries the id of the current project; ``opened``: go to its sheet, ``left``: to the search.

    ``pasted``: the clipboard is to be read as whole projects.
    """

    delegate_class = ListDelegate

    chosen = Signal(int)
    pasted = Signal()
    opened = Signal()
    left = Signal()
    heading_clicked = Signal(str)
    fixed_columns = frozenset({"number", "budget"})

    def __init__(self, model: GridModel, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(model, theme, icons, parent)
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

    def choose(self, project_id: int) -> bool:
        """Make a project current. False when it is not in the list."""
        for number in range(self.grid_model.line_count):
            row = self.grid_model.grid_row(number)
            if row is not None and row.key == project_id:
                self.setCurrentIndex(self.grid_model.index(number, 1))
                self.show_current()
                return True
        return False

    @Slot()
    def show_current(self) -> None:
        """Scroll to the current row."""
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) project of the list."""
        row = self.currentIndex().row() + by
        if 0 <= row < self.grid_model.line_count:
            self.setCurrentIndex(self.grid_model.index(row, 1))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Emit ``chosen``."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if self.current_project:
            self.chosen.emit(self.current_project)

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Repaint, as the tint covers the whole row."""
        super().mousePressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Remove the frame."""
        super().focusOutEvent(event)
        self.viewport().update()
