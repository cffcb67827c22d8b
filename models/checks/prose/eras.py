"""Which year a figure in a sentence is about."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

YEAR: Final = re.compile(r"(?<![\d.])(20\d\d)年")

CARRIED: Final = "(?:财政拨款|财政)?结[转余]"
"""Behind 上年, last year's money that is money of this year."""

_MARK: Final = re.compile(
    r"(?P<compared>比|较|与|同|和)?"
    rf"(?:(?<![\d.])(?P<year>20\d\d)年|(?P<before>上一?年|去年)|(?P<now>本年|今年))(?!度?{CARRIED})"
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


def is_named_in(name: str, words: str) -> bool:
    """Whether words contain a name, or a longer form of it: 公务用车运行费 in 公务用车运行维护费."""
    rest = iter(words)
    return all(character in rest for character in name)


_INTRODUCING: Final = ("本年", "今年", "安排", "其中", "年度", "本部门", "我部门", "本单位", "我单位", "全年", "总")
_IN_A_WORD: Final = re.compile(r"[\w）”（“]")
"""A character that makes the name after it part of a longer one: 其他项目支出, （一）项目支出."""

_OF_A_SHARE: Final = re.compile("每|级(?:财政)?安排$")
"""每个项目支出5万元, 上级安排收入合计: neither is all of it."""

_OF_A_BODY: Final = re.compile(
    "(?:^|[，。；：、（）])(?P<body>(?![本我全各该])[^，。；：、（）]{0,20}(?:站|所|中心|队|院|校|小学|中学|园|办公室|科室|局|村|社区|本级|机关|馆|服务处|(?<!全)部|委|政府|镇|乡|街道|协会|妇联|工会))"
    r"(?:20\d\d年|：)[^；。：]*$"
)
"""文化站2025年收入预算, 文化站：收入预算: what one body of the department has."""


def is_whole(before: str, unit: str = "") -> bool:
    """Whether the words before a name leave it what it is: 其他项目支出 and 本级项目支出 are a part of 项目支出.

    So is what a body has that the name of the ``unit`` does not contain.
    """
    body = _OF_A_BODY.search(before)
    if (body and not is_named_in(body["body"], unit)) or _OF_A_SHARE.search(before):
        return False
    plain = re.sub(r"20\d\d年$", "，", before)
    return not plain or plain.endswith(_INTRODUCING) or _IN_A_WORD.match(plain[-1]) is None
