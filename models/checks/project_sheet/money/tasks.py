"""年度主要任务 and its money against the budget (K-25 … K-25b), and whether the department has a sheet at all (K-26)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.book.places import Place
from models.book.records import DEPARTMENT, OVERALL, PlannedTask
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import CheckedSheet, at_home, each_sheet, every_sheet
from models.checks.wording import in_projects
from models.pack.forms.sheet import USUAL_LABELS
from models.projects.amounts import BUDGET, FISCAL, OTHER, project_amount
from models.published.context import Context
from models.published.figures import department_amounts
from models.values.money import fen
from models.values.text import shorten
from models.words.places import PAGE_NAMES

_READS: Final = ("projects", "overall", "basic", "others", "withheld")
_PARTS: Final = {BUDGET: ("fiscal", "other"), FISCAL: ("fiscal",), OTHER: ("other",)}
"""The fields of a task that are a part of an amount of the head."""


@each_sheet
def task_has_money(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-25: a task of a form that prints money beside tasks has an amount (FORM: 总额, 财政拨款, 其他资金)."""
    for task in sheet.project.tasks if sheet.form.tasks is not None else ():
        if task.fiscal is None and task.other is None and (task.name.strip() or task.text.strip()):
            yield CheckResult(
                message=f"{sheet.label}：任务“{shorten(task.name or task.text)}”没有金额",
                place=in_projects(task.id, "fiscal"),
                values=(("任务", task.name), ("主要内容", task.text)),
                remedy="填上这项任务的财政资金或其他资金；不花钱的，填 0",
            )


def tasks_are_within_the_budget(context: Context) -> Iterator[CheckResult]:
    """K-25a: the tasks' money, and its fiscal and other part, is not more than that of the budget (ARITH)."""
    for sheet in every_sheet(context):
        yield from at_home(sheet, _beyond(context, sheet))


def _beyond(context: Context, sheet: CheckedSheet) -> Iterator[CheckResult]:
    if sheet.form.tasks is None:
        return
    whole = _amounts(context, sheet)
    for amount in _PARTS:
        planned = _planned(sheet, amount)
        if planned > whole[amount]:
            left, right = context.amounts.pair(planned, whole[amount])
            more, unit, label = context.amounts.told(planned - whole[amount]), context.amounts.unit, _label(sheet, amount)
            yield CheckResult(
                message=f"{sheet.label}：各项任务的{label}合计 {left} {unit}，比预算的 {right} {unit}多 {more} {unit}",
                place=in_projects(_first(sheet, amount).id, _PARTS[amount][0]),
                values=(*_shown(context, sheet, amount), ("合计", left), (f"预算的{label}", right)),
                remedy="任务的金额是预算的一部分；查任务的金额，再查预算有没有漏录",
            )
            return


def tasks_are_all_of_the_budget(context: Context) -> Iterator[CheckResult]:
    """K-25b: the tasks' money is all of the amount that the form says it is (FORM: ``equals`` of its tasks)."""
    for sheet in every_sheet(context):
        yield from at_home(sheet, _not_all(context, sheet))


def _not_all(context: Context, sheet: CheckedSheet) -> Iterator[CheckResult]:
    form = sheet.form.tasks
    if form is None or not form.equals or not sheet.project.tasks:
        return
    planned, whole = _planned(sheet, BUDGET), _amounts(context, sheet)[form.equals]
    beyond = planned > _amounts(context, sheet)[BUDGET]
    if planned == whole or beyond:  # more than the whole budget is K-25a
        return
    left, right = context.amounts.pair(planned, whole)
    unit, label = context.amounts.unit, _label(sheet, form.equals)
    yield CheckResult(
        message=f"{sheet.label}：各项任务合计 {left} {unit}，"
        f"比{label} {right} {unit}{context.amounts.more_or_less(planned, whole)} {unit}",
        place=in_projects(_first(sheet, BUDGET).id, "fiscal"),
        values=(*_shown(context, sheet, BUDGET), ("合计", left), (label, right)),
        remedy=f"这张表的任务要合起来等于{label}：补上漏了的任务，或者改任务的金额",
    )


def _amounts(context: Context, sheet: CheckedSheet) -> dict[str, int]:
    """The amounts of the head, in fen: of the department those of the whole budget."""
    if sheet.project.scope == DEPARTMENT:
        return dict(department_amounts(context))
    return {name: project_amount(sheet.project, name) for name in _PARTS}


def _planned(sheet: CheckedSheet, amount: str) -> int:
    return sum(fen(getattr(task, part)) for task in sheet.project.tasks for part in _PARTS[amount])


def _first(sheet: CheckedSheet, amount: str) -> PlannedTask:
    """The first task with money in a part of the amount, else the first of all."""
    tasks = sheet.project.tasks
    return next((task for task in tasks if any(fen(getattr(task, part)) for part in _PARTS[amount])), tasks[0])


def _shown(context: Context, sheet: CheckedSheet, amount: str) -> tuple[tuple[str, str], ...]:
    tasks = ((task.name, sum(fen(getattr(task, part)) for part in _PARTS[amount])) for task in sheet.project.tasks)
    return tuple((shorten(name), context.amounts.told(money)) for name, money in tasks)


def _label(sheet: CheckedSheet, amount: str) -> str:
    return sheet.form.labels.get(amount, USUAL_LABELS.get(amount, "")).removeprefix("其中：")


def department_has_a_sheet(context: Context) -> Iterator[CheckResult]:
    """K-26: where the place prints a sheet of the whole department, there is one (FORM)."""
    if context.pack.overall.is_printed and not context.book.overall:
        yield CheckResult(
            message=f"{PAGE_NAMES[OVERALL]}：还没有填，不会印出来",
            place=Place(OVERALL),
            remedy="写出整个部门今年的任务、目标和指标；预算的数由程序填",
        )


CHECKS: Final = (
    Check("K-25", task_has_money),
    Check("K-25a", tasks_are_within_the_budget, reads=_READS),
    Check("K-25b", tasks_are_all_of_the_budget, reads=_READS),
    Check("K-26", department_has_a_sheet, reads=(OVERALL,)),
)
