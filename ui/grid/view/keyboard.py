"""The keyboard of a grid, as in a spreadsheet: moves by Enter, Tab and arrows, ranges, and command keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.grid.rows.model import GridModel
from ui.grid.view.editor_exit import EditorExit
from ui.grid.view.selection import CellBlock
from ui.theme.qt_types import Index
from ui.widgets.keys import ENTER

Position = tuple[int, int]
"""Row and column of a cell."""


ARROWS: Final = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_STEPS: Final = {EditorExit.UP: (-1, 0), EditorExit.DOWN: (1, 0), EditorExit.LEFT: (0, -1), EditorExit.RIGHT: (0, 1)}
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_NONE: Final = Qt.KeyboardModifier.NoModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier

Command = Callable[[], object]


class _KeyboardView(Protocol):
    """The part of ``GridView`` that the keyboard uses; a protocol, as the view imports this module."""

    block: CellBlock
    moves: CursorMoves
    grid_model: GridModel

    @property
    def selects_ranges(self) -> bool: ...
    def is_stop(self, index: Index) -> bool: ...
    def has_range(self) -> bool: ...
    def jump(self, row: int, column: int) -> None: ...
    def leave(self, step: int, *, cell_by_cell: bool) -> None: ...
    def start_empty(self) -> None: ...
    def open_completion(self) -> None: ...
    def paste(self) -> None: ...
    def currentIndex(self) -> QModelIndex: ...
    def selectionModel(self) -> QItemSelectionModel: ...
    def viewport(self) -> QWidget: ...
    def rowHeight(self, row: int, /) -> int: ...
    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = ...) -> None: ...


class CursorMoves:
    """Moves the current cell, which stays the fixed corner while a range is extended."""

    def __init__(self, view: _KeyboardView) -> None:
        self._view = view
        self._start = -1

    def forget_start(self) -> None:
        """End a run of Tabs: Enter then goes straight down again."""
        self._start = -1

    def begin(self, *, backwards: bool = False) -> None:
        """Go to the first editable cell, or with ``backwards`` to the last; without any to the first cell."""
        cells_in_order = range(self._rows * self._columns)
        cells = (divmod(at, self._columns) for at in (reversed(cells_in_order) if backwards else cells_in_order))
        stops = (cell for cell in cells if self._view.is_stop(self._view.grid_model.index(*cell)))
        self._view.jump(*next(stops, (0, 0)) if self._view.selects_ranges else (0, 0))

    def to_typed(self, index: Index) -> Index:
        """The cell that typing goes to: from the name of a code to the code."""
        at = self._view.grid_model.typed_at(index.column())
        if at != index.column():
            self._view.jump(index.row(), at)
        return self._view.grid_model.index(index.row(), at)

    # --- after an entry

    def take(self, step: EditorExit) -> None:
        """Move after an editor was left by a key."""
        if step in {EditorExit.ENTER, EditorExit.ENTER_BACK}:
            self.enter(1 if step is EditorExit.ENTER else -1)
        elif step in {EditorExit.TAB, EditorExit.TAB_BACK}:
            self.tab(1 if step is EditorExit.TAB else -1)
        elif step in _STEPS:
            self._arrow(*_STEPS[step])

    def enter(self, step: int) -> None:
        """Enter: the next row to edit, in the column where a run of Tabs began. ``step`` is 1, or -1 with Shift.

        Inside a range it cycles through it; in entry order it goes to the next cell to be entered.
        """
        if self._view.has_range():
            self._round_the_range(step, down=True)
            return
        if self._view.grid_model.open_book.entry_settings.in_order:
            self._to_next_entry(step)
            return
        row, column = self._here
        if step > 0 and self._start >= 0:
            column = self._start
        self.forget_start()
        target = self._row_to_type(row, column, step)
        if 0 <= target < self._rows:
            self._view.jump(target, column)
        else:
            self._view.leave(step, cell_by_cell=False)

    def _row_to_type(self, row: int, column: int, step: int) -> int:
        """The next row whose cell in the column is editable; from a cell that is not, simply the next row."""
        rows = range(row + step, self._rows if step > 0 else -1, step)
        typed = (at for at in rows if self._view.is_stop(self._view.grid_model.index(at, column)))
        past = self._rows if step > 0 else -1
        return next(typed, past if self._view.is_stop(self._view.grid_model.index(row, column)) else row + step)

    def tab(self, step: int) -> None:
        """Tab: the next editable cell, wrapping at the end of the row; inside a range it cycles through it."""
        if self._view.has_range():
            self._round_the_range(step, down=False)
            return
        here = self._view.currentIndex()
        start = self._start if self._start >= 0 else here.column() if self._view.is_stop(here) else -1
        self._to_next_stop(step)
        self._start = start if start >= 0 else self._here[1]

    def _to_next_entry(self, step: int) -> None:
        """Go to the next cell to be entered, in this row or in the ones after it."""
        model, (row, column) = self._view.grid_model, self._here
        for at in range(row, self._rows if step > 0 else -1, step):
            stops = [stop for stop in model.entry_stops(at) if self._view.is_stop(model.index(at, stop))]
            ahead = [stop for stop in stops if at != row or (stop - column) * step > 0]
            if ahead:
                self._view.jump(at, min(ahead) if step > 0 else max(ahead))
                return
        self._view.leave(step, cell_by_cell=True)

    def _to_next_stop(self, step: int) -> None:
        columns = self._columns
        row, column = self._here
        at = row * columns + column + step
        while 0 <= at < self._rows * columns:
            target = divmod(at, columns)
            if self._view.is_stop(self._view.grid_model.index(*target)):
                self._view.jump(*target)
                return
            at += step
        self._view.leave(step, cell_by_cell=True)

    def _round_the_range(self, step: int, *, down: bool) -> None:
        """Go to the next editable cell of the range, from its end to its start; the range stays selected."""
        top, left, bottom, right = self._view.block.rectangle
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        cells = [(r, c) for c in columns for r in rows] if down else [(r, c) for r in rows for c in columns]
        held = [cell for cell in cells if self._view.block.holds(*cell)]
        stops = [cell for cell in held if self._view.is_stop(self._view.grid_model.index(*cell)) or cell == self._here]
        self._set_current(stops[(stops.index(self._here) + step) % len(stops)])

    def _set_current(self, cell: Position) -> None:
        index = self._view.grid_model.index(*cell)
        self._view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    # --- arrows and edges

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Handle an arrow, Home, End or page key, alone or with Ctrl and Shift. False for any other key."""
        if modifiers & ~(_CONTROL | _SHIFT) or not self._rows:
            return False
        extend, far = bool(modifiers & _SHIFT) and self._view.selects_ranges, bool(modifiers & _CONTROL)
        if key in ARROWS and not extend and not far:
            self._arrow(*ARROWS[key])
            return True
        target = self._target(key, self._lead if extend else self._here, far=far)
        if target is None:
            return False
        self._go(target, extend=extend)
        return True

    def _target(self, key: Qt.Key, at: Position, *, far: bool) -> Position | None:
        row, column = at
        if key in ARROWS:
            down, right = ARROWS[key]
            return self._edge(at, down, right) if far else self._inside(row + down, column + right)
        if key is Qt.Key.Key_Home:
            return (0 if far else row, 0)
        if key is Qt.Key.Key_End:
            return (max(self._view.grid_model.line_count - 1, 0) if far else row, self._columns - 1)
        if key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp} and not far:
            return (self._page_row(row, 1 if key is Qt.Key.Key_PageDown else -1), column)
        return None

    def _page_row(self, row: int, step: int) -> int:
        """The row one page further; ``step`` is 1 or -1."""
        height = self._view.viewport().height()
        at = min(max(row, 0), self._rows - 1)
        while height > 0 and 0 <= at + step < self._rows:
            at += step
            height -= self._view.rowHeight(at)
        return at

    def _arrow(self, down: int, right: int) -> None:
        row, column = self._here
        if down and not 0 <= row + down < self._rows:
            self.forget_start()
            self._view.leave(down, cell_by_cell=False)
            return
        self._go(self._inside(row + down, column + right), extend=False)

    def _edge(self, at: Position, down: int, right: int) -> Position:
        """The target of Ctrl+arrow: the end of the filled run that begins here, else the next filled cell, else the edge."""
        following = self._inside(at[0] + down, at[1] + right)
        run = self._is_filled(at) and self._is_filled(following)
        while following != at:
            if self._is_filled(following) != run:
                return at if run else following
            at, following = following, self._inside(following[0] + down, following[1] + right)
        return at

    def _is_filled(self, at: Position) -> bool:
        return bool(self._view.grid_model.cell_at(*at).text)

    def _go(self, target: Position, *, extend: bool) -> None:
        self.forget_start()
        if not extend:
            self._view.jump(*target)
            return
        self._view.block.select(self._here, target)
        self._view.scrollTo(self._view.grid_model.index(*target))

    @property
    def _lead(self) -> Position:
        """The moving corner of the range, opposite to the current cell."""
        row, column = self._here
        top, left, bottom, right = self._view.block.rectangle
        return (bottom if row == top else top, right if column == left else left)

    @property
    def _here(self) -> Position:
        index = self._view.currentIndex()
        return index.row(), index.column()

    @property
    def _rows(self) -> int:
        return self._view.grid_model.rowCount()

    @property
    def _columns(self) -> int:
        return self._view.grid_model.columnCount()

    def _inside(self, row: int, column: int) -> Position:
        return min(max(row, 0), self._rows - 1), min(max(column, 0), self._columns - 1)


