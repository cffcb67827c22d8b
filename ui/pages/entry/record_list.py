"""The page of a list that the pack declares (政府购买服务, 新增资产): its columns, totals and records come from the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from msgspec.structs import replace

from models.book.edits import Edit
from models.book.list_lines import COLLECTION, lines_of
from models.pack.forms.lists import AGENCY, AMOUNT, CHOICE, COUNT, ECONOMIC, FUNCTION, PROJECT, ListColumn, ListForm
from models.pack.lists.totals import amount_total, total_text
from models.published.context import Context
from ui.grid.rows.amount_cells import amount_cell
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.line_source import LineSource
from ui.grid.rows.source import Cell, GridRow, Totals
from ui.pages.common.bodies import BodyNames
from ui.pages.common.grid_page import GridPage
from ui.pages.common.page import PageServices
from ui.pages.common.project_choices import ProjectChoices, project_meant
from ui.session.open_book import OpenBook

_KINDS: Final = {
    AMOUNT: (ColumnKind.AMOUNT, 9.0),
    COUNT: (ColumnKind.TEXT, 5.0),
    "code": (ColumnKind.TEXT, 8.0),
    FUNCTION: (ColumnKind.CODE_FUNCTION, 7.0),
    ECONOMIC: (ColumnKind.CODE_ECONOMIC, 6.0),
    CHOICE: (ColumnKind.CHOICE, 8.0),
}
"""Kind of a column → the kind of the grid's and its width in Chinese characters; words are as wide as _WORDS."""

_TOPIC: Final = "list"
_WORDS: Final = 13.0
_HALF: Final = 2
"""Widths of a form are in half-width characters."""


def grid_columns(form: ListForm, open_book: OpenBook) -> tuple[GridColumn, ...]:
    """The columns of the grid in the order of the form."""
    return tuple(_grid_column(column, open_book) for column in form.columns)


def _grid_column(column: ListColumn, open_book: OpenBook) -> GridColumn:
    kind, width = _KINDS.get(column.kind, (ColumnKind.TEXT, _WORDS))
    made = GridColumn(
        column.field,
        column.heading[-1],
        kind,
        max(column.width / _HALF, width),
        choices={word: word for word in column.choices},
        blank=True,
        group=column.heading[0] if len(column.heading) > 1 else "",
        alignment=Align.RIGHT if column.kind in {AMOUNT, COUNT} else None,
        least=width / _HALF,
        hint="数字，合计自动算" if column.kind == COUNT and column.sum else "",
    )
    if column.kind == PROJECT:
        return replace(
            made,
            kind=ColumnKind.CHOICE,
            choices=ProjectChoices(open_book),
            reads=_project_name,
            hint="项目的序号、编码或名称；Alt+↓ 列出全部",
        )
    if column.kind == AGENCY:
        return replace(made, choices=BodyNames(open_book), accepts_others=True, hint="机构设置里的单位；本级的空着")
    return made


def _project_name(text: str, context: Context) -> str:
    """The name of the project that typed text means; the text itself where it means none."""
    meant = project_meant(text, context)
    return next((project.name for project in context.book.projects if str(project.id) == meant), text if meant is None else "")


class ListSource(LineSource):
    """A GridSource of the records of one list."""

    def __init__(self, form: ListForm, open_book: OpenBook) -> None:
        super().__init__(form.page, grid_columns(form, open_book), collection=COLLECTION)
        self._form = form

    @property
    def topic(self) -> str:
        """F1 tells the same of all lists."""
        return _TOPIC

    def rows(self, context: Context) -> Sequence[GridRow]:
        """One row per record."""
        return context.memory.each(("rows", self._form.page), lines_of(context.book, self._form.page), _row)

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """As in LineSource, but what stands in the record is shown even where it is none of the choices."""
        if column.kind is ColumnKind.CHOICE:
            text = getattr(row.value, column.key)
            return Cell(text, text, text)
        if column.kind is ColumnKind.AMOUNT:
            return amount_cell(getattr(row.value, column.key))
        return super().cell(row, column, context)

    def row_name(self, number: int) -> str:
        """``政府购买服务 第 6 行``."""
        return f"{self._form.name} 第 {number} 行"

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:
        """Insert a record of the list with the typed fields."""
        return self._new_line({**self._typed(values, context), "form": self._form.id}, before)

    def totals(self, context: Context) -> Totals | None:
        """合计 of the columns that the form adds up."""
        lines = lines_of(context.book, self._form.page)
        if not lines:
            return Totals()
        summed = [column for column in self._form.columns if column.sum]
        return Totals(
            self._form.total or "合计",
            f"{len(lines)} 行",
            cells={column.field: total_text(lines, column) for column in summed if column.kind == COUNT},
            amounts={column.field: amount_total(lines, column) for column in summed if column.kind == AMOUNT},
        )


def _row(line: object) -> GridRow:
    return GridRow(getattr(line, "id", 0), line)


def page_maker(form: ListForm) -> Callable[[PageServices], GridPage]:
    """What builds the page of a list."""
    return partial(_make_page, form)


def _make_page(form: ListForm, services: PageServices) -> GridPage:
    sentence = "每行一条，栏目照版式。从表格复制后按 Ctrl+V，或者直接输入。"
    return GridPage(form.page, form.name, sentence, partial(ListSource, form, services.open_book), services)
