"""Divides a printed sheet into pages and places every cell on its page, in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from msgspec import Struct

from models.paper.page_room import CHARACTER, MARGIN, MARGIN_HIGH, PAGE_SIZES, page_height, paginate
from models.paper.sheet import PrintedCell, PrintedSheet

_INCH: Final = 72.0
_ROUNDING: Final = 0.01
"""Points per row: heights are rounded up to hundredths, and a full page must not lose its last row to that."""


class PlacedCell(NamedTuple):
    """A cell on a page: its row on the sheet (from 1), its rectangle in points; ``starts``: False where it continues."""

    row: int
    cell: PrintedCell
    x: float
    y: float
    width: float
    height: float
    starts: bool


class SheetPage(Struct, frozen=True):
    """One printed page of a sheet: its size in points, the scale of its text, and its cells."""

    sheet: PrintedSheet
    number: int
    width: float
    height: float
    scale: float
    cells: tuple[PlacedCell, ...]

    def cell_at(self, x: float, y: float) -> PlacedCell | None:
        """The cell at a position of the page (points), or None."""
        for placed in self.cells:
            if placed.x <= x < placed.x + placed.width and placed.y <= y < placed.y + placed.height:
                return placed
        return None

    def find(self, row: int, column: int) -> PlacedCell | None:
        """The cell that begins at a row and column of the sheet (from 1); None when it is on another page."""
        return next((placed for placed in self.cells if (placed.row, placed.cell.column) == (row, column)), None)


def sheet_pages(sheet: PrintedSheet, first_number: int = 1) -> tuple[SheetPage, ...]:
    """Every page of a sheet, fitted to one page across, heading rows repeated as when it prints."""
    width, height = PAGE_SIZES[sheet.orientation]
    scale = sheet.scale
    numbers = _page_numbers(sheet)
    columns = list(accumulate((w * CHARACTER * scale for w in sheet.widths), initial=0.0))
    left = max(MARGIN * _INCH, (width - columns[-1]) / 2)
    edges = [left + x for x in columns]
    pages = []
    for page in range(numbers[-1] + 1):
        cells = tuple(_placed(sheet, _rows_of(sheet, numbers, page), edges, scale))
        pages.append(SheetPage(sheet, first_number + page, width, height, scale, cells))
    return tuple(pages)


def _page_numbers(sheet: PrintedSheet) -> Sequence[int]:
    """The page (from 0) of every row."""
    if sheet.one_page:
        return [0] * len(sheet.rows)
    heights = [row.height for row in sheet.rows]
    room = page_height(sheet.orientation, sheet.widths) + _ROUNDING * len(heights)
    return paginate(heights, sheet.repeat, room, sheet.breaks)


def _rows_of(sheet: PrintedSheet, numbers: Sequence[int], page: int) -> list[int]:
    """The rows (from 1) that a page shows: the repeated ones above its own."""
    own = [row for row, number in enumerate(numbers, 1) if number == page]
    if sheet.repeat and own and own[0] > sheet.repeat[1]:
        return [*range(sheet.repeat[0], sheet.repeat[1] + 1), *own]
    return own


def _placed(sheet: PrintedSheet, rows: Sequence[int], edges: Sequence[float], scale: float) -> Iterator[PlacedCell]:
    tops: dict[int, float] = {}
    y = MARGIN_HIGH * _INCH
    for row in rows:
        tops[row] = y
        y += sheet.rows[row - 1].height * scale
    for first, cell in sheet.placed_cells():
        shown = [row for row in range(first, first + cell.rows) if row in tops]
        if not shown:
            continue
        bottom = tops[shown[-1]] + sheet.rows[shown[-1] - 1].height * scale
        x = edges[cell.column - 1]
        width = edges[cell.column - 1 + cell.columns] - x
        yield PlacedCell(first, cell, x, tops[shown[0]], width, bottom - tops[shown[0]], shown[0] == first)
