"""Tells whether pasted amounts are in 元 or in 万元, with the reason to show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from msgspec import Struct

from models.pack.reading.amounts import declared_unit
from models.values.money import Amount, MoneyUnit, Unread, number_typed, read_amount, show_exact

WORDS: Final = {MoneyUnit.WAN: "万元", MoneyUnit.YUAN: "元"}
_LARGE: Final = 10_000
"""Few lines of a township reach it in 万元, almost all do in 元."""

_NEAR: Final = 20
_SMALL: Final = 100
"""元: hardly any budget line is smaller."""

_BEYOND: Final = 10
_FINE: Final = re.compile(r"\.\d{3,6}\s*$")
"""More decimals than amounts in 元 have; more than six are noise of a division."""

_UNIT_WORD: Final = re.compile(r"[万元]\s*[)）]?\s*$")
_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,25})?")


NamedUnit = MoneyUnit | str
"""A unit of amounts that a heading or a caption names; the word where amounts in it are not read: ``千元``."""

_NAMED: Final = r"(?:人民币)?(?P<unit>[十百千万亿]*元)"
_AFTER_HEADING: Final = re.compile(rf"(?:[(:/,、\-—_]|(?<=[额数算价款费值计]))(?:金额)?(?:单位)?:?{_NAMED}\)?$")
_CAPTION: Final = re.compile(r"单\s*位\s*:?\s*\(?\s*(?:人民币)?\s*(?P<unit>[十百千万亿]*\s*元)(?![^\W\d_])")
_CAPTION_ALONE: Final = re.compile(rf"\(?(?:金额|货币|计量)?(?:{_CAPTION.pattern}).{{0,8}}")
_BRACKETS: Final = str.maketrans("[]【】〔〕", "()()()")
_BASIS: Final = re.compile(
    rf"以{_NAMED}(?:为|作为)(?:计量|货币|金额)?单位|单位(?:均|都|统一)(?:为|是){_NAMED.replace('unit', 'basis')}(?!\w)"
)
"""Sentences of notes: 本表以万元为单位, 单位均为万元."""

_LONGEST_CAPTION: Final = 200
_UNITS: Final = {word: unit for unit, word in WORDS.items()}


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


def amount_in(text: str, unit: NamedUnit) -> Amount:
    """Read an amount in a unit that its form names; it stays unread in another than 元 and 万元, unless it names its own."""
    if isinstance(unit, MoneyUnit):
        return read_amount(text, unit)
    amount = read_amount(text)
    return Unread(text) if isinstance(amount, int) and amount and number_typed(text)[1] is None else amount


def why_unread(unit: NamedUnit | None) -> str:
    """Why an amount in a unit was not read, as told behind its text."""
    return f"的单位是{unit}，不是元，也不是万元" if isinstance(unit, str) else "不是金额"


def plain_words(text: str) -> str:
    """The text of a heading in NFKC form, without blanks, with one kind of brackets."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_BRACKETS)


def unit_of_heading(text: str) -> NamedUnit | None:
    """The unit that a heading names: ``预算数(元)``, ``金额：万元``, ``金额/元``, ``元``; None without one."""
    found = re.fullmatch(_NAMED, plain_words(text)) or _AFTER_HEADING.search(plain_words(text))
    return unit_named(found["unit"]) if found else None


def without_unit(text: str) -> str:
    """A heading without the unit that it names: ``金额/元`` → ``金额``."""
    return _AFTER_HEADING.sub("", plain_words(text))


def unit_of_caption(text: str) -> NamedUnit | None:
    """The unit that a line above or below a table names: ``单位：万元``. None without one, as in ``预算单位：元氏县``."""
    if len(text) >= _LONGEST_CAPTION:
        return None
    if found := _CAPTION.search(unicodedata.normalize("NFKC", text)):
        return unit_named("".join(found["unit"].split()))
    found = _BASIS.search(plain_words(text))
    return unit_named(found["basis"] or found["unit"]) if found else None


def unit_beside(text: str) -> NamedUnit | None:
    """The unit that a caption, a note, a title or the name of a sheet says: ``支出总表（万元）``. None without one."""
    named = unit_of_caption(text) or declared_unit(text) or unit_of_heading(text)
    return unit_named(named) if isinstance(named, str) else named


def is_caption(text: str) -> bool:
    """Whether a text is such a line alone; a heading may name a unit after other words."""
    return _CAPTION_ALONE.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def unit_named(word: str) -> NamedUnit:
    """The unit of a word for money."""
    return _UNITS.get(word, word)


def word_of(unit: NamedUnit) -> str:
    """The word for a unit."""
    return unit if isinstance(unit, str) else WORDS[unit]


def is_unit(word: str) -> bool:
    """Whether a word names a unit of money and nothing else: ``万元``."""
    return re.fullmatch(_NAMED, word) is not None


def names_unit(text: str) -> bool:
    """Whether the text of an amount names its unit: 80366元, 8万."""
    return bool(_UNIT_WORD.search(text))


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
