"""The spending plan as a grid: the months of the sheet, the unit that is typed, and the other one computed from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from models import edits
from models.book import PlanPoint, Project
from models.checks.context import Context, project_budget
from models.checks.plan import PERCENT, WAN, Plan, read_plan
from models.edits import Edit
from models.findings import Place
from ui.amounts import grouped_wan
from ui.grid.column import Align, ColumnKind, GridColumn
from ui.grid.source import Cell, GridRow, Totals
from ui.open_book import OpenBook
from ui.project.cells import LabelCell, is_label, label_column
from ui.project.lines_of import PAGE, project_with, project_words

MONTH: Final = "month"
_ORIGINS: Final = {WAN: "预算数 × 百分比", PERCENT: "计划数 ÷ 预算数"}


class PlanRow(NamedTuple):
    """A row of the plan: MONTH, WAN or PERCENT, with the project and its plan as read."""

    kind: str
    project: Project
    plan: Plan


def plan_columns(points: Sequence[PlanPoint]) -> tuple[GridColumn, ...]:
    """The unit and one column a month; the key of a month's column is the id of its point."""
    months = (
        GridColumn(str(point.id), point.month, ColumnKind.TEXT, 8.0, hint="填累计数", alignment=Align.RIGHT) for point in points
    )
    return (label_column("unit", "", 4.0), *months)


class PlanSource:
    """A GridSource over the plan of one project. Its columns are the points that the plan has now."""

    takes_new_rows = False
    topic = "plan"

    def __init__(self, project: Project, open_book: OpenBook) -> None:
        self.columns = plan_columns(project.plan)
        self._project = project.id
        self._open_book = open_book

    @property
    def points(self) -> tuple[int, ...]:
        """The ids of the points that have a column."""
        return tuple(int(column.key) for column in self.columns[1:])

    def rows(self, context: Context) -> Sequence[GridRow]:
        """Months, 万元, %."""
        project = project_with(context.book, self._project)
        if project is None:
            return []
        plan = read_plan(project, context.pack.sheet.plan_unit)
        return [GridRow(kind, PlanRow(kind, project, plan)) for kind in (MONTH, WAN, PERCENT)]

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:  # noqa: ARG002
        """A heading, a typed value, or the same in the other unit."""
        value: PlanRow = row.value
        if is_label(column):
            return LabelCell({MONTH: "", WAN: "万元", PERCENT: "%"}[value.kind], editable=False, computed=True)
        point = _point(value.project, column)
        if point is None:
            return Cell(editable=False)
        if value.kind == MONTH:
            return LabelCell(point.month, point.month, point.month)
        if value.kind == value.plan.mode:
            return Cell(point.value, point.value, point.value, unread=point in value.plan.unread)
        text = _other_unit(value, point)
        return Cell(text, "", text, _ORIGINS[value.kind], editable=False, computed=True)

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """Month and typed value are fields of the point; what is computed has no finding."""
        value: PlanRow = row.value
        if not is_label(column) and value.kind == MONTH:
            return Place(PAGE, int(column.key), MONTH)
        if not is_label(column) and value.kind == value.plan.mode:
            return Place(PAGE, int(column.key), "value")
        return Place(PAGE, 0, f"{value.kind}:{column.key}")

    def row_name(self, number: int) -> str:  # noqa: ARG002 - the month is the column's title
        """The project and what this is."""
        return f"{project_words(self._open_book.book, self._project)} 支出计划"

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Set the month or the value."""
        return edits.set_field(int(column.key), MONTH if row.value.kind == MONTH else "value", text)

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:  # noqa: ARG002
        """The rows are given."""
        return None

    def delete_rows(self, rows: Sequence[GridRow]) -> Edit | None:  # noqa: ARG002
        """The rows are given."""
        return None

    def totals(self, context: Context) -> Totals | None:  # noqa: ARG002
        """None: the values are cumulative."""
        return None


def _point(project: Project, column: GridColumn) -> PlanPoint | None:
    return next((point for point in project.plan if str(point.id) == column.key), None)


def _other_unit(row: PlanRow, point: PlanPoint) -> str:
    """``25.00%`` beside 18.50, or 18.50 beside ``25%``; blank where nothing can be computed."""
    step = next((step for step in row.plan.steps if step.point is point), None)
    budget = project_budget(row.project)
    if step is None or not budget:
        return ""
    if row.kind == PERCENT:
        return f"{Decimal(step.value) * 100 / budget:.2f}%"
    return grouped_wan(round(Decimal(budget) * step.value / 10_000))
