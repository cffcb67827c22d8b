"""Finds the rows of an official table on its sheet: by its row of 栏次, or by what the workbook says of a table without one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from storage.workbook.cells import Grid
from storage.workbook.embedded import TableBody

_LEAST_COLUMNS: Final = 3


class OfficialBody(NamedTuple):
    """The lines above a table below its title, its rows, padded to its width, and the note below them."""

    head: Grid
    rows: Grid
    note: str


def official_body(grid: Grid, known: TableBody | None) -> OfficialBody | None:
    """What stands on a sheet; None when it is no official table. ``known`` says where the rows of one without 栏次 are."""
    if known is not None:
        return _known_body(grid, known)
    numbering = numbering_row(grid)
    if not numbering:
        return None
    rows, note = _numbered_rows(grid[numbering + 1 :], len(grid[numbering]))
    return OfficialBody(grid[1:numbering], rows, note)


def numbering_row(grid: Sequence[Sequence[str]]) -> int:
    """The position of the row that numbers the columns 1, 2, 3 … (栏次); 0 when the sheet has none."""
    for position, row in enumerate(grid[1:], 1):
        if len(row) >= _LEAST_COLUMNS and row[0] and list(row[1:]) == [str(n) for n in range(1, len(row))]:
            return position
    return 0


def _known_body(grid: Grid, known: TableBody) -> OfficialBody:
    end = known.above + known.rows
    rows = [[*row, *[""] * (known.columns - len(row))] for row in grid[known.above : end]]
    rows += [[""] * known.columns for _ in range(known.rows - len(rows))]
    return OfficialBody(grid[1 : known.above], rows, next((row[0] for row in grid[end:] if row and row[0]), ""))


def _numbered_rows(rows: Grid, width: int) -> tuple[Grid, str]:
    """The rows, padded to the table's width, and the note below them."""
    data: Grid = []
    note = ""
    for row in rows:
        filled = sum(1 for text in row if text)
        if filled == 1 and row[0] and not row[0].isdecimal():
            note = note or row[0]
        elif filled:
            data.append([*row, *[""] * (width - len(row))])
    return data, note
