"""Edits of whole projects (add, copy, months of the plan, copied indicators), and where an indicator goes in its sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Final

from msgspec.structs import replace

from models.book.edits import Edit
from models.book.line_edits import change_line, index_of, inserted
from models.book.records import DEPARTMENT, Book, FundingLine, Goal, Indicator, PlanPoint, Project
from models.pack.forms.sheet import SheetForm
from models.pack.phrases import fill
from models.projects.incoming import numbered, unnumbered
from models.values.text import clean_text, plain_name

_UNKNOWN: Final = 1_000
"""Rank of a name that the form does not have: last."""


def place_for(lines: Sequence[Indicator], dimension: str, category: str, form: SheetForm) -> int:
    """The id of the line to insert an indicator before, so that it is in the order of the form; 0: at the end."""
    own = [line for line in lines if _form_word(line.dimension, form) == _form_word(dimension, form)]
    near = own or lines
    wanted = _rank(dimension, category, form)
    before = [line for line in near if _rank(line.dimension, line.category, form) <= wanted]
    if not before:
        return near[0].id if near else 0
    following = next(at for at, line in enumerate(lines) if line is before[-1]) + 1
    return lines[following].id if following < len(lines) else 0


def _form_word(name: str, form: SheetForm) -> str:
    """The form's own word for a name (from its ``synonyms``)."""
    plain = plain_name(name)
    return next((plain_name(word) for other, word in form.synonyms.items() if plain_name(other) == plain), plain)


def _rank(dimension: str, category: str, form: SheetForm) -> tuple[int, int]:
    groups = {plain_name(name): [plain_name(inner) for inner in names] for name, names in form.dimensions.items()}
    outer, inner = _form_word(dimension, form), _form_word(category, form)
    names = groups.get(outer, [])
    first = list(groups).index(outer) if outer in groups else _UNKNOWN
    return first, names.index(inner) if inner in names else _UNKNOWN


def copy_indicators(line_ids: Iterable[int], project_ids: Iterable[int], form: SheetForm) -> Edit:
    """Copy indicators to other projects, each at its place (``place_for``); none to a project that has an identical one."""
    wanted, targets = frozenset(line_ids), frozenset(project_ids)

    def apply(book: Book) -> Book:
        sheets = (*book.projects, *book.overall)
        copied = [line for sheet in sheets for line in sheet.indicators if line.id in wanted]
        ids = count(book.next_id)
        projects = tuple(_with_copies(one, copied, ids, form) if one.id in targets else one for one in book.projects)
        following = next(ids)
        return book if following == book.next_id else replace(book, projects=projects, next_id=following)

    return Edit(f"{len(wanted)} 条指标复制到 {len(targets)} 个项目", apply)


def _with_copies(project: Project, copied: Iterable[Indicator], ids: Iterator[int], form: SheetForm) -> Project:
    lines = project.indicators
    for line in copied:
        if not any(replace(other, id=line.id) == line for other in lines):
            lines = inserted(lines, replace(line, id=next(ids)), place_for(lines, line.dimension, line.category, form))
    return replace(project, indicators=lines)


def add_project(name: str, sheet: SheetForm) -> Edit:
    """A new project with the pack's starting sheet: one funding line, the plan's months, a goal in each block."""

    def apply(book: Book) -> Book:
        own = book.next_id
        funding = (FundingLine(own + 1),)
        goals = _first_goals(sheet, own + 2)
        following = own + 2 + len(goals)
        plan = tuple(PlanPoint(following + i, month) for i, month in enumerate(sheet.months))
        project = Project(own, name=clean_text(name).strip(), plan_label=sheet.plan_label, funding=funding, plan=plan, goals=goals)
        return replace(book, projects=(*book.projects, project), next_id=following + len(plan))

    return Edit(f"新增项目：{name}", apply)


def _first_goals(sheet: SheetForm, first_id: int) -> tuple[Goal, ...]:
    """A goal in each block of the form, as it numbers the first."""
    label = fill(sheet.goal_label, number=1)
    return tuple(Goal(first_id + at, label, period=block.period) for at, block in enumerate(sheet.goals))


def add_overall(sheet: SheetForm) -> Edit:
    """部门整体绩效目标 with a goal in each block, as ``sheet`` numbers them. A book has one at most: no change where it has it."""

    def apply(book: Book) -> Book:
        own = book.next_id
        goals = _first_goals(sheet, own + 1)
        overall = (Project(own, scope=DEPARTMENT, goals=goals),)
        return book if book.overall else replace(book, overall=overall, next_id=own + 1 + len(goals))

    return Edit("新增部门整体绩效目标", apply)


def copy_project(project_id: int) -> Edit:
    """A second project with the same sheet, below the first. Its 项目编码 is blank: no two projects share one."""

    def apply(book: Book) -> Book:
        at = index_of(book.projects, project_id)
        ids = count(book.next_id)
        copy = numbered(unnumbered(replace(book.projects[at], code="")), next(ids), ids)
        return replace(book, projects=(*book.projects[: at + 1], copy, *book.projects[at + 1 :]), next_id=next(ids))

    return Edit("复制项目", apply)


def set_plan_months(project_id: int, months: Iterable[str]) -> Edit:
    """Set the months of a plan. Typed values are never lost: under the same month, else a free one, else kept at the end."""
    wanted = tuple(months)

    def apply(book: Book) -> Book:
        ids = count(book.next_id)
        book = change_line(book, project_id, lambda project: _with_months(project, wanted, ids))
        following = next(ids)
        return book if following == book.next_id else replace(book, next_id=following)

    return Edit("支出计划换成版式的月份", apply)


def _with_months(project: Project, months: tuple[str, ...], ids: Iterator[int]) -> Project:
    keys = {plain_name(month) for month in months}
    known = {plain_name(point.month): point for point in project.plan if plain_name(point.month) in keys}
    spare = [point for point in project.plan if point not in known.values()]
    plan = []
    for month in months:
        point = known.get(plain_name(month)) or (spare.pop(0) if spare else PlanPoint(next(ids), month))
        plan.append(point if point.month == month else replace(point, month=month))
    plan += [point for point in spare if point.value.strip()]
    return project if tuple(plan) == project.plan else replace(project, plan=tuple(plan))
