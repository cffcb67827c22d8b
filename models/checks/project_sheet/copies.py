"""Texts copied unchanged from another project (K-10c), found by one dictionary look-up per text."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Final

from models.book.places import Place
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.project_sheet.sheets import CheckedSheet, sheets
from models.checks.wording import goal_gist, in_projects
from models.published.context import Context
from models.values.text import plain_sentence

_SHORTEST: Final = 12
"""In characters: shorter texts may well be equal by chance."""

_FEWEST: Final = 3
"""Grids with fewer rows than this are not compared."""


def texts_are_not_copied(context: Context) -> Iterator[CheckResult]:
    """K-10c: 资金用途, 绩效目标 and the whole grid are not copied from another project unchanged (practice)."""
    first: dict[Hashable, CheckedSheet] = {}
    for sheet in sheets(context):
        for name, key, place in _texts(sheet):
            other = first.setdefault((name, key), sheet)
            if other is not sheet:
                yield CheckResult(
                    message=f"{sheet.label}：{name}与“{other.label}”完全相同",
                    place=place,
                    other_place=in_projects(other.project.id, "name"),
                    values=(("这个项目", sheet.project.name), ("另一个项目", other.project.name)),
                    remedy="从别的项目复制来的，改成这个项目自己的；两个项目确实一样的，不用改",
                )


def _texts(sheet: CheckedSheet) -> Iterator[tuple[str, Hashable, Place]]:
    project = sheet.project
    use, goal = plain_sentence(project.use), goal_gist(project)
    if len(use) >= _SHORTEST and sheet.form.shows("use"):
        yield "资金用途", use, in_projects(project.id, "use")
    if len(goal) >= _SHORTEST and goal != use:
        line = next(line for line in project.goals if line.text.strip())
        yield "绩效目标", goal, in_projects(line.id, "text")
    if len(sheet.rows) >= _FEWEST:
        lines = tuple((row.line.name, row.line.description, row.line.target) for row in sheet.rows)
        yield "全部指标", lines, in_projects(project.id, "indicators")


CHECKS: Final = (Check("K-10c", texts_are_not_copied, reads=("projects",)),)
