"""Several projects at once: what they have in common, and the edits that give all of them the same value.

A list inside the projects (资金, 指标) counts as one line here: what is set holds for every line of every project.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from msgspec import Struct

from models.book.edits import Edit, combined, delete_lines, insert_line, read_field, set_field
from models.book.records import FundingLine, PlanPoint, Project
from models.projects.amounts import project_budget
from models.values.money import show_exact
from models.values.target import TargetKind, read_target
from models.values.text import plain_name


class Common(Struct, frozen=True):
    """The values of one field in several lines, the most frequent first, with how many lines have each."""

    counts: tuple[tuple[Any, int], ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the lines have more than one value."""
        return len(self.counts) > 1

    @property
    def value(self) -> Any:
        """The value that all lines have; None where they differ or where there is none."""
        return self.counts[0][0] if len(self.counts) == 1 else None


def common(values: Iterable[Hashable]) -> Common:
    """What the values have in common."""
    return Common(tuple(Counter(values).most_common()))


def lines_of(projects: Sequence[Project], collection: str) -> tuple[Any, ...]:
    """The lines of one collection of all projects."""
    return tuple(line for project in projects for line in getattr(project, collection))


def set_everywhere(projects: Sequence[Project], field: str, typed: str) -> Edit:
    """Set a field of the projects themselves: 状态, 资金用途."""
    return _step(projects, [set_field(project.id, field, typed) for project in projects])


def set_in_lines(projects: Sequence[Project], collection: str, field: str, typed: str) -> Edit:
    """Set a field in every line of a collection. A project without 资金 gets its first line, so that all have the value."""
    steps = [set_field(line.id, field, typed) for line in lines_of(projects, collection)]
    if collection == "funding":
        values = {field: read_field(FundingLine, field, typed)}
        steps += [insert_line(collection, values, project=project.id) for project in projects if not project.funding]
    return _step(projects, steps)


def delete_projects(projects: Sequence[Project]) -> Edit:
    """Delete the projects as one step."""
    return combined(f"删除 {len(projects)} 个项目", [delete_lines([project.id for project in projects])])


def _step(projects: Sequence[Project], steps: Sequence[Edit]) -> Edit:
    return combined(f"{len(projects)} 个项目一起改", steps)


# --- 资金支出计划


def plan_months(projects: Sequence[Project]) -> tuple[str, ...]:
    """The months of the plans, each once: those of the longest plan in its order, then the others."""
    months: dict[str, str] = {}
    for project in sorted(projects, key=lambda one: -len(one.plan)):
        for point in project.plan:
            months.setdefault(plain_name(point.month), point.month)
    return tuple(months.values())


def point_of(project: Project, month: str) -> PlanPoint | None:
    """The point of a month in the plan of a project, or None."""
    wanted = plain_name(month)
    return next((point for point in project.plan if plain_name(point.month) == wanted), None)


def read_percent(typed: str) -> Decimal | None:
    """A percentage as typed, with or without %; None for any other text."""
    target = read_target(typed)
    plain = target.kind is TargetKind.NUMBER and not target.unit
    return target.number if (plain or target.kind is TargetKind.PERCENT) and not target.operator else None


def set_percent(projects: Sequence[Project], month: str, typed: str, in_wan: Collection[int]) -> Edit:
    """Set the cumulative percentage of a month in all plans; blank text clears it. Raises ``ValueError`` for other text.

    The plans of the projects ``in_wan`` (ids) get the percentage of their 预算数 in 万元, as a plan has one unit.
    A plan without the month gets it where it stands in ``plan_months``.
    """
    percent = read_percent(typed)
    if percent is None and typed.strip():
        raise ValueError(typed)
    months, steps = plan_months(projects), []
    for project in projects:
        point, value = point_of(project, month), ""
        if percent is not None:
            value = _share(project, percent) if project.id in in_wan else f"{percent:f}%"
        if point is not None:
            steps.append(set_field(point.id, "value", value))
        elif value:
            fields = {"month": month, "value": value}
            steps.append(insert_line("plan", fields, before=_following(project, month, months), project=project.id))
    return _step(projects, steps)


def _share(project: Project, percent: Decimal) -> str:
    """A percentage of 预算数 in 万元, to the fen."""
    return show_exact(int((project_budget(project) * percent / 100).quantize(Decimal(1), ROUND_HALF_UP)))


def _following(project: Project, month: str, months: Sequence[str]) -> int:
    """The id of the point before which a month belongs; 0: at the end."""
    later = {plain_name(one) for one in months[months.index(month) + 1 :]}
    return next((point.id for point in project.plan if plain_name(point.month) in later), 0)
