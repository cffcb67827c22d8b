"""Count, sum and average of some numbers: worked out exactly in whole numbers and rounded once, when shown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from models.values.money import MoneyUnit

LEAST: Final = 2
"""Fewer numbers have no sum worth showing."""

_PLACES: Final = 2


class Summary(Struct, frozen=True):
    """What the status bar says of the selected numbers; without ``total`` and ``average`` they have no common unit."""

    count: str
    total: str = ""
    average: str = ""


def summary_of(amounts: Sequence[tuple[int, MoneyUnit]], quantities: Sequence[Decimal]) -> Summary | None:
    """Amounts are (fen, unit they are shown in). None for fewer than two numbers; money and quantities are only counted."""
    count = len(amounts) + len(quantities)
    if count < LEAST:
        return None
    units = {unit for _, unit in amounts}
    if not units:
        return _of_quantities(quantities)
    if len(units) > 1 or quantities:
        return Summary(str(count))
    total, per_unit = sum(fen for fen, _ in amounts), units.pop().value
    return Summary(str(count), f"{_ratio(total, per_unit):,.2f}", f"{_ratio(total, per_unit * count):,.2f}")


def _of_quantities(quantities: Sequence[Decimal]) -> Summary:
    """The sum with the decimals of its most exact number, as they stand in the table: 18.00 and 18.00 are 36.00, 1 and 2 are 3.

    The average has these too; where there are fewer than two, up to two that say something.
    """
    places = max(max(0, -int(number.as_tuple().exponent)) for number in quantities)
    total = sum(int(number.scaleb(places)) for number in quantities)
    count = len(quantities)
    average = _ratio(total, 10**places * count, max(places, _PLACES))
    return Summary(str(count), f"{_ratio(total, 10**places, places):,f}", _without_zeros(average, places))


def _ratio(numerator: int, denominator: int, places: int = _PLACES) -> Decimal:
    """The quotient of two whole numbers, rounded half up (away from zero), never minus zero."""
    size = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    return Decimal(size if numerator >= 0 else -size).scaleb(-places) + 0


def _without_zeros(number: Decimal, least: int) -> str:
    """``1,234.5``: grouped, without zeros at the end of its decimals beyond the ``least`` ones."""
    whole, _, decimals = f"{number:,f}".partition(".")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
