"""Tells by their size whether pasted amounts that name no unit are in 元 or in 万元, with the reason to show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from msgspec import Struct

from models.values.money import Amount, MoneyUnit, Unread, number_typed, read_amount, show_exact
from models.values.unit_words import WORDS

_LARGE: Final = 10_000
"""Few lines of a township reach it in 万元, almost all do in 元."""

_NEAR: Final = 20
_SMALL: Final = 100
"""元: hardly any budget line is smaller."""

_BEYOND: Final = 10
_FINE: Final = re.compile(r"\.\d{3,6}\s*$")
"""More decimals than amounts in 元 have; more than six are noise of a division."""

_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,25})?")


class UnitFound(Struct, frozen=True):
    """``sure``: the user need not confirm it; ``reason``: why, as shown to the user."""

    unit: MoneyUnit
    sure: bool
    reason: str


def amount_meant(text: str, unit: MoneyUnit) -> Amount:
    """Read a pasted amount in ``unit``, or in the unit that it names, rounded to the fen."""
    amount = read_amount(text, unit)
    if not isinstance(amount, Unread):
        return amount
    number, named = number_typed(text)
    if named is not None or not _NUMBER.fullmatch(number):
        return amount
    return read_amount(show_exact(int((Decimal(number) * unit.value).quantize(Decimal(1), ROUND_HALF_UP))))


def unit_by_size(
    pasted: Sequence[str], standing: Sequence[tuple[str, Amount]], known: Sequence[int], typed_in: MoneyUnit = MoneyUnit.WAN
) -> UnitFound:
    """The unit of amounts that name none, from their values.

    ``standing`` pairs pasted texts with the amounts (fen) that they would replace, ``known`` are the column's amounts (fen).
    ``typed_in`` is the page's unit; with 元, only finer or very small amounts can be 万元.
    """
    values = [abs(value) // 100 for text in pasted if isinstance(value := amount_meant(text, MoneyUnit.YUAN), int) and value]
    if not values:
        return UnitFound(typed_in, sure=True, reason="")
    same = {unit: sum(amount_meant(text, unit) == held for text, held in standing if held) for unit in MoneyUnit}
    if same[MoneyUnit.WAN] != same[MoneyUnit.YUAN]:
        unit = max(same, key=lambda unit: same[unit])
        return UnitFound(unit, unit is typed_in, f"按{WORDS[unit]}，{same[unit]} 个数与现有的相同")
    if any(_FINE.search(text) for text in pasted):
        return UnitFound(MoneyUnit.WAN, typed_in is MoneyUnit.WAN, "有的数比分还细，是万元")
    if typed_in is MoneyUnit.YUAN and max(values) < _SMALL:
        return UnitFound(MoneyUnit.WAN, sure=False, reason=f"没有写单位；都不到 {_SMALL:,}，可能是万元")
    if typed_in is MoneyUnit.YUAN:
        return UnitFound(MoneyUnit.YUAN, sure=True, reason="没有写单位；这一页按元录入")
    return _by_known(values, [abs(amount) // MoneyUnit.WAN.value for amount in known if amount])


def _by_known(values: Sequence[int], known: Sequence[int]) -> UnitFound:
    """Numbers much larger than those of the column, or than usual for a township, are probably 元."""
    largest, middle = max(values), sorted(values)[len(values) // 2]
    if largest >= _LARGE and known and middle <= _NEAR * max(1, sorted(known)[len(known) // 2]):
        return UnitFound(MoneyUnit.WAN, sure=True, reason="与现有的数大小相近")
    if largest >= _LARGE:
        return UnitFound(MoneyUnit.YUAN, sure=False, reason=f"没有写单位；数在 {_LARGE:,} 以上，可能是元")
    if known and largest > _BEYOND * max(1, *known):
        return UnitFound(MoneyUnit.YUAN, sure=False, reason=f"没有写单位；比现有最大的数还大 {_BEYOND} 倍以上，可能是元")
    return UnitFound(MoneyUnit.WAN, sure=True, reason="没有写单位；大小像万元")
