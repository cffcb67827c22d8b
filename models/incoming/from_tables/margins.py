"""The figures of published tables as sums over lines: which lines each cell adds up, and how much they are together."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Final

from msgspec import Struct

from models.book.facts import SPENDING, Key
from models.incoming.recognised.table import ReadTable
from models.pack.filters import EVERYTHING, Filter
from models.pack.forms.pack import Pack
from models.pack.forms.tables import TOTAL_ROW, AmountColumn, FixedLine, TableSide

FUNCTION: Final = "function"
ECONOMIC: Final = "economic"
_CLASS: Final = 3
_GROUP: Final = 5
"""Digits of a 类 and of a 款."""


class Margin(Struct, frozen=True):
    """The lines of ``stream`` that pass all ``filters`` are ``amount`` (fen) together.

    ``by`` is FUNCTION or ECONOMIC where the row stands for ``code``, whole or (a 类) with all below it; "" for a fixed line.
    """

    table: str
    stream: str
    filters: tuple[Filter, ...]
    amount: int
    by: str = ""
    code: str = ""

    def takes(self, key: Key) -> bool:
        """Whether lines with this key are added up, whatever their code."""
        return all(each.takes(key) for each in self.filters)

    @property
    def splits_cost(self) -> bool:
        """Whether only 人员经费 or 公用经费, or single economic codes, are counted."""
        return any(each.cost is not None or each.economic is not None for each in self.filters)


def margins_of(tables: Sequence[ReadTable], pack: Pack) -> Iterator[Margin]:
    """Every figure that adds up nothing but lines: no sum of rows or columns."""
    for table in tables:
        spec = pack.table(table.id)
        for number, side in enumerate(spec.sides):
            amounts = table.amounts(number)
            sums = {row[:digits] for row in amounts for digits in (_CLASS, _GROUP) if digits < len(row)} | {TOTAL_ROW}
            for row, figures in amounts.items():
                for column in side.columns:
                    if not column.sum and column.id in figures:
                        yield from _margin(table.id, side, row, column, figures[column.id], sums)


def _margin(table: str, side: TableSide, row: str, column: AmountColumn, amount: int, sums: Container[str]) -> Iterator[Margin]:
    if side.rows is not None:
        if row not in sums:
            yield Margin(table, column.facts or side.facts, (side.where, column.where), amount, side.rows.by, row)
        return
    if not side.label_heading:
        yield Margin(table, column.facts or side.facts, (side.where, column.where), amount)
        return
    line = _line(side, row)
    if line is None or line.sum:
        return
    stream = line.facts or column.facts or side.facts
    filters = (side.where, column.where, line.where or EVERYTHING)
    if line.present:
        yield Margin(table, stream, filters, amount, line.present, row)
    elif line.where is not None:
        yield Margin(table, stream, filters, amount)


def _line(side: TableSide, row: str) -> FixedLine | None:
    found = next((line for line in side.lines if line.id == row), None)
    return found or side.present


def zero_margins(tables: Sequence[ReadTable], pack: Pack, code: str, stream: str = SPENDING) -> Iterator[Margin]:
    """A table by function code that was read and has no row for a code says that there is nothing of it."""
    for table in tables:
        for number, side in enumerate(pack.table(table.id).sides):
            if side.rows is None or side.rows.by != FUNCTION:
                continue
            rows = table.amounts(number)
            if code in rows:
                continue
            present = next(iter(rows.values()), {})
            for column in side.columns:
                if not column.sum and (column.facts or side.facts) == stream and (not rows or column.id in present):
                    yield Margin(table.id, stream, (side.where, column.where), 0, FUNCTION, code)


def has_place(tables: Sequence[ReadTable], pack: Pack, stream: str, key: Key) -> bool:
    """Whether every table by function code that was read has a column for such a line, if it is about it at all."""
    for table in tables:
        for side in pack.table(table.id).sides:
            columns = [column for column in side.columns if not column.sum and (column.facts or side.facts) == stream]
            about = side.rows is not None and side.rows.by == FUNCTION and side.where.takes(key)
            if about and columns and not any(column.where.takes(key) for column in columns):
                return False
    return True
