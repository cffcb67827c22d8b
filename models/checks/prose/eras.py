"""Which year a figure in a sentence is about."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

YEAR: Final = re.compile(r"(?<![\d.])(20\d\d)年")

_MARK: Final = re.compile(
    r"(?P<compared>比|较|与|同|和)?(?:(?<![\d.])(?P<year>20\d\d)年|(?P<before>上一?年|去年)|(?P<now>本年|今年))"
)
_LAST_YEAR: Final = re.compile("上一?年|去年")
_ONLY_COMPARED: Final = re.compile("相比|比较|[，；。]|增加|减少|增长|下降|提高|降低|持平")
"""Behind a year that is compared with: it is not the year of the figure that follows."""


class Era(Enum):
    """The year of a figure, seen from the budget."""

    NOW = auto()
    BEFORE = auto()
    OTHER = auto()


def budget_year(sentence: str, year: int | None) -> int | None:
    """The year of the budget: the given one, else the one of a sentence that it compares with 上年 or with the year before."""
    if year is not None:
        return year
    years = sorted({int(match[1]) for match in YEAR.finditer(sentence)})
    if len(years) == 1 and _LAST_YEAR.search(sentence):
        return years[0]
    return years[-1] if len(years) == 2 and years[1] == years[0] + 1 else None


def era(before: str, year: int | None) -> Era | None:
    """The year that the words before a figure name last; None where they name none. A year compared with does not count."""
    for mark in reversed(list(_MARK.finditer(before))):
        if mark["compared"] and _ONLY_COMPARED.search(before, mark.end()):
            continue
        if mark["before"]:
            return Era.BEFORE
        if mark["now"]:
            return Era.NOW
        if year is None:
            return Era.OTHER
        return {0: Era.NOW, 1: Era.BEFORE}.get(year - int(mark["year"]), Era.OTHER)
    return None


_INTRODUCING: Final = ("本年", "今年", "安排", "其中", "年度", "本部门", "我部门", "本单位", "我单位", "全年", "总")
_IN_A_WORD: Final = re.compile(r"[\w）”（“]")
"""A character that makes the name after it part of a longer one: 其他项目支出, （一）项目支出."""


def is_whole(before: str) -> bool:
    """Whether the words before a name leave it what it is: 其他项目支出 and 本级项目支出 are a part of 项目支出."""
    plain = re.sub(r"20\d\d年$", "，", before)
    return not plain or plain.endswith(_INTRODUCING) or _IN_A_WORD.match(plain[-1]) is None
