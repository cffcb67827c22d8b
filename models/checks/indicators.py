"""The indicator grid of a project sheet: its dimensions, what each row must say, repetitions and years (K-1 … K-5, K-10, K-11)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Final

from models.book import Indicator, Project
from models.checks.context import Check, Context
from models.checks.wording import in_projects, listed, projects, remembered, shorten, tidy
from models.findings import Fix, Found, Severity
from models.pack import SheetForm
from models.target import Target, TargetKind, read_target

_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)年")
_TITLES: Final = re.compile(r"《[^》]*》")
_NUMBERING: Final = re.compile(r"(?:^|\n)\s*(?:目标\s*\d+\s*[:：]?|\d+\s*[.、．])\s*")
_RATE: Final = re.compile(r"(?<!频)率(?:\(%\))?$")
_FIELDS: Final = ("dimension", "category", "name", "description", "target", "basis")
_TEXTS: Final = attrgetter(*_FIELDS[2:])


def standard_name(sheet: SheetForm, text: str) -> str:
    """The form's own word for a 一级 or 二级指标: spaces removed, synonyms replaced; another word stays as it is."""
    plain = tidy(text)
    return sheet.synonyms.get(plain, plain)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that says anything: its project's label, its words as the form has them, its target as read, its roles."""

    label: str
    line: Indicator
    dimension: str
    category: str
    target: Target
    roles: frozenset[str]


@remembered
def grids(context: Context) -> tuple[tuple[Project, str, tuple[Row, ...]], ...]:
    """Every project with what a message calls it and the rows of its grid that say anything."""
    sheet = context.pack.sheet
    return tuple((project, label, tuple(_read_rows(sheet, project, label))) for project, label in projects(context))


def rows(context: Context) -> Iterator[Row]:
    """The rows of all projects."""
    for _, _, grid in grids(context):
        yield from grid


def _read_rows(sheet: SheetForm, project: Project, label: str) -> Iterator[Row]:
    for line in project.indicators:
        if any(text.strip() for text in _TEXTS(line)):
            dimension, category = standard_name(sheet, line.dimension), standard_name(sheet, line.category)
            roles = frozenset(role for role, name in sheet.roles.items() if name in {dimension, category})
            yield Row(label, line, dimension, category, read_target(line.target), roles)


def words_are_the_form_s(context: Context) -> Iterator[Found]:
    """K-1: 一级 and 二级指标 are the form's, and 二级 belongs to its 一级 (VENDOR; ok A, B); synonyms with a hint."""
    sheet = context.pack.sheet
    dimensions = tuple(sheet.dimensions)
    for row in rows(context):
        label, line, dimension, category = row.label, row.line, row.dimension, row.category
        if dimension not in dimensions:
            yield _unknown_word(label, line, "dimension", "一级指标", dimensions)
        elif dimension != tidy(line.dimension):
            yield _synonym(label, line, "dimension", dimension)
        known = sheet.dimensions.get(dimension) or tuple(name for names in sheet.dimensions.values() for name in names)
        if category not in known:
            yield _unknown_word(label, line, "category", "二级指标", known)
        elif category != tidy(line.category):
            yield _synonym(label, line, "category", category)


def _unknown_word(label: str, row: Indicator, field: str, kind: str, known: Sequence[str]) -> Found:
    typed = getattr(row, field).strip()
    under = f"“{row.dimension.strip()}”下面" if field == "category" and row.dimension.strip() else ""
    problem = f"{under}没有“{typed}”" if typed else f"“{shorten(row.name, 10)}”没有{kind}"
    return Found(
        message=f"{label}：{problem}",
        place=in_projects(row.id, field),
        values=((kind, typed), ("可以选", listed(known))),
        remedy=f"{kind}从这几个里选：{listed(known)}",
    )


