"""The amounts of a project sheet: 预算数, 财政资金 and its parts, 其他资金 as sums of its funding lines, 实施期 as typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from models.book import terms
from models.book.records import FundingLine, Project
from models.book.sheet_fields import TYPED_MONEY
from models.values.money import fen, read_amount, show_exact

BUDGET: Final = "budget"
FISCAL: Final = "fiscal"
OTHER: Final = "other"
AMOUNTS: Final = (BUDGET, FISCAL, OTHER)
"""The amounts that every project has."""

TERM_BUDGET: Final = "term_budget"
"""实施期资金总额: the sum of what is typed for the whole 实施期."""

_SUPERIOR: Final = "superior"


def _is_fiscal(line: FundingLine) -> bool:
    return line.source in terms.FISCAL_SOURCES


_PAYING: Final[Mapping[str, Callable[[FundingLine], bool]]] = {
    BUDGET: lambda _: True,
    FISCAL: _is_fiscal,
    OTHER: lambda line: not _is_fiscal(line),
    "fiscal_current": lambda line: _is_fiscal(line) and not line.carried,
    "fiscal_carried": lambda line: _is_fiscal(line) and line.carried,
    _SUPERIOR: lambda line: _is_fiscal(line) and line.level == _SUPERIOR,
    "own": lambda line: _is_fiscal(line) and line.level != _SUPERIOR,
}
"""Which funding lines an amount is the sum of. Fiscal money is current or carried, and superior or own: what is said to be of no
level counts as own, so that the parts add up to the whole."""


def paying_lines(project: Project, amount: str) -> tuple[FundingLine, ...]:
    """The funding lines whose sum is an ``amount`` of ``forms.sheet.MONEY``; none for those of the 实施期."""
    pays = _PAYING.get(amount)
    return tuple(part for part in project.funding if pays(part)) if pays else ()


def project_amount(project: Project, amount: str) -> int:
    """An amount of ``forms.sheet.MONEY`` in fen."""
    if amount == TERM_BUDGET:
        return sum(project_amount(project, name) for name in TYPED_MONEY)
    if amount in TYPED_MONEY:
        return fen(getattr(project, f"amount:{amount}"))
    return sum(fen(part.amount) for part in paying_lines(project, amount))


def amount_as_written(project: Project, amount: str) -> str:
    """An amount as typed (「68.8506万元」) if it is a single line, else in 万元 with all digits; "" for 0."""
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
