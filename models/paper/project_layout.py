"""Lays out a project's 绩效目标表: head, money, plan, goals and indicators on one grid of columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, groupby, pairwise
from typing import Final

from models.book.records import Indicator, PlanPoint, Project
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import HeadCell, IndicatorColumn, SheetForm
from models.pack.phrases import fill
from models.paper.sheet import PrintedCell, PrintedSheet, SheetBuilder, Style
from models.paper.table_layout import amount_cell
from models.projects.amounts import AMOUNTS, amount_as_written, project_amount
from models.values.text import clean_text

_WIDTHS: Final = (11.5, 13.5, 15.0, 19.0, 12.5, 10.5, 11.5)
"""Seven columns hold both the six of the indicator grid (the last two as one) and the head with its three amounts."""

_OTHER_WIDTHS: Final = ((11.5, 13.5, 12.5, 17.0, 12.5, 12.0, 16.0), (11.5, 13.5, 13.0, 24.0, 11.5, 10.5, 11.5))
"""For a sheet that takes more than a page: more room for 依据, or for descriptions."""

_LAST: Final = len(_WIDTHS)

_CENTRED: Final = frozenset({"dimension", "category", "target"})


def project_title(pack: Pack, project: Project, number: int) -> str:
    """The title above the sheet of the ``number``th project."""
    return fill(pack.sheet.title, number=number, name=clean_text(project.name))


def project_sheet(pack: Pack, project: Project, number: int, name: str, *, draft: bool) -> PrintedSheet:
    """Lay out the ``number``th project on the sheet ``name``, with the widths that take the fewest pages."""
    usual = _sheet(pack, project, number, name, _WIDTHS, draft=draft)
    if usual.page_count == 1:
        return usual
    others = (_sheet(pack, project, number, name, widths, draft=draft) for widths in _OTHER_WIDTHS)
    return min((usual, *others), key=lambda sheet: sheet.page_count)


def _sheet(pack: Pack, project: Project, number: int, name: str, widths: Sequence[float], *, draft: bool) -> PrintedSheet:
    form = pack.sheet
    title = project_title(pack, project, number)
    builder = SheetBuilder(name, title, form.orientation, _widths(form, project, widths), draft)
    builder.add_title(title)
    if form.head:
        builder.add(PrintedCell(1, form.head, Style.HEAD_RIGHT, columns=_LAST), height=19)
    else:
        builder.add(height=8)
    _add_head(builder, form, project)
    _add_plan(builder, form, project)
    _add_goals(builder, form, project)
    _add_indicators(builder, form, project)
    return builder.finish()


def _widths(form: SheetForm, project: Project, least: Sequence[float]) -> tuple[float, ...]:
    """The columns, wide enough that no amount prints as ####."""
    widths = list(least)
    if form.typed_amounts:
        return tuple(widths)
    for at, cell in (each for row in form.rows for each in row.cells):
        if cell.show in AMOUNTS and cell.columns == 1:
            amount = form.amounts.show(project_amount(project, cell.show))
            widths[at - 1] = max(widths[at - 1], len(amount) + 2.5)
    return tuple(widths)


def _text(column: int, text: str, style: Style = Style.TEXT, *, columns: int = 1, rows: int = 1) -> PrintedCell:
    return PrintedCell(column, clean_text(text), style, columns=columns, rows=rows)


# --- the head ------------------------------------------------------------------------------------------------------


def _add_head(builder: SheetBuilder, form: SheetForm, project: Project) -> None:
    for row in form.rows:
        builder.add(*(_head_cell(form, project, at, cell) for at, cell in row.cells))


def _head_cell(form: SheetForm, project: Project, at: int, cell: HeadCell) -> PrintedCell:
    if not cell.show:
        return PrintedCell(at, cell.label, Style.LABEL, columns=cell.columns, rows=cell.rows)
    if cell.show in AMOUNTS:
        if form.typed_amounts:
            text = amount_as_written(project, cell.show)
            return _text(at, text, Style.TEXT_CENTRE, columns=cell.columns, rows=cell.rows)
        amount = amount_cell(at, project_amount(project, cell.show), form.amounts)
        return amount._replace(columns=cell.columns, rows=cell.rows)
    style = Style.TEXT_CENTRE if cell.show == "code" else Style.TEXT
    return _text(at, getattr(project, cell.show, ""), style, columns=cell.columns, rows=cell.rows)


