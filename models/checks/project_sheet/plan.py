"""The spending plan of a project: reads and checks cumulative amounts or percentages by month (F-1 … F-5)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from msgspec import Struct

from models.book.places import BalancePart, Place
from models.book.records import PlanPoint, Project
from models.checks.check import Check
from models.checks.findings import Balance, CheckResult
from models.checks.project_sheet.sheets import ROUNDING
from models.checks.wording import budget_parts, in_projects, projects, remembered
from models.projects.amounts import project_budget
from models.published.context import Context
from models.values.amount_style import WAN as IN_WAN
from models.values.money import MoneyUnit
from models.values.target import Target, TargetKind, read_target
from models.values.text import listed, plain_name

WAN: Final = "wan"
PERCENT: Final = "percent"

_BLANKS: Final = frozenset({"-", "--", "—", "——", "–", "/"})


class PlanStep(Struct, frozen=True):
    """A filled cell of the plan; ``value`` is in fen, or in hundredths of a percent."""

    point: PlanPoint
    value: int


class Plan(Struct, frozen=True):
    """A plan as read. ``mode`` is WAN or PERCENT; ``unread`` are the points whose cell is neither blank nor such a figure.

    A blank means 0 before the first value and no change after it (F-4), so that ``steps`` has only the filled cells.
    """

    mode: str
    steps: tuple[PlanStep, ...]
    unread: tuple[PlanPoint, ...]

    def show(self, value: int) -> str:
        """The value as text: ``0.60`` (万元) or ``75%``."""
        return IN_WAN.told(value) if self.mode == WAN else f"{(Decimal(value) / 100).normalize():f}%"


def read_plan(project: Project, plan_unit: str) -> Plan:
    """Read a plan. A % sign or the last value decides the unit of each sheet, else ``plan_unit`` of the pack (F-2)."""
    cells = [(point, read_target(point.value)) for point in project.plan if point.value.strip() not in _BLANKS]
    cells = [(point, target) for point, target in cells if target.kind is not TargetKind.BLANK]
    mode = _mode([target for _, target in cells], project_budget(project), plan_unit)
    steps, unread = [], []
    for point, target in cells:
        value = _value(target, mode)
        if value is None:
            unread.append(point)
        else:
            steps.append(PlanStep(point, value))
    return Plan(mode, tuple(steps), tuple(unread))


def _mode(targets: list[Target], budget: int, plan_unit: str) -> str:
    if any(target.kind is TargetKind.PERCENT for target in targets):
        return PERCENT
    last = targets[-1] if targets else None
    if last is None or last.number is None:
        return plan_unit
    is_budget = abs(last.number * MoneyUnit.WAN.value - budget) <= ROUNDING
    if last.kind is TargetKind.MONEY or (is_budget and last.number != 100):
        return WAN
    return PERCENT if last.number == 100 and not is_budget else plan_unit


def _value(target: Target, mode: str) -> int | None:
    """The value of a cell as in PlanStep; None where it is not a figure of this mode."""
    if target.kind is TargetKind.MONEY and mode == WAN:
        return target.fen
    plain = target.kind is TargetKind.NUMBER and not target.unit
    if target.number is None or not (plain or (target.kind is TargetKind.PERCENT and mode == PERCENT)):
        return None
    return int(target.number * (MoneyUnit.WAN.value if mode == WAN else 100))


@remembered
def plans(context: Context) -> tuple[tuple[Project, str, Plan], ...]:
    """Every project with its label for messages and its plan; none where the form prints no plan."""
    if not context.pack.sheet.months:
        return ()
    read = context.each("plans", "projects", lambda project: read_plan(project, context.pack.sheet.plan_unit))
    return tuple((project, label, plan) for (project, label), plan in zip(projects(context), read, strict=True))


def _where(project: Project) -> Place:
    return in_projects(project.plan[-1].id, "value") if project.plan else in_projects(project.id, "plan")


def months_match_the_form(context: Context) -> Iterator[CheckResult]:
    """F-1: the months of the plan are those that the form prints (FORM); F-5 checks for the last one."""
    months = tuple(map(plain_name, context.pack.sheet.months))
    for project, label in projects(context) if months else ():
        typed = [plain_name(point.month) for point in project.plan]
        other = [point for point, month in zip(project.plan, typed, strict=True) if month not in months]
        missing = [month for month in months[:-1] if typed and month not in typed]
        if not other and not missing:
            continue
        stated = f"计划写的是 {listed(point.month for point in other)}" if other else "计划"
        expected = (
            f"，版式是 {listed(missing)}" if other and missing else f"缺 {listed(missing)}" if missing else "，版式没有这个月"
        )
        yield CheckResult(
            message=f"{label}：{stated}{expected}",
            place=in_projects(other[0].id, "month") if other else in_projects(project.id, "plan"),
            values=(("这张表", listed(point.month for point in project.plan)), ("版式", listed(context.pack.sheet.months))),
            remedy="按版式的月份填；财政局要求按这张表的月份报的，不用改",
        )


def cells_can_be_read(context: Context) -> Iterator[CheckResult]:
    """F-2: each cell of a plan is a figure, all in one unit, 万元 or %."""
    for _, label, plan in plans(context):
        for point in plan.unread:
            unit = "%" if plan.mode == PERCENT else "万元"
            yield CheckResult(
                message=f"{label}：{point.month}“{point.value}”不是{unit}数",
                place=in_projects(point.id, "value"),
                values=((point.month, point.value), ("这张表的单位", unit)),
                remedy=f"填累计数，单位都用{unit}；还没有支出的月份空着",
            )


def plan_uses_the_unit_of_the_form(context: Context) -> Iterator[CheckResult]:
    """F-2a: the plan is typed in the form's unit, 万元 or % (EMP: each seed uses only one)."""
    wanted = context.pack.sheet.plan_unit
    for _, label, plan in plans(context):
        if plan.steps and plan.mode != wanted:
            typed, usual = ("%", "万元") if plan.mode == PERCENT else ("万元", "%")
            last = plan.steps[-1]
            yield CheckResult(
                message=f"{label}：支出计划按{typed}填（{last.point.month} {plan.show(last.value)}），版式按{usual}填",
                place=in_projects(last.point.id, "value"),
                values=tuple((step.point.month, step.point.value) for step in plan.steps),
                remedy=f"财政局按{usual}收的，换成{usual}；没有要求的，不用改",
            )


