"""The table view of all grids: connects model, delegate, headers, keyboard and selection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from models.book.places import Place
from models.checks.findings import Finding
from ui.grid.rows.column import ColumnKind
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import GridSource
from ui.grid.view.delegate import GridDelegate
from ui.grid.view.editor_exit import EditorExit
from ui.grid.view.headers import ColumnHeader, Corner, RowHeader
from ui.grid.view.keyboard import CursorMoves, GridKeys
from ui.grid.view.painting import draw_cells
from ui.grid.view.selection import CellBlock
from ui.theme.brushes import Brushes, brushes_of
from ui.theme.following import follow_theme
from ui.theme.icons import Icons
from ui.theme.qt_types import Index
from ui.theme.theme import Theme
from ui.theme.widget_state import use_plain_viewport

if TYPE_CHECKING:
    from ui.grid.editing.editors import CellEditor, LongTextEditor

Hint = QAbstractItemDelegate.EndEditHint
_Trigger = QAbstractItemView.EditTrigger
_BY_HAND = frozenset({_Trigger.AnyKeyPressed, _Trigger.EditKeyPressed, _Trigger.DoubleClicked})


class GridView(QTableView):
    """A grid. ``described``: name, content and hint of the current cell; ``mark_clicked``: the place of a clicked mark."""

    delegate_class: type[GridDelegate] = GridDelegate
    """The class of the delegate; subclasses may set their own."""

    described = Signal(str, str, str)
    mark_clicked = Signal(object)

    def __init__(self, model: GridModel, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        use_plain_viewport(self)
        self._theme = theme
        self._icons = icons
        self.grid_model = model
        self._jumping = False
        self._new_line = -1
        self.block = CellBlock(self, model, theme, icons)
        self.block.jumped.connect(self.jump)
        self.block.refused.connect(self._show_reason)
        self.moves = CursorMoves(self)
        self._keys = GridKeys(self)
        brushes = self._new_brushes()
        self._delegate = self.delegate_class(model, brushes, self)
        self._columns = ColumnHeader(model, brushes, self)
        self._numbers = RowHeader(model, brushes, self)
        self._build()
        self.setModel(model)
        self._measure()
        follow_theme(self, theme, self._restyle)
        self._columns.drawn.connect(self._measure)
        model.totals_changed.connect(self._columns.update_totals)
        model.headerDataChanged.connect(self._measure)
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._describe_current)
        model.line_begun.connect(self._follow_line)
        self._delegate.typing.connect(self._describe_typing)
        self._delegate.ended.connect(self._move_after_editing)
        self._delegate.refused.connect(self._describe_refusal)

    def _build(self) -> None:
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(self._columns)
        self.setVerticalHeader(self._numbers)
        self.setCornerButtonEnabled(True)
        if (corner := self.findChild(QAbstractButton)) is not None:
            Corner(corner, self._columns, self.grid_model)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setTabKeyNavigation(True)  # else Qt moves the focus before keyPressEvent
        self.setAccessibleName("表格")

    def set_source(self, source: GridSource) -> None:
        """Show another source; the current cell keeps its row and column."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self.grid_model.set_source(source)
        self._measure()
        if row >= 0:
            self.jump(min(row, self.grid_model.rowCount() - 1), min(column, self.grid_model.columnCount() - 1))

    @property
    def delegate(self) -> GridDelegate:
        """The delegate of the view, as ``GridDelegate``."""
        return self._delegate

    def _new_brushes(self) -> Brushes:
        return brushes_of(self._theme, self._icons, self.devicePixelRatioF())

    def horizontalHeader(self) -> ColumnHeader:
        """The column header, typed as such."""
        return self._columns

    def _restyle(self) -> None:
        brushes = self._new_brushes()
        for user in (self._delegate, self._columns, self._numbers):
            user.brushes = brushes
        self._measure()
        self.viewport().update()

    @Slot()
    def _measure(self) -> None:
        row = self._theme.height("row")
        self._numbers.setMinimumSectionSize(row)
        self._numbers.setDefaultSectionSize(row)
        long = any(column.kind is ColumnKind.LONG_TEXT for column in self.grid_model.source.columns)
        mode = QHeaderView.ResizeMode.ResizeToContents if long else QHeaderView.ResizeMode.Fixed
        self._numbers.setSectionResizeMode(mode)
        self._columns.set_widths()
        self._columns.setStretchLastSection(True)
        self._columns.updateGeometry()
        self.updateGeometries()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint by our own loop instead of Qt's (see ``ui.grid.view.painting``)."""
        draw_cells(self, self._delegate, event)

    @property
    def open_editor(self) -> CellEditor | LongTextEditor | None:
        """The open editor, or None."""
        return self._delegate.open_editor

    # --- the current cell

    def show_place(self, place: Place) -> bool:
        """Go to the cell of a place and scroll to it. False when it is not in this grid."""
        index = self.grid_model.index_of(place)
        if not index.isValid():
            return False
        self.moves.forget_start()
        self.jump(index.row(), index.column())
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.setFocus()
        return True

    @property
    def current_findings(self) -> Sequence[Finding]:
        """The findings at the current cell."""
        return self.grid_model.findings(self.currentIndex()) if self.currentIndex().isValid() else ()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with edits made while hidden."""
        self.grid_model.set_hidden(False)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Defer updates while hidden; not in a minimised window."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.grid_model.set_hidden(True)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Repaint the headers of the old and new cell, and describe the new one."""
        super().currentChanged(current, previous)
        self._columns.viewport().update()
        self._numbers.viewport().update()
        self._describe_current()

    @Slot()
    def _describe_current(self) -> None:
        index = self.currentIndex()
        if not index.isValid():
            self.described.emit("", "", "")
            return
        cell = self.grid_model.cell(index)
        offer = (cell.origin,) if cell.offer else ()
        hint = "；".join((*cell.notes, *offer)) or cell.origin or ("" if cell.exact else self.grid_model.hint(index.column()))
        self.described.emit(self.grid_model.cell_words(index), cell.exact or cell.text, hint)

    @Slot(str)
    def _describe_typing(self, text: str) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.described.emit(self.grid_model.cell_words(index), text, self.grid_model.hint(index.column()))

    @Slot(int)
    def _follow_line(self, row: int) -> None:
        """Go to the line made by typing into the ＊ row, after the editor if one is open."""
        if self.state() is QAbstractItemView.State.EditingState:
            self._new_line = row
        elif self.grid_model.is_new_row(self.currentIndex().row()):
            self.jump(row, self.currentIndex().column())

    @Slot(int, int)
    def jump(self, row: int, column: int) -> None:
        """Make a cell the current and only selected one."""
        self._jumping = True
        self.setCurrentIndex(self.grid_model.index(row, column))
        self._jumping = False

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """``jump`` selects a single cell even while Shift or Ctrl is held down (Shift+Enter, Ctrl++)."""
        if self._jumping:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def is_stop(self, index: Index) -> bool:
        """Whether Tab stops at a cell: whether it is there and editable."""
        return index.isValid() and self.grid_model.cell(index).editable

    @property
    def selects_ranges(self) -> bool:
        """Whether ranges of cells can be selected, rather than single rows."""
        return self.selectionMode() is QAbstractItemView.SelectionMode.ContiguousSelection

    def has_range(self) -> bool:
        """Whether a range with the current cell is selected: then Enter and Tab cycle through it."""
        top, left, bottom, right = self.block.rectangle
        here = self.currentIndex()
        return (top, left) != (bottom, right) and top <= here.row() <= bottom and left <= here.column() <= right

    def leave(self, step: int, *, cell_by_cell: bool) -> None:
        """Called when a key moves past the end (1) or the start (-1). Stays here; grids stacked on a page override it."""

    @property
    def current_rect(self) -> QRect:
        """The rectangle of the current cell in coordinates of the window."""
        cell = self.visualRect(self.currentIndex())
        return QRect(self.viewport().mapTo(self.window(), cell.topLeft()), cell.size())

    # --- editing

    def edit(self, index: Index, trigger: QAbstractItemView.EditTrigger | None = None, event: QEvent | None = None) -> bool:  # type: ignore[override]
        """Open the editor: F2 and double click continue behind the text, any other key replaces it."""
        if trigger is None:
            super().edit(index)
            return True
        index = self.moves.to_typed(index) if trigger in _BY_HAND else index
        opened = super().edit(index, trigger, event)  # type: ignore[arg-type]  # the stubs want an event, Qt does not
        if not opened and trigger is QAbstractItemView.EditTrigger.EditKeyPressed:
            self._refuse()
        if opened and self.open_editor is not None:
            if trigger is QAbstractItemView.EditTrigger.AnyKeyPressed:
                self.open_editor.replacing = True
            elif trigger in _BY_HAND:
                self.open_editor.put_cursor_at_end()
        return opened

    @Slot()
    def edit_cell(self) -> None:
        """Edit the text of the current cell (F2)."""
        self.setFocus()
        self.edit(self.currentIndex(), QAbstractItemView.EditTrigger.EditKeyPressed, None)

    def start_empty(self) -> None:
        """Open the editor with an empty text (Backspace)."""
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier, "\b")
        if not self.edit(self.currentIndex(), QAbstractItemView.EditTrigger.AnyKeyPressed, key):
            self._refuse()

    @Slot()
    def open_completion(self) -> None:
        """Open the editor with the full completion list (Alt+↓)."""
        self.setFocus()
        if self.edit(self.currentIndex(), QAbstractItemView.EditTrigger.EditKeyPressed, None):
            down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
            self._delegate.completion.key(down)

    def closeEditor(self, editor: QWidget, hint: Hint) -> None:  # noqa: ARG002
        """Close the editor without opening the next one, unless its text could not be saved; then go to a new line."""
        if self._delegate.holds(editor):
            QTimer.singleShot(0, self._return_to_editor)
            return
        super().closeEditor(editor, Hint.NoHint)
        begun, self._new_line = self._new_line, -1
        if begun >= 0:
            self._follow_line(begun)
        self._describe_current()

    @Slot(str, str)
    def _describe_refusal(self, text: str, why: str) -> None:
        """Show why the typed text was not valid or could not be saved."""
        self.described.emit(self.grid_model.cell_words(self._delegate.editor_index), text, why)

    @Slot()
    def _return_to_editor(self) -> None:
        """Return to an editor with unsaved text when another cell of the grid got the focus."""
        editor, index = self.open_editor, self._delegate.editor_index
        if editor is not None and self._delegate.holds(editor) and self.hasFocus():
            self.jump(index.row(), index.column())
            editor.setFocus()
            self._describe_refusal(editor.current_text(), editor.unsaved)

    @Slot(object)
    def _move_after_editing(self, step: EditorExit) -> None:
        """Move the current cell as the key demands."""
        self.moves.take(step)

    @Slot()
    def paste(self) -> None:
        """Paste the clipboard into the selected cells."""
        self.block.paste()

    def keyboardSearch(self, search: str) -> None:  # noqa: ARG002
        """Explain a cell that cannot be edited when something is typed on it, instead of Qt's search."""
        self._refuse()

    def _refuse(self) -> None:
        if self.currentIndex().isValid() and self.selects_ranges:
            self._show_reason(self.grid_model.refusal(self.currentIndex()))

    @Slot(str)
    def _show_reason(self, words: str) -> None:
        """Show why the current cell stays as it is, in the content line and as a tooltip."""
        index, cell = self.currentIndex(), self.visualRect(self.currentIndex())
        self.described.emit(self.grid_model.cell_words(index), self.grid_model.cell(index).exact, words)
        QToolTip.showText(self.viewport().mapToGlobal(cell.bottomLeft()), words, self.viewport(), cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys of a spreadsheet; all others open the editor."""
        if self._keys.take(event):
            event.accept()
            return
        super().keyPressEvent(event)

    # --- input methods

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Open the editor for text committed without composition (full-width digits, punctuation), which Qt would lose."""
        if not event.commitString() or self.open_editor is not None:
            super().inputMethodEvent(event)
        elif self.edit(self.currentIndex(), QAbstractItemView.EditTrigger.AnyKeyPressed, None) and self.open_editor is not None:
            QCoreApplication.sendEvent(self.open_editor, event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """Place the candidate window of the input method at the cell: Qt forgets the headers and the text's own cursor."""
        answer = super().inputMethodQuery(query)
        if query is not Qt.InputMethodQuery.ImCursorRectangle:
            return answer
        if self.open_editor is None:
            return answer.translated(self.viewport().pos()) if isinstance(answer, QRect) else answer
        cursor = self.open_editor.inputMethodQuery(query)
        return cursor.translated(self.open_editor.mapTo(self, QPoint(0, 0)))

    # --- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Report a click on a mark; with Shift extend the range from the current cell."""
        self.moves.forget_start()
        before, at = self.currentIndex(), event.position().toPoint()
        is_click = event.button() is Qt.MouseButton.LeftButton and self._delegate.is_mark_at(self, at)
        marked = self.grid_model.place(self.indexAt(at)) if is_click else None  # before the view scrolls to the cell
        super().mousePressEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and before.isValid() and self.selects_ranges:
            self._hold_current(before)
            if (end := self.indexAt(at)).isValid():  # Qt's own start of a range is sometimes an earlier cell
                self.block.select((before.row(), before.column()), (end.row(), end.column()))
        if marked is not None:
            self.mark_clicked.emit(marked)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Keep the current cell at the start of a dragged range."""
        before = self.currentIndex()
        super().mouseMoveEvent(event)
        if self.state() is QAbstractItemView.State.DragSelectingState and before.isValid():
            self._hold_current(before)

    def _hold_current(self, index: Index) -> None:
        """Make the fixed corner of a range the current cell, without scrolling back to it."""
        if self.selects_ranges:
            self.setAutoScroll(False)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.setAutoScroll(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose a current cell if there is none; return to an editor with unsaved text."""
        if not self.currentIndex().isValid() and self.grid_model.rowCount():  # Qt would take the first cell, even a label
            self.moves.begin(backwards=event.reason() is Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        if self.open_editor is not None and self._delegate.holds(self.open_editor):
            QTimer.singleShot(0, self._return_to_editor)
