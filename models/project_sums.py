"""The projects' money by function code beside 项目支出 of the expenditure table."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from models.checks.context import Context
from models.checks.projects import published_spending
from models.values.money import fen


class FunctionSum(Struct, frozen=True):
    """One function code (``""``: none yet): how many projects carry it, their sum, and what the table says, all in fen.

    ``published`` is None where the form names no table for 项目支出.
    """

    function: str
    projects: int
    amount: int
    published: int | None

    @property
    def holds(self) -> bool:
        """Whether the table was compared and says the same."""
        return self.published is not None and self.published == self.amount


def function_sums(context: Context) -> Sequence[FunctionSum]:
    """One sum for each function code that a project carries, in the order of the codes."""
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
