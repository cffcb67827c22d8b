"""Whether two cells of one table contain the same money."""

from __future__ import annotations

from collections.abc import Sequence

from models.pack.filters import CellRef
from models.pack.forms.tables import TOTAL_ROW, TableSide, TableSpec
from models.pack.sums import Summed, leaves


def cells_share(first: CellRef, second: CellRef, specs: Sequence[TableSpec]) -> bool:
    """Whether they stand on one side of a table and a row and a column are part of both."""
    if first.table != second.table:
        return False
    for side in (side for spec in specs if spec.id == first.table for side in spec.sides):
        if {first.column, second.column} <= {column.id for column in side.columns}:
            return _share(side.columns, first.column, second.column) and _rows_share(side, first.row, second.row)
    return False


def _rows_share(side: TableSide, first: str, second: str) -> bool:
    if side.rows is not None:
        return TOTAL_ROW in {first, second} or first.startswith(second) or second.startswith(first)
    return _share(side.lines, first, second)


def _share(parts: Sequence[Summed], first: str, second: str) -> bool:
    return not set(leaves(parts, first)).isdisjoint(leaves(parts, second))
