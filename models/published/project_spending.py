"""The projects' money by function code, compared with 项目支出 of the expenditure table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from models.book.fact_totals import FactSums
from models.published.context import Context
from models.published.table_totals import TableSums
from models.published.tables import Table
from models.values.money import fen


class FunctionSum(Struct, frozen=True):
    """One function code (``""``: none yet): how many projects use it, their sum and the table's figure, both in fen.

    ``published`` is None where the form names no table for 项目支出.
    """

    function: str
    projects: int
    amount: int
    published: int | None

    @property
    def holds(self) -> bool:
        """Whether the table has the same figure."""
        return self.published is not None and self.published == self.amount


def function_sums(context: Context) -> Sequence[FunctionSum]:
    """One sum for each function code that a project uses, in the order of the codes."""
    amounts: dict[str, int] = {}
    projects: dict[str, set[int]] = {}
    for project in context.book.projects:
        for part in project.funding:
            amounts[part.function] = amounts.get(part.function, 0) + fen(part.amount)
            projects.setdefault(part.function, set()).add(project.id)
    published = published_spending(context)
    return [
        FunctionSum(code, len(projects[code]), amounts[code], published(code) if published is not None else None)
        for code in sorted(amounts)
    ]


def table_without_withheld(context: Context, table_id: str) -> Table:
    """A table of the form summed without 不予公开 amounts, as neither projects nor lists have them."""
    if not (context.book.withheld and context.pack.withheld_counts):
        return context.tables[table_id]
    memory, source = context.memory, (context.pack, context.codes)
    sums = memory.recall("sums without withheld", source, lambda: FactSums(context.codes, withheld_counts=False))
    tables = memory.recall(
        ("table without withheld", table_id), source, lambda: TableSums([context.pack.table(table_id)], context.codes)
    )
    return tables.update(sums.update(context.book).tallies)[table_id]


def published_spending(context: Context) -> Callable[[str], int] | None:
    """A function from function code to 项目支出 in the form's table (fen); None where the form names no such table."""
    ref = context.pack.figures.get("project_spending")
    if ref is None:
        return None
    table = table_without_withheld(context, ref.table)
    return lambda code: table.amount(code, ref.column)
