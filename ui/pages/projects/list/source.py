"""The projects of the book as rows of the list: search, filter, order, worst mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from models.book import terms
from models.book.records import Project
from models.projects.amounts import project_budget
from models.published.context import Context
from storage.packs.initials import pinyin_initials
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.source import Cell, GridRow, Totals
from ui.pages.projects.list.rows import ChosenRows, budget_cell
from ui.pages.projects.shared.lookup import QUIET_MARKS, findings_of, is_found
from ui.session.open_book import OpenBook
from ui.theme.icons import Mark

ALL: Final = "全部状态"
WITH_FINDINGS: Final = "有问题"
WITHOUT_FINDINGS: Final = "没有问题"
WITHOUT_STATUS: Final = "没填状态"
SEVERITIES: Final = {"错误": Mark.ERROR, "核实": Mark.VERIFY, "提示": Mark.HINT}
FILTERS: Final = (
    (ALL,), (*terms.PROJECT_STATUSES, WITHOUT_STATUS), (WITH_FINDINGS, *SEVERITIES, WITHOUT_FINDINGS),
)  # fmt: skip
"""The choices of the filter, in groups."""

BY_NUMBER: Final = "按序号"
BY_CODE: Final = "按项目编码"
BY_NAME: Final = "按名称"
BY_BUDGET: Final = "按预算数，从大到小"
BY_STATUS: Final = "按状态"
BY_MARK: Final = "有问题的在前"
ORDERS: Final = (BY_NUMBER, BY_CODE, BY_NAME, BY_BUDGET, BY_STATUS, BY_MARK)
COLUMN_ORDERS: Final = {"number": BY_NUMBER, "name": BY_NAME, "budget": BY_BUDGET}
"""The order that a click on a heading sets, by the key of its column."""

COLUMNS: Final = (
    GridColumn("number", "序", ColumnKind.COMPUTED, 2.4, editable=False, alignment=Align.CENTER),
    GridColumn("name", "项目名称", ColumnKind.COMPUTED, 14.0, editable=False),
    GridColumn("budget", "预算数", ColumnKind.AMOUNT, 6.2, editable=False),
)
_RANKS: Final = {mark: rank for rank, mark in enumerate(Mark)}
_STATUS_RANKS: Final = {status: rank for rank, status in enumerate(terms.PROJECT_STATUSES)}


class ListedProject(NamedTuple):
    """A project with its number in the book."""

    number: int
    project: Project


class ProjectListSource(ChosenRows):
    """A GridSource over the projects. After setting ``search``, ``state``, ``order`` or ``backwards``, refresh the model."""

    columns = COLUMNS
    kind = "list"

    def __init__(self, open_book: OpenBook) -> None:
        self._open_book = open_book
        self.search = ""
        self.state = ALL
        self.order = BY_NUMBER
        self.backwards = False

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The projects that pass search and filter, in the chosen order."""
        shown = [ListedProject(n, project) for n, project in enumerate(context.book.projects, 1) if self.takes(project)]
        return [GridRow(one.project.id, one) for one in sorted(shown, key=self._key(), reverse=self.backwards)]

    def takes(self, project: Project) -> bool:
        """Whether a project passes search and filter."""
        return self._is_in_state(project) and is_found(project, self.search)

    def _is_in_state(self, project: Project) -> bool:
        if self.state in SEVERITIES:
            marks = self._open_book.marks
            return any(marks.mark(finding) is SEVERITIES[self.state] for finding in findings_of(project, marks))
        if self.state in {WITH_FINDINGS, WITHOUT_FINDINGS}:
            return (self.mark(project) in QUIET_MARKS) == (self.state == WITHOUT_FINDINGS)
        return self.state == ALL or project.status == ("" if self.state == WITHOUT_STATUS else self.state)

    def mark(self, project: Project) -> Mark:
        """The worst mark of a project and its lines."""
        marks = self._open_book.marks
        return marks.worst(findings_of(project, marks))

    def _key(self) -> Callable[[ListedProject], Any]:
        return {
            BY_CODE: lambda one: (not one.project.code, one.project.code, one.number),
            BY_NAME: lambda one: (pinyin_initials(one.project.name), one.number),
            BY_BUDGET: lambda one: (-project_budget(one.project), one.number),
            BY_STATUS: lambda one: (_STATUS_RANKS.get(one.project.status, len(_STATUS_RANKS)), one.number),
            BY_MARK: lambda one: (_RANKS[self.mark(one.project)], one.number),
        }.get(self.order, lambda one: one.number)

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:  # noqa: ARG002
        """Number, name with the worst mark, 预算数."""
        number, project = row.value
        if column.key == "number":
            return Cell(str(number), editable=False)
        if column.key == "name":
            name = project.name.replace("\n", " ")
            marks = self._open_book.marks
            found = findings_of(project, marks)
            notes = tuple(finding.message for finding in found)
            return Cell(name or "没有名称", "", name, editable=False, ghost=not name, mark=marks.worst(found), notes=notes)
        return budget_cell(project_budget(project))

    def row_name(self, number: int) -> str:
        """``项目 第 4 个``."""
        return f"项目 第 {number} 个"

    def totals(self, context: Context) -> Totals | None:
        """``32 个项目`` and the sum of their budgets; only of the shown ones when filtered."""
        projects = context.book.projects
        shown = [project for project in projects if self.takes(project)]
        words = f"{len(shown)} 个项目" if len(shown) == len(projects) else f"{len(shown)} / {len(projects)} 个项目"
        total = sum(map(project_budget, shown))
        return Totals("Σ", "", {"name": words}, {"budget": total} if total else {})
