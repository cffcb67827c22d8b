"""The number behind a rounded display, as spreadsheets put it beside the text that they show."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from models.values.money import Unread, number_typed, read_amount

_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,18}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,2})?")
_FINEST: Final = Decimal("0.000001")
"""One fen in 万元: finer digits are noise of binary fractions."""


def exact_number(shown: str, exact: str) -> str:
    """The digits behind a rounded display: ``464.40`` with 464.396 behind it → ``464.396``.

    Returns ``shown`` when it hides no digit or the two are not the same number (a date, a percentage, thousands).
    """
    number = exact.strip()
    plain, named = number_typed(shown)
    if named is not None or not plain or not _NUMBER.fullmatch(number) or isinstance(read_amount(shown), Unread):
        return shown
    value, seen = Decimal(number), Decimal(plain)
    decimals = Decimal(1).scaleb(-min(len(plain.partition(".")[2]), 6))
    if abs(value) > 10**15 or value == seen or value.quantize(decimals, ROUND_HALF_UP) != seen:
        return shown
    text = f"{value.quantize(_FINEST, ROUND_HALF_UP) + 0:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
