"""The official tables as values: their cells, in which cell a tally counts, and which tallies a figure adds up.

All figures are exact fen; rounding happens cell by cell when a table is printed. Money in a table's scope that fits
no row or no column is listed as ``Unplaced`` (未归入).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct

from models.book.facts import Key, Tally
from models.pack.forms.tables import TOTAL_ROW, AmountColumn, TableSide, TableSpec, side_streams
from models.pack.sums import leaves
from models.values.amount_style import AmountStyle
from models.values.codes import Codes, CodeTable

NO_ROW: Final = "row"
NO_COLUMN: Final = "column"
NO_CODE: Final = "code"


class Unplaced(Struct, frozen=True):
    """Money that a table should hold but has no place for; ``reason`` is NO_ROW, NO_COLUMN or NO_CODE."""

    table: str
    side: int
    reason: str
    tally: Tally


class TableRow(Struct, frozen=True):
    """A row of one side. ``id`` is the line's id, the code, or TOTAL_ROW; ``values`` are fen, one per column; ``at`` is 序号."""

    id: str
    at: int
    labels: tuple[str, ...]
    values: tuple[int, ...]
    bold: bool = False
    level: int = 0


class SideTable(Struct, frozen=True, dict=True):
    """One side of a table with its figures."""

    side: TableSide
    rows: tuple[TableRow, ...]
    unplaced: tuple[Unplaced, ...]

    @cached_property
    def _row_by_id(self) -> Mapping[str, TableRow]:
        return {row.id: row for row in self.rows}

    @cached_property
    def row_at(self) -> Mapping[int, TableRow]:
        """序号 → row."""
        return {row.at: row for row in self.rows}

    def row(self, row_id: str) -> TableRow | None:
        """The row with this id, or None when the book has no such row."""
        return self._row_by_id.get(row_id)

    @cached_property
    def _labels_only(self) -> frozenset[str]:
        return frozenset(line.id for line in self.side.lines if line.where is None and not line.sum)

    def shown(self, row: TableRow, style: AmountStyle) -> list[str]:
        """The figures of a row as they print; a line that holds no figure (one that is only a label) has blank cells."""
        return [""] * len(row.values) if row.id in self._labels_only else [*map(style.show, row.values)]

    @property
    def label_count(self) -> int:
        """The number of label columns before the amounts."""
        return 2 if self.side.rows else 1

    @cached_property
    def _column_indexes(self) -> Mapping[str, int]:
        return {column.id: i for i, column in enumerate(self.side.columns)}

    def column_index(self, column_id: str) -> int | None:
        """The position of a column, or None."""
        return self._column_indexes.get(column_id)


class Table(Struct, frozen=True, dict=True):
    """An official table of a book: its form and its sides with their figures."""

    spec: TableSpec
    sides: tuple[SideTable, ...]

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """未归入: the money that fits no row or no column."""
        return tuple(item for side in self.sides for item in side.unplaced)

    @property
    def row_count(self) -> int:
        """The number of numbered rows; a table with 0 prints its note (空表列示)."""
        return max((row.at for side in self.sides for row in side.rows), default=0)

    @property
    def is_empty(self) -> bool:
        """Whether the table prints as 空表."""
        return self.row_count == 0

    def amount(self, row_id: str, column_id: str) -> int:
        """The figure of a cell in fen; 0 for a row that the table does not have. Raises ``KeyError`` for an unknown column."""
        known = False
        for side in self.sides:
            index = side.column_index(column_id)
            if index is None:
                continue
            known = True
            row = side.row(row_id)
            if row is not None:
                return row.values[index]
        if not known:
            raise KeyError(column_id)
        return 0

    def printed(self) -> list[list[str]]:
        """The rows as they print: 序号, labels and figures in the table's style, all text; "" for a blank cell."""
        style = self.spec.amounts
        return [
            [str(at), *(text for side in self.sides for text in _printed_side(side, at, style))]
            for at in range(1, self.row_count + 1)
        ]


def _printed_side(side: SideTable, at: int, style: AmountStyle) -> Sequence[str]:
    row = side.row_at.get(at)
    if row is None:
        return [""] * (side.label_count + len(side.side.columns))
    return [*row.labels, *side.shown(row, style)]


def place(side: TableSide, codes: Codes, tally: Tally) -> tuple[int, str, str]:
    """Where a tally counts on a side: (column position, row id, "") or (-1, "", reason) where it has no place."""
    column = _leaf_column(side.columns, tally.key)
    if side.rows:
        code = getattr(tally.key, side.rows.by)
        row = code if len(code) in code_table_of(side, codes).levels else ""
        reason = NO_CODE
    else:
        row = _leaf_line(side, tally)
        reason = NO_ROW
    if not row:
        return -1, "", reason
    return (column, row, "") if column >= 0 else (-1, "", NO_COLUMN)


def _leaf_column(columns: Sequence[AmountColumn], key: Key) -> int:
    return next((i for i, c in enumerate(columns) if not c.sum and c.where.takes(key)), -1)


def _leaf_line(side: TableSide, tally: Tally) -> str:
    for line in side.lines:
        if line.where is not None and (line.facts or side.facts) == tally.stream and line.where.takes(tally.key):
            return line.id
    return ""


def code_table_of(side: TableSide, codes: Codes) -> CodeTable:
    """The code table (经济科目 or 功能科目) that the coded rows of a side come from."""
    return codes.economic if side.rows and side.rows.by == "economic" else codes.function


def tallies_behind(
    table: Table, codes: Codes, tallies: Sequence[Tally], side_index: int, row_id: str, column_id: str
) -> list[Tally]:
    """The tallies that a printed figure adds up, to answer 「这个数是怎么来的」."""
    side = table.sides[side_index].side
    rows = frozenset(leaves(side.lines, row_id))
    columns = leaves(side.columns, column_id)
    streams = side_streams(side)
    found = []
    for tally in tallies:
        if tally.stream not in streams or not side.where.takes(tally.key):
            continue
        column, row, reason = place(side, codes, tally)
        if not reason and side.columns[column].id in columns and _row_takes(side, rows, row):
            found.append(tally)
    return found


def _row_takes(side: TableSide, rows: frozenset[str], row: str) -> bool:
    if side.rows:
        return TOTAL_ROW in rows or any(row.startswith(wanted) for wanted in rows)
    return row in rows
