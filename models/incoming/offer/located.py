"""Where the values of a 绩效目标表 stand in its file: the reader tells only the lines, so that each is looked for in its lines.

This is for showing and pointing only: no value is taken from a place that is found here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from models.incoming.blocks import Block, Document, Place
from models.incoming.offer.block import Pointed
from models.incoming.sheets.wording import cell_text
from models.values.money import MoneyUnit, read_amount
from models.values.text import plain_name

Row = tuple[Pointed, ...]

_LEAST: Final = 2
"""Characters of a text that is looked for inside of a longer cell; a shorter one is in any."""


def rows_of(document: Document) -> list[tuple[int, Row]]:
    """The rows as ``sheets.rows.rows_of_document`` counts them, each with the part it is of; a merged cell is in every row."""
    rows: list[tuple[int, Row]] = []
    for number, part in enumerate(document.parts):
        if isinstance(part, Block):
            places = {id(cell): Pointed(cell_text(cell.text), part.place_of(cell)) for cell in part.cells()}
            for cells in part.grid():
                there = {id(cell): places[id(cell)] for cell in cells if cell is not None}
                rows.append((number, tuple(there.values())))
        elif not part.margin:
            rows.append((number, (Pointed(cell_text(part.text), part.place),)))
    return rows


class Finder:
    """Finds texts and amounts in some rows, each row from the left."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._from = 0
        self._used: set[Place] = set()
        """Places that were found: of equal values each stands in a cell of its own, in the order of the fields."""

    @property
    def all_cells(self) -> Iterator[Pointed]:
        """Every cell, row by row."""
        for row in self._rows:
            yield from row

    def text(self, text: str) -> Place:
        """The next cell with this text, else the first that holds it."""
        unused = (cell for cell in self.all_cells if cell.place not in self._used)
        return self._use(_find(unused, text) or _find(self.all_cells, text))

    def _use(self, place: Place | None) -> Place:
        if place is None:
            return Place()
        self._used.add(place)
        return place

    def amount(self, fen: int, typed: str = "") -> Place:
        """The first cell with an amount, as typed or in one of the units."""
        if typed and (place := self.text(typed)) != Place():
            return place
        found = [cell.place for cell in self.all_cells if _is_amount(cell.text, fen)]
        return self._use(next((place for place in found if place not in self._used), found[0] if found else None))

    def unit(self, fen: int) -> MoneyUnit | None:
        """The unit in which a cell says an amount without naming it; None where no cell tells."""
        for cell in self.all_cells if fen else ():
            for unit in MoneyUnit:
                other = next(each for each in MoneyUnit if each is not unit)
                if read_amount(cell.text, unit) == fen != read_amount(cell.text, other):
                    return unit
        return None

    def next_row(self, text: str) -> Row:
        """The next row that has a cell with this text, from the last one found on; () for none."""
        wanted = plain_name(text)
        for at in range(self._from, len(self._rows)):
            if wanted and any(plain_name(cell.text) == wanted for cell in self._rows[at]):
                self._from = at + 1
                return self._rows[at]
        return ()


def in_row(row: Row, text: str) -> Place:
    """The cell of a row with this text."""
    return _find(row, text) or Place()


def _is_amount(text: str, fen: int) -> bool:
    return any(ch.isdigit() for ch in text) and fen in {read_amount(text, unit) for unit in MoneyUnit}


def _find(cells: Iterable[Pointed], text: str) -> Place | None:
    wanted = plain_name(text)
    if not wanted:
        return None
    holding = None
    for cell in cells:
        own = plain_name(cell.text)
        if own == wanted:
            return cell.place
        if holding is None and len(wanted) >= _LEAST and wanted in own:
            holding = cell.place
    return holding
