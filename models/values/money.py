"""Money: whole 分 (fen, 1/100 yuan) in an int, read from typed text and formatted for display.

万元 and 元 are units of input and display, never of storage. Rounding is half up and happens only for display, each
figure by itself.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Final

from msgspec import Struct

from models.values.text import closed_up, with_points


class MoneyUnit(Enum):
    """A unit of amounts; its value is the number of fen in one unit."""

    YUAN = 100
    WAN = 1_000_000


class Unread(Struct, frozen=True):
    """Text in an amount field that cannot be read as an amount; stored as typed, never dropped."""

    text: str


Amount = int | Unread | None
"""An amount as a line stores it: fen, text that could not be read, or None for a blank cell."""

LARGEST: Final = 10**15
"""Ten trillion yuan in fen. A larger figure is a typing error, and amounts must fit a database integer."""

_NUMBER: Final = r"([+-]?)(\d+(?:\.\d*)?|\.\d+)"
_GROUPED: Final = r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?"
_BLANKS: Final = frozenset({"", "-", "--", "—", "——", "–", "/"})
_MINUS: Final = str.maketrans("−–‐", "---")
_NEGATIVE: Final = re.compile(r"\(([\d.][\d.,]*(?:万元|万|元)?)\)(万元|万|元)?")
_AS_TEXT: Final = re.compile(r"['‘’](?=[-+(.\d])")
_LONGEST_NUMBER: Final = 24
_OTHER_NUMBER: Final = "No"
"""The category of ①, ², ½."""

_UNIT_WORDS: Final = (("万元", MoneyUnit.WAN), ("万", MoneyUnit.WAN), ("元", MoneyUnit.YUAN))


def read_amount(text: str, unit: MoneyUnit = MoneyUnit.WAN) -> Amount:
    """Read typed text as an amount in ``unit``, unless the text names its own (万, 万元, 元).

    Full-width digits, spaces, thousands separators and ``12。5`` are understood, and what spreadsheets make of a figure: ``(1.5)``
    and ``−1.5`` are negative, ``'1.5`` is a number kept as text. A dash or nothing is a blank. ``=12+3.5*4`` is
    worked out exactly and rounded half up to a whole fen. Text that is not a number, or is finer than one fen (six
    decimals of 万元) or larger than ``LARGEST``, becomes ``Unread``.
    """
    plain, named = _without_unit(_plain(text))
    if plain in _BLANKS and named is None:
        return None
    value = _sum_in_fen(plain[1:], named or unit) if plain.startswith("=") else _number_in_fen(plain, named or unit)
    return Unread(text) if value is None or abs(value) > LARGEST else value


class UnreadReason(Enum):
    """Why ``read_amount`` gave text back, in the clerk's words."""

    NO_NUMBER = "不是数字"
    TOO_LARGE = "太大了"
    TOO_FINE = "小数太多"


def why_unread(text: str) -> UnreadReason:
    """Why ``Unread`` text is not an amount: not a number, larger than ``LARGEST``, or finer than one fen."""
    plain, named = _without_unit(_plain(text))
    figure = _figure(plain)
    if figure is None:
        return UnreadReason.NO_NUMBER
    return UnreadReason.TOO_LARGE if abs(figure * (named or MoneyUnit.WAN).value) > LARGEST else UnreadReason.TOO_FINE


def _narrow(text: str) -> str:
    """Text in NFKC form, but for ① and ²: the sign of a note behind a figure is no digit of it."""
    if text.isascii():
        return text
    if any(unicodedata.category(character) == _OTHER_NUMBER for character in text):
        return "".join(c if unicodedata.category(c) == _OTHER_NUMBER else unicodedata.normalize("NFKC", c) for c in text)
    return unicodedata.normalize("NFKC", text)


def _plain(text: str) -> str:
    plain = with_points(closed_up(_narrow(text).replace("￥", "").replace("¥", "")))
    if not plain.isascii():
        plain = plain.translate(_MINUS)
    plain = _AS_TEXT.sub("", plain, count=1) if _AS_TEXT.match(plain) else plain
    negative = _NEGATIVE.fullmatch(plain) if plain.startswith("(") else None
    return f"-{negative[1]}{negative[2] or ''}" if negative else plain


def without_separators(plain: str) -> str:
    """``1,234.5`` → ``1234.5``. A comma separates thousands only where groups of three follow: ``12,5`` and ``0,125`` stay."""
    return plain.replace(",", "") if re.fullmatch(_GROUPED, plain) else plain


def number_typed(text: str) -> tuple[str, MoneyUnit | None]:
    """The number in typed text and the unit that it names: ``1,234。5万元`` → ``1234.5``; "" when it is not a number."""
    plain, named = _without_unit(_plain(text))
    number = without_separators(plain)
    return (number, named) if re.fullmatch(_NUMBER, number) else ("", None)


def _without_unit(plain: str) -> tuple[str, MoneyUnit | None]:
    for word, named in _UNIT_WORDS:
        if plain.endswith(word):
            return plain.removesuffix(word), named
    return plain, None


def _figure(plain: str) -> Decimal | None:
    """The number as written, of any size and precision; None when it is not a number."""
    plain = without_separators(plain)
    return Decimal(plain) if re.fullmatch(_NUMBER, plain) else None


def _number_in_fen(plain: str, unit: MoneyUnit) -> int | None:
    figure = _figure(plain)
    if figure is None or len(plain) > _LONGEST_NUMBER:
        return None
    fen = figure * unit.value
    return int(fen) if fen == fen.to_integral_value() else None


def _sum_in_fen(plain: str, unit: MoneyUnit) -> int | None:
    from models.values.formula import FormulaError, evaluate  # noqa: PLC0415 - the start does not import fractions

    try:
        fen = evaluate(plain) * unit.value
    except FormulaError:
        return None
    rounded = int((2 * abs(fen) + 1) // 2)
    return rounded if fen >= 0 else -rounded


def as_wan(text: str, unit: MoneyUnit) -> str:
    """Amount text typed in ``unit``, rewritten to mean the same where 万元 is assumed: ``80366`` in 元 → ``80366元``.

    A sum becomes its figure, ``12。5`` gets a point. Text that names its own unit, is blank or is not a number stays as typed.
    A number that is too large or too fine gets its unit too, or it would be read as 万元.
    """
    value = read_amount(text, unit)
    plain, named = _without_unit(_plain(text))
    if not isinstance(value, int) and _figure(plain) is None:
        return text
    if plain.startswith("=") and isinstance(value, int):
        unit = named or unit
        text, named = show_exact(value, unit), None
    elif isinstance(value, int):
        text = with_points(text)
    return f"{text.strip()}元" if named is None and unit is MoneyUnit.YUAN else text


def fen(amount: Amount) -> int:
    """The amount in fen for sums; a blank and ``Unread`` text count as 0."""
    return amount if isinstance(amount, int) else 0


def rounded_wan(amount: int) -> Decimal:
    """Fen as 万元 with two decimals, half up (away from zero), as the forms print it; never minus zero."""
    return (Decimal(amount) / MoneyUnit.WAN.value).quantize(Decimal("0.01"), ROUND_HALF_UP) + 0


def show_wan(amount: int) -> str:
    """``464396000`` fen → ``464.40``: 万元 with two decimals, no thousands separator."""
    return f"{rounded_wan(amount):.2f}"


def show_exact(amount: int, unit: MoneyUnit = MoneyUnit.WAN) -> str:
    """``464396000`` fen → ``464.396``: all digits, no trailing zeros."""
    text = f"{Decimal(amount) / unit.value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
