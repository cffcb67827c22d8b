"""The project's own fields as rows of one cell: code, name, status, the fields and amounts that the form asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.book import edits
from models.book.edits import Edit
from models.book.places import Place
from models.book.records import DEPARTMENT, Project
from models.pack.forms.sheet import SheetForm
from models.projects.amounts import BUDGET, amount_as_written
from models.projects.project_code import check_character_holds
from models.projects.sheet_values import project_value
from models.published.context import Context
from models.values.amount_style import UNITS, AmountStyle
from models.values.money import Amount, MoneyUnit, show_exact
from ui.grid.rows.amount_cells import amount_cell
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.line_source import meant, misfit
from ui.grid.rows.source import Cell, GivenRows, GridRow
from ui.pages.projects.shared.cells import LabelCell, is_label
from ui.pages.projects.shared.lookup import form_of, page_of, project_with, project_words
from ui.pages.projects.sheet.head import DATE_HINT, sheet_amounts
from ui.session.amounts import GROUPED_WAN, exact_text, has_finer_digits
from ui.session.open_book import OpenBook

_ORIGINS: Final = {BUDGET: "上面各行资金相加", "term_budget": "实施期的财政资金与其他资金相加"}
_OF_DEPARTMENT: Final = "录入的各行相加"
_PROVEN: Final = "校验码正确"


def sum_of_money(project: Project, form: SheetForm, context: Context, show: str) -> Cell:
    """An amount that follows from the project's money: with two decimals, or as typed where the form prints that."""
    amounts, total = sheet_amounts(form, context.pack), int(project_value(project, show, form, context.book))
    text = amount_as_written(project, show) if form.typed_amounts else amounts.show(total)
    finer = not form.typed_amounts and amounts is GROUPED_WAN and has_finer_digits(total)
    origin = _OF_DEPARTMENT if project.scope == DEPARTMENT else _ORIGINS.get(show, _ORIGINS[BUDGET])
    return Cell(text, "", exact_text(total), origin, editable=False, computed=True, finer=finer, bold=show == BUDGET)


def typed_money(amount: Amount, style: AmountStyle) -> Cell:
    """The cell of an amount of the head that is typed: in the unit of the sheet, whatever that of the window is."""
    if not isinstance(amount, int):
        return amount_cell(amount)
    finer = style.unit == GROUPED_WAN.unit and has_finer_digits(amount)
    return Cell(style.figure(amount), show_exact(amount, UNITS[style.unit]), exact_text(amount), finer=finer)


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
        if column.kind is ColumnKind.AMOUNT and not column.editable:
            return sum_of_money(row.value, form_of(row.value, context.pack), context, column.key)
        if column.kind is ColumnKind.AMOUNT:
            return typed_money(getattr(row.value, column.key), sheet_amounts(form_of(row.value, context.pack), context.pack))
        if column.kind is ColumnKind.COMPUTED:
            text = str(project_value(row.value, column.key, form_of(row.value, context.pack), context.book))
            return Cell(text, "", text, column.origin, editable=False, computed=True)
        text = getattr(row.value, column.key)
        if column.key == "code" and check_character_holds(text, context.pack.project_codes):
            return Cell(text, text, text, _PROVEN, sign="ok")
        return Cell(text, text, text)

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The field of the project. A label has no line, so that it shows no findings."""
        return Place(page_of(row.value), 0 if is_label(column) else row.value.id, column.key)

    def row_name(self, number: int) -> str:  # noqa: ARG002 - there is one row
        """``项目 第 4 个``."""
        return project_words(self._open_book.book, self._project)

    def misfit(self, row: GridRow | None, column: GridColumn, text: str, context: Context) -> str:  # noqa: ARG002
        """The message for a text that is none of the choices, or no date, or ""."""
        why = misfit(column, text, context)
        return f"“{text}”看不出是哪一天。{DATE_HINT}，没有期限的写“长期”" if why and not column.choices else why

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:
        """Set the field; None for text that cannot be read."""
        value = meant(column, text, context)
        return None if value is None else edits.set_field(row.value.id, column.key, value, column.fixed_unit or MoneyUnit.WAN)
