"""Equal neighbours in the 一级 and 二级 columns: which rows are drawn as one cell."""

from __future__ import annotations

from ui.grid.rows.model import GridModel
from ui.project.cells import SPANNED


def run_of(model: GridModel, row: int, column: int) -> range:
    """The rows around a row that show the same text in a spanned column, inside one group; else the row alone."""
    key = model.column(column).key
    if key not in SPANNED or row >= model.line_count or not _text(model, row, column):
        return range(row, row + 1)
    outer = [position for position in range(column) if model.column(position).key in SPANNED]
    first = last = row
    while first and _same(model, first - 1, row, (*outer, column)):
        first -= 1
    while last + 1 < model.line_count and _same(model, last + 1, row, (*outer, column)):
        last += 1
    return range(first, last + 1)


def _same(model: GridModel, a: int, b: int, columns: tuple[int, ...]) -> bool:
    return all(_text(model, a, column) == _text(model, b, column) for column in columns)


def _text(model: GridModel, row: int, column: int) -> str:
    return model.cell_at(row, column).text
