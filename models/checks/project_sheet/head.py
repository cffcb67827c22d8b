"""The head of a sheet, where the form has more of it: money of the term and by level, dates, required fields (K-21 … K-24)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.book import terms
from models.book.sheet_fields import TYPED_MONEY
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import CheckedSheet, each_sheet, sheets
from models.checks.wording import in_projects
from models.pack.forms.sheet import SheetField, SheetForm
from models.projects.amounts import project_amount
from models.published.context import Context
from models.values.amount_style import WAN
from models.values.days import Day, is_date, read_days
from models.values.money import fen
from models.values.text import listed, plain_name, shorten

_YEAR_OF_TERM: Final = {"term_fiscal": "fiscal", "term_other": "other"}
"""Money of the whole 实施期 → the year's part of it."""


@each_sheet
def term_holds_the_year(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-21: the money of the whole 实施期 is not less than that of this year, which is a part of it (ARITH)."""
    if not any(map(sheet.form.shows, ("term_budget", *TYPED_MONEY))):
        return
    for name, year in _YEAR_OF_TERM.items():
        field = f"amount:{name}"
        term, part = getattr(sheet.project, field), project_amount(sheet.project, year)
        if not isinstance(term, int) or term >= part:
            continue
        label, (left, right) = sheet.form.labels.get(name, TYPED_MONEY[name]), WAN.pair(term, part)
        yield CheckResult(
            message=f"{sheet.label}：{label} {left} 万元，比年度的 {right} 万元{WAN.more_or_less(term, part)} 万元",
            place=in_projects(sheet.project.id, field),
            other_place=in_projects(sheet.project.id, "funding"),
            values=((label, left), ("年度", right)),
            remedy="实施期的钱包括今年的，不会比今年少；查两个数和单位",
        )


@each_sheet
def dates_can_be_read(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-22: a date of the head is one (FORM)."""
    for field in sheet.form.fields:
        text = getattr(sheet.project, field.field) if field.kind == "date" else ""
        if text.strip() and not is_date(text):
            yield CheckResult(
                message=f"{sheet.label}：{field.label}“{shorten(text)}”看不出是哪一天",
                place=in_projects(sheet.project.id, field.field),
                values=((field.label, text),),
                remedy="写成 2024年3月1日，或者 2024-03",
            )


def _term(sheet: CheckedSheet) -> tuple[Day | None, Day | None]:
    """The first day of 开始日期 and the last of 结束日期, where the form asks for them and they can be read."""
    asked = {field.id for field in sheet.form.fields}
    start, end = (read_days(getattr(sheet.project, f"text:{name}")) if name in asked else None for name in ("start", "end"))
    return start[0] if start else None, end[1] if end else None


@each_sheet
def end_is_after_the_start(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-22a: a project does not end before it begins (ARITH)."""
    start, end = _term(sheet)
    if start and end and end < start:
        yield _of_the_term(sheet, "结束日期在开始日期之前", "end", "查两个日期是不是写颠倒了")


def year_is_in_the_term(context: Context) -> Iterator[CheckResult]:
    """K-22b: the budget year lies within 开始日期 and 结束日期 of its projects (practice)."""
    this_year = context.book.year
    for sheet in sheets(context):
        start, end = _term(sheet)
        if start and end and end < start:
            continue
        if start and start[0] > this_year:
            yield _of_the_term(sheet, f"{start[0]} 年才开始，预算年度是 {this_year} 年", "start", "查年份；今年先做准备的，写明")
        elif end and end[0] < this_year:
            yield _of_the_term(sheet, f"{end[0]} 年已经结束，预算年度是 {this_year} 年", "end", "查年份；今年结清尾款的，写明")


def _of_the_term(sheet: CheckedSheet, problem: str, name: str, remedy: str) -> CheckResult:
    return CheckResult(
        message=f"{sheet.label}：{problem}",
        place=in_projects(sheet.project.id, f"text:{name}"),
        other_place=in_projects(sheet.project.id, "text:end" if name == "start" else "text:start"),
        values=tuple((field.label, getattr(sheet.project, field.field)) for field in _dates(sheet.form)),
        remedy=remedy,
    )


def _dates(form: SheetForm) -> tuple[SheetField, ...]:
    return tuple(field for field in form.fields if field.id in {"start", "end"})


@each_sheet
def required_fields_are_filled(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-23: what the form requires of the head is filled in (FORM)."""
    missing = [field for field in sheet.form.fields if field.required and _is_blank(sheet, field)]
    if missing:
        yield CheckResult(
            message=f"{sheet.label}：没有填{listed(field.label for field in missing)}",
            place=in_projects(sheet.project.id, missing[0].field),
            values=(("缺", listed(field.label for field in missing)),),
            remedy="这几项是版式要求填的",
        )


def _is_blank(sheet: CheckedSheet, field: SheetField) -> bool:
    value = getattr(sheet.project, field.field)
    return value is None or (isinstance(value, str) and not value.strip())


@each_sheet
def choice_is_one_of_the_form(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-23a: a field with choices holds one of them (FORM)."""
    for field in sheet.form.fields:
        typed = getattr(sheet.project, field.field) if field.kind == "choice" else ""
        if typed.strip() and plain_name(typed) not in map(plain_name, field.choices):
            yield CheckResult(
                message=f"{sheet.label}：{field.label}里没有“{shorten(typed)}”",
                place=in_projects(sheet.project.id, field.field),
                values=((field.label, typed), ("可以选", listed(field.choices))),
                remedy=f"从这几个里选：{listed(field.choices)}",
            )


@each_sheet
def fiscal_money_has_its_level(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-24: where the form prints 上级 and 本级, all fiscal money says which it is (FORM); else it counts as 本级."""
    if not (sheet.form.shows("superior") or sheet.form.shows("own")):
        return
    superior, own = terms.FUNDING_LEVELS.values()
    for part in sheet.project.funding:
        if fen(part.amount) and part.source in terms.FISCAL_SOURCES and part.level not in terms.FUNDING_LEVELS:
            amount = WAN.told(fen(part.amount))
            yield CheckResult(
                message=f"{sheet.label}：{amount} 万元财政资金没有写是{superior}还是{own}，按{own}算",
                place=in_projects(part.id, "level"),
                values=(("金额", amount),),
                remedy=f"选{superior}或者{own}",
            )


CHECKS: Final = (
    Check("K-21", term_holds_the_year),
    Check("K-22", dates_can_be_read),
    Check("K-22a", end_is_after_the_start),
    Check("K-22b", year_is_in_the_term),
    Check("K-23", required_fields_are_filled),
    Check("K-23a", choice_is_one_of_the_form),
    Check("K-24", fiscal_money_has_its_level),
)
