"""项目编码: 21 characters starting with region and year; the check character where its rule is known (PC-1 … PC-7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.book.edits import Fix
from models.book.places import Place
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.wording import in_projects, projects, years_in
from models.projects.project_code import CODE_SHAPE, CODE_WITH_CHECK, LENGTH, check_character, code_year, is_spoilt
from models.published.context import Context
from models.values.money import fen
from models.values.text import shorten

_ANNOUNCED_AHEAD: Final = ("提前下达", "预下达")
"""预算法 §38: the province announces money of the next year before that year begins."""


def code_has_its_shape(context: Context) -> Iterator[CheckResult]:
    """PC-1: 21 digits and capitals, starting with region and year (four provinces seen). A blank code is allowed."""
    for project, label in projects(context):
        code = project.code
        cleaned = "".join(code.split()).upper()
        if not code or (CODE_SHAPE.fullmatch(code) and not is_spoilt(cleaned)):
            continue
        remedy = "从项目库里复制编码；没有编码的可以空着"
        if is_spoilt(cleaned):
            problem = f"项目编码“{shorten(code)}”被 Excel 当成了数，后面的位数丢了"
            remedy = "在 Excel 里把这一列设为文本，从项目库里再复制一次编码"
        elif len(code) != LENGTH:
            problem = f"项目编码 {len(code)} 位，应当是 {LENGTH} 位"
        elif not code[:8].isdecimal():
            problem = "项目编码前 8 位应当是区划和年份"
        else:
            problem = "项目编码里只能有数字和大写字母"
        yield CheckResult(
            message=f"{label}：{problem}",
            place=in_projects(project.id, "code"),
            values=(("项目编码", code),),
            remedy=remedy,
            fix=Fix(f"改为 {cleaned}", project.id, "code", cleaned) if CODE_SHAPE.fullmatch(cleaned) and cleaned != code else None,
        )


def code_region_is_the_cover_region(context: Context) -> Iterator[CheckResult]:
    """PC-2: the first six characters are the region on the cover, where both are given."""
    region = context.book.unit.region
    if len(region) != 6:
        return
    for project, label in projects(context):
        if CODE_SHAPE.fullmatch(project.code) and not project.code.startswith(region):
            yield CheckResult(
                message=f"{label}：编码区划 {project.code[:6]}，封面 {region}",
                place=in_projects(project.id, "code"),
                other_place=Place("cover", field="region"),
                values=(("项目编码", project.code), ("封面区划代码", region)),
                remedy="查编码是不是别的地方的；封面写错的，改封面",
            )


def code_year_is_not_ahead(context: Context) -> Iterator[CheckResult]:
    """PC-3: the code's year is not after the budget year."""
    for project, label in projects(context):
        year = code_year(project.code)
        if year is not None and year > context.book.year:
            yield CheckResult(
                message=f"{label}：编码年份 {year}，晚于预算年度 {context.book.year}",
                place=in_projects(project.id, "code"),
                values=(("项目编码", project.code),),
                remedy="编码第 7、8 位是年份，查是不是录错了",
            )


def code_is_unique(context: Context) -> Iterator[CheckResult]:
    """PC-4: no two projects of a budget have the same code."""
    first: dict[str, tuple[int, str]] = {}
    for project, label in projects(context):
        if not project.code:
            continue
        if project.code in first:
            other, other_label = first[project.code]
            yield CheckResult(
                message=f"{label}：编码与“{other_label}”相同",
                place=in_projects(project.id, "code"),
                other_place=in_projects(other, "code"),
                values=(("项目编码", project.code),),
                remedy="两个项目不能用同一个编码，改掉录错的那个",
            )
        first.setdefault(project.code, (project.id, label))


def code_year_goes_with_carried_money(context: Context) -> Iterator[CheckResult]:
    """PC-5 (X-23): a code of an earlier year goes with 上年结转 money, any other with this year's (seed A: 32 of 32)."""
    for project, label in projects(context):
        year = code_year(project.code)
        for part in project.funding:
            if year is None or not fen(part.amount) or part.carried is (year < context.book.year):
                continue
            money = "上年结转" if part.carried else "本年"
            usual = "上年结转的钱一般用以前年度的编码" if part.carried else "以前年度的编码一般用上年结转的钱"
            yield CheckResult(
                message=f"{label}：编码是 {year} 年的，资金是{money}的",
                place=in_projects(part.id, "carried"),
                other_place=in_projects(project.id, "code"),
                values=(("项目编码", project.code), ("资金", money)),
                remedy=f"{usual}：查资金的年度和编码哪个录错；两样都对的，不用改",
            )


def code_year_matches_the_name(context: Context) -> Iterator[CheckResult]:
    """PC-7: the year in the name is the code's year; for money announced ahead (提前下达) it may be the year after.

    P-11a handles names of a year before the budget year.
    """
    for project, label in projects(context):
        code, years = code_year(project.code), set(years_in(project.name))
        if code is None or len(years) != 1:
            continue
        named = years.pop()
        ahead = any(word in project.name for word in _ANNOUNCED_AHEAD)
        carried = any(part.carried for part in project.funding)
        if named in {code, code + 1 if ahead else code} or (named < context.book.year and not carried):
            continue
        yield CheckResult(
            message=f"{label}：名称里是 {named} 年，编码是 {code} 年的",
            place=in_projects(project.id, "name"),
            other_place=in_projects(project.id, "code"),
            values=(("项目名称", project.name), ("项目编码", project.code)),
            remedy="名称从上年带过来的，改名称；编码录错的，改编码；两样都对的，不用改",
        )


def check_character_is_right(context: Context) -> Iterator[CheckResult]:
    """PC-6: the last character is computed from the first 20, in regions where all published codes follow the rule."""
    yield from _wrong_check(context, certain=True)


def check_character_is_probably_right(context: Context) -> Iterator[CheckResult]:
    """PC-6a: as PC-6, in regions where the rule is likely, for codes of the known shape."""
    yield from _wrong_check(context, certain=False)


def _wrong_check(context: Context, *, certain: bool) -> Iterator[CheckResult]:
    regions = context.pack.project_codes
    for project, label in projects(context):
        code = project.code
        surely = code.startswith(regions.certain)
        if not CODE_SHAPE.fullmatch(code) or surely is not certain or not (surely or code.startswith(regions.likely)):
            continue
        if CODE_WITH_CHECK.fullmatch(code):
            right = check_character(code)
            if code[-1] != right:
                yield _check_finding(project.id, label, code, f"末位应当是 {right}")
        elif certain:
            yield _check_finding(project.id, label, code, "没有这样的编码")


def _check_finding(project: int, label: str, code: str, problem: str) -> CheckResult:
    return CheckResult(
        message=f"{label}：项目编码对不上，{problem}",
        place=in_projects(project, "code"),
        values=(("项目编码", code),),
        remedy="编码里有一位录错，或者两位写颠倒；从项目库里再复制一次",
    )


CHECKS: Final = (
    Check("PC-1", code_has_its_shape),
    Check("PC-2", code_region_is_the_cover_region),
    Check("PC-3", code_year_is_not_ahead),
    Check("PC-4", code_is_unique, reads=("projects",)),
    Check("PC-5", code_year_goes_with_carried_money),
    Check("PC-6", check_character_is_right),
    Check("PC-6a", check_character_is_probably_right),
    Check("PC-7", code_year_matches_the_name),
)
