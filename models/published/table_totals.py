"""Computes the official tables from the tallies of a book, incrementally: only changed tallies are subtracted and added.

The first book is a change from no tallies at all, so that there is only one way to sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import is_
from typing import NamedTuple

from models.book.facts import Key, Tally
from models.pack.forms.pack import Pack
from models.pack.forms.tables import TOTAL_ROW, AmountColumn, TableSpec, side_streams
from models.pack.sums import sums_above
from models.published.row_order import has_rows_at_the_end, rows_in_order, standing_rows
from models.published.tables import SideTable, Table, TableRow, Unplaced, belongs_to, code_table, place
from models.values.codes import Codes


def build_tables(pack: Pack, codes: Codes, tallies: Sequence[Tally]) -> dict[str, Table]:
    """The official tables of the pack by id, in the pack's order."""
    return TableSums(pack.tables, codes).update(tallies)


class _Spot(NamedTuple):
    """The rows (ids) and columns (positions) that a tally adds to, or the ``reason`` why it has no place."""

    rows: Sequence[str]
    columns: Sequence[int]
    reason: str


class TableSums:
    """Sums some tables of one pack. Rows, sides and tables that do not change stay the same objects."""

    def __init__(self, specs: Iterable[TableSpec], codes: Codes) -> None:
        self._tallies: Sequence[Tally] = ()
        self._sums = [(spec, [_SideSums(spec, i, codes) for i in range(len(spec.sides))]) for spec in specs]
        self._tables: dict[str, tuple[tuple[SideTable, ...], Table]] = {}

    def update(self, tallies: Sequence[Tally]) -> dict[str, Table]:
        """The tables by id, updated to ``tallies`` (all tallies of a book)."""
        was, now = _without(self._tallies, tallies), _without(tallies, self._tallies)
        removed, added = was - now, now - was
        self._tallies = tallies
        for _, sides in self._sums:
            for side in sides:
                side.exchange(removed, added)
        any_unplaced = any(side.unplaced for _, sides in self._sums for side in sides)
        order = {tally: at for at, tally in enumerate(tallies)} if any_unplaced else {}
        return {spec.id: self._table(spec, sums, order) for spec, sums in self._sums}

    def _table(self, spec: TableSpec, sums: Sequence[_SideSums], order: Mapping[Tally, int]) -> Table:
        length = max(spec.length, *(side.row_count() for side in sums))
        sides = tuple(side.table(order, length) for side in sums)
        known = self._tables.get(spec.id)
        if known is not None and all(a is b for a, b in zip(known[0], sides, strict=True)):
            return known[1]
        blank = bool(spec.empty_note) and not any(any(row.values) for side in sides for row in side.rows)
        shown = tuple(_without_figures(side, rows=spec.length > 0) for side in sides) if blank else sides
        self._tables[spec.id] = sides, Table(spec, shown, blank)
        return self._tables[spec.id][1]


def _without_figures(side: SideTable, *, rows: bool) -> SideTable:
    """A side of a table without figures: no rows, or with ``rows`` those that the form has in any case."""
    fixed = {TOTAL_ROW, *(line.id for line in side.side.lines)}
    return SideTable(side.side, tuple(row for row in side.rows if rows and row.id in fixed), side.unplaced)


def _without(tallies: Sequence[Tally], others: Sequence[Tally]) -> AbstractSet[Tally]:
    """The tallies that are not, by identity, among the others."""
    known = set(map(id, others))
    return {tally for tally in tallies if id(tally) not in known}