def _synonym(label: str, row: Indicator, field: str, standard: str) -> Found:
    typed = getattr(row, field).strip()
    return Found(
        message=f"{label}：“{typed}”在版式里叫“{standard}”",
        place=in_projects(row.id, field),
        values=(("写的是", typed), ("版式", standard)),
        remedy="意思一样，改成版式的写法便于汇总",
        fix=Fix(f"改为{standard}", row.id, field, standard),
    )


def sheet_has_all_dimensions(context: Context) -> Iterator[Found]:
    """K-2: a sheet has at least one row of every 一级指标 (EMP: seed A 32 of 32, seed B 36 of 36 for 产出 and 满意度)."""
    sheet = context.pack.sheet
    for project, label in projects(context):
        present, _ = _present(sheet, project)
        missing = [name for name in sheet.dimensions if name not in present]
        if missing:
            none = len(missing) == len(sheet.dimensions)
            yield Found(
                message=f"{label}：没有绩效指标" if none else f"{label}：没有{listed(missing)}",
                place=in_projects(project.id, "indicators"),
                values=(("缺", listed(missing)),),
                remedy="每张绩效目标表各类一级指标至少有一行",
            )


def sheet_has_the_usual_categories(context: Context) -> Iterator[Found]:
    """K-3: 数量, 质量, 时效 and 成本 are each there (EMP as K-2); silent where the whole 一级指标 is missing."""
    sheet = context.pack.sheet
    for project, label in projects(context):
        dimensions, categories = _present(sheet, project)
        wanted = [name for name in sheet.required if any(name in sheet.dimensions[d] for d in dimensions)]
        missing = [name for name in wanted if name not in categories]
        if missing:
            yield Found(
                message=f"{label}：没有{listed(missing)}",
                place=in_projects(project.id, "indicators"),
                values=(("缺", listed(missing)),),
                remedy=f"一般每张表都有{listed(sheet.required)}；确实用不上的，不用补",
            )


def _present(sheet: SheetForm, project: Project) -> tuple[list[str], set[str]]:
    """The 一级指标 that a sheet has, in the form's order, and its 二级指标; a 二级 counts for the 一级 that it belongs to."""
    typed = {standard_name(sheet, row.dimension) for row in project.indicators}
    categories = {standard_name(sheet, row.category) for row in project.indicators}
    present = [name for name, below in sheet.dimensions.items() if name in typed or categories.intersection(below)]
    return present, categories


def row_is_complete(context: Context) -> Iterator[Found]:
    """K-4: a row has 三级指标, 描述, 指标值 and 依据."""
    headings = dict(zip(_FIELDS, context.pack.sheet.indicator_headings, strict=True))
    for row in rows(context):
        missing = [field for field, text in zip(_FIELDS[2:], _TEXTS(row.line), strict=True) if not text.strip()]
        if missing:
            line = row.line
            name = shorten(line.name or line.description or line.target, 10)
            yield Found(
                message=f"{row.label}：“{name}”没有{listed(headings[field] for field in missing)}",
                place=in_projects(line.id, missing[0]),
                values=tuple((headings[field], getattr(line, field)) for field in _FIELDS[2:]),
                remedy="补上空着的格；多出来的空行，删掉",
            )


def quantity_is_a_number(context: Context) -> Iterator[Found]:
    """K-5: the 指标值 of a quantity is operator, number and unit (VENDOR; K-12: 细化量化)."""
    for row in rows(context):
        line, target = row.line, row.target
        if "quantity" not in row.roles:
            continue
        bare = target.kind is TargetKind.NUMBER and not target.unit
        if target.kind not in {TargetKind.PROSE, TargetKind.DATE} and not bare:
            continue
        problem = "后面没有单位" if bare else "不是数量"
        yield Found(
            message=f"{row.label}：“{shorten(line.target)}”{problem}",
            place=in_projects(line.id, "target"),
            values=(("三级指标", line.name), ("指标值", line.target)),
            remedy="写成数字加单位，例如 ≥55 人",
        )


