"""The project's own fields as rows of one cell: code, name, status, 资金用途, and the computed 预算数."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.book import edits, terms
from models.book.edits import Edit
from models.book.places import Place
from models.book.records import Project
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import SheetForm
from models.projects.amounts import amount_as_written, project_amount
from models.projects.project_code import check_character_holds
from models.published.context import Context
from models.values.amount_style import AmountStyle
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.line_source import meant, misfit
from ui.grid.rows.source import Cell, GivenRows, GridRow
from ui.pages.projects.shared.cells import LabelCell, is_label, label_column
from ui.pages.projects.shared.lookup import PAGE, project_with, project_words
from ui.session.amounts import GROUPED_WAN, exact_text, has_finer_digits, window_amounts
from ui.session.open_book import OpenBook

LABEL_WIDTH: Final = 8.6
"""Width of the label column at the left of every part, in characters."""

_STATUSES: Final = {status: status for status in terms.PROJECT_STATUSES}
STATUS: Final = GridColumn("status", "状态", ColumnKind.CHOICE, 4.8, choices=_STATUSES, blank=True)
_ORIGIN: Final = "上面各行资金相加"
_PROVEN: Final = "校验码正确"


def head_columns(form: SheetForm) -> tuple[GridColumn, ...]:
    """项目编码, 项目名称 and 状态 in one row."""
    return (
        label_column("code", form.labels["code"], LABEL_WIDTH),
        GridColumn("code", form.labels["code"], ColumnKind.TEXT, 14.2),
        label_column("name", form.labels["name"], 5.0),
        GridColumn("name", form.labels["name"], ColumnKind.LONG_TEXT, 21.0),
        label_column("status", "状态", 3.2),
        STATUS,
    )


def sheet_amounts(pack: Pack) -> AmountStyle:
    """How the amounts of a sheet are shown: in 万元 as it prints, in the window's unit where the place prints no sheets."""
    return GROUPED_WAN if pack.sheet.is_printed else window_amounts(pack)


def budget_columns(pack: Pack) -> tuple[GridColumn, ...]:
    """预算数, 财政资金 and 其他资金, as the sheet prints them."""
    form = pack.sheet
    columns: list[GridColumn] = []
    for key, width in (("budget", LABEL_WIDTH), ("fiscal", 9.0), ("other", 5.4)):
        unit = f"（{sheet_amounts(pack).unit}）" if key == "budget" and not form.typed_amounts else ""
        columns.append(label_column(key, form.labels[key] + unit, width))
        columns.append(GridColumn(key, form.labels[key], ColumnKind.AMOUNT, 10.0, editable=False))
    return tuple(columns)


def use_columns(form: SheetForm) -> tuple[GridColumn, ...]:
    """资金用途."""
    return label_column("use", form.labels["use"], LABEL_WIDTH), GridColumn("use", form.labels["use"], ColumnKind.LONG_TEXT, 50.0)


def amount_cell(project: Project, pack: Pack, key: str) -> Cell:
    """One of the three amounts: with two decimals, or as typed where the form prints that."""
    form, amounts, total = pack.sheet, sheet_amounts(pack), project_amount(project, key)
    text = amount_as_written(project, key) if form.typed_amounts else amounts.show(total)
    finer = not form.typed_amounts and amounts is GROUPED_WAN and has_finer_digits(total)
    return Cell(text, "", exact_text(total), _ORIGIN, editable=False, computed=True, finer=finer, bold=key == "budget")


class FieldSource(GivenRows):
    """A GridSource of one row: fields of one project, with labels between them."""

    topic = "project"

    def __init__(self, columns: Sequence[GridColumn], project: int, open_book: OpenBook) -> None:
        self.columns = tuple(columns)
        self._project = project
        self._open_book = open_book

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The project, or nothing when it is gone."""
        project = project_with(context.book, self._project)
        return [GridRow(project.id, project)] if project is not None else []

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """A label, a computed amount, or what was typed."""
        if is_label(column):
            return LabelCell(column.title, editable=False, computed=True)
        if column.kind is ColumnKind.AMOUNT:
            return amount_cell(row.value, context.pack, column.key)
        text: str = getattr(row.value, column.key)
        if column.key == "code" and check_character_holds(text, context.pack.project_codes):
            return Cell(text, text, text, _PROVEN, sign="ok")
        return Cell(text, text, text)

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The field of the project. A label has no line, so that it shows no findings."""
        return Place(PAGE, 0 if is_label(column) else row.value.id, column.key)

    def row_name(self, number: int) -> str:  # noqa: ARG002 - there is one row
        """``项目 第 4 个``."""
        return project_words(self._open_book.book, self._project)

    def misfit(self, row: GridRow | None, column: GridColumn, text: str, context: Context) -> str:  # noqa: ARG002
        """The message for an unknown status, or ""."""
        return misfit(column, text, context)

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:
        """Set the field; None for text that cannot be read."""
        value = meant(column, text, context)
        return None if value is None else edits.set_field(row.value.id, column.key, value)
