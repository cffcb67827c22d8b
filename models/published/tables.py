"""The official tables as values: their cells, in which cell a tally counts, and which tallies a figure adds up.

All figures are exact fen; rounding happens cell by cell when a table is printed. Money in a table's scope that fits
no row or no column is listed as ``Unplaced`` (未归入).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from msgspec import Struct

from models.book.facts import TYPED, Key, Tally
from models.pack.forms.tables import TOTAL_ROW, FixedLine, TableSide, TableSpec, column_takes, line_takes, side_streams
from models.pack.sums import leaves
from models.values.codes import Codes, CodeTable

NO_ROW: Final = "row"
NO_COLUMN: Final = "column"
NO_CODE: Final = "code"

_INDENT: Final = "\u3000"


class Unplaced(Struct, frozen=True):
    """Money that a table should hold but has no place for; ``reason`` is NO_ROW, NO_COLUMN or NO_CODE."""

    table: str
    side: int
    reason: str
    tally: Tally


class TableRow(Struct, frozen=True):
    """A row of one side. ``id`` is the line's id, the code, or TOTAL_ROW; ``values`` are fen, one per column.

    ``at`` is the row of the printed table (序号), 0 for a 合计 that is not printed; rows are in the order of their codes or lines,
    合计 first wherever it prints. ``labels`` are code and name, or the one label of a line.
    """

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
        """序号 → row, of the rows that print."""
        return {row.at: row for row in self.rows if row.at}

    def row(self, row_id: str) -> TableRow | None:
        """The row with this id, or None when the book has no such row."""
        return self._row_by_id.get(row_id)

    @cached_property
    def _labels_only(self) -> frozenset[str]:
        return frozenset(line.id for line in self.side.lines if line.where is None and not line.sum)

    def is_label(self, row: TableRow) -> bool:
        """Whether a row is a line that adds up nothing: its cells are blank, whatever stands for a zero."""
        return row.id in self._labels_only

    @property
    def label_count(self) -> int:
        """The number of label columns before the amounts."""
        return len(self.side.label_headings)

    def labels_at(self, at: int) -> tuple[str, ...]:
        """The label cells of a printed row, one per label column; blank where this side has no row. A 合计 across stands first."""
        row, count, form = self.row_at.get(at), self.label_count, self.side.rows
        if row is None:
            return ("",) * count
        if form is None:
            return row.labels[:count]
        code, name = row.labels
        blank = ("",) * (count - 1)
        if row.id == TOTAL_ROW:
            return (name, *blank) if form.total_across else (*blank, name)
        indent = _INDENT * form.indent * (row.level - 1) if name else ""
        return (*_code_cells(code, len(form.split)), indent + name)

    @cached_property
    def _column_indexes(self) -> Mapping[str, int]:
        return {column.id: i for i, column in enumerate(self.side.columns)}

    def column_index(self, column_id: str) -> int | None:
        """The position of a column, or None."""
        return self._column_indexes.get(column_id)


class Table(Struct, frozen=True, dict=True):
    """An official table of a book: its form and its sides with their figures. ``blank``: it prints no figures but its note."""

    spec: TableSpec
    sides: tuple[SideTable, ...]
    blank: bool = False

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """未归入: the money that fits no row or no column."""
        return tuple(item for side in self.sides for item in side.unplaced)

    @property
    def row_count(self) -> int:
        """The number of rows that print, blank ones included."""
        return max((self.spec.length, *(row.at for side in self.sides for row in side.rows)))

    @property
    def is_empty(self) -> bool:
        """Whether the table prints as 空表, with its note."""
        return self.blank or not any(side.rows for side in self.sides)

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
        """The rows as they print: 序号 if any, labels and figures in the table's style, all text; "" for a blank cell."""
        return [
            [
                *([str(at)] if self.spec.number else []),
                *(text for side in self.sides for text in (*side.labels_at(at), *self.shown_at(side, at))),
            ]
            for at in range(1, self.row_count + 1)
        ]

    def holds_figures(self, side: SideTable, row: TableRow) -> bool:
        """Whether a row of one of the sides has figures; none in a ``blank`` table, and in a line that is only a label."""
        return not self.blank and not side.is_label(row)

    def shown_at(self, side: SideTable, at: int) -> Sequence[str]:
        """The figures of one of the sides in a printed row; blank where there is none, whatever stands for a zero."""
        row = side.row_at.get(at)
        if row is None or not self.holds_figures(side, row):
            return [""] * len(side.side.columns)
        return [*map(self.spec.amounts.show, row.values)]