class GridKeys:
    """The command keys of a grid, also available in dialogs without the actions of the main window."""

    def __init__(self, view: _KeyboardView) -> None:
        self._view = view
        block = view.block
        self._standard: tuple[tuple[QKeySequence.StandardKey, Command], ...] = (
            (QKeySequence.StandardKey.Copy, block.copy),
            (QKeySequence.StandardKey.Cut, block.cut),
            (QKeySequence.StandardKey.Paste, view.paste),
            (QKeySequence.StandardKey.SelectAll, block.select_all),
        )
        self._plain: dict[tuple[Qt.Key, Qt.KeyboardModifier], Command] = {
            (Qt.Key.Key_Delete, _NONE): block.clear,
            (Qt.Key.Key_Backspace, _NONE): view.start_empty,
            (Qt.Key.Key_D, _CONTROL): block.fill_down,
            (Qt.Key.Key_R, _CONTROL): block.fill_right,
            (Qt.Key.Key_Plus, _CONTROL | _SHIFT): block.insert_rows,
            (Qt.Key.Key_Equal, _CONTROL | _SHIFT): block.insert_rows,
            (Qt.Key.Key_Minus, _CONTROL): block.delete_rows,
            (Qt.Key.Key_Space, _SHIFT): block.select_rows,
            (Qt.Key.Key_Space, _CONTROL): block.select_columns,
            (Qt.Key.Key_Down, _ALT): view.open_completion,
        }

    def take(self, event: QKeyEvent) -> bool:
        """Run the command or move of a key. False for any other key, such as one that types into the cell."""
        for sequence, command in self._standard:
            if event.matches(sequence):
                command()
                return True
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in ENTER and modifiers in {_NONE, _SHIFT}:
            self._view.moves.enter(-1 if modifiers else 1)
        elif (key is Qt.Key.Key_Tab and not modifiers) or (key is Qt.Key.Key_Backtab and modifiers in {_NONE, _SHIFT}):
            self._view.moves.tab(1 if key is Qt.Key.Key_Tab else -1)
        elif (key, modifiers) in self._plain:
            self._plain[key, modifiers]()
        else:
            return self._view.moves.key(key, modifiers)
        return True
