"""Which lines of the book two sums are made of: table cells are traced back to the lines that they add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from models.book.places import BalancePart, Place
from models.checks.findings import Balance
from models.pack.filters import CellRef
from models.published.context import Context
from models.published.tables import Placements, tallies_behind

WITHHELD: Final = "withheld"


def signed_lines(context: Context, balance: Balance) -> tuple[Mapping[Place, int], Mapping[Place, int]]:
    """By the place of each line: its contribution to the gap (0 for a line on both sides) and the sign of its side.

    不予公开 is left out: no finding names it.
    """
    signed: dict[Place, int] = {}
    signs: dict[Place, int] = {}
    for sign, side in ((1, balance.left), (-1, balance.right)):
        for part in side:
            for line in lines_behind(context, part):
                signed[line.place] = signed.get(line.place, 0) + sign * line.amount
                signs.setdefault(line.place, sign)
    return signed, signs


def lines_behind(context: Context, part: BalancePart) -> Sequence[BalancePart]:
    """The part itself, or the lines that a table cell adds up; without 不予公开."""
    if part.place.page != "table":
        return () if part.place.page == WITHHELD else (part,)
    of_the_cell = (context.pack, context.codes, *context.tallied)
    lines = context.memory.recall(("lines behind", part.place), of_the_cell, lambda: _behind(context, CellRef.at(part.place)))
    parts = (context.parts[line] for line in lines)
    return [part for part in parts if part.place.page != WITHHELD]


def _behind(context: Context, cell: CellRef) -> Sequence[int]:
    """The ids of the lines that a table cell adds up."""
    table = context.tables[cell.table]
    side = next(i for i, side in enumerate(table.sides) if side.column_index(cell.column) is not None)
    known: Placements = context.memory.recall("placements", (context.pack, context.codes), dict)
    tallies = tallies_behind(table, context.codes, context.tallies, side, cell.row, cell.column, known)
    return [line for tally in tallies for line in tally.lines]
