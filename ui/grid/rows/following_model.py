"""The base of the grid model: rows that follow the open book, with exact signals and little work per edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal, Slot

from models.book.places import Place
from models.checks.findings import Finding
from models.memory import same_ends
from models.published.context import Context
from ui.grid.rows.amount_cells import in_unit, totals_in_unit
from ui.grid.rows.source import Cell, GridRow, GridSource, Totals
from ui.session.open_book import OpenBook
from ui.theme.icons import Mark

State = tuple[Mark, tuple[str, ...], bool]
"""Of a cell: the worst mark, the messages of its findings, and whether these belong to other cells and only name it."""

_NO_FINDINGS: Final[State] = (Mark.NONE, (), False)
_MANY: Final = 200
"""From this many changed rows on, cells are not compared: whole rows are reported as changed."""


class ShownRow:
    """A row as shown. ``ids`` are the pages and lines of the book whose findings its cells show.

    The cells are made on first use, as most rows of a long grid are never painted.
    """

    __slots__ = ("_cells", "_make", "ids", "row", "states")

    def __init__(
        self,
        row: GridRow,
        ids: frozenset[tuple[str, int]],
        states: Sequence[State],
        make: Callable[[], Sequence[Cell]],
        cells: Sequence[Cell] = (),
    ) -> None:
        self.row, self.ids, self.states = row, ids, states
        self._make, self._cells = make, cells

    @property
    def cells(self) -> Sequence[Cell]:
        """One cell for each column."""
        if not self._cells:
            self._cells = self._make()
        return self._cells

    @property
    def was_read(self) -> bool:
        """Whether the cells have been made."""
        return bool(self._cells)


class FollowingModel(QAbstractTableModel):
    """Keeps the rows of a ``GridSource`` up to date; ``GridModel`` adds Qt's data methods and the edits."""

    totals_changed = Signal()

    def __init__(self, source: GridSource, open_book: OpenBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_book = open_book
        self._source = source
        self._rows: Sequence[GridRow] = ()
        """The rows as last returned by the source."""
        self._lines: list[ShownRow] = []
        self._marks = open_book.marks
        self._is_hidden = self._is_behind = False
        self._totals: Totals | None = None
        self._read_all()
        open_book.changed.connect(self.refresh)
        open_book.entry_settings.changed.connect(self._show_in_unit)

    def set_source(self, source: GridSource) -> None:
        """Show another source (another project). The only case of a model reset."""
        self.beginResetModel()
        self._source = source
        self._read_all()
        self.endResetModel()
        self.totals_changed.emit()

    @property
    def source(self) -> GridSource:
        """Where the rows come from."""
        return self._source

    @property
    def open_book(self) -> OpenBook:
        """The book behind the rows."""
        return self._open_book

    @property
    def totals(self) -> Totals | None:
        """The ∑ row in the chosen unit; None without one."""
        return self._totals

    def set_hidden(self, hidden: bool) -> None:  # noqa: FBT001 - as Qt's setters
        """While hidden, updates wait until the grid is shown, so that edits elsewhere stay fast."""
        self._is_hidden = hidden
        if self._is_behind and not hidden:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Update the rows to the state of the book, with exact signals; deferred while hidden."""
        self._is_behind = self._is_hidden
        if not self._is_behind:
            self._catch_up()

    def _catch_up(self) -> None:
        self._is_behind = False
        marks = self._open_book.marks
        marked, self._marks = marks.lines_changed_since(self._marks), marks
        was, rows = self._rows, self._source.rows(self._open_book.context)
        head, tail = same_ends(was, rows)
        if [row.key for row in was[head : len(was) - tail]] != [row.key for row in rows[head : len(rows) - tail]]:
            self._remove_gone({row.key for row in rows})
            self._add_and_move(rows)
        self._rows = rows
        self._update_lines(range(head, len(rows) - tail), marked)
        self._read_totals()

    def _read_all(self) -> None:
        self._marks = self._open_book.marks
        self._rows = self._source.rows(self._open_book.context)
        self._lines = [self._line(row) for row in self._rows]
        self._totals = self.totals_in(self._open_book.context)

    def totals_in(self, context: Context) -> Totals | None:
        """The ∑ row for any state of the book, such as the one after a paste."""
        return totals_in_unit(self._source.totals(context), self._open_book.entry_settings.unit)

    def cell_in(self, row: GridRow, position: int, context: Context) -> Cell:
        """A cell for any state of the book, without marks."""
        return in_unit(self._source.cell(row, self._source.columns[position], context), self._open_book.entry_settings.unit)

    def _read_totals(self) -> None:
        totals = self.totals_in(self._open_book.context)
        if totals != self._totals:
            self._totals = totals
            self.totals_changed.emit()

    @Slot()
    def _show_in_unit(self) -> None:
        """Rewrite all cells in the unit that the clerk chose."""
        if self._is_behind:
            self._catch_up()
        self._lines = [self._shown(line.row, line.ids, line.states) for line in self._lines]
        self._read_totals()
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _line(self, row: GridRow) -> ShownRow:
        ids = self._ids(row)
        states = self._states(row) if self._marks.shows(ids) else (_NO_FINDINGS,) * len(self._source.columns)
        return self._shown(row, ids, states)

    def _shown(
        self, row: GridRow, ids: frozenset[tuple[str, int]], states: Sequence[State], cells: Sequence[Cell] = ()
    ) -> ShownRow:
        return ShownRow(row, ids, states, partial(self._row_cells, row, states, self._open_book.context), cells)

    def _ids(self, row: GridRow) -> frozenset[tuple[str, int]]:
        """The pages and lines whose findings the cells of a row show."""
        return frozenset((place.page, place.line) for place in self._places(row))

    def _places(self, row: GridRow) -> Sequence[Place]:
        return [self._source.place(row, column) for column in self._source.columns]

    def _remove_gone(self, kept: AbstractSet[object]) -> None:
        last = len(self._lines) - 1
        while last >= 0:
            if self._lines[last].row.key in kept:
                last -= 1
                continue
            first = last
            while first and self._lines[first - 1].row.key not in kept:
                first -= 1
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._lines[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _add_and_move(self, rows: Sequence[GridRow]) -> None:
        known = {line.row.key for line in self._lines}
        at = 0
        while at < len(rows):
            end = at
            while end < len(rows) and rows[end].key not in known:
                end += 1
            if end > at:
                self._insert(at, rows[at:end])
            elif self._lines[at].row.key != rows[at].key:
                self._move(next(i for i in range(at, len(self._lines)) if self._lines[i].row.key == rows[at].key), at)
            at = max(end, at + 1)

    def _insert(self, at: int, rows: Sequence[GridRow]) -> None:
        self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
        self._lines[at:at] = [self._line(row) for row in rows]
        self.endInsertRows()

    def _move(self, origin: int, to: int) -> None:
        self.beginMoveRows(QModelIndex(), origin, origin, QModelIndex(), to)
        self._lines.insert(to, self._lines.pop(origin))
        self.endMoveRows()

    def _update_lines(self, stretch: range, marked: AbstractSet[tuple[str, int]]) -> None:
        """Update changed rows of ``stretch``, rows of ``marked`` lines, and columns that depend on more than their row."""
        beyond = [i for i, column in enumerate(self._source.columns) if column.looks_beyond]
        again = {at for at in stretch if self._lines[at].row != self._rows[at]}
        again.update(at for at, line in enumerate(self._lines) if not line.ids.isdisjoint(marked))
        changes, columns = _Changes(self), range(self.columnCount())
        for at in range(len(self._lines)) if beyond else sorted(again):
            line = self._lines[at]
            known = line.cells if line.was_read and len(again) < _MANY else None
            if at in again:
                new = self._line(self._rows[at])
            else:
                new = self._shown(self._rows[at], line.ids, line.states, self._cells_beyond(line, beyond) if known else ())
            self._lines[at] = new
            changes.note(at, [i for i in columns if new.cells[i] != known[i]] if known else columns)
        changes.emit_all()

    def _cells_beyond(self, line: ShownRow, beyond: Sequence[int]) -> Sequence[Cell]:
        """The cells of an unchanged row, with those at the positions ``beyond`` made again."""
        cells = list(line.cells)
        for i in beyond:
            cells[i] = self._cell_of(line.row, i, line.states[i], self._open_book.context)
        return cells

    def _row_cells(self, row: GridRow, states: Sequence[State], context: Context) -> tuple[Cell, ...]:
        return tuple(self._cell_of(row, i, state, context) for i, state in enumerate(states))

    def _cell_of(self, row: GridRow, position: int, state: State, context: Context) -> Cell:
        cell = self.cell_in(row, position, context)
        mark, notes, echo = state
        if notes and not (echo and cell.unread):
            return replace(cell, mark=mark, notes=notes, echo=echo)
        return replace(cell, mark=Mark.ERROR) if cell.unread else cell

    def _found(self, row: GridRow) -> list[list[Finding]]:
        """The findings of each cell; those of the line as a whole, or of a field without a column, go to the first."""
        places = self._places(row)
        found = [list(self._marks.at(place)) for place in places]
        first = places[0]
        if first.line:
            shown = {place.field for place in places}
            found[0] += [f for f in self._marks.of_line(first.page, first.line) if f.place.field not in shown]
        return found

    def _states(self, row: GridRow) -> tuple[State, ...]:
        """The worst mark and the messages of each cell of a row."""
        worst = self._marks.worst
        return tuple(
            (worst(own or named), tuple(f.message for f in own or named), not own) if own or named else _NO_FINDINGS
            for own, named in zip(self._found(row), self._echoes(row), strict=True)
        )

    def _echoes(self, row: GridRow) -> list[Sequence[Finding]]:
        """For each cell the blocking findings of other cells that name it as their other side."""
        return [self._marks.echoes(place) for place in self._places(row)]


class _Changes:
    """Collects changed cells and reports each run of neighbouring rows in one ``dataChanged``."""

    def __init__(self, model: FollowingModel) -> None:
        self._model = model
        self._runs: list[list[int]] = []

    def note(self, row: int, columns: Sequence[int]) -> None:
        """Add the changed columns of a row. Call in ascending order of rows."""
        if not columns:
            return
        if self._runs and self._runs[-1][1] == row - 1:
            first, _, left, right = self._runs[-1]
            self._runs[-1] = [first, row, min(left, columns[0]), max(right, columns[-1])]
        else:
            self._runs.append([row, row, columns[0], columns[-1]])

    def emit_all(self) -> None:
        """Emit one ``dataChanged`` per run of rows."""
        for first, last, left, right in self._runs:
            self._model.dataChanged.emit(self._model.index(first, left), self._model.index(last, right))
