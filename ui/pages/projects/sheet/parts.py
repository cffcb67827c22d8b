"""The parts of a sheet under a form: their order, the source of each for one project or for several, their grids and labels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from models.book.records import Project
from models.pack.forms.sheet import SheetForm
from models.projects.hidden_parts import hidden_columns, hidden_lists, hidden_parts, other_fields
from models.words.fields import INNER_NAMES
from ui.grid.rows.column import GridColumn
from ui.grid.rows.source import GridSource
from ui.pages.common.bodies import sub_unit_columns
from ui.pages.common.extras import OTHER_LAYOUTS
from ui.pages.common.page import PageServices
from ui.pages.projects.shared.lookup import form_of
from ui.pages.projects.sheet.fields import FieldSource
from ui.pages.projects.sheet.head import HEAD, LABEL_WIDTH, first_part_of_money, head_rows, own_columns, row_columns
from ui.pages.projects.sheet.indicator_columns import indicator_columns
from ui.pages.projects.sheet.inner_lines import (
    GoalLines,
    IndicatorLines,
    InnerLines,
    TaskLines,
    funding_columns,
    goal_columns,
    task_columns,
)
from ui.pages.projects.sheet.other_fields import OtherFields
from ui.pages.projects.sheet.plan_source import PlanSource
from ui.pages.projects.sheet.section_grid import COPY_TO, MENU, SectionGrid, SheetModel
from ui.pages.projects.sheet.shared_sources import shared_source
from ui.widgets.form_block import FormLabel

OTHERS: Final = "others"
"""The part with the fields that other layouts have, shown on demand."""

_NAMES: Final = {
    HEAD: "项目编码和名称", "funding": "资金", "plan": "支出计划", "tasks": "主要任务", "goals": "绩效目标", "indicators": "指标",
    OTHERS: "其他版式的栏",
}  # fmt: skip
LISTS: Final = frozenset({"funding", "plan", "tasks", "goals", "indicators"})
"""Parts that hold lines of the project, and that findings name as a whole."""

_OF_ONE: Final = frozenset({"tasks", "goals", OTHERS})
"""Parts that several projects at once do not have."""


class SheetParts:
    """``like`` is a project of the sheet, or any record with its ``scope``: what it is decides about form and parts."""

    def __init__(self, services: PageServices, like: Project) -> None:
        self._services = services
        self.form: SheetForm = form_of(like, services.open_book.pack)
        self._like = like
        self._rows = head_rows(self.form, of_department=bool(like.scope))
        self.names: Sequence[str] = tuple(self._ordered())
        """Top to bottom."""

    def _ordered(self) -> list[str]:
        names = list(self._rows)
        if not self._like.scope:
            money = first_part_of_money(self._rows)
            names.insert(names.index(money) if money else len(names), "funding")
        return [*names, "plan", "tasks", "goals", OTHERS, "indicators"]

    @property
    def asks_for_others(self) -> bool:
        """Whether the clerk wants to see what other layouts have."""
        return OTHER_LAYOUTS.is_shown(self._services.open_book.book, self._services.settings)

    def has(self, part: str) -> bool:
        """Whether the form has a part."""
        if part in {"plan", "tasks"}:
            return bool(self.form.months if part == "plan" else self.form.tasks)
        return part != OTHERS and (self.form.is_printed or part not in {"goals", "indicators"})

    def is_shown(self, part: str, projects: Sequence[Project]) -> bool:
        """Whether the projects show a part: one of the form, or on demand what one project has under another."""
        if len(projects) != 1:
            return self.has(part) and part not in _OF_ONE
        return self.has(part) or (
            self.asks_for_others and (part == OTHERS or part in hidden_lists(hidden_parts(projects[0], self.form)))
        )  # fmt: skip

    def source(self, part: str, *projects: Project) -> GridSource:
        """The source of a part for one project, or for several."""
        book, project = self._services.open_book, projects[0]
        if len(projects) > 1:
            return shared_source(part, projects, self._columns(part, project), book.pack)
        if part == "plan":
            return PlanSource(project, book)
        if part == OTHERS:
            return OtherFields(project, book)
        columns = self._columns(part, project)
        lines = {"indicators": IndicatorLines, "goals": GoalLines, "tasks": TaskLines, "funding": InnerLines}.get(part)
        return lines(part, columns, project, book) if lines is not None else FieldSource(columns, project.id, book)

    def _columns(self, part: str, project: Project) -> Sequence[GridColumn]:
        book, form = self._services.open_book, self.form
        if part == "indicators":
            further = hidden_parts(project, form) if form.is_printed and self.asks_for_others else ()
            return indicator_columns(form, hidden_columns(further))
        if part == "funding":
            return funding_columns(project, form, sub_unit_columns(book, self._services.settings))
        if part in {"goals", "tasks"}:
            return goal_columns(project, form) if part == "goals" else task_columns(form)
        is_first = part == first_part_of_money(self._rows)
        return (
            own_columns(form) if part == HEAD else row_columns(self._rows.get(part, ()), form, book.pack, first_of_money=is_first)
        )

    def part_of(self, field: str) -> str:
        """The part of a field of the project itself, or of its lines as a whole; the first part for an unknown one."""
        show = field.rpartition(":")[2]
        found = next((part for part, shown in self._rows.items() if show in shown), field)
        if found in self.names:
            return found
        return OTHERS if field in other_fields(self._like, self.form) else self.names[0]

    def make_grid(self, part: str, parent: QWidget) -> SectionGrid:
        """The grid of a part, without a project."""
        services = self._services
        model = SheetModel(self.source(part, Project(-1, scope=self._like.scope)), services.open_book, parent)
        has_headings = part in {"funding", "tasks", "indicators"}
        grid = SectionGrid(model, services.theme, services.icons, headings=has_headings, parent=parent)
        grid.setAccessibleName(_NAMES.get(part) or self.form.label(part))
        grid.horizontalHeader().remember_widths(services.settings, f"projects/{part}")
        grid.block.pasted_columns.remember_in(services.settings, f"projects/{part}")
        if part == "indicators":
            grid.begins_at = "category"  # 一级指标 follows from it
            grid.horizontalHeader().centres_titles = True
        if part == "goals":
            grid.begins_at = "text"  # few forms number the goals
        if part in LISTS - {"plan"}:
            grid.add_row_actions((*MENU, COPY_TO) if part == "indicators" else MENU)
        return grid

    def make_labels(self) -> dict[str, FormLabel]:
        """The labels beside the lists."""
        make = partial(FormLabel, width=LABEL_WIDTH, theme=self._services.theme, icons=self._services.icons)
        tasks = self.form.tasks.label if self.form.tasks is not None else INNER_NAMES["tasks"]
        words = {
            "funding": "资金构成", "plan": self.form.plan_label or INNER_NAMES["plan"], "tasks": tasks,
            "goals": self.form.labels["goals"],
        }  # fmt: skip
        return {part: make(word) for part, word in words.items() if part in self.names}
