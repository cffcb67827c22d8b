"""The budget year's figures to compare with last year's: total, per kind of expenditure, “三公”经费, and assets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from models.book import terms
from models.book.facts import CARRY_FORWARD, SPENDING, THREE_PUBLIC
from models.book.records import Book
from models.pack.forms.pack import Pack
from models.pack.sums import leaves
from models.published.context import Context
from models.values.money import fen

TOTAL: Final = "total"
THREE_PUBLIC_TOTAL: Final = "three_public"
_SPENT: Final = frozenset({SPENDING, CARRY_FORWARD})


def this_year(context: Context) -> dict[str, int]:
    """The figures (fen) by the ids and in the order of the pack's list of last year's figures; 0 where there is none."""
    figures = all_figures(context)
    return {item: figures.get(item, 0) for item in context.pack.last_year}


def all_figures(context: Context) -> Mapping[str, int]:
    """Every figure (fen) that a list of last year's figures can ask for, by its id."""
    figures: dict[str, int] = dict.fromkeys((TOTAL, THREE_PUBLIC_TOTAL, *terms.KINDS), 0)
    for stream, key, amount, _ in context.tallies:
        if stream in _SPENT:
            figures[TOTAL] += amount
            figures[key.kind] = figures.get(key.kind, 0) + amount
        elif stream == THREE_PUBLIC:
            figures[THREE_PUBLIC_TOTAL] += amount
    return figures


def asset_values(book: Book, pack: Pack) -> dict[str, int]:
    """The values of the assets table in fen, by row id; a row with ``sum`` adds its rows."""
    rows = {row.id: leaves(pack.assets.rows, row.id) for row in pack.assets.rows}
    return {row: sum(fen(line.value) for item in items for line in book.assets if line.item == item) for row, items in rows.items()}
