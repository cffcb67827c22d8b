"""A grid that is one part of the project sheet: as high as its rows; Tab, Enter and arrows go on to the next part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeySequence, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QStyleOptionViewItem, QWidget

from models.book import edits
from models.book.places import Place
from ui.grid.rows.column import ColumnKind
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import GridSource
from ui.pages.projects.shared.cells import LabelCell, run_of
from ui.pages.projects.shared.fitted_grid import FittedGrid
from ui.pages.projects.sheet.delegate import SheetDelegate
from ui.pages.projects.sheet.inner_lines import InnerLines
from ui.theme.icons import Icons
from ui.theme.qt_types import Index
from ui.theme.theme import Theme

MENU: Final = (
    ("复制一行", "copy", "Ctrl+Shift+D", "copy_row"),
    ("上移", "move-up", "Alt+Shift+Up", "move_up"),
    ("下移", "move-down", "Alt+Shift+Down", "move_down"),
)
"""Row commands: text, icon, shortcut, method."""

COPY_TO: Final = ("复制到其他项目…", "copy", "Ctrl+Shift+K", "copy_to_others")
"""The additional command for indicators."""


class SheetModel(GridModel):
    """A grid model in which one line may have several rows (the plan), so an exact match of the place goes first."""

    def index_of(self, place: Place) -> QModelIndex:
        """The cell of a place."""
        for row in range(self.line_count):
            for column in range(self.columnCount()):
                if self.place(self.index(row, column)) == place:
                    return self.index(row, column)
        return super().index_of(place)


class SectionGrid(FittedGrid):
    """``left`` carries the grid, 1 (past the end) or -1 (past the beginning), and whether cell by cell (Tab).

    ``entered`` carries the grid when a cell becomes current.
    """

    delegate_class = SheetDelegate
    begins_at = ""
    """Key of the column where a new row starts because those before follow from it; "": the first."""

    _has_grown = False
    left = Signal(object, int, bool)
    entered = Signal(object)
    copy_wanted = Signal()
    """Copy the selected rows to other projects."""

    def __init__(self, model: SheetModel, theme: Theme, icons: Icons, *, headings: bool = False, parent: QWidget) -> None:
        super().__init__(model, theme, icons, parent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.has_headings = headings
        self._actions: list[QAction] = []
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setVisible(headings)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate.typing.connect(self._grow_row)
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.rowsMoved):
            signal.connect(self.fit_rows)
        self.fit_columns()
        self.fit_rows()

    def set_source(self, source: GridSource) -> None:
        """Show another project, or other columns."""
        self.grid_model.set_source(source)
        self.fit_columns()
        self.fit_rows()

    # --- size

    def _measure(self) -> None:
        super()._measure()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.fit_rows()

    @Slot()
    def fit_rows(self) -> None:
        """Make each row as high as its text, the grid as high as its rows."""
        option = QStyleOptionViewItem()
        height = self.horizontalHeader().sizeHint().height() if self.has_headings else 0
        for row in range(self.grid_model.rowCount()):
            cells = (self.grid_model.index(row, column) for column in range(self.grid_model.columnCount()))
            needed = max((self._delegate.sizeHint(option, cell).height() for cell in cells), default=0)
            if self.rowHeight(row) != needed:
                self.setRowHeight(row, needed)
            height += needed
        self.setFixedHeight(max(height, 1))
        self.viewport().update()

    @Slot(str)
    def _grow_row(self, text: str) -> None:
        """Grow the row while long text is typed."""
        index, editor, delegate = self.currentIndex(), self.open_editor, self._delegate
        if editor is None or not isinstance(delegate, SheetDelegate):
            return
        if self.grid_model.column(index.column()).kind is not ColumnKind.LONG_TEXT:
            return
        cell = self.grid_model.cell(index)
        needed = delegate.height_of(cell, index.column(), f"{text}国国") + delegate.brushes.padding
        more = needed - self.rowHeight(index.row())
        if more > 0:
            self._has_grown = True
            self.setRowHeight(index.row(), needed)
            self.setFixedHeight(self.height() + more)
            editor.stand_on(self.visualRect(index))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Fit a row that has grown to the stored text."""
        super().closeEditor(editor, hint)
        if self._has_grown:
            self._has_grown = False
            self.fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows, as the text wraps differently."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_rows()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the sheet."""
        event.ignore()

    # --- where the keyboard goes

    def enter(self, step: int, *, cell_by_cell: bool = False) -> bool:
        """Take the focus from above (1) or below (-1), with Shift+Tab at the end of the row. False: nothing to edit."""
        index = self._first_typed(step, backwards=step < 0 and cell_by_cell)
        if index is None:
            return False
        self.setFocus()
        self.jump(index.row(), index.column())
        return True

    def let_go(self) -> None:
        """Clear cursor and selection: another part is active."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def _first_typed(self, step: int, *, backwards: bool = False) -> QModelIndex | None:
        rows, columns = range(self.grid_model.rowCount()), range(self.grid_model.columnCount())
        for row in rows if step > 0 else reversed(rows):
            candidates = columns if backwards or not self._is_blank_before(row, self._beginning) else columns[self._beginning :]
            for column in reversed(candidates) if backwards else candidates:
                if self.is_stop(self.grid_model.index(row, column)):
                    return self.grid_model.index(row, column)
        return None

    def _is_blank_before(self, row: int, column: int) -> bool:
        return not any(self.grid_model.cell_at(row, at).text for at in range(column))

    @property
    def is_typed(self) -> bool:
        """Whether any cell can be edited."""
        return self._first_typed(1) is not None

    @property
    def _beginning(self) -> int:
        keys = [column.key for column in self.grid_model.source.columns]
        return keys.index(self.begins_at) if self.begins_at in keys else 0

    def is_stop(self, index: Index) -> bool:
        """An editable cell that is no label and no plan value computed from the other unit."""
        cell = self.grid_model.cell(index)
        follows = cell.computed and bool(cell.text) and not cell.typed
        return cell.editable and not follows and not isinstance(cell, LabelCell)

    def has_range(self) -> bool:
        """A fully selected group counts as one cell: Enter and Tab leave it."""
        here, rows = self.currentIndex(), self.block.rows
        run = run_of(self.grid_model, here.row(), here.column())
        return super().has_range() and not (len(run) > 1 and rows == run)

    def leave(self, step: int, *, cell_by_cell: bool) -> None:
        """Go on to the next part of the sheet."""
        self.left.emit(self, step, cell_by_cell)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make the first editable cell current if none is."""
        index = self._first_typed(1)
        if not self.currentIndex().isValid() and index is not None:
            self.jump(index.row(), index.column())
        super().focusInEvent(event)
        self.entered.emit(self)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Notify the sheet, so that it scrolls to the cell."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.entered.emit(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a group selects all of it."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.modifiers():
            return
        run = run_of(self.grid_model, index.row(), index.column())
        if len(run) > 1:
            first, last = self.grid_model.index(run[0], index.column()), self.grid_model.index(run[-1], index.column())
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(QItemSelection(first, last), flags)

    # --- rows

    def add_row_actions(self, menu: Sequence[tuple[str, str, str, str]] = MENU) -> None:
        """Add row commands with shortcuts; the context menu lists them beside the window's own."""
        for words, icon, keys, method in menu:
            action = QAction(words, self)
            action.setObjectName(icon)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(getattr(self, method))
            self.addAction(action)
            self._actions.append(action)
        self._theme.changed.connect(self._paint_actions)
        self._paint_actions()

    @Slot()
    def _paint_actions(self) -> None:
        for action in self._actions:
            action.setIcon(self._icons.icon(action.objectName()))

    @Slot()
    def copy_row(self) -> None:
        """Insert a copy of the row below it."""
        here, source = self.currentIndex(), self.grid_model.source
        row = self.grid_model.grid_row(here.row())
        if row is not None and isinstance(source, InnerLines):
            self.grid_model.open_book.edit(source.copy_row(row, self.grid_model.grid_row(here.row() + 1)))
            self.jump(here.row() + 1, here.column())

    @property
    def chosen_lines(self) -> tuple[int, ...]:
        """The ids of the selected lines, or of the current one."""
        rows = (self.grid_model.grid_row(row) for row in self.block.rows)
        return tuple(row.value.id for row in rows if row is not None)

    @Slot()
    def copy_to_others(self) -> None:
        """Emit ``copy_wanted``; the sheet knows the other projects."""
        self.copy_wanted.emit()

    @Slot()
    def move_up(self) -> None:
        """Move the row up."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """Move the row down."""
        self._move(1)

    def _move(self, steps: int) -> None:
        row = self.grid_model.grid_row(self.currentIndex().row())
        if row is not None and isinstance(self.grid_model.source, InnerLines):
            self.grid_model.open_book.edit(edits.move_line(row.value.id, steps))
