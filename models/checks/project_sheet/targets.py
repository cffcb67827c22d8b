"""指标值 as written: impossible percentages, rates without %, unusual signs, signs without number (K-5a … K-6b, K-19, K-20)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.book.edits import Fix
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import CheckedSheet, IndicatorRow, each_sheet
from models.checks.wording import in_projects
from models.values.target import Garble, TargetKind, garbled, is_sloppy, normal_form, plain_target
from models.values.target_parts import QUALITATIVE, SYMBOLS, direction_of, split_target
from models.values.text import clipped, plain_name, shorten

_MAY_EXCEED: Final = re.compile("增长|增幅|增速|增加|提升|提高|超额|产值|税收|收入")
"""Words of a row whose percentage may be above 100 %."""

_RATE: Final = re.compile(r"(?<![频效利汇功速倍积])率(?:\(%\))?$")
"""A name that ends in 率; 频率, 效率, 利率, 汇率, 功率, 速率, 倍率 and 容积率 are not shares."""


@each_sheet
def percent_can_be_exceeded(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-6: “≥100%” is pointless, nothing can exceed 100 % (ARITH; three times in seed A)."""
    for row in _shares(sheet):
        if row.target.operator in {"≥", ">"} and row.target.number == 100:
            yield _about_target(
                sheet,
                row,
                f"“{row.line.target.strip()}”不可能超过 100%",
                "全部做到写 100%；允许少量达不到的，写 ≥95% 这样的数",
                Fix("改为 100%", row.line.id, "target", "100%"),
            )


