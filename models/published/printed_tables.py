"""The official tables as published: text cells by table title, with the notes of empty tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from models.published.context import Context
from models.published.head import head_texts, page_text
from models.values.amount_style import WAN, AmountStyle

_DECIMALS: Final = ("no", "one", "two", "three", "four", "five", "six")


class PublishedTables(Struct, frozen=True):
    """``tables``: title → rows of text cells (序号 first); ``notes``: title → note of a table without rows.

    ``unit_of_amounts``: title → how the table's amounts print; one text a table.
    ``draft``: whoever shows them as a document marks them 草稿; the tables themselves are the same.
    """

    unit: str
    year: int
    notes: Mapping[str, str]
    tables: Mapping[str, Sequence[Sequence[str]]]
    draft: bool
    unit_of_amounts: Mapping[str, str]

    def to_plain(self) -> dict[str, Any]:
        """The same as a dict that ``json`` can write."""
        return {
            "unit": self.unit,
            "year": self.year,
            "unit_of_amounts": self._unit_of_amounts(),
            "notes": dict(self.notes),
            "tables": {title: [list(row) for row in rows] for title, rows in self.tables.items()},
        }

    def _unit_of_amounts(self) -> str | dict[str, str]:
        """One text where it is the same for all tables, else by title."""
        words = set(self.unit_of_amounts.values())
        return words.pop() if len(words) == 1 else dict(self.unit_of_amounts)


def style_words(style: AmountStyle) -> str:
    """``万元, two decimals, '' = blank cell``: how amounts print, for a program that reads them."""
    parts = [style.unit, f"{_DECIMALS[style.decimals]} decimals"]
    parts += ["grouped thousands"] if style.grouping else []
    parts += ["no trailing zeros"] if style.trim else []
    return ", ".join([*parts, f"'{style.zero}' = zero" if style.zero else "'' = blank cell"])


_OTHER_STYLE: Final = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+\.(\d|\d{3,})|0|[-—]")
"""A cell that the usual style of 万元 cannot have: grouped, without two decimals, or a zero that is not blank."""


def words_of_shown_unit(unit: str, rows: Sequence[Sequence[str]]) -> str:
    """The same for a table that was read from a workbook, from its rows and the unit that its head names, if any."""
    if unit == WAN.unit and not any(_OTHER_STYLE.fullmatch(text.strip()) for row in rows for text in row):
        return style_words(WAN)
    return f"{unit}, as the cells show" if unit else "as the cells show"


def published_tables(context: Context, *, draft: bool) -> PublishedTables:
    """The official tables of a book as they print, with the name and year of the unit."""
    book = context.book
    tables = [(page_text(book, table.spec.title), table) for table in context.tables.values()]
    empty = ((title, table.spec) for title, table in tables if table.is_empty and table.spec.empty_note)
    return PublishedTables(
        unit=head_texts(book, context.pack, WAN)[0],
        year=book.year,
        notes={title: page_text(book, spec.empty_note, spec.amounts) for title, spec in empty},
        tables={title: t.printed() for title, t in tables},
        draft=draft,
        unit_of_amounts={title: style_words(t.spec.amounts) for title, t in tables},
    )
