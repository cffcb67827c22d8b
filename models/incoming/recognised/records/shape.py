"""What a list of a kind looks like: its columns by the words above them, and which column is which by all of these words.

A heading counts with everything above it: 「上年 | 金额」 is no 金额. What stands above a known heading has to be a word of the
form, a word that says nothing else (采购金额), or the title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct

from models.incoming.recognised.headings import AMOUNT, NAME, Target, heading_key
from models.incoming.recognised.lines import plain
from models.values.amount_style import UNITS
from models.values.money import MoneyUnit
from models.values.unit_words import declared_unit, unit_of_heading

TEXT: Final = "text"
COUNT: Final = "count"
_YEAR: Final = re.compile(r"(?:19|20|21)\d\d(?=\D|$)")
_ASIDE: Final = re.compile(r"\([^()]*(?:单位|元|必填|选填|可选|盖章|%)[^()]*\)")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_MARKS: Final = "*★:"


class ListField(Struct, frozen=True):
    """A column: ``kind`` is AMOUNT, COUNT or TEXT; ``headings`` are whole ones from the top down, ``words`` lone ones."""

    id: str
    kind: str = TEXT
    headings: tuple[tuple[str, ...], ...] = ()
    words: frozenset[str] = frozenset()

    @property
    def spans(self) -> bool:
        """Whether a merged cell says the same of every row that it covers; an amount is there once."""
        return self.kind == TEXT


class ListShape(Struct, frozen=True, dict=True):
    """The columns of a kind of list.

    ``page`` is the page of the book that holds its records; ``key``: a record has one of these; ``telling`` are sets of fields of
    which each has to have a column, for a table without a known title to be this list. ``above`` are words over headings that
    say nothing else. With ``has_sums`` a row named 合计 adds up others and is no record.
    """

    page: str
    title: str
    fields: tuple[ListField, ...]
    key: frozenset[str]
    telling: tuple[frozenset[str], ...] = ()
    above: frozenset[str] = frozenset()
    unit: str = "万元"
    has_sums: bool = True

    @cached_property
    def by_id(self) -> Mapping[str, ListField]:
        """The columns by id."""
        return {field.id: field for field in self.fields}

    @cached_property
    def _above(self) -> frozenset[str]:
        own = (word for field in self.fields for heading in field.headings for word in heading[:-1])
        return frozenset(_bare(word) for word in (*own, *self.above, self.title))

    @cached_property
    def _whole(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        return tuple((tuple(map(column_key, heading)), field.id) for field in self.fields for heading in field.headings)

    @cached_property
    def _lone(self) -> Mapping[str, str]:
        """Word → id; the lowest word of a whole heading counts alone where only one column has it, and so does the highest."""
        words: dict[str, str] = {}
        for at in (0, -1):
            named: dict[str, set[str]] = {}
            for heading, name in self._whole:
                named.setdefault(heading[at], set()).add(name)
            words |= {word: next(iter(names)) for word, names in named.items() if len(names) == 1}
        return {column_key(word): field.id for field in self.fields for word in field.words} | words

    def find(self, year: int, texts: tuple[str, ...], taken: set[Target]) -> tuple[Target | None, bool]:
        """Which column the texts above one say it is (``FindTarget``); of another ``year`` than the document's it is none."""
        years = {found for text in texts for found in years_in(text)}
        units = {unit for text in texts if (unit := unit_of_heading(text) or declared_unit(text))}
        if (year and years - {year}) or not units <= {*MoneyUnit, *UNITS}:
            return None, False
        name = self._name(tuple(map(column_key, texts)))
        target = Target(AMOUNT if name and self.by_id[name].kind == AMOUNT else NAME, id=name)
        return (target, True) if name and target not in taken else (None, False)

    def _name(self, path: tuple[str, ...]) -> str:
        for heading, name in self._whole:
            if path[-len(heading) :] == heading and self._says_nothing(path[: -len(heading)]):
                return name
        if len(path) > 1 and (name := self._lone.get(path[-2] + path[-1], "")) and self._says_nothing(path[:-2]):
            return name
        return self._lone.get(path[-1], "") if self._says_nothing(path[:-1]) else ""

    def _says_nothing(self, above: tuple[str, ...]) -> bool:
        return all(not word or _bare(word) in self._above for word in above)


def years_in(text: str) -> list[int]:
    """The years that a heading names."""
    return [int(found) for found in _YEAR.findall(plain(text))]


def column_key(text: str) -> str:
    """A heading for comparison: without blanks, year, unit of money and what tells how to fill it in."""
    return _ASIDE.sub("", heading_key(text.strip())).strip(_MARKS)


def _bare(text: str) -> str:
    return _BRACKETS.sub("", column_key(text))
