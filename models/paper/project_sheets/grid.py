"""The grid of indicators: headings of one or more rows, and equal cells below each other as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from models.book.records import Indicator
from models.book.sheet_fields import TARGET_PARTS
from models.pack.forms.sheet import IndicatorColumn, SheetForm
from models.paper.project_sheets.parts import Printed, label_cell, text_cell
from models.paper.sheet import PrintedCell, SheetBuilder, Style
from models.projects.sheet_values import grid_text

Placed = Sequence[tuple[int, IndicatorColumn]]
"""Columns of the form with the column of the sheet at which each begins."""

_CENTRED: Final = frozenset({"dimension", "category", "target", "weight", "direction", "last_year", "year_before", "term_target"})
"""Columns of single words and figures, with the parts of a target."""


def add_grid(builder: SheetBuilder, printed: Printed, *, one_page: bool) -> None:
    """The headings, which every page repeats, and a row for each indicator.

    The label beside the grid is one cell on a sheet of ``one_page``; on more it stands beside the headings, which are repeated.
    """
    form, indicators = printed.form, printed.project.indicators
    columns = placed(form.grid, 2 if form.grid_label else 1)
    depth = len(form.grid[0].heading)
    beside = [label_cell(1, form.grid_label, rows=depth + (len(indicators) if one_page else 0))] if form.grid_label else []
    builder.repeat = add_headings(builder, columns, beside)
    below = [label_cell(1, "", rows=len(indicators))] if beside and not one_page and indicators else []
    for index, cells in enumerate(indicator_rows(form, indicators, columns)):
        builder.add(*(below if index == 0 else ()), *cells)


def placed(columns: Sequence[IndicatorColumn], first: int) -> Placed:
    """The columns side by side from the column ``first`` of the sheet on."""
    found, at = [], first
    for column in columns:
        found.append((at, column))
        at += column.span
    return found


def add_headings(builder: SheetBuilder, columns: Placed, beside: Sequence[PrintedCell] = ()) -> tuple[int, int]:
    """The rows of headings: equal words side by side or below each other are one cell. Returns the first and last row."""
    depth = len(columns[0][1].heading)
    rows = [builder.add(*(beside if level == 0 else ()), *_headings(columns, level)) for level in range(depth)]
    return rows[0], rows[-1]


def _headings(columns: Placed, level: int) -> Iterator[PrintedCell]:
    index = 0
    while index < len(columns):
        at, column = columns[index]
        own, span = column.heading, column.span
        lower = _lower_end(own, level)
        index += 1
        while index < len(columns) and lower < len(own) and columns[index][1].heading[:lower] == own[:lower]:
            span += columns[index][1].span
            index += 1
        if level == 0 or own[level] != own[level - 1]:
            yield label_cell(at, own[level], columns=span, rows=lower - level)


def _lower_end(heading: Sequence[str], level: int) -> int:
    """The level at which the cell that stands at ``level`` ends."""
    end = level + 1
    while end < len(heading) and heading[end] == heading[level]:
        end += 1
    return end


def indicator_rows(form: SheetForm, indicators: Sequence[Indicator], columns: Placed) -> Iterator[list[PrintedCell]]:
    """The cells of each indicator; one that goes on from the row above is left out."""
    runs = _runs(form, indicators)
    for index, indicator in enumerate(indicators):
        cells = []
        for at, column in columns:
            rows = runs[column.id][index] if column.id in runs else 1
            if rows:
                style = Style.TEXT_CENTRE if column.id in {*_CENTRED, *TARGET_PARTS} else Style.TEXT
                cells.append(text_cell(at, grid_text(indicator, column.id, form), style, columns=column.span, rows=rows))
        yield cells


def _runs(form: SheetForm, indicators: Sequence[Indicator]) -> Mapping[str, Sequence[int]]:
    """For each column that merges: how many rows the cell at each row takes, 0 where the one above goes on.

    A cell never reaches over the end of one to its left; one without text stands alone.
    """
    found: dict[str, list[int]] = {}
    begins = [index == 0 for index in range(len(indicators))]
    for column in (column for column in form.grid if column.id in form.merge):
        texts = [grid_text(indicator, column.id, form) for indicator in indicators]
        begins = [start or not texts[i] or texts[i] != texts[i - 1] for i, start in enumerate(begins)]
        rows = [0] * len(indicators)
        first = 0
        for index, start in enumerate(begins):
            first = index if start else first
            rows[first] += 1
        found[column.id] = rows
    return found