@each_sheet
def percent_is_at_most_100(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-6a: a percentage is at most 100 % (ARITH), unless the row is about growth."""
    for row in _shares(sheet):
        if row.target.unit == "%" and max(row.target.numbers) > 100:
            yield _about_target(
                sheet, row, f"“{row.line.target.strip()}”大于 100%", "查是不是多打了一位；增长一类的指标，在名称里写明"
            )


def _shares(sheet: CheckedSheet) -> Iterator[IndicatorRow]:
    """The rows with a percentage that is a share of a whole."""
    for row in sheet.rows:
        if row.target.kind is TargetKind.PERCENT and not _may_exceed(row):
            yield row


def _may_exceed(row: IndicatorRow) -> bool:
    line = row.line
    return "satisfaction" not in row.roles and any(map(_MAY_EXCEED.search, (line.name, line.description, line.target)))


@each_sheet
def satisfaction_is_a_percentage(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-6b: 满意度 is a percentage (EMP: all but one of both seeds)."""
    for row in sheet.rows:
        typed = row.line.target
        if "satisfaction" in row.roles and not (row.target.kind in {TargetKind.PERCENT, TargetKind.BLANK} or garbled(typed)):
            fix = _as_percent(row)
            yield _about_target(sheet, row, f"满意度“{shorten(typed)}”不是百分数", "满意度写成百分数，例如 ≥95%", fix)


@each_sheet
def rate_is_a_percentage(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-5a: the target of a rate (…率) is a percentage, not 次, 人 or prose (EMP: one slip in either seed)."""
    for row in sheet.rows:
        line, target = row.line, row.target
        if (
            not _RATE.search(plain_name(line.name))
            or target.kind in {TargetKind.PERCENT, TargetKind.BLANK}
            or "satisfaction" in row.roles
            or "%" in plain_target(line.target)
        ):
            continue
        yield _about_target(
            sheet,
            row,
            f"“{shorten(line.name)}”的指标值是“{shorten(line.target)}”，没有 %",
            "叫“率”的指标一般写百分数；数次数的，把名称改为次数",
            _as_percent(row),
        )


def _as_percent(row: IndicatorRow) -> Fix | None:
    """95 → 95%, for a plain number above 1 and up to 100."""
    target = row.target
    if target.kind is not TargetKind.NUMBER or target.unit or target.number is None or not 1 < target.number <= 100:
        return None
    percent = f"{normal_form(row.line.target)}%"
    return Fix(f"改为 {percent}", row.line.id, "target", percent)


@each_sheet
def value_is_in_normal_form(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-5b: a 指标值 uses the usual signs and digits and states its limit once (EMP: >=90%, ≧95%, ＞90%, ≤2天内)."""
    for row in sheet.rows:
        if is_sloppy(row.line.target):
            normal = normal_form(row.line.target)
            yield _about_target(
                sheet,
                row,
                f"“{shorten(row.line.target)}”一般写“{normal}”",
                "意思一样，写法统一便于汇总",
                Fix(f"改为 {normal}", row.line.id, "target", normal),
            )


_GARBLES: Final = {
    Garble.LIMITS: ("里两个界限互相矛盾", "只留一个：至少写 ≥，至多写 ≤"),
    Garble.NUMBER: ("读不成一个数", "写成一个界限、一个数、一个单位，例如 ≥95%、90%-95%"),
}


@each_sheet
def figures_can_be_read(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-5c: what is written in figures and signs is a value: no ≥95%以下, no 95,5% (ARITH)."""
    for row in sheet.rows:
        garble = garbled(row.line.target)
        if garble is not None:
            problem, remedy = _GARBLES[garble]
            shown = clipped(" ".join(row.line.target.split()), 20)
            yield _about_target(sheet, row, f"“{shown}”{problem}", remedy)


@each_sheet
def sign_stands_before_a_number(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-19: a sign or a unit has its number: no ≥ alone, no ≥提升 (FORM: 定性 rows have neither)."""
    for row in sheet.rows:
        parts = split_target(row.line.target)
        if parts.measure == QUALITATIVE and parts.sign in SYMBOLS:
            fix = Fix(f"改为 {parts.value}", row.line.id, "target", parts.value)
            words = f"“{shorten(row.line.target)}”有符号“{parts.sign}”，后面没有数"
            yield _about_target(sheet, row, words, "定性的指标值不写符号；定量的，写上数和单位", fix)
        elif row.line.target.strip() and not parts.value:
            yield _about_target(sheet, row, f"指标值“{shorten(row.line.target)}”还没有数", "在指标值里写上数")


_DIRECTIONS: Final = {"正向": "正向", "正向指标": "正向", "反向": "反向", "反向指标": "反向", "逆向": "反向", "逆向指标": "反向",
                      "负向": "反向", "负向指标": "反向"}  # fmt: skip


@each_sheet
def direction_is_that_of_the_sign(sheet: CheckedSheet) -> Iterator[CheckResult]:
    """K-20: 指标方向性 as typed is the one of the sign: ≥ 正向, ≤ 反向 (VENDOR), where the form has the column."""
    if not sheet.form.has_column("direction"):
        return
    for row in sheet.rows:
        field, typed = "text:direction", getattr(row.line, "text:direction")
        follows = direction_of(row.line.target)
        if follows and _DIRECTIONS.get(plain_name(typed), follows) != follows:
            right = f"{follows}指标" if "指标" in typed else follows
            yield CheckResult(
                message=f"{sheet.label}：“{shorten(row.line.name)}”写的是{typed.strip()}，指标值“{shorten(row.line.target)}”是{follows}",
                place=in_projects(row.line.id, field),
                other_place=in_projects(row.line.id, "target"),
                values=((sheet.form.heading("direction"), typed), ("指标值", row.line.target)),
                remedy="越大越好的写 ≥ 和正向，越小越好的写 ≤ 和反向",
                fix=Fix(f"改为{right}", row.line.id, field, right),
            )


def _about_target(sheet: CheckedSheet, row: IndicatorRow, problem: str, remedy: str, fix: Fix | None = None) -> CheckResult:
    return CheckResult(
        message=f"{sheet.label}：{problem}",
        place=in_projects(row.line.id, "target"),
        values=(("三级指标", row.line.name), ("指标值", row.line.target)),
        remedy=remedy,
        fix=fix,
    )


CHECKS: Final = (
    Check("K-5a", rate_is_a_percentage),
    Check("K-5b", value_is_in_normal_form),
    Check("K-5c", figures_can_be_read),
    Check("K-6", percent_can_be_exceeded),
    Check("K-6a", percent_is_at_most_100),
    Check("K-6b", satisfaction_is_a_percentage),
    Check("K-19", sign_stands_before_a_number),
    Check("K-20", direction_is_that_of_the_sign),
)
