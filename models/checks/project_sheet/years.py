"""Dates, years and document numbers of a project sheet (K-11 … K-11c)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from models.book.edits import Fix
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import CheckedSheet, at_home, each_sheet, every_sheet
from models.checks.wording import in_projects, years_in
from models.published.context import Context
from models.values.days import days_after
from models.values.target import TargetKind
from models.values.text import plain_name, shorten

_TITLES: Final = re.compile(r"《[^》]*》")
_DOCUMENT: Final = re.compile(r"[\u4e00-\u9fff]{0,6}[\[〔【(]((?:19|20)\d\d)年?[\]〕】)]第?\d+号")
_DAY: Final = re.compile(r"(?:(?<!\d)((?:19|20)\d\d)年)?(?<!\d)(\d{1,2})月(\d{1,2})[日号]")
_LEAP_YEAR: Final = 2000
_OLD: Final = 10
"""A document is reported when it is older than this many years."""


def times_are_of_this_year(context: Context) -> Iterator[CheckResult]:
    """K-11: 时效 rows, dates as 指标值 and goals name the budget year (A: 2023年3月10日前 in a 2024 sheet); 《》 is exempt."""
    for sheet in every_sheet(context):
        yield from at_home(sheet, _other_years(sheet, context.book.year))


def _other_years(sheet: CheckedSheet, this_year: int) -> Iterator[CheckResult]:
    for row in sheet.rows:
        line = row.line
        fields = (
            ("name", "description", "target") if "timeliness" in row.roles else ("target",) * (row.target.kind is TargetKind.DATE)
        )
        for field in filter(sheet.form.has_column, fields):
            other = [year for year in years_in(_TITLES.sub("", getattr(line, field))) if year != this_year]
            if other:
                problem = "时效" if "timeliness" in row.roles else f"“{shorten(line.name)}”"
                yield _wrong_year(sheet, line.id, field, getattr(line, field), f"{problem}写的是 {other[0]} 年", this_year)
                break
    for goal in sheet.project.goals:
        if goal.period == "term":
            continue  # 实施期: other years may be meant
        years = years_in(_TITLES.sub("", goal.text))
        if years and this_year not in years:
            yield _wrong_year(sheet, goal.id, "text", goal.text, f"绩效目标写的是 {years[0]} 年", this_year)


def _wrong_year(sheet: CheckedSheet, line: int, field: str, typed: str, problem: str, this_year: int) -> CheckResult:
    return CheckResult(
        message=f"{sheet.label}：{problem}，预算年度是 {this_year} 年",
        place=in_projects(line, field),
        values=(("原文", typed),),
        remedy="从上年带过来的，把年份改掉；跨年的项目，不用改",
    )


@lru_cache(maxsize=1024)
def _documents(text: str) -> tuple[tuple[str, int], ...]:
    """The document numbers (文号) in a text, with their years."""
    return tuple((match[0], int(match[1])) for match in _DOCUMENT.finditer(plain_name(text))) if "号" in text else ()


def documents_are_recent(context: Context) -> Iterator[CheckResult]:
    """K-11a: a document named in 依据 is at most ten years old (practice); one finding per document and sheet."""
    for sheet in every_sheet(context):
        yield from at_home(sheet, _old_documents(sheet, context.book.year))


def _old_documents(sheet: CheckedSheet, this_year: int) -> Iterator[CheckResult]:
    reported = set()
    for row in sheet.rows if sheet.form.has_column("basis") else ():
        for document, year in _documents(row.line.basis):
            if this_year - year > _OLD and document not in reported:
                reported.add(document)
                yield CheckResult(
                    message=f"{sheet.label}：依据“{document}”是 {year} 年的文件，到预算年度 {this_year - year} 年了",
                    place=in_projects(row.line.id, "basis"),
                    values=(("依据", row.line.basis), ("预算年度", str(this_year))),
                    remedy="查文件是不是还有效、文号的年份是不是录错；仍然有效的，不用改",
                )


@each_sheet
def days_exist(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-11b: every date exists in the calendar: no 2月30日, no 11月31日 (ARITH)."""
    for row in sheet.rows:
        for field in filter(sheet.form.has_column, ("name", "description", "target")):
            yield from _missing_days(sheet, row.line.id, field, getattr(row.line, field))
    for goal in sheet.project.goals:
        yield from _missing_days(sheet, goal.id, "text", goal.text)


def _missing_days(sheet: CheckedSheet, line: int, field: str, text: str) -> Iterator[CheckResult]:
    if "月" not in text or not ("日" in text or "号" in text):
        return
    for match in _DAY.finditer(plain_name(text)):
        year, month, day = int(match[1] or _LEAP_YEAR), int(match[2]), int(match[3])
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
            yield CheckResult(
                message=f"{sheet.label}：没有“{match[0]}”这一天",
                place=in_projects(line, field),
                values=(("原文", text),),
                remedy="查月和日是不是录错",
            )


_SERIAL: Final = re.compile(r"[1-9]\d{4}(?:\.0+)?")
_SERIALS_BEGIN: Final = (1899, 12, 30)
_TIMED: Final = re.compile("时间|时限|期限|日期|时点")


def no_day_is_a_serial_number(context: Context) -> Iterator[CheckResult]:
    """K-11c: the day of a 时效 row is no number by which a spreadsheet keeps days (46022 for 2025年12月31日) (practice)."""
    for sheet in every_sheet(context):
        yield from at_home(sheet, _serial_numbers(sheet, context.book.year))


def _serial_numbers(sheet: CheckedSheet, this_year: int) -> Iterator[CheckResult]:
    for row in sheet.rows:
        line, typed = row.line, plain_name(row.line.target)
        if not _SERIAL.fullmatch(typed) or not ("timeliness" in row.roles or _TIMED.search(line.name)):
            continue
        year, month, number = days_after(_SERIALS_BEGIN, int(typed.partition(".")[0]))
        if abs(year - this_year) <= 1:
            day = f"{year}年{month}月{number}日"
            yield CheckResult(
                message=f"{sheet.label}：“{typed}”是表格软件里日期的序号，意思是 {day}",
                place=in_projects(line.id, "target"),
                values=(("三级指标", line.name), ("指标值", line.target)),
                remedy="改成日期；在表格软件里把这一列设为文本再复制，就不会再变",
                fix=Fix(f"改为 {day}", line.id, "target", day),
            )


CHECKS: Final = (
    Check("K-11", times_are_of_this_year),
    Check("K-11a", documents_are_recent),
    Check("K-11b", days_exist),
    Check("K-11c", no_day_is_a_serial_number),
)