def rate_is_no_count(context: Context) -> Iterator[Found]:
    """K-5a: what is called a rate (…率) is not counted in 次 or 人 (EMP: seed A has one such slip)."""
    for row in rows(context):
        line, target = row.line, row.target
        if target.kind is TargetKind.NUMBER and target.unit and _RATE.search(tidy(line.name)):
            yield Found(
                message=f"{row.label}：“{shorten(line.name)}”的指标值是“{shorten(line.target)}”",
                place=in_projects(line.id, "target"),
                values=(("三级指标", line.name), ("指标值", line.target)),
                remedy="叫“率”的指标一般写百分数；数次数的，把名称改为次数",
            )


def goal_says_its_own(context: Context) -> Iterator[Found]:
    """K-10: 绩效目标 is not empty and not the same as 资金用途 (practice)."""
    for project, label in projects(context):
        texts = [goal for goal in project.goals if goal.text.strip()]
        if not texts:
            place = project.goals[0].id if project.goals else project.id
            yield Found(
                message=f"{label}：没有填绩效目标",
                place=in_projects(place, "text" if project.goals else "goals"),
                remedy="写出这笔钱今年要达到什么，能带数的带上数",
            )
        elif project.use.strip() and _gist("\n".join(goal.text for goal in texts)) == _gist(project.use):
            yield Found(
                message=f"{label}：绩效目标与资金用途相同",
                place=in_projects(texts[0].id, "text"),
                other_place=in_projects(project.id, "use"),
                remedy="资金用途写钱花在哪里，绩效目标写要达到什么",
            )


@lru_cache(maxsize=512)
def _gist(text: str) -> str:
    """A text without numbering, spaces and the final stop, for comparison."""
    return tidy(_NUMBERING.sub("", text)).rstrip("。.;；")


def rows_differ(context: Context) -> Iterator[Found]:
    """K-10a: no 三级指标 with the same 描述 stands twice in a sheet (practice)."""
    for project, label in projects(context):
        first: dict[tuple[str, str], Indicator] = {}
        for row in project.indicators:
            key = tidy(row.name), tidy(row.description)
            if not key[0]:
                continue
            if key in first:
                yield Found(
                    message=f"{label}：“{shorten(row.name)}”写了两次",
                    place=in_projects(row.id, "name"),
                    other_place=in_projects(first[key].id, "name"),
                    values=(("三级指标", row.name), ("绩效指标描述", row.description)),
                    remedy="重复的删掉一行；不是一回事的，把描述写开",
                )
            first.setdefault(key, row)


def times_are_of_this_year(context: Context) -> Iterator[Found]:
    """K-11: a timeliness row names no year but the budget year (seed A: 2023年3月10日前 in a 2024 sheet); titles in 《》 exempt."""
    this_year = context.book.year
    for row in rows(context):
        if "timeliness" not in row.roles:
            continue
        for field in ("name", "description", "target"):
            typed = getattr(row.line, field)
            other = [year for year in _years(typed) if year != this_year]
            if other:
                yield Found(
                    message=f"{row.label}：时效写的是 {other[0]} 年，预算年度是 {this_year} 年",
                    place=in_projects(row.line.id, field),
                    values=(("原文", typed),),
                    remedy="从上年带过来的，把年份改掉；跨年的项目，不用改",
                )
                break


@lru_cache(maxsize=1024)
def _years(text: str) -> tuple[int, ...]:
    if "年" not in text:
        return ()
    return tuple(int(year) for year in _YEAR.findall(tidy(_TITLES.sub("", text))))


CHECKS: Final = (
    Check("K-1", Severity.HINT, words_are_the_form_s),
    Check("K-2", Severity.HINT, sheet_has_all_dimensions),
    Check("K-3", Severity.HINT, sheet_has_the_usual_categories),
    Check("K-4", Severity.HINT, row_is_complete),
    Check("K-5", Severity.HINT, quantity_is_a_number),
    Check("K-5a", Severity.HINT, rate_is_no_count),
    Check("K-10", Severity.HINT, goal_says_its_own),
    Check("K-10a", Severity.HINT, rows_differ),
    Check("K-11", Severity.HINT, times_are_of_this_year),
)
