"""What the cells of a 绩效目标表 say of a project, by the ids that a form shows: fields, amounts, goals and indicators.

Window, paper, checks and search read a project under its form here, so that a cell says the same in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from models.book.records import DEPARTMENT, Book, Goal, Indicator, Project
from models.pack.forms.sheet import DEPARTMENT_MONEY, MONEY, NO_SHEET, OWN_FIELDS, PERIODS, GoalBlock, SheetForm
from models.projects.amounts import project_amount
from models.values.money import fen
from models.values.target_parts import direction_of, join_target, split_target

_GOALS = {"goals": PERIODS["year"], "goals_of_term": PERIODS["term"]}


def is_money(show: str, form: SheetForm = NO_SHEET) -> bool:
    """Whether what a head or column shows is an amount; with ``form`` also of an amount that only this form declares."""
    return show in MONEY or show in DEPARTMENT_MONEY or any(field.id == show and field.kind == "amount" for field in form.fields)


def project_value(project: Project, show: str, form: SheetForm, book: Book) -> str | int:
    """What ``{show}`` in a head, or a column of the table for all projects, says: a text as typed, or an amount in fen.

    The sheet of the whole department carries its amounts (``models.published.figures.department_sheet``).
    """
    if show in MONEY and project.scope != DEPARTMENT:
        return project_amount(project, show)
    if is_money(show, form):
        return fen(getattr(project, f"amount:{show}"))
    if show in _GOALS:
        return goals_text(goal for goal in project.goals if goal.period == _GOALS[show])
    if show in {"unit", "unit_name"}:
        return book.unit.name if show == "unit" else _unit_of(project, book)
    if show == "year":
        return str(book.year)
    own = "name" if show == "name_of_project" else show
    return str(getattr(project, own if own in OWN_FIELDS else f"text:{own}"))


def _unit_of(project: Project, book: Book) -> str:
    """The body that all money of a project goes to, or else the 填报单位."""
    names = {line.sub_unit for line in project.funding if line.sub_unit}
    return names.pop() if len(names) == 1 and all(line.sub_unit for line in project.funding) else book.unit.name


def goals_of(project: Project, block: GoalBlock, form: SheetForm) -> tuple[Goal, ...]:
    """The goals that print in a block of the form.

    One of which no time is said is of the year, and where the form has no block of the year, it stands in the first one. Goals of
    a time that the form does not ask for stay with the project, as all that only other forms print.
    """
    known = {each.period for each in form.goals}
    periods = {block.period} if "" in known or block != form.goals[0] else {block.period, ""}
    return tuple(goal for goal in project.goals if goal.period in periods)


def goals_text(goals: Iterable[Goal]) -> str:
    """Goals for one cell: a single one as it is, several as lines with their labels or numbers."""
    said = [goal for goal in goals if goal.text or goal.label]
    if len(said) == 1:
        return said[0].text
    return "\n".join(f"{goal.label or number}{'：' if goal.label else '.'}{goal.text}" for number, goal in enumerate(said, 1))


def grid_text(indicator: Indicator, column_id: str, form: SheetForm) -> str:
    """What a column of the grid says of an indicator.

    A form that prints 指标值 in parts shows each part; what it has no column for stays in the cell of the value, so that nothing
    of the text is lost. 指标方向性 that is not typed follows from the sign.
    """
    if column_id in {"sign", "value", "unit", "measure"}:
        return _target_part(indicator.target, column_id, form)
    if column_id in Indicator.__struct_fields__:
        return str(getattr(indicator, column_id))
    typed = str(getattr(indicator, f"text:{column_id}"))
    return typed or (direction_of(indicator.target) if column_id == "direction" else "")


def _target_part(target: str, part: str, form: SheetForm) -> str:
    parts = split_target(target)
    if part == "value":
        shown = {column.id for column in form.columns}
        apart = {name: "" for name in ("sign", "unit") if name in shown}
        return join_target(replace(parts, **apart))
    text: str = getattr(parts, part)
    return form.signs.get(text, text) if part == "sign" else text
