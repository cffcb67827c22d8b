"""Numbers written in Chinese numerals: 三次, 百分之九十五, 两百人, 九成以上."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_DIGITS: Final = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
NUMERALS: Final = "".join((*_DIGITS, *_SCALES))
"""The characters of a number below ten thousand."""

_WHOLE: Final = re.compile(
    "(?:(?P<thousands>[一二两三四五六七八九])千)?零?(?:(?P<hundreds>[一二两三四五六七八九])百)?零?"
    "(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?零?(?P<ones>(?<![百千])[一二两三四五六七八九])?"
)
_PERCENT: Final = re.compile(rf"百分(?:之(?P<number>[{NUMERALS}]+(?:点[{NUMERALS}]+)?|百)|(?P<all>百))(?![之分])")


def read_chinese(text: str) -> Decimal | None:
    """The number that Chinese numerals mean: 二十五, 两百, 九十八点五; None for any other text.

    Also None for 一百二, which is 120 in speech and 102 to the letter.
    """
    whole, point, decimals = text.partition("点")
    number = _whole(whole)
    if number is None or (point and not (decimals and set(decimals) <= _DIGITS.keys())):
        return None
    return Decimal(f"{number}.{''.join(str(_DIGITS[digit]) for digit in decimals)}") if point else Decimal(number)


def _whole(text: str) -> int | None:
    if text in {"零", "〇"}:
        return 0
    match = _WHOLE.fullmatch(text)
    if match is None or not text or text.startswith("零"):
        return None
    number = 1000 * _DIGITS.get(match["thousands"] or "零", 0) + 100 * _DIGITS.get(match["hundreds"] or "零", 0)
    if match["ten"]:
        number += 10 * _DIGITS[match["tens"] or "一"]
    return number + _DIGITS[match["ones"] or "零"]


def percents_in_digits(text: str) -> str:
    """百分之九十五 as 95%; what is no number stays."""
    return _PERCENT.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    number = Decimal(100) if match["all"] or match["number"] == "百" else read_chinese(match["number"])
    return match[0] if number is None else f"{number:f}%"
