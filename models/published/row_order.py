"""Which rows a side of an official table has, and where each prints."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from models.pack.forms.tables import TOTAL_ROW, CodedRows, FixedLine, TableSide, TableSpec
from models.published.tables import TableRow, code_table
from models.values.codes import Codes, CodeTable
from models.values.numbering import number_mark


def standing_rows(spec: TableSpec, side: TableSide) -> frozenset[str]:
    """The ids of the rows that a side has whatever the book holds; a form of fixed length keeps its 合计."""
    if side.rows is not None:
        return frozenset({TOTAL_ROW} if spec.length else ())
    return frozenset(line.id for line in side.lines if not line.present)


def has_rows_at_the_end(side: TableSide) -> bool:
    """Whether rows of the side stand at the end of the table, wherever that is."""
    return any(line.last for line in side.lines) if side.rows is None else side.rows.total_at == "last"


def rows_in_order(side: TableSide, codes: Codes, ids: Collection[str], length: int) -> Iterator[TableRow]:
    """The rows of a side without values, in the order of their codes or lines, as they stand in a table of ``length`` rows.

    ``ids`` are the rows that there are. With a smaller ``length`` than the rows take, they stand as in one without blank rows.
    """
    if side.rows is not None:
        yield from _coded_rows(side.rows, code_table(side.rows.by, codes), ids, length)
    else:
        yield from _fixed_rows(side, codes, ids, length)


def _coded_rows(rows: CodedRows, table: CodeTable, ids: Collection[str], length: int) -> Iterator[TableRow]:
    """合计 first, then the codes with every 类 and 款 above them, ascending."""
    found = sorted(set(ids) - {TOTAL_ROW})
    if TOTAL_ROW in ids:
        at = {"first": 1, "last": max(length, len(found) + 1), "none": 0}[rows.total_at]
        yield TableRow(TOTAL_ROW, at, ("", rows.total), (), bold=True)
    levels = sorted(table.levels)
    for at, code in enumerate(found, 2 if rows.total_at == "first" else 1):
        yield TableRow(code, at, (code, table.name(code)), (), level=levels.index(len(code)) + 1)


def _fixed_rows(side: TableSide, codes: Codes, ids: Collection[str], length: int) -> Iterator[TableRow]:
    """The lines in the pack's order; those that are last stand at the end."""
    at, ending = 0, sum(line.last for line in side.lines)
    lines = {line.id for line in side.lines}
    for line in side.lines:
        at = max(at, length - ending) + 1 if line.last else line.at or at + 1
        if line.present:
            present = _present_rows(line, code_table(line.present, codes), sorted(set(ids) - lines), at)
            yield from present
            at += len(present) - 1
        else:
            yield TableRow(line.id, at, (line.label,), (), line.bold)


def _present_rows(line: FixedLine, table: CodeTable, found: list[str], first: int) -> list[TableRow]:
    """A row for each 类 that is present, numbered from 1."""
    return [
        TableRow(code, first + at, (number_mark(line.numbering, at + 1) + (table.name(code) or code),), (), line.bold)
        for at, code in enumerate(found)
    ]
