"""The sheet of several projects: one row a part, which shows what they have in common and sets it for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from models.book.edits import Edit
from models.book.places import Place
from models.book.records import Book, PlanPoint, Project
from models.checks.project_sheet.plan import PERCENT, WAN, read_plan
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import BOOK_FIELDS, SheetForm
from models.projects import several
from models.projects.amounts import BUDGET, project_amount
from models.projects.sheet_values import project_value
from models.published.context import Context
from models.values.money import fen
from models.values.text import listed, short_name, shorten
from ui.grid.rows.amount_cells import sum_cell
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.line_source import meant, misfit, shown_text
from ui.grid.rows.source import Cell, GivenRows, GridRow, GridSource
from ui.pages.projects.shared.cells import LabelCell, is_label, label_column
from ui.pages.projects.shared.lookup import PAGE, projects_with
from ui.pages.projects.sheet.head import HEAD, LABEL_WIDTH, STATUS, sheet_amounts
from ui.pages.projects.sheet.plan_source import MONTH, PlanSource, in_unit
from ui.session.amounts import exact_text

DIFFERENT: Final = "（不同）"
_ADDED: Final = "各个项目相加"
_MOST_NAMED: Final = 3
_COUNT: Final = "count"
_NAMES: Final = "names"
_LISTS: Final = frozenset({"funding", "indicators"})
"""Parts that stand for the lines of a collection; the others stand for the projects themselves."""


def shared_source(part: str, projects: Sequence[Project], columns: Sequence[GridColumn], pack: Pack) -> GridSource:
    """The source of a part for several projects. ``columns`` are those of 资金, or of a part of the head for one project."""
    ids, form = tuple(project.id for project in projects), pack.sheet
    if part == "plan":
        return SharedPlan(several.plan_months(projects), ids)
    shown = {HEAD: _head_columns(form), "goals": (), "tasks": (), "indicators": _indicator_columns(form)}.get(part, columns)
    return SharedFields(shown, part if part in _LISTS else "", ids)


def _head_columns(form: SheetForm) -> tuple[GridColumn, ...]:
    """The names of the projects, and 状态."""
    return (
        label_column("name", form.labels["name"], LABEL_WIDTH),
        GridColumn(_NAMES, form.labels["name"], ColumnKind.COMPUTED, 30.0, editable=False),
        label_column("status", STATUS.title, 3.2),
        STATUS,
    )


def _indicator_columns(form: SheetForm) -> tuple[GridColumn, ...]:
    """How many indicators there are, and 指标值确定依据."""
    count = GridColumn(_COUNT, form.heading("name"), ColumnKind.COMPUTED, LABEL_WIDTH, editable=False, alignment=Align.CENTER)
    return count, GridColumn("basis", form.heading("basis"), ColumnKind.LONG_TEXT, 50.0)


def common_cell(common: several.Common, texts: Sequence[str]) -> Cell:
    """The common text, or 「（不同）」 as a ghost that says how many have which; ``texts``: the values of ``common`` as shown."""
    if not common.differs:
        text = texts[0] if texts else ""
        return Cell(text, text, text)
    named = [f"{shorten(text) or '空白'}（{count}）" for text, (_, count) in zip(texts, common.counts, strict=True)]
    more = f"等 {len(named)} 种" if len(named) > _MOST_NAMED else ""
    return Cell(DIFFERENT, "", "", f"{listed(named[:_MOST_NAMED])}{more}", ghost=True)


class _SharedRows(GivenRows):
    """What the sources of several projects have in common. The value of a row is its projects."""

    def __init__(self, columns: Sequence[GridColumn], ids: Iterable[int]) -> None:
        self.columns = tuple(columns)
        self._ids = frozenset(ids)

    def projects(self, book: Book) -> tuple[Project, ...]:
        """The projects that are still there."""
        return projects_with(book, self._ids)

    def row_name(self, number: int) -> str:  # noqa: ARG002 - the row stands for all projects
        """``12 个项目``."""
        return f"{len(self._ids)} 个项目"


class SharedFields(_SharedRows):
    """A GridSource of one row: fields of several projects, or of the lines of a ``collection`` in all of them."""

    def __init__(self, columns: Sequence[GridColumn], collection: str, ids: Iterable[int]) -> None:
        super().__init__(columns, ids)
        self._collection = collection
        self.topic = collection or "project"

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The row; none when no project or no column is left."""
        projects = self.projects(context.book)
        return [GridRow(self._collection, projects)] if projects and self.columns else []

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """A label, a sum, a count, or what the lines have in common."""
        if is_label(column):
            return LabelCell(column.title, editable=False, computed=True)
        projects: tuple[Project, ...] = row.value
        lines: Sequence[Any] = several.lines_of(projects, self._collection) if self._collection else projects
        if column.kind is ColumnKind.AMOUNT:
            return self._sum_cell(projects, lines, column, context)
        if column.kind is ColumnKind.COMPUTED:
            text = self._computed_text(projects, lines, column, context)
            return Cell(text, "", text, column.origin, editable=False, computed=True)
        common = several.common(getattr(line, column.key) for line in lines)
        return common_cell(common, [shown_text(column, value) for value, _ in common.counts])

    def _computed_text(self, projects: Sequence[Project], lines: Sequence[Any], column: GridColumn, context: Context) -> str:
        if column.key == _COUNT:
            return f"{len(lines)} 条"
        if column.key == _NAMES:
            return listed(short_name(project.name) or "没有名称" for project in projects)
        if column.key in BOOK_FIELDS:
            return str(project_value(projects[0], column.key, context.pack.sheet, context.book))
        return context.codes.function.name(several.common(line.function for line in lines).value or "")

    def _sum_cell(self, projects: Sequence[Project], lines: Sequence[Any], column: GridColumn, context: Context) -> Cell:
        """The sum of a column of 资金, in the unit of its heading, or of one of the three amounts of the sheets."""
        if self._collection:
            return sum_cell(sum(fen(line.amount) for line in lines), _ADDED)
        show = column.key.removeprefix("amount:")
        total = sum(project_amount(project, show) for project in projects)
        shown = sheet_amounts(context.pack.sheet, context.pack).show(total)
        return Cell(shown, "", exact_text(total), _ADDED, editable=False, computed=True, bold=show == BUDGET)

    def place(self, row: GridRow, column: GridColumn) -> Place:  # noqa: ARG002
        """A place without findings: those of a project are shown on its own sheet."""
        return Place(PAGE, 0, f"several:{self._collection}:{column.key}")

    def misfit(self, row: GridRow | None, column: GridColumn, text: str, context: Context) -> str:  # noqa: ARG002
        """The reason if the text is none of the choices."""
        return misfit(column, text, context)

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:
        """Set the field for all; None for text that is not valid."""
        value = meant(column, text, context)
        if value is None:
            return None
        if self._collection:
            return several.set_in_lines(row.value, self._collection, column.key, value)
        return several.set_everywhere(row.value, column.key, value)


