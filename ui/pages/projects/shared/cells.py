"""Cells of the project sheet: labels in heading colour, and columns that show equal neighbours as one."""

from __future__ import annotations

from typing import Final

from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import Cell

LABEL: Final = "label:"
"""Prefix of the keys of label columns."""

SPANNED: Final = ("dimension", "category")
"""Columns whose equal neighbours are drawn as one cell; each groups within the one before."""


class LabelCell(Cell, frozen=True):
    """A label of the form; Tab and Enter skip it. The month of a plan is a label that can be edited."""


def label_column(key: str, title: str, width: float) -> GridColumn:
    """A column that holds the label of its right neighbour."""
    return GridColumn(LABEL + key, title, ColumnKind.COMPUTED, width, editable=False)


def is_label(column: GridColumn) -> bool:
    """Whether a column holds a label."""
    return column.key.startswith(LABEL)


def run_of(model: GridModel, row: int, column: int) -> range:
    """The rows around ``row`` with the same text in a spanned column, within one group; else only ``row``."""
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
