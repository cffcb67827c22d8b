"""Cells that only the project sheet has: labels in heading colour, and which columns show equal neighbours as one."""

from __future__ import annotations

from typing import Final

from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.source import Cell

LABEL: Final = "label:"
"""The keys of label columns begin with this."""

SPANNED: Final = ("dimension", "category")
"""Columns whose equal neighbours are drawn as one cell; each lies inside the one before."""


class LabelCell(Cell, frozen=True):
    """A label of the form; Tab and Enter pass it by. A month is one that can be typed."""


def label_column(key: str, title: str, width: float) -> GridColumn:
    """A column that holds the label of its right neighbour."""
    return GridColumn(LABEL + key, title, ColumnKind.COMPUTED, width, editable=False)


def is_label(column: GridColumn) -> bool:
    """Whether a column holds a label."""
    return column.key.startswith(LABEL)
