"""The 绩效目标表 of one project on a sheet of its own: head, plan, tasks, goals and indicators on one grid of columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.book.records import Book, PlanPoint, Project
from models.pack.forms.sheet import SheetForm
from models.paper.project_sheets.goals import add_goals, add_tasks, task_amounts
from models.paper.project_sheets.grid import add_grid
from models.paper.project_sheets.parts import Printed, add_notes, add_top, label_cell, text_cell
from models.paper.project_sheets.room import parted, wide_enough
from models.paper.sheet import PrintedSheet, SheetBuilder, Style


def sheet_title(form: SheetForm, book: Book, project: Project, number: int) -> str:
    """The title above the sheet of the ``number``th project."""
    return Printed(form, book, project, number).said(form.title)


def project_sheet(form: SheetForm, book: Book, project: Project, number: int, name: str, *, draft: bool) -> PrintedSheet:
    """Lay out the ``number``th project on the sheet ``name``, with those of the form's widths that take the fewest pages."""
    printed = Printed(form, book, project, number)
    usual = _sheet(printed, name, form.widths, draft=draft, one_page=True)
    if usual.page_count == 1:
        return usual
    first = _sheet(printed, name, form.widths, draft=draft, one_page=False) if form.grid_label else usual
    others = (_sheet(printed, name, widths, draft=draft, one_page=False) for widths in form.other_widths)
    return min((first, *others), key=lambda sheet: sheet.page_count)


def _sheet(printed: Printed, name: str, widths: Sequence[float], *, draft: bool, one_page: bool) -> PrintedSheet:
    form, title = printed.form, printed.said(printed.form.title)
    wider = wide_enough(widths, _amounts(printed, widths))
    builder = SheetBuilder(name, title, form.orientation, wider, draft)
    add_top(builder, printed, title)
    _add_head(builder, printed)
    _add_plan(builder, printed)
    add_tasks(builder, printed)
    add_goals(builder, printed)
    add_grid(builder, printed, one_page=one_page)
    add_notes(builder, printed)
    return builder.finish()


def _amounts(printed: Printed, widths: Sequence[float]) -> Iterator[tuple[int, int, str]]:
    for row in printed.form.rows:
        for at, cell in row.cells:
            if cell.show:
                yield at, cell.columns, printed.figure(cell.show)
    yield from task_amounts(printed, widths)


def _add_head(builder: SheetBuilder, printed: Printed) -> None:
    for row in printed.form.rows:
        builder.add(
            *(
                printed.value(at, cell.show, columns=cell.columns, rows=cell.rows)
                if cell.show
                else label_cell(at, cell.label, columns=cell.columns, rows=cell.rows)
                for at, cell in row.cells
            )
        )


def _add_plan(builder: SheetBuilder, printed: Printed) -> None:
    """资金支出计划, where the form has one: months above their figures, in as many bands as the columns ask for."""
    form, project = printed.form, printed.project
    if not form.months:
        return
    points, room = project.plan or tuple(PlanPoint(0, month) for month in form.months), len(builder.widths) - 1
    bands = [points[i : i + room] for i in range(0, len(points), room)]
    label = text_cell(1, project.plan_label or form.plan_label, Style.LABEL, rows=2 * len(bands))
    for band in bands:
        spans = parted(form.widths, (1.0,) * len(band))
        months = [text_cell(at, point.month, Style.LABEL, columns=span) for point, (at, span) in zip(band, spans, strict=True)]
        values = [
            text_cell(at, point.value, Style.TEXT_CENTRE, columns=span) for point, (at, span) in zip(band, spans, strict=True)
        ]
        builder.add(*([label] if band is bands[0] else []), *months)
        builder.add(*values)
