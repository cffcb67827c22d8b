"""The rows of a grid whose rows the form fixes, found by the labels in a pasted block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.row_labels import label_column, rows_of_labels
from models.values.money import Unread, read_amount
from ui.grid.rows.column import ColumnKind
from ui.grid.rows.model import GridModel


def labels_of(grid: GridModel) -> Sequence[str]:
    """The labels in the first column, one a row; none for a grid that takes new rows or has no labels there."""
    if grid.source.takes_new_rows or grid.column(0).kind is not ColumnKind.COMPUTED:
        return ()
    return [grid.cell_at(row, 0).text for row in range(grid.line_count)]


def labels_in(
    block: ClipboardBlock, grid: GridModel, first: int, columns: Mapping[int, int], *, by_place: bool = False
) -> int | None:
    """The column of a block that has labels of the grid below the row ``first``; None without one.

    It is the one that goes to the grid's own, else one without a column in which most texts are labels; ``by_place``: only the
    first of these, and only if words stand in it.
    """
    if not (labels := labels_of(grid)):
        return None
    own = next((at for at, to in columns.items() if to == 0), None)
    if not by_place:
        return own if own is not None else label_column(block, first, [at for at, to in columns.items() if to < 0], labels)
    named = own is not None and any(isinstance(read_amount(block.text(row, own)), Unread) for row in range(first, block.height))
    return own if named else None


def aim_by_labels(
    block: ClipboardBlock, grid: GridModel, rows: Sequence[int], at: int
) -> tuple[Mapping[int, int], Mapping[int, str]]:
    """The rows of the grid for those of the block, and of the others why they have none; ``at`` is the column of labels."""
    found = rows_of_labels(block, rows, at, labels_of(grid))
    unknown = {
        row: f"表格里没有“{label}”这一行" if (label := block.text(row, at)) else "没有写是哪一行"
        for row in rows
        if row not in found and any(block.rows[row])
    }
    return found, unknown
