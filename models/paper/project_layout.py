"""Lays out a project's 绩效目标表: head, money, plan, goals and indicators on one grid of columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, groupby, pairwise
from typing import Final

from models.book.records import Indicator, PlanPoint, Project
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import SheetForm
from models.pack.phrases import fill
from models.paper.sheet import PrintedCell, PrintedSheet, SheetBuilder, Style
from models.paper.table_layout import amount_cell
from models.projects.amounts import AMOUNTS, amount_as_written, project_amount
from models.values.amount_style import WAN
from models.values.text import clean_text

_WIDTHS: Final = (11.5, 13.5, 15.0, 19.0, 12.5, 10.5, 11.5)
"""Seven columns hold both the six of the indicator grid (the last two as one) and the head with its three amounts."""

_OTHER_WIDTHS: Final = ((11.5, 13.5, 12.5, 17.0, 12.5, 12.0, 16.0), (11.5, 13.5, 13.0, 24.0, 11.5, 10.5, 11.5))
"""For a sheet that takes more than a page: more room for 依据, or for descriptions."""

_LAST: Final = len(_WIDTHS)


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
    _add_name(builder, form, project)
    _add_scale(builder, form, project)
    _add_plan(builder, form, project)
    _add_goals(builder, form, project)
    _add_indicators(builder, form, project)
    return builder.finish()


def _widths(form: SheetForm, project: Project, least: Sequence[float]) -> tuple[float, ...]:
    """The columns, wide enough that no amount prints as ####."""
    widths = list(least)
    if form.amounts == "wan":
        for column, amount in zip((3, 5, 7), (project_amount(project, name) for name in AMOUNTS), strict=True):
            widths[column - 1] = max(widths[column - 1], len(WAN.show(amount)) + 2.5)
    return tuple(widths)


def _text(column: int, text: str, style: Style = Style.TEXT, *, columns: int = 1) -> PrintedCell:
    return PrintedCell(column, clean_text(text), style, columns=columns)


def _add_name(builder: SheetBuilder, form: SheetForm, project: Project) -> None:
    builder.add(
        PrintedCell(1, form.labels["code"], Style.LABEL),
        _text(2, project.code, Style.TEXT_CENTRE, columns=2),
        PrintedCell(4, form.labels["name"], Style.LABEL),
        _text(5, project.name, columns=_LAST - 4),
    )


# --- 预算规模及资金用途 ----------------------------------------------------------------------------------------------


def _add_scale(builder: SheetBuilder, form: SheetForm, project: Project) -> None:
    amounts = [_amount(form, project, column, amount) for column, amount in zip((3, 5, 7), AMOUNTS, strict=True)]
    labels = [PrintedCell(column, form.labels[key], Style.LABEL) for column, key in ((2, "budget"), (4, "fiscal"), (6, "other"))]
    pairs = [cell for pair in zip(labels, amounts, strict=True) for cell in pair]
    builder.add(PrintedCell(1, form.labels["scale"], Style.LABEL, rows=2), *pairs)
    if form.use_row:
        builder.add(PrintedCell(2, form.labels["use"], Style.LABEL), _text(3, project.use, columns=_LAST - 2))
    else:
        builder.add(_text(2, project.use, columns=_LAST - 1))


def _amount(form: SheetForm, project: Project, column: int, amount: str) -> PrintedCell:
    """One figure of the sheet: in 万元 with two decimals, or as it was typed."""
    if form.amounts == "wan":
        return amount_cell(column, project_amount(project, amount), WAN)
    return _text(column, amount_as_written(project, amount), Style.TEXT_CENTRE)


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
    heading = PrintedCell(1, form.labels["goals"], Style.LABEL, rows=max(1, len(project.goals)))
    if not project.goals:
        builder.add(heading, PrintedCell(2, "", Style.TEXT, columns=_LAST - 1))
    for index, goal in enumerate(project.goals):
        first = [heading] if index == 0 else []
        if goal.label:
            builder.add(*first, _text(2, goal.label, Style.TEXT_CENTRE), _text(3, goal.text, columns=_LAST - 2))
        else:
            builder.add(*first, _text(2, goal.text, columns=_LAST - 1))


def _add_indicators(builder: SheetBuilder, form: SheetForm, project: Project) -> None:
    spans = (1, 1, 1, 1, 1, 2)
    headings = zip(form.indicator_headings, spans, strict=True)
    at = builder.add(*(PrintedCell(i, text, Style.LABEL, columns=span) for i, (text, span) in enumerate(headings, 1)))
    builder.repeat = (at, at)
    for _, same in groupby(enumerate(project.indicators), key=_dimension_run):
        rows = [indicator for _, indicator in same]
        for index, indicator in enumerate(rows):
            dimension = PrintedCell(1, clean_text(indicator.dimension), Style.TEXT_CENTRE, rows=len(rows))
            builder.add(*([dimension] if index == 0 else []), *_indicator_cells(indicator))


def _dimension_run(numbered: tuple[int, Indicator]) -> tuple[str, int]:
    """Consecutive indicators of one 一级指标 share a cell; one without stands alone."""
    number, indicator = numbered
    return (indicator.dimension, 0) if indicator.dimension else ("", number + 1)


def _indicator_cells(indicator: Indicator) -> Iterator[PrintedCell]:
    yield _text(2, indicator.category, Style.TEXT_CENTRE)
    yield _text(3, indicator.name)
    yield _text(4, indicator.description)
    yield _text(5, indicator.target, Style.TEXT_CENTRE)
    yield _text(6, indicator.basis, columns=2)
