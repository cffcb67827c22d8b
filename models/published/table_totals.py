"""Computes the official tables from the tallies of a book, incrementally: only changed tallies are subtracted and added.

The first book is a change from no tallies at all, so that there is only one way to sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from models.book.facts import Key, Tally
from models.pack.forms.pack import Pack
from models.pack.forms.tables import TOTAL_ROW, AmountColumn, TableSide, TableSpec, side_streams
from models.pack.sums import sums_above
from models.published.tables import SideTable, Table, TableRow, Unplaced, code_table_of, place
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
        self._sums = [(spec, [_SideSums(spec.id, i, side, codes) for i, side in enumerate(spec.sides)]) for spec in specs]
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
        return {spec.id: self._table(spec, tuple(side.table(order) for side in sides)) for spec, sides in self._sums}

    def _table(self, spec: TableSpec, sides: tuple[SideTable, ...]) -> Table:
        known = self._tables.get(spec.id)
        if known is not None and all(a is b for a, b in zip(known[0], sides, strict=True)):
            return known[1]
        is_blank = spec.empty_note and not any(any(row.values) for side in sides for row in side.rows)
        shown = tuple(SideTable(side.side, (), side.unplaced) for side in sides) if is_blank else sides
        self._tables[spec.id] = sides, Table(spec, shown)
        return self._tables[spec.id][1]


def _without(tallies: Sequence[Tally], others: Sequence[Tally]) -> AbstractSet[Tally]:
    """The tallies that are not, by identity, among the others."""
    known = set(map(id, others))
    return {tally for tally in tallies if id(tally) not in known}


class _SideSums:
    """The sums of one side. A tally adds to its leaf row and column and to all sums above them."""

    def __init__(self, table: str, index: int, side: TableSide, codes: Codes) -> None:
        self._table, self._index, self._side, self._codes = table, index, side, codes
        self._streams = side_streams(side)
        self._columns_above = _columns_above(side.columns)
        self._lines_above = sums_above(side.lines)
        self._places: dict[tuple[str, Key], _Spot | None] = {}
        self._values: dict[str, list[int]] = {line.id: [0] * len(side.columns) for line in side.lines}
        self._counts: dict[str, int] = {}
        self.unplaced: dict[Tally, Unplaced] = {}
        self._at: dict[str, int] = {}
        """The position of each row in the last table."""
        self._touched = set(self._values)
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
        if tally.stream not in self._streams or not self._side.where.takes(tally.key):
            return None
        column, leaf, reason = place(self._side, self._codes, tally)
        return _Spot((), (), reason) if reason else _Spot(self._rows_above(leaf), self._columns_above[column], "")

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

    def _rows_above(self, leaf: str) -> Sequence[str]:
        """The row of a tally and all rows that add it up."""
        if self._side.rows is None:
            return self._lines_above[leaf]
        return (TOTAL_ROW, *code_table_of(self._side, self._codes).parents(leaf), leaf)

    def table(self, order: Mapping[Tally, int]) -> SideTable:
        """The side with its current sums; unplaced tallies are sorted by ``order``."""
        unplaced = tuple(self.unplaced[tally] for tally in sorted(self.unplaced, key=order.__getitem__)) if self.unplaced else ()
        if self._touched or unplaced != self._last.unplaced:
            rows = self._rows() if self._touched else self._last.rows
            self._touched.clear()
            if rows is not self._last.rows or unplaced != self._last.unplaced:
                self._last = SideTable(self._side, rows, unplaced)
        return self._last

    def _rows(self) -> tuple[TableRow, ...]:
        """The rows with their values; the same tuple as the last time where none differs."""
        empty = [row for row in self._touched if not self._counts.get(row)] if self._side.rows else ()
        for row in empty:
            del self._counts[row], self._values[row]
        if empty or not self._touched <= self._at.keys():
            rows = tuple(self._coded_rows() if self._side.rows else self._fixed_rows())
            self._at = {row.id: at for at, row in enumerate(rows)}
            return rows
        changed = {self._at[row]: self._row(row, self._last.rows[self._at[row]]) for row in self._touched}
        if all(row is self._last.rows[at] for at, row in changed.items()):
            return self._last.rows
        return tuple(changed.get(at, row) for at, row in enumerate(self._last.rows))

    def _fixed_rows(self) -> Iterable[TableRow]:
        """The lines in the pack's order with their numbers."""
        at = 0
        for line in self._side.lines:
            at = line.at or at + 1
            yield self._row(line.id, TableRow(line.id, at, (line.label,), (), line.bold))

    def _coded_rows(self) -> Iterable[TableRow]:
        """合计 first, then the codes that have tallies and every 类 and 款 above them, ascending."""
        table, rows = code_table_of(self._side, self._codes), self._side.rows
        levels = sorted(table.levels)
        for at, row in enumerate(sorted(self._counts, key=lambda row: (row != TOTAL_ROW, row)), 1):
            known = self._last.rows[self._at[row]] if row in self._at else None
            if known is not None and known.at == at:
                yield self._row(row, known)
            elif row == TOTAL_ROW and rows is not None:
                yield self._row(row, TableRow(row, at, ("", rows.total), (), bold=True))
            else:
                yield self._row(row, TableRow(row, at, (row, table.name(row)), (), level=levels.index(len(row)) + 1))

    def _row(self, row: str, like: TableRow) -> TableRow:
        """The row ``like`` with its current values; ``like`` itself where they are equal."""
        values = tuple(self._values[row])
        return like if like.values == values else TableRow(row, like.at, like.labels, values, like.bold, like.level)


def _columns_above(columns: Sequence[AmountColumn]) -> list[list[int]]:
    """For each column the positions of the columns that it adds to, itself included; empty for a sum column."""
    position = {column.id: i for i, column in enumerate(columns)}
    return [[position[sum_id] for sum_id in above] for above in sums_above(columns).values()]
