"""Numbers before the lines of a form: 一、 （一） 1."""

from __future__ import annotations

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
