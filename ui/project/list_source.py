"""The projects of the book as rows of the list: what is searched, filtered, in which order, with which mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from models import terms
from models.book import Project
from models.checks.context import Context, project_budget
from models.codes import plain_name
from models.edits import Edit
from models.findings import Place
from storage.code_lists import pinyin_initials
from ui.amounts import has_finer_digits
from ui.grid.amount_cells import sum_cell
from ui.grid.column import Align, ColumnKind, GridColumn
from ui.grid.source import Cell, GridRow, Totals
from ui.marks import Mark
from ui.open_book import OpenBook
from ui.project.lines_of import PAGE, QUIET_MARKS, findings_of

ALL: Final = "全部状态"
WITH_FINDINGS: Final = "有问题"
FILTERS: Final = (ALL, *terms.PROJECT_STATUSES, WITH_FINDINGS)
BY_NUMBER: Final = "按序号"
BY_NAME: Final = "按名称"
BY_BUDGET: Final = "按预算数，从大到小"
BY_MARK: Final = "有问题的在前"
ORDERS: Final = (BY_NUMBER, BY_NAME, BY_BUDGET, BY_MARK)
COLUMNS: Final = (
    GridColumn("number", "序", ColumnKind.COMPUTED, 2.4, editable=False, alignment=Align.CENTER),
    GridColumn("name", "项目名称", ColumnKind.COMPUTED, 14.0, editable=False),
    GridColumn("budget", "预算数", ColumnKind.AMOUNT, 6.2, editable=False),
)
_RANKS: Final = {mark: rank for rank, mark in enumerate(Mark)}


class Listed(NamedTuple):
    """A row of the list: the project and its number in the book."""

    number: int
    project: Project


class ProjectListSource:
    """A GridSource over the projects; after a change of ``search``, ``state`` or ``order`` the model is refreshed."""

    columns = COLUMNS
    takes_new_rows = False
    topic = PAGE

    def __init__(self, open_book: OpenBook) -> None:
        self._open_book = open_book
        self.search = ""
        self.state = ALL
        self.order = BY_NUMBER

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The projects that pass, in the chosen order."""
        shown = [Listed(n, project) for n, project in enumerate(context.book.projects, 1) if self.takes(project)]
        key = self._key()
        return [GridRow(one.project.id, one) for one in (sorted(shown, key=key) if key else shown)]

    def takes(self, project: Project) -> bool:
        """Whether a project is shown."""
        if self.state == WITH_FINDINGS:
            return self.mark(project) not in QUIET_MARKS and _is_found(project, self.search)
        return self.state in {ALL, project.status} and _is_found(project, self.search)

    def mark(self, project: Project) -> Mark:
        """The worst mark of a project and its lines."""
        marks = self._open_book.marks
        return marks.worst(findings_of(project, marks))

    def _key(self) -> Callable[[Listed], Any] | None:
        return {
            BY_NAME: lambda one: (pinyin_initials(one.project.name), one.number),
            BY_BUDGET: lambda one: (-project_budget(one.project), one.number),
            BY_MARK: lambda one: (_RANKS[self.mark(one.project)], one.number),
        }.get(self.order)

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
        budget = project_budget(project)
        return replace(sum_cell(budget, ""), computed=False, finer=has_finer_digits(budget))

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """A place that no finding names: the list gathers the marks of whole projects by itself."""
        return Place(PAGE, 0, f"list:{row.key}:{column.key}")

    def row_name(self, number: int) -> str:
        """Rows of the list are not edited."""
        return f"项目 第 {number} 个"

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Nothing is typed in the list."""
        return None

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:  # noqa: ARG002
        """Projects are added by the page."""
        return None

    def delete_rows(self, rows: Sequence[GridRow]) -> Edit | None:  # noqa: ARG002
        """Projects are deleted by the page."""
        return None

    def totals(self, context: Context) -> Totals | None:
        """``32 个项目`` and their sum; of those that are shown when not all are."""
        projects = context.book.projects
        shown = [project for project in projects if self.takes(project)]
        words = f"{len(shown)} 个项目" if len(shown) == len(projects) else f"{len(shown)} / {len(projects)} 个项目"
        total = sum(map(project_budget, shown))
        return Totals("Σ", "", {"name": words}, {"budget": total} if total else {})


def _is_found(project: Project, text: str) -> bool:
    wanted = plain_name(text).lower()
    if not wanted:
        return True
    name = plain_name(project.name).lower()
    return wanted in name or wanted in project.code.lower() or wanted in pinyin_initials(project.name)