# --- 资金支出计划 --------------------------------------------------------------------------------------------------


def _add_plan(builder: SheetBuilder, form: SheetForm, project: Project) -> None:
    points = project.plan or tuple(PlanPoint(0, month) for month in form.months)
    bands = [points[i : i + _LAST - 1] for i in range(0, len(points), _LAST - 1)]
    label = PrintedCell(1, clean_text(project.plan_label or form.plan_label), Style.LABEL, rows=2 * len(bands))
    for band in bands:
        spans = _even_spans(len(band))
        months = [_text(at, point.month, Style.LABEL, columns=span) for point, (at, span) in zip(band, spans, strict=True)]
        values = [_text(at, point.value, Style.TEXT_CENTRE, columns=span) for point, (at, span) in zip(band, spans, strict=True)]
        builder.add(*([label] if band is bands[0] else []), *months)
        builder.add(*values)


@lru_cache(maxsize=8)
def _even_spans(count: int) -> tuple[tuple[int, int], ...]:
    """The columns after the first as ``count`` groups of nearly the same width: (first column, how many)."""

    def unevenness(cuts: Sequence[int]) -> float:
        return sum(sum(_WIDTHS[a - 1 : b - 1]) ** 2 for a, b in _between(cuts))

    cuts = min(combinations(range(3, _LAST + 1), count - 1), key=unevenness)
    return tuple((a, b - a) for a, b in _between(cuts))


def _between(cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    edges = (2, *cuts, _LAST + 1)
    return pairwise(edges)


# --- 绩效目标 and indicators -----------------------------------------------------------------------------------------


def _add_goals(builder: SheetBuilder, form: SheetForm, project: Project) -> None:
    heading = PrintedCell(1, form.goals[0].label, Style.LABEL, rows=max(1, len(project.goals)))
    if not project.goals:
        builder.add(heading, PrintedCell(2, "", Style.TEXT, columns=_LAST - 1))
    for index, goal in enumerate(project.goals):
        first = [heading] if index == 0 else []
        if goal.label:
            builder.add(*first, _text(2, goal.label, Style.TEXT_CENTRE), _text(3, goal.text, columns=_LAST - 2))
        else:
            builder.add(*first, _text(2, goal.text, columns=_LAST - 1))


def _add_indicators(builder: SheetBuilder, form: SheetForm, project: Project) -> None:
    columns = tuple(_placed(form.grid))
    at = builder.add(*(PrintedCell(i, column.title, Style.LABEL, columns=column.span) for i, column in columns))
    builder.repeat = (at, at)
    for _, same in groupby(enumerate(project.indicators), key=_dimension_run):
        rows = [indicator for _, indicator in same]
        for index, indicator in enumerate(rows):
            cells = (_indicator_cell(indicator, column, i, len(rows)) for i, column in columns)
            builder.add(*(cell for cell in cells if index == 0 or cell.rows == 1))


def _placed(columns: Sequence[IndicatorColumn]) -> Iterator[tuple[int, IndicatorColumn]]:
    """The columns with the column of the sheet at which each begins."""
    at = 1
    for column in columns:
        yield at, column
        at += column.span


def _indicator_cell(indicator: Indicator, column: IndicatorColumn, at: int, rows: int) -> PrintedCell:
    style = Style.TEXT_CENTRE if column.id in _CENTRED else Style.TEXT
    text = getattr(indicator, column.id, "")
    return _text(at, text, style, columns=column.span, rows=rows if column.id == "dimension" else 1)


def _dimension_run(numbered: tuple[int, Indicator]) -> tuple[str, int]:
    """Consecutive indicators of one 一级指标 share a cell; one without stands alone."""
    number, indicator = numbered
    return (indicator.dimension, 0) if indicator.dimension else ("", number + 1)
