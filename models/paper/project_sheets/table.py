"""One table for all projects: what is said of a unit or a project stands in one cell beside the rows of its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from models.book.records import Book, Project
from models.pack.forms.sheet import PROJECT_COLUMNS, SheetForm
from models.pack.phrases import fill
from models.paper.project_sheets.grid import Placed, add_headings, indicator_rows, placed
from models.paper.project_sheets.parts import Printed, add_notes, add_top, text_cell
from models.paper.project_sheets.room import wide_enough
from models.paper.sheet import PrintedCell, PrintedSheet, SheetBuilder, Style
from models.paper.table_layout import amount_cell
from models.projects.sheet_values import is_money, project_value

_UNIT: Final = "unit_name"


def table_title(form: SheetForm, book: Book) -> str:
    """The title above the table."""
    return Printed(form, book, Project(0), 0).said(form.title)


def projects_table(form: SheetForm, book: Book, projects: Sequence[Project], name: str, *, draft: bool) -> PrintedSheet:
    """Lay out all projects on the sheet ``name``; those of one 单位 stand together. A page ends between projects if it can."""
    columns = placed(form.columns, 1)
    nobody = Printed(form, book, Project(0), 0)
    widths = wide_enough(form.widths, _amounts(form, book, projects, columns))
    builder = SheetBuilder(name, table_title(form, book), form.orientation, widths, draft)
    add_top(builder, nobody, builder.title)
    builder.repeat = add_headings(builder, columns)
    builder.freeze = builder.repeat[1]
    total = _sums(form, book, projects, columns, form.total, book.unit.name)
    if total and form.total_first:
        builder.add(*total)
    for unit, own in _by_unit(form, book, projects):
        subtotal = _sums(form, book, own, columns, form.subtotal, unit)
        if subtotal and form.total_first:
            builder.add(*subtotal, keep=True)
        _add_projects(builder, form, book, own, columns)
        if subtotal and not form.total_first:
            builder.add(*subtotal)
    if total and not form.total_first:
        builder.add(*total)
    add_notes(builder, nobody)
    return builder.finish()


def _by_unit(form: SheetForm, book: Book, projects: Sequence[Project]) -> Iterator[tuple[str, Sequence[Project]]]:
    """The projects of each 单位, in the order of its first one; all together where the form does not name it."""
    if not any(column.id == _UNIT for column in form.columns):
        yield book.unit.name, projects
        return
    of_unit: dict[str, list[Project]] = {}
    for project in projects:
        of_unit.setdefault(str(project_value(project, _UNIT, form, book)), []).append(project)
    yield from of_unit.items()


def _add_projects(builder: SheetBuilder, form: SheetForm, book: Book, projects: Sequence[Project], columns: Placed) -> None:
    """The rows of the projects of one 单位, whose name is one cell beside them all."""
    whole = [(at, column) for at, column in columns if column.id in PROJECT_COLUMNS]
    single = [(at, column) for at, column in columns if column.id not in PROJECT_COLUMNS]
    heights = [max(1, len(project.indicators)) for project in projects]
    for number, (project, rows) in enumerate(zip(projects, heights, strict=True)):
        printed = Printed(form, book, project, 0)
        beside = [
            printed.value(at, column.id, columns=column.span, rows=sum(heights) if column.id == _UNIT else rows)
            for at, column in whole
            if column.id != _UNIT or number == 0
        ]
        blank = [text_cell(at, "", columns=column.span) for at, column in single]
        for index, cells in enumerate([*indicator_rows(form, project.indicators, single)] or [blank]):
            builder.add(*(beside if index == 0 else ()), *cells, keep=index < rows - 1)


def _sums(form: SheetForm, book: Book, projects: Sequence[Project], columns: Placed, words: str, unit: str) -> list[PrintedCell]:
    """A row with the sums of the money columns behind ``words``; empty without words."""
    if not words:
        return []
    cells = []
    for at, column in columns:
        if column.id in PROJECT_COLUMNS and is_money(column.id, form):
            values = (project_value(project, column.id, form, book) for project in projects)
            amount = sum(value for value in values if isinstance(value, int))
            cells.append(amount_cell(at, amount, form.amounts, bold=True)._replace(columns=column.span))
        else:
            text = fill(words, unit=unit) if at == 1 else ""
            cells.append(text_cell(at, text, Style.TOTAL_NAME, columns=column.span))
    return cells


def _amounts(form: SheetForm, book: Book, projects: Sequence[Project], columns: Placed) -> Iterator[tuple[int, int, str]]:
    """The figures of the table with the sums: (column, columns, text)."""
    for at, column in columns:
        if column.id in PROJECT_COLUMNS and is_money(column.id, form):
            each = (Printed(form, book, project, 0).figure(column.id) for project in projects)
            sums = _sums(form, book, projects, [(1, column)], form.total and "{unit}", "")
            yield from ((at, column.span, text) for text in (*each, *(cell.text for cell in sums)))
