"""The amounts of a project sheet: 预算数, 财政资金 and 其他资金 as sums of its funding lines, and as typed."""

from __future__ import annotations

from typing import Final

from models.book import terms
from models.book.records import FundingLine, Project
from models.values.money import fen, read_amount, show_exact

BUDGET: Final = "budget"
FISCAL: Final = "fiscal"
OTHER: Final = "other"
AMOUNTS: Final = (BUDGET, FISCAL, OTHER)


def paying_lines(project: Project, amount: str) -> tuple[FundingLine, ...]:
    """The funding lines whose sum is ``amount`` (one of AMOUNTS)."""
    if amount == BUDGET:
        return project.funding
    return tuple(part for part in project.funding if (part.source in terms.FISCAL_SOURCES) == (amount == FISCAL))


def project_amount(project: Project, amount: str) -> int:
    """One of AMOUNTS in fen."""
    return sum(fen(part.amount) for part in paying_lines(project, amount))


def amount_as_written(project: Project, amount: str) -> str:
    """One of AMOUNTS as typed (「68.8506万元」) if it is a single line, else in 万元 with all digits; "" for 0."""
    total = project_amount(project, amount)
    if not total:
        return ""
    paying = [part for part in paying_lines(project, amount) if part.amount is not None]
    if len(paying) == 1 and read_amount(paying[0].typed) == paying[0].amount:
        return paying[0].typed
    return f"{show_exact(total)}万元"


def project_budget(project: Project) -> int:
    """预算数 of a project in fen: the sum of its funding lines."""
    return project_amount(project, BUDGET)