class _SideSums:
    """The sums of one side. A tally adds to its leaf row and column and to all sums above them."""

    def __init__(self, spec: TableSpec, index: int, codes: Codes) -> None:
        side = spec.sides[index]
        self._table, self._index, self._side, self._codes = spec.id, index, side, codes
        self._streams = side_streams(side)
        self._columns_above = _columns_above(side.columns)
        self._lines_above = sums_above(side.lines)
        self._places: dict[tuple[str, Key], _Spot | None] = {}
        self._standing = standing_rows(spec, side)
        self._values: dict[str, list[int]] = {row: [0] * len(side.columns) for row in self._standing}
        self._counts: dict[str, int] = {}
        """How many tallies add to each row; of rows that do not stand, those without any are dropped."""
        self.unplaced: dict[Tally, Unplaced] = {}
        self._at: dict[str, int] = {}
        """The position of each row in the last table."""
        self._touched = set(self._values)
        self._changed = True
        """Whether rows came or went since the last table."""
        self._least, self._length, self._count = spec.length, 0, 0
        """How many rows the table has at least, had the last time, and how many this side takes."""
        self._order: tuple[TableRow, ...] = ()
        """The rows without values as they stand in a table of the least length."""
        self._ends = has_rows_at_the_end(side)
        self._last = SideTable(side, (), ())

    def exchange(self, removed: Iterable[Tally], added: Iterable[Tally]) -> None:
        """Subtract the ``removed`` tallies and add the ``added`` ones."""
        for sign, tallies in ((-1, removed), (1, added)):
            for tally in tallies:
                slot = tally.stream, tally.key
                if slot not in self._places:
                    self._places[slot] = self._spot(tally)
                spot = self._places[slot]
                if spot is not None:
                    self._move(tally, sign, spot)

    def _spot(self, tally: Tally) -> _Spot | None:
        """Where tallies of this stream and key are added; None where they do not belong on this side."""
        if tally.stream not in self._streams or not belongs_to(self._side, tally.stream, tally.key):
            return None
        found = place(self._side, self._codes, tally)
        if found.reason:
            return _Spot((), (), found.reason)
        return _Spot(self._rows_above(found.row, found.line), self._columns_above[found.column], "")

    def _move(self, tally: Tally, sign: int, spot: _Spot) -> None:
        if spot.reason:
            if sign < 0:
                del self.unplaced[tally]
            else:
                self.unplaced[tally] = Unplaced(self._table, self._index, spot.reason, tally)
            return
        for row in spot.rows:
            values = self._values.setdefault(row, [0] * len(self._side.columns))
            for i in spot.columns:
                values[i] += sign * tally.amount
            self._counts[row] = self._counts.get(row, 0) + sign
            self._touched.add(row)

    def _rows_above(self, row: str, line: str) -> Sequence[str]:
        """The row of a tally and all rows that add it up."""
        if self._side.rows is not None:
            return (TOTAL_ROW, *code_table(self._side.rows.by, self._codes).parents(row), row)
        return (row, *(above for above in self._lines_above[line] if above != line))

    def row_count(self) -> int:
        """How many rows of the table the side takes; rows without any tally are dropped first."""
        dropped = [row for row in self._touched if row not in self._standing and not self._counts.get(row)]
        for row in dropped:
            del self._counts[row], self._values[row]
        self._touched.difference_update(dropped)
        self._changed = self._changed or bool(dropped) or not self._touched <= self._at.keys()
        if self._changed:
            self._order = self._in_order(self._least)
            self._count = max((row.at for row in self._order), default=0)
        return self._count

    def table(self, order: Mapping[Tally, int], length: int) -> SideTable:
        """The side with its current sums in a table of ``length`` rows; unplaced tallies are sorted by ``order``."""
        unplaced = tuple(self.unplaced[tally] for tally in sorted(self.unplaced, key=order.__getitem__)) if self.unplaced else ()
        rows = self._rows(length)
        if rows is not self._last.rows or unplaced != self._last.unplaced:
            self._last = SideTable(self._side, rows, unplaced)
        return self._last

    def _rows(self, length: int) -> tuple[TableRow, ...]:
        """The rows with their values; the same tuple as the last time where none differs."""
        was = self._last.rows
        moved = self._ends and length != self._length
        if not (self._touched or self._changed or moved):
            return was
        if self._changed or moved:
            order = self._in_order(length) if self._ends and length != self._least else self._order
            rows = tuple(self._row(row, was) for row in order)
            self._at = {row.id: at for at, row in enumerate(rows)}
            self._changed, self._length = False, length
        else:
            changed = {self._at[row]: self._valued(was[self._at[row]]) for row in self._touched}
            rows = tuple(changed.get(at, row) for at, row in enumerate(was))
        self._touched.clear()
        return was if len(rows) == len(was) and all(map(is_, rows, was)) else rows

    def _in_order(self, length: int) -> tuple[TableRow, ...]:
        return tuple(rows_in_order(self._side, self._codes, self._values, length))

    def _row(self, row: TableRow, was: Sequence[TableRow]) -> TableRow:
        """A row in its place with its current values; that of the last table where it is equal."""
        known = was[self._at[row.id]] if row.id in self._at else row
        same = known.at == row.at and known.labels == row.labels
        return self._valued(known if same else row)

    def _valued(self, row: TableRow) -> TableRow:
        """The row with its current values; the row itself where they are equal."""
        values = tuple(self._values[row.id])
        return row if row.values == values else TableRow(row.id, row.at, row.labels, values, row.bold, row.level)


def _columns_above(columns: Sequence[AmountColumn]) -> list[list[int]]:
    """For each column the positions of the columns that it adds to, itself included; empty for a sum column."""
    position = {column.id: i for i, column in enumerate(columns)}
    return [[position[sum_id] for sum_id in above] for above in sums_above(columns).values()]
