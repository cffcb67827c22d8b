"""Maps the printed cells of an official table to its figures, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from models.book.places import Place
from models.pack.filters import CellRef
from models.paper.sheet import PrintedSheet
from models.published.tables import SideTable, Table

Spot = tuple[int, int]
"""A cell of a sheet: its row and its column, both from 1."""


class PrintedFigure(Struct, frozen=True):
    """A printed figure: ``amount`` in fen, ``at`` its 序号, ``number`` its 栏次; 0 where the form has none."""

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
    for number, printed in enumerate(sheet.rows, 1):
        column = 2 if table.spec.number else 1
        for index, side in enumerate(table.sides if printed.at else ()):
            column += side.label_count
            for offset, figure in _figures_of_row(table, index, side, printed.at, column):
                found[number, column + offset] = figure
            column += len(side.side.columns)
    return found


def _figures_of_row(table: Table, index: int, side: SideTable, at: int, first: int) -> Iterator[tuple[int, PrintedFigure]]:
    row, spec = side.row_at.get(at), table.spec
    if row is None:
        return
    head = column_numbers_start(table)
    for offset, (column, amount) in enumerate(zip(side.side.columns, row.values, strict=True)):
        number = first + offset - head + 1 if spec.column_numbers else 0
        yield offset, PrintedFigure(spec.id, index, row.id, column.id, at if spec.number else 0, number, amount)


def column_numbers_start(table: Table) -> int:
    """The column (from 1) that 栏次 numbers 1: the one after 序号, else after the first labels, over which its word stands."""
    return 2 if table.spec.number else table.sides[0].label_count + 1


def spot_of(figures: Mapping[Spot, PrintedFigure], place: Place) -> Spot | None:
    """The cell of a place that a finding names, or None."""
    return next((spot for spot, figure in figures.items() if figure.place == place), None)
