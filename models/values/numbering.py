"""Numbers before the lines of a form: 一、 （一） 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"

NUMBERINGS: Final = ("一、", "（一）", "1.", "1、", "")
"""The kinds of numbering by what the first line begins with; "": none."""


def number_mark(numbering: str, number: int) -> str:
    """What the line ``number`` (1 to 99) begins with under one of ``NUMBERINGS``: ``十二、``."""
    return numbering.replace("一", chinese_number(number)).replace("1", str(number))


def chinese_number(number: int) -> str:
    """1 to 99 as written before a line: 十, 十一, 二十, 二十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


_MARK: Final = re.compile(f"([{_DIGITS[1:]}十]{{1,3}})、")
_NUMBERS: Final = {chinese_number(number): number for number in range(1, 100)}


def unnumbered_at(labels: Sequence[str]) -> int:
    """The position (from 1) of the first label whose 一、 does not follow that of the label before; 0 if all do."""
    before = 0
    for at, label in enumerate(labels, 1):
        mark = _MARK.match(label)
        number = _NUMBERS.get(mark[1], 0) if mark else 0
        if before and number and number != before + 1:
            return at
        before = number or before
    return 0
