"""The parts of a sheet under a form: their order, the source of each for one project or for several, their grids and labels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from models.book.records import Project
from models.pack.forms.sheet import SheetForm
from ui.grid.rows.column import GridColumn
from ui.grid.rows.source import GridSource
from ui.pages.common.bodies import sub_unit_columns
from ui.pages.common.page import PageServices
from ui.pages.projects.shared.lookup import form_of
from ui.pages.projects.sheet.fields import FieldSource
from ui.pages.projects.sheet.head import HEAD, LABEL_WIDTH, first_of_money, head_rows, label_of, own_columns, row_columns
from ui.pages.projects.sheet.inner_lines import FUNDING_COLUMNS, GOAL_COLUMNS, IndicatorLines, InnerLines, indicator_columns
from ui.pages.projects.sheet.plan_source import PlanSource
from ui.pages.projects.sheet.section_grid import COPY_TO, MENU, SectionGrid, SheetModel
from ui.pages.projects.sheet.shared_sources import shared_source
from ui.widgets.form_block import FormLabel

_NAMES: Final = {
    HEAD: "项目编码和名称", "funding": "资金", "plan": "支出计划", "goals": "绩效目标", "indicators": "指标",
}  # fmt: skip
LISTS: Final = frozenset({"funding", "plan", "goals", "indicators"})
"""Parts that hold lines of the project, and that findings name as a whole."""


class SheetParts:
    """``like`` is a project of the sheet, or any record with its ``scope``: what it is decides about form and parts."""

    def __init__(self, services: PageServices, like: Project) -> None:
        self._services = services
        self.form: SheetForm = form_of(like, services.open_book.pack)
        self._of_department = bool(like.scope)
        self._like = like
        self._rows = head_rows(self.form, of_department=self._of_department)
        self.names: Sequence[str] = tuple(self._ordered())
        """Top to bottom."""

    def _ordered(self) -> list[str]:
        names = list(self._rows)
        if not self._of_department:
            money = first_of_money(self._rows)
            names.insert(names.index(money) if money else len(names), "funding")
        return [*names, "plan", "goals", "indicators"]

    def has(self, part: str) -> bool:
        """Whether the form has a part."""
        if part == "plan":
            return bool(self.form.months)
        return self.form.is_printed or part not in {"goals", "indicators"}

    def source(self, part: str, *projects: Project) -> GridSource:
        """The source of a part for one project, or for several."""
        book, pack, form, project = self._services.open_book, self._services.open_book.pack, self.form, projects[0]
        columns = self._columns(part)
        if len(projects) > 1:
            return shared_source(part, projects, columns, pack)
        if part == "plan":
            return PlanSource(project, book)
        if part == "indicators":
            return IndicatorLines(part, indicator_columns(form), project, book)
        if part in LISTS:
            return InnerLines(part, columns, project, book)
        return FieldSource(columns, project.id, book)

    def _columns(self, part: str) -> Sequence[GridColumn]:
        book = self._services.open_book
        if part == "funding":
            return (*FUNDING_COLUMNS, *sub_unit_columns(book, self._services.settings))
        if part == "goals":
            return GOAL_COLUMNS
        return own_columns(self.form) if part == HEAD else row_columns(self._rows.get(part, ()), self.form, book.pack)

    def part_of(self, field: str) -> str:
        """The part of a field of the project itself, or of its lines as a whole; the first part for one that is not shown."""
        show = field.removeprefix("text:").removeprefix("amount:")
        found = next((part for part, shown in self._rows.items() if show in shown), field)
        return found if found in self.names and self.has(found) else self.names[0]

    def make_grid(self, part: str, parent: QWidget) -> SectionGrid:
        """The grid of a part, without a project."""
        services = self._services
        model = SheetModel(self.source(part, Project(-1, scope=self._like.scope)), services.open_book, parent)
        has_headings = part in {"funding", "indicators"}
        grid = SectionGrid(model, services.theme, services.icons, headings=has_headings, parent=parent)
        grid.setAccessibleName(_NAMES.get(part) or label_of(self.form, part))
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
        words = {"funding": "资金构成", "plan": self.form.plan_label, "goals": self.form.labels["goals"]}
        return {part: make(word) for part, word in words.items() if part in self.names}
