"""The totals of the official tables, as they are read out to compare two copies."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from models.published.context import Context
from models.published.head import page_text
from models.published.tables import SideTable, Table, TableRow


class TableTotal(Struct, frozen=True):
    """The sum of one side of a table as it prints: title of the table, label of the row, figure, unit of money."""

    title: str
    label: str
    figure: str
    unit: str


def table_totals(context: Context) -> tuple[TableTotal, ...]:
    """The totals of every table in the pack's order; a table without figures has none."""
    return tuple(total for table in context.tables.values() for total in _of_table(context, table))


def _of_table(context: Context, table: Table) -> Iterator[TableTotal]:
    amounts, title = table.spec.amounts, page_text(context.book, table.spec.title)
    for side in table.sides:
        row = None if table.blank else _total_row(side)
        if row is not None:
            label = next((text for text in reversed(row.labels) if text), "")
            yield TableTotal(title, label, amounts.figure(row.values[0]), amounts.unit)


def _total_row(side: SideTable) -> TableRow | None:
    """The row with the greatest figure in the first column, the last of equal ones: what adds up the others is never less."""
    printed = [row for row in side.rows if row.at and row.values and row.values[0]]
    greatest = max((row.values[0] for row in printed), default=0)
    equal = [row for row in printed if row.values[0] == greatest]
    coded = side.side.rows is not None
    return (equal[0] if coded else equal[-1]) if equal else None
