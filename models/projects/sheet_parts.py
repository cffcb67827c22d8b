"""What of a project a form of 绩效目标表 prints: what is filled in and has no cell there, and cells that nobody has filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from models.book.list_lines import fields_of
from models.book.records import Indicator, Project
from models.book.sheet_fields import TARGET_PARTS, TYPED_MONEY
from models.book.terms import GOAL_PERIODS
from models.pack.forms.sheet import PERIODS, TABLE, SheetForm

GOALS: Final = "goals:"
COLUMN: Final = "column:"
"""Begin the ids of the goals of a block, and of a column of the grid."""

_OF_PERIOD: Final = {period: block for block, period in PERIODS.items()}
_GOAL_COLUMNS: Final = {"year": "goals", "term": "goals_of_term"}
_MAY_BE_BLANK: Final = frozenset({"direction", "note"})
"""指标方向性 follows from 指标值 where nothing is typed; not every indicator has a 备注."""


class SheetPart(Struct, frozen=True):
    """A field, a block of goals or a column of the grid: its ``id`` here, its name, and how many projects it is told of."""

    id: str
    name: str
    projects: int


def unprinted_parts(projects: Sequence[Project], form: SheetForm, named_by: SheetForm) -> tuple[SheetPart, ...]:
    """What is filled in and ``form`` has no cell for, each with the number of projects and its name in ``named_by``.

    Code and name of a project, and its money, are never among it: the tables print them.
    """
    counted = Counter(part for project in projects for part in dict.fromkeys(_filled(project)))
    return tuple(SheetPart(part, part_name(part, named_by), n) for part, n in counted.items() if not prints_part(form, part))


def unfilled_parts(projects: Sequence[Project], form: SheetForm) -> tuple[SheetPart, ...]:
    """What ``form`` has a cell for and projects have not filled, each with the number of these projects, as the form orders them.

    A column counts as filled where one indicator has it.
    """
    filled = [set(_filled(project)) for project in projects]
    missing = ((part, sum(part not in held for held in filled)) for part in _asked(form))
    return tuple(SheetPart(part, part_name(part, form), n) for part, n in missing if n)


def prints_part(form: SheetForm, part: str) -> bool:
    """Whether a form has a cell for a part of a sheet by its id."""
    if not form.is_printed:
        return False
    if part.startswith(COLUMN):
        return form.has_column(part.removeprefix(COLUMN))
    if part.startswith(GOALS):
        return part.removeprefix(GOALS) in _goal_blocks(form)
    if part in {"plan", "tasks"}:
        return bool(form.months) if part == "plan" else form.tasks is not None
    if part == "level":
        return form.shows("superior") or form.shows("own")
    return form.shows(part) or (part in TYPED_MONEY and form.shows("term_budget"))


def is_row(part: str) -> bool:
    """Whether a part is a row of its own in the sheet, or a cell of one: goals, plan, indicators."""
    return part == "plan" or part.startswith((GOALS, COLUMN))


def part_name(part: str, form: SheetForm) -> str:
    """The name of a part as a form prints it, else the usual one."""
    if part.startswith(COLUMN):
        return form.heading(part.removeprefix(COLUMN))
    if part.startswith(GOALS):
        block = part.removeprefix(GOALS)
        return _goal_blocks(form).get(block) or f"{GOAL_PERIODS[PERIODS[block]]}目标"
    if part == "tasks":
        return form.tasks.label if form.tasks is not None else "年度主要任务"
    return {"plan": "支出计划", "level": "资金的上级、本级"}.get(part) or form.label(part)


def _goal_blocks(form: SheetForm) -> dict[str, str]:
    """The blocks of goals that a form prints, with their labels."""
    if form.layout != TABLE:
        return {block.id: block.label for block in form.goals}
    shown = {column.id: column.title for column in form.columns}
    return {block: shown[column] for block, column in _GOAL_COLUMNS.items() if column in shown}


def _filled(project: Project) -> Iterator[str]:
    """The parts of a project that say something; a column once for each indicator."""
    yield from ("use",) if project.use else ()
    yield from (name for name, _ in project.cells)
    yield from (f"{GOALS}{_OF_PERIOD.get(goal.period, 'year')}" for goal in project.goals if goal.text)
    yield from ("plan",) if any(point.value for point in project.plan) else ()
    yield from ("tasks",) if project.tasks else ()
    yield from ("level",) if any(line.level for line in project.funding) else ()
    yield from (f"{COLUMN}{name}" for indicator in project.indicators for name in _filled_columns(indicator))


def _filled_columns(indicator: Indicator) -> Iterator[str]:
    for field in fields_of(indicator):
        if field.name != "id" and getattr(indicator, field.name):
            yield field.name.partition(":")[2] or field.name


def _asked(form: SheetForm) -> Iterator[str]:
    """The parts that a form has a cell to fill for, as it orders them."""
    columns = ("target" if column.id in TARGET_PARTS else column.id for column in form.grid if column.id not in _MAY_BE_BLANK)
    parts = (
        *("use", *(field.id for field in form.fields), *TYPED_MONEY),
        *(f"{GOALS}{block}" for block in _goal_blocks(form)),
        *("plan", "tasks"),
        *(f"{COLUMN}{name}" for name in columns),
    )
    yield from (part for part in dict.fromkeys(parts) if prints_part(form, part))
