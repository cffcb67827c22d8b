"""The arithmetic of 指标值: percentages that cannot be, and costs against the 预算数 (K-6, K-7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from models import terms
from models.book import Indicator, Project
from models.checks.context import Check, Context, project_budget
from models.checks.indicators import Row, grids, rows
from models.checks.wording import both, budget_parts, in_projects, more_or_less, shorten
from models.findings import Balance, Fix, Found, Part, Severity
from models.money import fen
from models.target import TargetKind

_MAY_EXCEED: Final = re.compile("增长|增幅|增速|增加|提升|提高|超额|产值|税收|收入")
"""Words of a row whose percentage may well lie above 100 %."""

_EACH: Final = re.compile("每|人均|户均|平均|单价|标准|单位成本")
"""Words of a cost that is a price for one, not a share of the budget."""

_CEILINGS: Final = frozenset({"", "≤", "="})


def percent_is_not_beyond_all(context: Context) -> Iterator[Found]:
    """K-6: “≥100%” is pointless, nothing can exceed 100 % (ARITH; three times in seed A)."""
    for row in _shares(context):
        if row.target.operator in {"≥", ">"} and row.target.number == 100:
            yield _about_target(
                row,
                f"“{row.line.target.strip()}”不可能超过 100%",
                "全部做到写 100%；允许少量达不到的，写 ≥95% 这样的数",
                Fix("改为 100%", row.line.id, "target", "100%"),
            )


def percent_is_at_most_all(context: Context) -> Iterator[Found]:
    """K-6a: a percentage is at most 100 % (ARITH), unless the row speaks of growth."""
    for row in _shares(context):
        if row.target.unit == "%" and max(row.target.numbers) > 100:
            yield _about_target(row, f"“{row.line.target.strip()}”大于 100%", "查是不是多打了一位；增长一类的指标，在名称里写明")


def _shares(context: Context) -> Iterator[Row]:
    """The rows with a percentage that is a share of a whole."""
    for row in rows(context):
        if row.target.kind is TargetKind.PERCENT and not _may_exceed(row):
            yield row


def _may_exceed(row: Row) -> bool:
    line = row.line
    return "satisfaction" not in row.roles and bool(_MAY_EXCEED.search(line.name) or _MAY_EXCEED.search(line.description))


def satisfaction_is_a_percentage(context: Context) -> Iterator[Found]:
    """K-6b: 满意度 is a percentage (EMP: all but one of both seeds)."""
    for row in rows(context):
        if "satisfaction" in row.roles and row.target.kind not in {TargetKind.PERCENT, TargetKind.BLANK}:
            yield _about_target(row, f"满意度“{shorten(row.line.target)}”不是百分数", "满意度写成百分数，例如 ≥95%")


def _about_target(row: Row, problem: str, remedy: str, fix: Fix | None = None) -> Found:
    return Found(
        message=f"{row.label}：{problem}",
        place=in_projects(row.line.id, "target"),
        values=(("三级指标", row.line.name), ("指标值", row.line.target)),
        remedy=remedy,
        fix=fix,
    )


@dataclass(frozen=True, slots=True)
class CostSum:
    """The cost rows of a sheet, all plain amounts, and their sum in fen."""

    rows: tuple[Indicator, ...]
    amounts: tuple[int, ...]

    @property
    def total(self) -> int:
        """Their sum."""
        return sum(self.amounts)


def cost_sum(grid: Iterable[Row]) -> CostSum | None:
    """The sum of a project's cost rows; None unless every one is a plain amount (≤, = or none before it, no price for one)."""
    costs = [row for row in grid if "cost" in row.roles and row.target.kind is not TargetKind.BLANK]
    targets = [row.target for row in costs]
    amounts = [t.fen for t in targets if t.kind is TargetKind.MONEY and t.operator in _CEILINGS and t.fen is not None]
    if not costs or len(amounts) != len(costs):
        return None
    return CostSum(tuple(row.line for row in costs), tuple(amounts))


def costs_add_up_to_the_budget(context: Context) -> Iterator[Found]:
    """K-7: where every cost row is “≤ x 万元”, they add up to the 预算数 (EMP: 10 of 11 sheets of seed A)."""
    for project, label, grid in grids(context):
        costs, budget = cost_sum(grid), project_budget(project)
        if costs is None or not budget or _explained(project, grid, costs):
            continue
        left, right = both(costs.total, budget)
        parts = tuple(Part(in_projects(row.id, "target"), part) for row, part in zip(costs.rows, costs.amounts, strict=True))
        yield Found(
            message=f"{label}：成本指标合计 {left} 万元，比预算数 {right} 万元{more_or_less(costs.total, budget)} 万元",
            place=in_projects(costs.rows[0].id, "target"),
            other_place=in_projects(project.funding[0].id, "amount"),
            values=(*((shorten(row.name), row.target) for row in costs.rows), ("合计", left), ("预算数", right)),
            remedy="成本指标各行相加应当等于预算数；有一部分不列成本的，写明原因",
            balance=Balance(parts, budget_parts(project.funding)),
        )


def _explained(project: Project, grid: Iterable[Row], costs: CostSum) -> bool:
    """Whether the sum is right, or not meant to be one: the fiscal part, a price for one, a price times a quantity of the sheet."""
    budget = project_budget(project)
    fiscal = sum(fen(part.amount) for part in project.funding if part.source in terms.FISCAL_SOURCES)
    if costs.total in {budget, fiscal} or any(_EACH.search(row.name) or _EACH.search(row.description) for row in costs.rows):
        return True
    quantities = [row.target.number for row in grid if "quantity" in row.roles]
    return len(costs.rows) == 1 and any(costs.total * number == budget for number in quantities if number is not None)


CHECKS: Final = (
    Check("K-6", Severity.HINT, percent_is_not_beyond_all),
    Check("K-6a", Severity.HINT, percent_is_at_most_all),
    Check("K-6b", Severity.HINT, satisfaction_is_a_percentage),
    Check("K-7", Severity.HINT, costs_add_up_to_the_budget),
)