def _code_cells(code: str, split: int) -> Sequence[str]:
    """The code in one cell, or in ``split`` cells: 201 | 32 | 01, blank ones for the levels below a 类 or 款."""
    return [code[:3], *(code[at : at + 2] for at in range(3, 1 + 2 * split, 2))] if split else [code]


class Placement(NamedTuple):
    """Where a tally counts on a side: the position of its column, its row, and the line that made the row ("": a coded row).

    One that has no place has only the ``reason`` (NO_ROW, NO_COLUMN or NO_CODE).
    """

    column: int
    row: str
    line: str = ""
    reason: str = ""


def belongs_to(side: TableSide, stream: str, key: Key) -> bool:
    """Whether a side is about facts with this key; of typed figures those that a line or column names, others stand in texts."""
    if stream != TYPED or not side.where.takes(key):
        return side.where.takes(key)
    filters = (*(line.where for line in side.lines), *(column.where for column in side.columns))
    return any(where is not None and where.item is not None and where.takes(key) for where in filters)


def place(side: TableSide, codes: Codes, tally: Tally) -> Placement:
    """Where a tally counts on a side."""
    line = None if side.rows else _leaf_line(side, tally)
    by = side.rows.by if side.rows else line.present if line else ""
    row = line.id if line else ""
    if by:
        code, levels = getattr(tally.key, by), code_table(by, codes).levels
        known = code if len(code) in levels else ""
        row = known[: min(levels)] if line else known
    if not row:
        return Placement(-1, "", reason=NO_CODE if by else NO_ROW)
    column = _leaf_column(side, tally)
    return Placement(column, row, line.id if line else "") if column >= 0 else Placement(-1, "", reason=NO_COLUMN)


def _leaf_column(side: TableSide, tally: Tally) -> int:
    for at, column in enumerate(side.columns):
        if not column.sum and column_takes(side, column, tally.stream) and column.where.takes(tally.key):
            return at
    return -1


def _leaf_line(side: TableSide, tally: Tally) -> FixedLine | None:
    for line in side.lines:
        if line.where is not None and line_takes(side, line, tally.stream) and line.where.takes(tally.key):
            return line
    return None


def code_table(by: str, codes: Codes) -> CodeTable:
    """The code table that rows by "function" or "economic" come from."""
    return codes.economic if by == "economic" else codes.function


Placements = dict[tuple[str, int, str, Key], "Placement | None"]
"""Where the tallies of a stream and key count, by table and side; None where they do not belong."""


def tallies_behind(
    table: Table,
    codes: Codes,
    tallies: Sequence[Tally],
    side_index: int,
    row_id: str,
    column_id: str,
    known: Placements | None = None,
) -> list[Tally]:
    """The tallies that a printed figure adds up, to answer 「这个数是怎么来的」; ``known`` is filled with what was worked out."""
    side = table.sides[side_index].side
    rows = frozenset(leaves(side.lines, row_id))
    columns = leaves(side.columns, column_id)
    streams = side_streams(side)
    known = {} if known is None else known
    found = []
    for tally in tallies:
        if tally.stream not in streams:
            continue
        slot = (table.spec.id, side_index, tally.stream, tally.key)
        if slot not in known:
            known[slot] = place(side, codes, tally) if belongs_to(side, tally.stream, tally.key) else None
        spot = known[slot]
        if spot is not None and not spot.reason and side.columns[spot.column].id in columns and _row_takes(side, rows, spot):
            found.append(tally)
    return found


def _row_takes(side: TableSide, rows: frozenset[str], spot: Placement) -> bool:
    if side.rows:
        return TOTAL_ROW in rows or any(spot.row.startswith(wanted) for wanted in rows)
    return spot.line in rows or spot.row in rows
