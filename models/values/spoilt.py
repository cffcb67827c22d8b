"""What other programs leave in a text: a spreadsheet #REF!, ####, 1.3E+20, a day with 00:00:00; others NaN, ## of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from models.values.days import read_days

SCIENTIFIC: Final = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{2,3}", re.IGNORECASE)
"""A code that a spreadsheet took for a number, with only its first digits."""

MARKS: Final = ("#", "＃", "E+", "e+", ":00", "nan", "NaN", "NAN", "None", "null", "NULL", "undefined")
"""One of them is in every text that is spoilt."""

_ERROR: Final = r"[#＃](?:REF|VALUE|DIV/0|NUM|NULL|SPILL|CALC)[!！]|[#＃]N/A|[#＃]NAME[?？]"
_MEANT: Final = r"[:\d]|\s*(?:[-—–~至到]\s*\d{1,2}[:：]|[起前后止])"
"""What follows a time that somebody wrote: 0:00起, 0:00至6:00."""

_DAY: Final = rf"(?P<day>(?:19|20)\d\d[-/年]\d{{1,2}}[-/月]\d{{1,2}}日?)[ T]?0{{1,2}}:00(?::00(?:\.0+)?|(?!{_MEANT}))"
_HEADING: Final = r"(?m:^)#{1,6}[ \u3000]+(?=[\u3400-\u9fff（(])(?!万?元|亿元)"
"""A heading in Markdown, as chat programs answer: ### 一、基本情况."""

_SPOILT: Final = re.compile(
    rf"(?P<error>{_ERROR})|(?P<heading>{_HEADING})|(?P<narrow>[#＃]{{3,}})|{_DAY}"
    r"|(?<![0-9A-Za-z.])(?P<number>[1-9](?:\.[0-9]+)?[Ee]\+[0-9]{2,3})(?![0-9A-Za-z])"
    r"|(?:^|(?<=[\u3400-\u9fff：:]))\s*(?P<nothing>nan|NaN|NAN|None|null|NULL|undefined)(?=\s*(?:万元|元|%|％|[人个次]|[，。；]|$))"
)


class Spoilt(Struct, frozen=True):
    """A part of a text from ``start`` to ``end`` that another program spoilt; ``right`` is what it was, where that is known."""

    start: int
    end: int
    problem: str
    remedy: str
    right: str | None = None


def spoilt_parts(text: str) -> Iterator[Spoilt]:
    """Every part of a text that is no content."""
    if not any(mark in text for mark in MARKS):
        return
    for match in _SPOILT.finditer(text):
        said = match[0].strip()
        start = match.end() - len(match[0].lstrip())
        if match["error"]:
            yield Spoilt(
                start, match.end(), f"“{said}”是表格软件的错误值，不是内容", "在原表里把公式改好，再复制；或者直接填上内容"
            )
        elif match["heading"]:
            yield Spoilt(match.start(), match.end(), f"“{said}”是 Markdown 的标题记号，不是内容", "删掉这几个字", "")
        elif match["narrow"]:
            yield Spoilt(
                start, match.end(), f"“{said}”是原表的列太窄，内容没有带过来", "在原表里把列拉宽，再复制；或者直接填上内容"
            )
        elif match["number"]:
            yield Spoilt(
                start, match.end(), f"“{said}”是表格软件缩写的数，后面的位数丢了", "在原表里把这一列设为文本，再复制；或者直接填上"
            )
        elif match["nothing"]:
            yield Spoilt(start, match.end(), f"“{said}”是别的软件导出的空值，不是内容", "填上内容；没有的，清空")
        elif (days := read_days(match["day"])) is not None:
            year, month, day = days[0]
            right = f"{year}年{month}月{day}日"
            yield Spoilt(start, match.end(), f"“{said}”里带着表格软件的钟点", f"改为 {right}", right)
