"""What texts of a template mean: headings made comparable, gaps to be filled (XX, x,xxx, …), numbering before a label."""

from __future__ import annotations

import re
from typing import Final

from models.values.text import plain_name

GAP: Final = re.compile(
    r"(?<![A-Za-z0-9])[xX×＊*]{2,}(?![A-Za-z])(?:[,，][xX]{3})*|[xX](?:[,，][xX]{3})+|(?<![A-Za-z0-9])[xX](?![A-Za-z0-9])|[…⋯]+|\.{3,}|_{2,}|＿{2,}"
)
"""What a template prints where something is to be written."""

STEP: Final = "＞"
"""Stands between the headings of a column where its lowest one alone does not tell which it is: 财政拨款收入＞小计."""

_CHOICE: Final = re.compile(r"增加\(减少\)|\(持平\)")
_UNIT: Final = re.compile(r"\((?:单位[:：])?(?:万元|元)\)$")
_YEAR: Final = re.compile(r"20\d\d年?度?")
_NUMBERING: Final = re.compile(
    r"^(?:[(（][一二三四五六七八九十百\d]+[)）][、.．]?|[一二三四五六七八九十百]+[、.．]|\d+[、.．)）]|其中[:：]?)"
)
_INSTEAD: Final = re.compile(r"^\s*[(（].*?作(?:下述|如下)说明[:：]\s*(.+?)[)）]?\s*$")
_LEADER: Final = re.compile(r"[…⋯.]{4,}\s*\d*\s*$")
_LONGEST_GAP: Final = 30
_LINE_NUMBER: Final = re.compile(r"^\s*\d+\s*[、.．]\s*")


def heading_of(text: str) -> str:
    """A heading or title for comparison: without blanks, line breaks and the unit in brackets behind it."""
    return _UNIT.sub("", plain_name(text))


def steps_of(text: str) -> list[str]:
    """The headings that a cell stands for: one, or those that a point names with ``STEP`` between."""
    return heading_of(text).split(plain_name(STEP))


def without_year(text: str) -> str:
    """A title for comparison with that of another year."""
    return _YEAR.sub("", heading_of(text))


def label_of(text: str) -> str:
    """The label of a row for comparison: also without its numbering."""
    return _NUMBERING.sub("", plain_name(text))


def is_placeholder(text: str) -> bool:
    """Whether a label stands for any: 「…」, 「二、…」, 「三、」, 「XX」."""
    plain = plain_name(text)
    return bool(plain) and not GAP.sub("", label_of(plain)).strip(".。:：、")


def has_gap(text: str) -> bool:
    """Whether a text of the template waits to be completed."""
    return bool(GAP.search(text) or _CHOICE.search(plain_name(text)))


def waits(line: str) -> bool:
    """Whether a line has a gap; the dots that lead to a page number in 目录 are none."""
    return has_gap(line) and len(max(GAP.findall(line), key=len, default="")) < _LONGEST_GAP and not _is_leader(line)


def _is_leader(line: str) -> bool:
    """Whether a line of 目录 ends in the dots before its page number."""
    return bool(_LEADER.search(line)) and bool(heading_of(line)) and not is_placeholder(line)


def instead_of(line: str) -> str:
    """The other wording that a line offers who has nothing: 「（无…的，作下述说明：XX未安排…。）」; "" for other lines."""
    match = _INSTEAD.match(line)
    return match[1] if match else ""


def skeleton(text: str) -> str:
    """The words of a sentence that do not differ between a frame and what answers it."""
    plain = _CHOICE.sub("", GAP.sub("", plain_name(text)))
    return re.sub(r"[\d.,，。、;；:：“”\"'()（）…⋯]|增加|减少|持平", "", plain)


def without_number(line: str) -> tuple[str, bool]:
    """A line without 「1.」 before it, and whether it had such a number."""
    match = _LINE_NUMBER.match(line)
    return (line[match.end() :], True) if match else (line, False)


def indent_of(line: str) -> str:
    """The blanks at the beginning of a line."""
    return line[: len(line) - len(line.lstrip())]
