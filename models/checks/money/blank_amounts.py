"""Lines of money without money (R-3, R-3a): the line prints, or is left out, and no sum holds what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from models.book.fields import FieldKind, record_fields
from models.book.places import Place
from models.book.purchases import product
from models.book.records import AssetLine, IncomeLine, LastYearFigure, ProcurementLine, Project
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.wording import in_projects
from models.pack.forms.last_year import label_of
from models.published.context import Context
from models.values.text import short_name
from models.words.places import PAGE_NAMES, line_name

_EACH: Final = ("basic", "others", "projects", "carry_forward", "procurement", "withheld")
_CHOSEN: Final = frozenset({"id", "source", "kind", "item"})
"""Fields that a line has from its beginning: alone they say nothing."""

_REMEDY: Final = "填上金额；确实没有钱的，填 0，或者删掉这一行"


def lines_have_money(context: Context) -> Iterator[CheckResult]:
    """R-3: a line with any content has an amount, and a project has one; 0 is an amount (FORM: each line is a sum of money)."""
    for page in _EACH:
        for number, line in context.numbered(page):
            if isinstance(line, Project):
                yield from _of_project(line, short_name(line.name) or line_name(page, number))
            elif _is_blank(line):
                yield CheckResult(f"{line_name(page, number)}：没有金额", Place(page, line.id, "amount"), remedy=_remedy(line))


def _of_project(project: Project, label: str) -> Iterator[CheckResult]:
    """The project if none of its lines has an amount, else each line that has none."""
    if any(part.amount is not None for part in project.funding):
        for part in filter(_is_blank, project.funding):
            where = f"功能科目 {part.function} 的资金" if part.function else "有一行资金"
            yield CheckResult(f"{label}：{where}没有金额", in_projects(part.id, "amount"), remedy=_REMEDY)
        return
    place = in_projects(project.funding[0].id, "amount") if project.funding else in_projects(project.id, "funding")
    yield CheckResult(f"{label}：没有预算数", place, remedy="填上金额和功能科目；不再安排的项目，删掉")


def _remedy(line: Any) -> str:
    if isinstance(line, ProcurementLine):
        return "填上金额，或者填数量和单价，金额会跟着算；不采购的，删掉这一行"
    return _REMEDY


def _is_blank(line: Any) -> bool:
    """Whether a line has content but no amount. A 0 counts where it was typed, not where it only follows from 数量 × 单价."""
    amount = (product(line) or None) if isinstance(line, ProcurementLine) and line.amount is None else line.amount
    return amount is None and _has_content(line)


def _has_content(line: Any) -> bool:
    return any(_is_filled(line, field.name, field.kind) for field in record_fields(type(line)) if field.name not in _CHOSEN)


def _is_filled(line: Any, field: str, kind: FieldKind) -> bool:
    value = getattr(line, field)
    return value is not None if kind is FieldKind.AMOUNT else bool(value.strip()) if isinstance(value, str) else bool(value)


def figures_have_money(context: Context) -> Iterator[CheckResult]:
    """R-3a: a quantity of 固定资产 has its value, a reason its figure of last year, a row of 收入 its income (FORM)."""
    for asset in context.book.assets:
        if asset.value is None and asset.quantity.strip():
            yield _of_asset(context, asset)
    for figure in context.book.last_year:
        if figure.amount is None and figure.reason.strip():
            yield _of_last_year(context, figure)
    used = {(need.function, need.source, need.carried) for need in context.needs}
    for line in context.book.income:
        if line.amount is None and line.function and (line.function, line.source, line.carried) not in used:
            yield _of_income(context, line)


def _of_asset(context: Context, line: AssetLine) -> CheckResult:
    return CheckResult(
        message=f"{PAGE_NAMES['assets']} {context.pack.asset_label(line.item)}：有数量，没有价值",
        place=Place("assets", line.id, "value"),
        values=(("数量", line.quantity),),
        remedy="填上账面原值；账上确实没有价值的，写明",
    )


def _of_last_year(context: Context, line: LastYearFigure) -> CheckResult:
    return CheckResult(
        message=f"上年数 {label_of(context.pack.last_year, line.item)}：写了原因，没有金额",
        place=Place("last_year", line.id, "amount"),
        values=(("增减原因", line.reason),),
        remedy="填上上年公开的数：没有它，公开说明里比不出增减，原因也不印",
    )


def _of_income(context: Context, line: IncomeLine) -> CheckResult:
    name = f"{line.function} {context.codes.function.name(line.function)}".strip()
    return CheckResult(
        message=f"{PAGE_NAMES['income']} {name}：没有录入收入，也没有支出可以推算",
        place=Place("income", line.id, "amount"),
        remedy="录入批复数；这个科目没有收入的，删掉这一行",
    )


CHECKS: Final = (
    Check("R-3", lines_have_money, each=_EACH),
    Check("R-3a", figures_have_money),
)
