"""A text as the checks of its wording read it: paragraphs, sentences, figures of money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.values.amount_style import IN_SENTENCES, WAN, AmountStyle
from models.values.money import LARGEST
from models.values.target import MONEY

_ALIKE: Final = str.maketrans("０１２３４５６７８９％．():;", "0123456789%.（）：；")
_BLANK: Final = re.compile(r"\s")
_COMMA: Final = re.compile(r"(?<!\d),|,(?!\d)")
_SENTENCE: Final = re.compile("[^。！？；]+[。！？；]?")
_MONEY: Final = re.compile(
    r"(?<![\d.,A-Za-z-])(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?(?P<unit>亿元|万元|千元|万(?=[，。；、）]|$)|元)"
    r"(?!/|（含[^（）]*）|及?以[上下内]|左右|上下)"
)

_ROUND: Final = 100
"""Whole numbers below are exact; 1055万元 may be rounded."""


class Paragraph(Struct, frozen=True):
    """A paragraph without blanks, with half-width digits and full-width brackets and commas; a comma in a number is half-width.

    ``at`` holds the index in the text of each character.
    """

    plain: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the text of ``plain[start:end]``."""
        return self.at[start], self.at[end - 1] + 1


@lru_cache(maxsize=512)
def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text that are not blank."""
    found = (_paragraph(match[0], match.start()) for match in re.finditer(r"[^\n]+", text))
    return tuple(paragraph for paragraph in found if paragraph.plain)


def _paragraph(line: str, start: int) -> Paragraph:
    kept = [at for at, character in enumerate(line) if not _BLANK.match(character)]
    plain = "".join(line[at] for at in kept).translate(_ALIKE)
    return Paragraph(_COMMA.sub("，", plain), tuple(start + at for at in kept))


def sentences(plain: str) -> Iterator[tuple[int, str]]:
    """Start and text of each sentence of a paragraph; a semicolon ends one too."""
    return ((match.start(), match[0]) for match in _SENTENCE.finditer(plain))


class Figure(Struct, frozen=True):
    """An amount of money in a paragraph: its place, its amount in fen, the fen in its last digit, number and unit as written."""

    start: int
    end: int
    fen: int
    step: int
    number: str
    unit: str

    @property
    def written(self) -> str:
        """Number and unit."""
        return f"{self.number} {self.unit}"

    @property
    def style(self) -> AmountStyle:
        """How an amount beside it is told: in its unit, or in 万元 where it is in 亿元 or 千元."""
        return IN_SENTENCES.get(self.unit, WAN)

    def moved(self, by: int) -> Figure:
        """The same figure ``by`` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)


def figures(plain: str, start: int = 0) -> tuple[Figure, ...]:
    """The amounts of money in a paragraph or a part that begins at ``start``; prices (元/人), limits (50万元以上) are none."""
    found = []
    for match in _MONEY.finditer(plain):
        number = match["whole"] + (match["rest"] or "")
        unit = "万元" if match["unit"] == "万" else match["unit"]
        amount = Decimal(number.replace(",", "")) * MONEY[unit]
        if amount == amount.to_integral_value() and amount <= LARGEST:
            exact = match["rest"] is None and amount < _ROUND * MONEY[unit]
            step = 0 if exact else MONEY[unit] // 10 ** max(len(match["rest"] or "") - 1, 0)
            found.append(Figure(start + match.start(), start + match.end(), int(amount), step, number, unit))
    return tuple(found)


_TIMES: Final = 1000
"""No figure of a sentence is so many times another that it is compared with."""


def unit_slip(one: int, other: int) -> str:
    """Words to go on with where two amounts that are compared are so far apart that 元 and 万元 were confused; else ""."""
    low, high = sorted((one, other))
    return "，可能把元和万元弄混" if 0 < low * _TIMES <= high else ""
