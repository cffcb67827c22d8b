"""Maps the printed cells of an official table to its figures, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from models.book.places import Place
from models.pack.filters import CellRef
from models.paper.sheet import PrintedSheet, Style
from models.published.tables import SideTable, Table

Spot = tuple[int, int]
"""A cell of a sheet: its row and its column, both from 1."""


class PrintedFigure(Struct, frozen=True):
    """A printed figure: ``amount`` in fen, ``at`` its 序号, ``number`` its 栏次."""

    table: str
    side: int
    row: str
    column: str
    at: int
    number: int
    amount: int

    @property
    def place(self) -> Place:
        """The figure as findings name it."""
        return CellRef(self.table, self.row, self.column).place


def figures_of(table: Table, sheet: PrintedSheet) -> Mapping[Spot, PrintedFigure]:
    """The figure of every amount cell of a table's sheet, blank ones included."""
    found: dict[Spot, PrintedFigure] = {}
    for row, at in _numbered_rows(sheet):
        column = 2
        for index, side in enumerate(table.sides):
            column += side.label_count
            for offset, figure in _figures_of_row(table, index, side, at, column):
                found[row, column + offset] = figure
            column += len(side.side.columns)
    return found


def _figures_of_row(table: Table, index: int, side: SideTable, at: int, first: int) -> Iterator[tuple[int, PrintedFigure]]:
    row = side.row_at.get(at)
    if row is None:
        return
    for offset, (column, amount) in enumerate(zip(side.side.columns, row.values, strict=True)):
        yield offset, PrintedFigure(table.spec.id, index, row.id, column.id, at, first + offset - 1, amount)


def _numbered_rows(sheet: PrintedSheet) -> Iterator[Spot]:
    """(row of the sheet, 序号) for every row that begins with a 序号."""
    for number, row in enumerate(sheet.rows, 1):
        if row.cells and row.cells[0].column == 1 and row.cells[0].style is Style.NUMBER:
            at = row.cells[0].number
            if at is not None:
                yield number, int(at)


def spot_of(figures: Mapping[Spot, PrintedFigure], place: Place) -> Spot | None:
    """The cell of a place that a finding names, or None."""
    return next((spot for spot, figure in figures.items() if figure.place == place), None)