class SharedPlan(_SharedRows):
    """A GridSource over the plans of several projects in %: a row of the months, and one of percentages."""

    topic = "plan"

    def __init__(self, months: Sequence[str], ids: Iterable[int]) -> None:
        shown = (GridColumn(month, month, ColumnKind.TEXT, 8.0, hint="填累计的百分比", alignment=Align.RIGHT) for month in months)
        super().__init__((label_column("unit", "", 4.0), *shown), ids)

    @property
    def months(self) -> tuple[str, ...]:
        """The months with a column."""
        return tuple(column.key for column in self.columns[1:])

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The months, and the percentages."""
        projects = self.projects(context.book)
        return [GridRow(kind, projects) for kind in (MONTH, PERCENT)] if projects and self.months else []

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """A heading, the common percentage, or 「（不同）」."""
        if is_label(column) or row.key == MONTH:
            return LabelCell(column.title if row.key == MONTH else "%", editable=False, computed=True)
        unit = context.pack.sheet.plan_unit
        common = several.common(_percent(project, several.point_of(project, column.key), unit) for project in row.value)
        return common_cell(common, [text for text, _ in common.counts])

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """A place without findings."""
        return Place(PAGE, 0, f"several:{row.key}:{column.key}")

    def misfit(self, row: GridRow | None, column: GridColumn, text: str, context: Context) -> str:  # noqa: ARG002
        """The reason if the text is no percentage."""
        readable = not text.strip() or several.read_percent(text) is not None
        return "" if readable else f"“{text}”不是百分比。填累计的百分比，如 50 或 50%"

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:
        """Set the percentage for all; None for text that is none."""
        if self.misfit(row, column, text, context):
            return None
        unit = context.pack.sheet.plan_unit
        in_wan = {project.id for project in row.value if read_plan(project, unit).mode == WAN}
        return several.set_percent(row.value, column.key, text, in_wan)


def is_plan_of(source: GridSource, projects: Sequence[Project]) -> bool:
    """Whether the columns of a source of 支出计划 are the months that the projects have now."""
    if isinstance(source, PlanSource):
        return len(projects) == 1 and source.points == tuple(point.id for point in projects[0].plan)
    return isinstance(source, SharedPlan) and len(projects) > 1 and source.months == several.plan_months(projects)


def _percent(project: Project, point: PlanPoint | None, plan_unit: str) -> str:
    """A point of a plan in %; "" when it is missing or blank, as typed when it cannot be read."""
    if point is None or not point.value.strip():
        return ""
    plan = read_plan(project, plan_unit)
    return in_unit(project, plan, point, PERCENT) or point.value
