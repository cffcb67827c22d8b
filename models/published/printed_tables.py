"""The official tables as published: text cells by table title, with the notes of empty tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from models.published.context import Context
from models.published.head import head_texts

UNIT_OF_AMOUNTS: Final = "万元, two decimals, '' = blank cell"


class PublishedTables(Struct, frozen=True):
    """``tables``: title → rows of text cells (序号 first); ``notes``: title → note of a table without rows.

    ``draft``: whoever shows them as a document marks them 草稿; the tables themselves are the same.
    """

    unit: str
    year: int
    notes: Mapping[str, str]
    tables: Mapping[str, Sequence[Sequence[str]]]
    draft: bool

    def to_plain(self) -> dict[str, Any]:
        """The same as a dict that ``json`` can write."""
        return {
            "unit": self.unit,
            "year": self.year,
            "unit_of_amounts": UNIT_OF_AMOUNTS,
            "notes": dict(self.notes),
            "tables": {title: [list(row) for row in rows] for title, rows in self.tables.items()},
        }


def published_tables(context: Context, *, draft: bool) -> PublishedTables:
    """The official tables of a book as they print, with the name and year of the unit."""
    tables = context.tables.values()
    return PublishedTables(
        unit=head_texts(context.book, context.pack)[0],
        year=context.book.year,
        notes={t.spec.title: t.spec.empty_note for t in tables if t.is_empty and t.spec.empty_note},
        tables={t.spec.title: t.printed() for t in tables},
        draft=draft,
    )
