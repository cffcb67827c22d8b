"""元 typed for 万元 or the other way round: two figures that should agree and differ by exactly 10,000 times (X-29)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.checks.context import Check, Context
from models.checks.costs import cost_sum
from models.checks.plan import WAN, plans
from models.checks.sheets import sheets
from models.checks.wording import in_projects
from models.findings import Fix, Found, Place, Severity
from models.money import MoneyUnit, show_exact
from models.target import read_target

_FACTOR: Final = MoneyUnit.WAN.value // MoneyUnit.YUAN.value


def units_agree(context: Context) -> Iterator[Found]:
    """X-29: an amount in the wrong magnitude against its partner (×10,000 or ÷10,000): 元 and 万元 confused."""
    yield from _income(context)
    yield from _sheets(context)
    yield from _purchases(context)


def _slipped(value: int, partner: int) -> bool:
    return value > 0 and partner > 0 and (value == partner * _FACTOR or partner == value * _FACTOR)


def _income(context: Context) -> Iterator[Found]:
    for need in context.needs:
        if need.typed is not None and _slipped(need.typed, need.needed):
            line = need.income_lines[0]
            fix = (
                Fix(f"改为 {show_exact(need.needed)}", line, "amount", show_exact(need.needed))
                if len(need.income_lines) == 1
                else None
            )
            yield _found(f"{need.function}：收入", need.typed, "支出", need.needed, Place("income", line, "amount"), fix)


def _sheets(context: Context) -> Iterator[Found]:
    for sheet, (_, _, plan) in zip(sheets(context), plans(context), strict=True):
        label, budget = sheet.label, sheet.budget
        costs = cost_sum(sheet.rows)
        if costs and _slipped(costs.total, budget):
            place = in_projects(costs.rows[0].id, "target")
            yield _found(f"{label}：成本指标合计", costs.total, "预算数", budget, place, None)
        if plan.mode == WAN and plan.steps and _slipped(plan.steps[-1].value, budget):
            place = in_projects(plan.steps[-1].point.id, "value")
            yield _found(f"{label}：支出计划", plan.steps[-1].value, "预算数", budget, place, None)


def _purchases(context: Context) -> Iterator[Found]:
    for number, line in enumerate(context.book.procurement, 1):
        quantity = read_target(line.quantity).number
        if quantity is None or not isinstance(line.price, int) or not isinstance(line.amount, int):
            continue
        product = int(quantity * line.price)
        if _slipped(product, line.amount):
            place = Place("procurement", line.id, "price")
            yield _found(f"政府采购 第 {number} 行：数量 × 单价", product, "金额", line.amount, place, None)


def _found(name: str, value: int, partner_name: str, partner: int, place: Place, fix: Fix | None) -> Found:
    left, right = show_exact(value), show_exact(partner)
    return Found(
        message=f"{name} {left}，{partner_name} {right}，可能把元和万元弄混",
        place=place,
        values=((name, left), (partner_name, right), ("倍数", "10000")),
        remedy="两个数正好差一万倍；这里的金额单位是万元",
        fix=fix,
    )


CHECKS: Final = (Check("X-29", Severity.HINT, units_agree),)
