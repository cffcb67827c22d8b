"""A sheet of the template as it will be when it is filled, for the eye: with the rows that are inserted and what is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from models.incoming.blocks import Block, Cell
from models.templates.records import SheetFilling, Value
from models.templates.wording import waits

_NOTHING: Final = SheetFilling("", (), ())


class ShownSheet(Struct, frozen=True):
    """``cells`` are those of the filled sheet, counted from 0. ``origin`` has for each row that of the template, from 1.

    0 stands for a row that is inserted. ``written`` are the places that the filling writes, ``waiting`` those with a gap left.
    """

    name: str
    height: int
    width: int
    cells: tuple[Cell, ...]
    origin: tuple[int, ...]
    written: frozenset[tuple[int, int]]
    waiting: frozenset[tuple[int, int]]

    def row_of(self, row: int) -> int:
        """Where a row of the template (from 1) stands, from 0."""
        return self.origin.index(row) if row in self.origin else 0


def shown_sheet(block: Block, filling: SheetFilling | None) -> ShownSheet:
    """A sheet as ``filling`` leaves it; without one as it is."""
    filling = filling or _NOTHING
    inserts = dict(filling.inserts)
    written: dict[tuple[int, int], Value] = {(cell.row - 1, cell.column - 1): cell.value for cell in filling.cells}
    origin = [place for row in range(1, block.height + 1) for place in (row, *[0] * inserts.get(row, 0))]
    cells = {(cell.row, cell.column): cell for cell in _moved(block, inserts)}
    for (row, column), value in written.items():
        own = cells.get((row, column), Cell("", row, column))
        cells[row, column] = Cell(_words(value), row, column, own.rows, own.columns)
    waiting = frozenset(place for place, cell in cells.items() if any(map(waits, cell.text.split("\n"))))
    height = max([len(origin), *(row + 1 for row, _ in written)])
    origin.extend(range(block.height + 1, block.height + 1 + height - len(origin)))
    width = max([block.width, *(column + 1 for _, column in written)])
    return ShownSheet(block.title, height, width, tuple(cells.values()), tuple(origin), frozenset(written), waiting)


def _moved(block: Block, inserts: Mapping[int, int]) -> list[Cell]:
    """The cells where they stand afterwards; cells merged across a row that is copied are merged in its copies."""
    found: list[Cell] = []
    for cell in block.cells():
        row = cell.row + sum(count for below, count in inserts.items() if below <= cell.row)
        inside = sum(count for below, count in inserts.items() if cell.row < below < cell.row + cell.rows)
        found.append(Cell(cell.text, row, cell.column, cell.rows + inside, cell.columns))
        if cell.rows == 1 and cell.columns > 1:
            copies = inserts.get(cell.row + 1, 0)
            found.extend(Cell("", row + extra, cell.column, 1, cell.columns) for extra in range(1, copies + 1))
    return found


def _words(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:,f}"