def plan_ends_at_the_budget(context: Context) -> Iterator[CheckResult]:
    """F-3: the last value is 100 % or the 预算数 (EMP: seed A 31 of 32, seed B all); F-5 reports a missing last month."""
    for project, label, plan in plans(context):
        final = _final_value(project, plan)
        if not plan.steps or not final or not _has_last_month(context, project):
            continue
        last = plan.steps[-1].value
        if abs(last - final) <= (ROUNDING if plan.mode == WAN else 0):
            continue
        against = "，不是 100%" if plan.mode == PERCENT else f"，比预算数 {IN_WAN.figure(final)} {IN_WAN.more_or_less(last, final)}"
        yield CheckResult(
            message=f"{label}：支出计划到 {plan.show(last)}{against}",
            place=in_projects(plan.steps[-1].point.id, "value"),
            other_place=in_projects(project.id, "funding"),
            values=(*((step.point.month, plan.show(step.value)) for step in plan.steps), ("应当到", plan.show(final))),
            remedy=_remedy(plan, final),
            balance=_balance(project, plan) if plan.mode == WAN else None,
        )


def _balance(project: Project, plan: Plan) -> Balance:
    last = plan.steps[-1]
    return Balance((BalancePart(in_projects(last.point.id, "value"), last.value),), budget_parts(project.funding))


def _remedy(plan: Plan, final: int) -> str:
    if sum(step.value for step in plan.steps) == final:
        return "各月相加正好等于全年数：可能填成了每段的支出，计划要填累计数"
    return "计划填累计数，最后一个月等于全年数；当年花不完的，写明原因"


def _final_value(project: Project, plan: Plan) -> int:
    """The value that the last month should reach: 100 % (in hundredths of a percent) or the 预算数 (fen)."""
    return 100 * 100 if plan.mode == PERCENT else project_budget(project)


def plan_does_not_fall(context: Context) -> Iterator[CheckResult]:
    """F-3a: a cumulative plan does not decrease (EMP: all 50 sheets)."""
    for _, label, plan in plans(context):
        for before, after in pairwise(plan.steps):
            if after.value < before.value:
                values = tuple((step.point.month, plan.show(step.value)) for step in (before, after))
                (month, value), (later_month, later_value) = values
                yield CheckResult(
                    message=f"{label}：{later_month} {later_value}，比{month} {value} 少",
                    place=in_projects(after.point.id, "value"),
                    other_place=in_projects(before.point.id, "value"),
                    values=values,
                    remedy="计划是累计数，只会多、不会少",
                )


def plan_is_begun(context: Context) -> Iterator[CheckResult]:
    """F-5a: a plan has any figures. Separate from F-5, because a new project has none yet."""
    for project, label, plan in plans(context):
        if not plan.steps and not plan.unread:
            yield CheckResult(f"{label}：没有填支出计划", _where(project), remedy="按月份填累计数")


def plan_has_the_last_month(context: Context) -> Iterator[CheckResult]:
    """F-5: a plan with figures reaches the last month of the form (seed A prints six tables without it)."""
    for project, label, plan in plans(context):
        if (not plan.steps and not plan.unread) or _has_last_month(context, project):
            continue
        last_month = context.pack.sheet.months[-1]
        reached = plan.steps[-1].value if plan.steps else 0
        final = _final_value(project, plan)
        short = f"，只排到 {plan.show(reached)}，全年 {plan.show(final)}" if reached < final else ""
        yield CheckResult(
            message=f"{label}：支出计划缺 {last_month}{short}",
            place=_where(project),
            values=tuple((step.point.month, plan.show(step.value)) for step in plan.steps),
            remedy=f"补上 {last_month} 的累计数，一般等于预算数",
        )


def _has_last_month(context: Context, project: Project) -> bool:
    return any(plain_name(point.month) == plain_name(context.pack.sheet.months[-1]) for point in project.plan)


CHECKS: Final = (
    Check("F-1", months_match_the_form),
    Check("F-2", cells_can_be_read),
    Check("F-2a", plan_uses_the_unit_of_the_form),
    Check("F-3", plan_ends_at_the_budget),
    Check("F-3a", plan_does_not_fall),
    Check("F-5", plan_has_the_last_month),
    Check("F-5a", plan_is_begun),
)
