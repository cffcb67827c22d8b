"""元 typed for 万元 or the other way round: two figures that should agree and differ by exactly 10,000 times (X-29)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.book.edits import Fix
from models.book.places import Place
from models.book.purchases import product
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.money.costs import cost_sum
from models.checks.project_sheet.plan import WAN, plans
from models.checks.project_sheet.sheets import sheets
from models.checks.wording import function_label, in_projects
from models.published.context import Context
from models.values.money import MoneyUnit, show_exact

_FACTOR: Final = MoneyUnit.WAN.value // MoneyUnit.YUAN.value


def units_agree(context: Context) -> Iterator[CheckResult]:
    """X-29: an amount is 10,000 times its partner or a 10,000th of it: 元 and 万元 confused."""
    yield from _income(context)
    yield from _sheets(context)
    yield from _purchases(context)


def _slipped(value: int, partner: int) -> bool:
    return value > 0 and partner > 0 and (value == partner * _FACTOR or partner == value * _FACTOR)


def _income(context: Context) -> Iterator[CheckResult]:
    for need in context.needs:
        if need.typed is not None and _slipped(need.typed, need.needed):
            line = need.income_lines[0]
            fix = (
                Fix(f"改为 {context.amounts.exact(need.needed)}", line, "amount", show_exact(need.needed))
                if len(need.income_lines) == 1
                else None
            )
            name = f"{function_label(context, need)}：收入"
            yield _found(context, name, need.typed, "支出", need.needed, Place("income", line, "amount"), fix)


def _sheets(context: Context) -> Iterator[CheckResult]:
    """The sums of a sheet that are 10,000 times or a 10,000th of its 预算数; they stay while no project changes."""
    if context.pack.sheet.is_printed:
        yield from context.memory.recall("X-29 sheets", (context.book.projects,), lambda: tuple(_slips_of_sheets(context)))


def _slips_of_sheets(context: Context) -> Iterator[CheckResult]:
    read = sheets(context)
    costs = context.memory.each("X-29 costs", read, lambda sheet: cost_sum(sheet.rows))
    planned = {project.id: plan for project, _, plan in plans(context)}
    for sheet, cost in zip(read, costs, strict=True):
        plan = planned.get(sheet.project.id)
        if cost is not None and _slipped(cost.total, sheet.budget):
            place = in_projects(cost.rows[0].id, "target")
            yield _found(context, f"{sheet.label}：成本指标合计", cost.total, "预算数", sheet.budget, place, None)
        if plan is not None and plan.mode == WAN and plan.steps and _slipped(plan.steps[-1].value, sheet.budget):
            place = in_projects(plan.steps[-1].point.id, "value")
            yield _found(context, f"{sheet.label}：支出计划", plan.steps[-1].value, "预算数", sheet.budget, place, None)


def _purchases(context: Context) -> Iterator[CheckResult]:
    for number, line in enumerate(context.book.procurement, 1):
        worked_out = product(line)
        if worked_out is not None and isinstance(line.amount, int) and _slipped(worked_out, line.amount):
            place = Place("procurement", line.id, "price")
            yield _found(context, f"政府采购 第 {number} 行：数量 × 单价", worked_out, "金额", line.amount, place, None)


def _found(context: Context, name: str, value: int, partner_name: str, partner: int, place: Place, fix: Fix | None) -> CheckResult:
    left, right = context.amounts.exact(value), context.amounts.exact(partner)
    return CheckResult(
        message=f"{name} {left}，{partner_name} {right}，可能把元和万元弄混",
        place=place,
        values=((name, left), (partner_name, right), ("倍数", "10000")),
        remedy=f"两个数正好差一万倍；这里的金额单位是{context.amounts.unit}",
        fix=fix,
    )


CHECKS: Final = (Check("X-29", units_agree),)
