"""支出计划 as a grid: months, cumulative values in the typed unit (万元 or %), and the other unit computed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from models.book import edits
from models.book.edits import Edit
from models.book.places import Place
from models.book.records import PlanPoint, Project
from models.checks.project_sheet.plan import PERCENT, WAN, Plan, read_plan
from models.projects.amounts import project_budget
from models.published.context import Context
from models.values.text import with_points
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.source import Cell, GivenRows, GridRow
from ui.pages.projects.shared.cells import LabelCell, is_label, label_column
from ui.pages.projects.shared.lookup import form_of, page_of, project_with, project_words
from ui.session.amounts import grouped_wan
from ui.session.open_book import OpenBook

MONTH: Final = "month"
_ORIGINS: Final = {WAN: "预算数 × 百分比", PERCENT: "计划数 ÷ 预算数"}
_CARRIED: Final = "没有填，按累计数算和前一个月一样"


class PlanRow(NamedTuple):
    """A row of the plan: MONTH, WAN or PERCENT, with the project and its plan as read."""

    kind: str
    project: Project
    plan: Plan


def plan_columns(points: Sequence[PlanPoint]) -> tuple[GridColumn, ...]:
    """The unit and one column per month; the key of a month's column is the id of its point."""
    months = (
        GridColumn(str(point.id), point.month, ColumnKind.TEXT, 8.0, hint="填累计数", alignment=Align.RIGHT) for point in points
    )
    return (label_column("unit", "", 4.0), *months)


class PlanSource(GivenRows):
    """A GridSource over the plan of one project; its columns are the points of the plan at creation."""

    topic = "plan"

    def __init__(self, project: Project, open_book: OpenBook) -> None:
        self.columns = plan_columns(project.plan)
        self._project = project.id
        self._open_book = open_book

    @property
    def points(self) -> tuple[int, ...]:
        """The ids of the points with a column."""
        return tuple(int(column.key) for column in self.columns[1:])

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The rows: months, 万元, %."""
        project = project_with(context.book, self._project)
        if project is None:
            return []
        plan = read_plan(project, form_of(project, context.pack).plan_unit)
        return [GridRow(kind, PlanRow(kind, project, plan)) for kind in (MONTH, WAN, PERCENT)]

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:  # noqa: ARG002
        """A heading, a typed value, or its equivalent in the other unit."""
        value: PlanRow = row.value
        if is_label(column):
            return LabelCell({MONTH: "", WAN: "万元", PERCENT: "%"}[value.kind], editable=False, computed=True)
        point = _point(value.project, column)
        if point is None:
            return Cell(editable=False)
        if value.kind == MONTH:
            return LabelCell(point.month, point.month, point.month)
        is_typed = value.kind == value.plan.mode
        if not point.value.strip():
            return _blank_cell(value, point, is_typed=is_typed)
        if is_typed:
            return Cell(point.value, point.value, point.value, unread=point in value.plan.unread)
        text = in_unit(value.project, value.plan, point, value.kind)
        return Cell(text, "", text, _ORIGINS[value.kind], editable=_is_free(value.project, point), computed=True)

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """Month and typed value are fields of the point; computed cells have no findings."""
        value: PlanRow = row.value
        page = page_of(value.project)
        if not is_label(column) and value.kind == MONTH:
            return Place(page, int(column.key), MONTH)
        if not is_label(column) and value.kind == value.plan.mode:
            return Place(page, int(column.key), "value")
        return Place(page, 0, f"{value.kind}:{column.key}")

    def row_name(self, number: int) -> str:  # noqa: ARG002 - the month is the column's title
        """``项目 第 4 个 支出计划``."""
        return f"{project_words(self._open_book.book, self._project)} 支出计划"

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Set the month or the value. A bare number in the row of % is a percentage."""
        value: PlanRow = row.value
        if value.kind == MONTH:
            return edits.set_field(int(column.key), MONTH, text)
        return edits.set_field(int(column.key), "value", text if value.kind == value.plan.mode else _with_unit(text, value.kind))


def _point(project: Project, column: GridColumn) -> PlanPoint | None:
    return next((point for point in project.plan if str(point.id) == column.key), None)


def _is_free(project: Project, point: PlanPoint) -> bool:
    """Whether either unit may be typed, because no other month has a value."""
    return all(other.id == point.id or not other.value.strip() for other in project.plan)


def _with_unit(text: str, kind: str) -> str:
    """A bare number with the unit of the row in which it was typed."""
    plain = with_points(text.strip())
    unit = "%" if kind == PERCENT else "万元"
    return f"{plain}{unit}" if plain.replace(".", "", 1).isdecimal() else text


def _blank_cell(row: PlanRow, point: PlanPoint, *, is_typed: bool) -> Cell:
    """A month without a value: the cumulative value before it, as a ghost; blank before the first."""
    earlier = row.project.plan[: row.project.plan.index(point)]
    before = [step for step in row.plan.steps if step.point in earlier]
    shown = in_unit(row.project, row.plan, before[-1].point, row.kind) if before else ""
    editable = is_typed or _is_free(row.project, point)
    return Cell(shown, "", shown, _CARRIED if shown else "", editable=editable, computed=not is_typed, ghost=bool(shown))


def in_unit(project: Project, plan: Plan, point: PlanPoint, unit: str) -> str:
    """A plan value in PERCENT or WAN: ``25.00%`` or ``18.50``; "" where it cannot be read or computed."""
    budget = project_budget(project)
    step = next((step for step in plan.steps if step.point is point), None)
    if step is None or not (budget or unit == plan.mode):
        return ""
    if unit == PERCENT:
        percent = Decimal(step.value) / 100 if plan.mode == PERCENT else Decimal(step.value) * 100 / budget
        return f"{percent:.2f}%"
    return grouped_wan(step.value if plan.mode == WAN else round(Decimal(budget) * step.value / 10_000))
