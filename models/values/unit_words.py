"""How texts name the unit of their amounts, and an amount in a unit so named."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from models.values.amount_style import UNITS
from models.values.money import Amount, MoneyUnit, Unread, number_typed, read_amount

WORDS: Final = {unit: word for word, unit in UNITS.items()}
_UNIT_WORD: Final = re.compile(r"[万元]\s*[)）]?\s*$")

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
_DECLARED: Final = re.compile(
    rf"(?:^|单位[为是:(\[]*|[:([]){_NAMED}(?:/\w{{1,3}})?(?=$|[)\],。;])"
    r"|单位[为是:(\[]*(?:人民币)?(?P<short>[亿千百十万]+)(?=$|[)\],。;])"
)
"""The unit that a heading names: 单位：万元, （元）, 金额：元, 单价（元/台）; not the one of a limit (20万元以上)."""


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


def declared_unit(text: str) -> str:
    """The word of the unit of money that a text of a form names (``元``, ``千元``); "" where it names none."""
    words = unicodedata.normalize("NFKC", text).split()
    found = _DECLARED.search("".join(words)) or _DECLARED.search(",".join(words))
    if found is None:
        return ""
    return found["unit"] or f"{found['short']}元"


def is_caption(text: str) -> bool:
    """Whether a text is such a line alone; a heading may name a unit after other words."""
    return _CAPTION_ALONE.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def unit_named(word: str) -> NamedUnit:
    """The unit of a word for money."""
    return UNITS.get(word, word)


def word_of(unit: NamedUnit) -> str:
    """The word for a unit."""
    return unit if isinstance(unit, str) else WORDS[unit]


def is_unit(word: str) -> bool:
    """Whether a word names a unit of money and nothing else: ``万元``."""
    return re.fullmatch(_NAMED, word) is not None


def names_unit(text: str) -> bool:
    """Whether the text of an amount names its unit: 80366元, 8万."""
    return bool(_UNIT_WORD.search(text))
