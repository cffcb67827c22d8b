"""What is written into a template: cells, inserted rows, and what to tell the clerk of it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

Value = str | Decimal
"""What a cell gets: a text, a number, or "" for nothing."""


class Slot(NamedTuple):
    """A row of a sheet that may grow: the template's ``row`` (from 1), or the ``extra``-th row (from 1) inserted below it."""

    row: int
    extra: int = 0


class FilledCell(NamedTuple):
    """A cell of the filled sheet (``row`` and ``column`` from 1, inserted rows counted) and its new value."""

    row: int
    column: int
    value: Value


class SheetFilling(Struct, frozen=True):
    """What is done to one worksheet: rows inserted below a row of the template (row → how many), then cells written."""

    sheet: str
    inserts: tuple[tuple[int, int], ...]
    cells: tuple[FilledCell, ...]


class Placed(NamedTuple):
    """A table or text that found its place: its name, the worksheet, and how many (``unit``) figures or paragraphs were written."""

    name: str
    sheet: str
    written: int
    inserted: int = 0
    unit: str = "个数"


class Found(NamedTuple):
    """The cell of the template (``row`` and ``column`` from 1) by which a part of the book found its place.

    ``key`` is that of the part (``parts``): a title, the heading of a column, the label of a row.
    """

    key: str
    sheet: str
    row: int
    column: int


class Filling(Struct, frozen=True):
    """The whole plan. ``left`` are sentences about what has no place, or what of the template nothing answers."""

    sheets: tuple[SheetFilling, ...]
    placed: tuple[Placed, ...]
    left: tuple[str, ...]
    found: tuple[Found, ...] = ()


class SheetPlan:
    """Collects what is written into one worksheet while rows may still be inserted."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self._inserts: dict[int, int] = {}
        self._cells: dict[tuple[Slot, int], Value] = {}

    @property
    def inserted(self) -> int:
        """How many rows are inserted so far."""
        return sum(self._inserts.values())

    def slots(self, first: int, last: int) -> list[Slot]:
        """The rows from ``first`` to ``last`` of the template with those inserted between them, in order."""
        return [Slot(row, extra) for row in range(first, last + 1) for extra in range(self._inserts.get(row, 0) + 1)]

    def reserve(self, first: int, last: int, count: int) -> None:
        """Insert as many rows as ``first`` to ``last`` lack for ``count`` rows.

        They go above the last row, so that sums over the list and the line below it stay right.
        """
        lacking = count - len(self.slots(first, last))
        if lacking > 0:
            self.insert(max(first, last - 1), lacking)

    def insert(self, below: int, count: int = 1) -> Slot:
        """Insert rows below a row of the template; returns the last of them."""
        self._inserts[below] = self._inserts.get(below, 0) + count
        return Slot(below, self._inserts[below])

    def write(self, slot: Slot, column: int, value: Value) -> None:
        """Write a cell; column 0 is one that the template does not have."""
        if column:
            self._cells[slot, column] = value

    def writes(self, slot: Slot, column: int) -> bool:
        """Whether a cell is written so far."""
        return (slot, column) in self._cells

    def finish(self) -> SheetFilling:
        """The cells at their rows after all insertions."""
        shift = {row: self._before(row) for row in {slot.row for slot, _ in self._cells}}
        cells = [
            FilledCell(slot.row + shift[slot.row] + slot.extra, column, value) for (slot, column), value in self._cells.items()
        ]
        return SheetFilling(self.sheet, tuple(sorted(self._inserts.items())), tuple(sorted(cells, key=_position)))

    def _before(self, row: int) -> int:
        return sum(count for below, count in self._inserts.items() if below < row)


def _position(cell: FilledCell) -> tuple[int, int]:
    return cell.row, cell.column
