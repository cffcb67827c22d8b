"""Money: whole 分 (fen, 1/100 yuan) in an int; how it is read from typed text and shown.

万元 and 元 are ways of typing and of showing, never of keeping. Rounding is half up and happens only
when a figure is shown, each figure by itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Final


class MoneyUnit(Enum):
    """A unit of amounts; its value is the number of fen in one unit."""

    YUAN = 100
    WAN = 1_000_000


@dataclass(frozen=True, slots=True)
class Unread:
    """Text typed where an amount is meant, that cannot be read as one. Kept as typed, never dropped."""

    text: str


Amount = int | Unread | None
"""An amount as a line keeps it: fen, text that could not be read, or None for a blank cell."""

LARGEST: Final = 10**15
"""Ten trillion yuan in fen; a larger figure is a slip, and a database integer has its end."""

_NUMBER: Final = re.compile(r"([+-]?)(\d+(?:\.\d*)?|\.\d+)")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_BLANKS: Final = frozenset({"", "-", "--", "—", "——", "–", "/"})
_UNIT_WORDS: Final = (("万元", MoneyUnit.WAN), ("万", MoneyUnit.WAN), ("元", MoneyUnit.YUAN))


def read_amount(text: str, unit: MoneyUnit = MoneyUnit.WAN) -> Amount:
    """Read typed text as an amount in ``unit``, unless the text names its own (万, 万元, 元).

    Full-width digits, spaces and thousands separators are understood; a dash or nothing is a blank.
    What is no number, or is finer than one fen (six decimals of 万元), comes back as ``Unread``.
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("￥", "").replace("¥", "")
    if plain in _BLANKS:
        return None
    for word, named in _UNIT_WORDS:
        if plain.endswith(word):
            plain, unit = plain.removesuffix(word), named
            break
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain) or len(plain) > 24:
        return Unread(text)
    fen = Decimal(plain) * unit.value
    if fen != fen.to_integral_value() or abs(fen) > LARGEST:
        return Unread(text)
    return int(fen)


def fen(amount: Amount) -> int:
    """The amount in fen for sums: a blank and text that cannot be read count as nothing."""
    return amount if isinstance(amount, int) else 0


def rounded_wan(amount: int) -> Decimal:
    """Fen as 万元 with two decimals, half up (away from zero), as the forms print it; never minus zero."""
    return (Decimal(amount) / MoneyUnit.WAN.value).quantize(Decimal("0.01"), ROUND_HALF_UP) + 0


def show_wan(amount: int) -> str:
    """``464396000`` fen → ``464.40``: 万元 with two decimals, no thousands separator."""
    return f"{rounded_wan(amount):.2f}"


def show_cell(amount: int) -> str:
    """A printed table cell: blank for nothing, else ``show_wan`` (40 元 prints 0.00)."""
    return show_wan(amount) if amount else ""


def show_exact(amount: int, unit: MoneyUnit = MoneyUnit.WAN) -> str:
    """``464396000`` fen → ``464.396``: every digit there is and no more."""
    text = f"{Decimal(amount) / unit.value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
