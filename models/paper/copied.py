"""A printed sheet as cells for the clipboard."""

from __future__ import annotations

from models.incoming.clipboard.block import CopiedCell
from models.paper.sheet import PrintedSheet


def sheet_cells(sheet: PrintedSheet) -> list[list[CopiedCell]]:
    """Every row with a cell per column; a merged cell stands in its first. A draft carries its mark in the title."""
    rows = []
    for row in sheet.rows:
        cells = [CopiedCell("")] * len(sheet.widths)
        for cell in row.cells:
            cells[cell.column - 1] = CopiedCell(cell.text, is_number=cell.number is not None)
        rows.append(cells)
    return rows
