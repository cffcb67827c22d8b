"""The value of every row of 固定资产占用情况表."""

from __future__ import annotations

from models.book.records import Book
from models.pack.forms import Pack
from models.values.money import fen


def asset_values(book: Book, pack: Pack) -> dict[str, int]:
    """By row id, in fen; a row with ``sum`` adds its rows."""
    sums = {row.id: row.sum for row in pack.assets.rows}

    def value(item: str) -> int:
        if sums[item]:
            return sum(value(part) for part in sums[item])
        return sum(fen(line.value) for line in book.assets if line.item == item)

    return {item: value(item) for item in sums}
