"""Proves the places in the texts of a pack: which names may stand in braces where, and that every brace has its other half.

``TomlTable`` sends every text of a pack through ``fault``, with no names where a text allows none; so no brace can print.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from models.pack.phrases import UnpairedBraceError, places

TITLE: Final = ("unit", "year", "last_year", "code", "name")
"""What the title of a sheet may name; ``name`` is another word for ``unit``."""

PAGE: Final = (*TITLE, "money_unit")
"""What a head, a heading or a note of a form may name; ``money_unit`` is the unit in which its amounts print."""

SHEET_TITLE: Final = ("number", "name", "year", "unit")
"""What the title of a project's sheet may name: its number, the project, the year and 填报单位."""

SHEET_HEAD: Final = ("year", "unit")
"""What the text above the right edge of a project's sheet may name."""

GOAL_LABEL: Final = ("number",)
SUM_ROW: Final = ("unit",)
"""What the first cell of a row of sums may name: the 单位 whose sums they are."""

_UNPRINTABLE: Final = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
"""What XML, and so a workbook, cannot hold."""

_WIDE: Final = re.compile(r"[｛｝]")
_OTHER_BRACKETS: Final = re.compile(
    rf"[\[【〔（(<《$%]\s*({'|'.join(PAGE)})\s*[\]】〕）)>》%]|[\[【<%]\s*([a-z]+(?:[_:][a-z_]+)*)\s*[\]】>%]"
)
"""A name that an author takes for a place, in the brackets of another program."""

_SIGN: Final = re.compile(r"[$#@]\{")
"""A sign that belongs to the braces of another program."""


def fault(text: str, names: Collection[str]) -> str:
    """What is wrong with the places of a text that may name ``names``, in Chinese; "" if nothing is."""
    if problem := unlike_braces(text):
        return problem
    try:
        unknown = next((name for name in places(text) if name not in names), None)
    except UnpairedBraceError:
        return unpaired(text)
    return "" if unknown is None else unknown_place(unknown, names)


def unlike_braces(text: str) -> str:
    """What is wrong with a text that names something in other brackets than the two braces, in Chinese; "" if nothing is."""
    if found := _UNPRINTABLE.search(text):
        return f"“{text[: found.start()]}”的后面有一个印不出来的字符（U+{ord(found[0]):04X}），表格里不能有；删掉它，重新打一遍"
    if _WIDE.search(text):
        return f"“{text}”的花括号要用英文的（半角）：{{ }}"
    if sign := _SIGN.search(text):
        return f"“{sign[0][0]}”会照样印出来，花括号前面不写它"
    other = _OTHER_BRACKETS.search(text)
    return f"“{other[0]}”会照样印出来，要写成 {{{other[1] or other[2]}}}" if other else ""


def unpaired(text: str) -> str:
    """The words for a text with a brace that stands alone."""
    return f"“{text}”的花括号不成对"


def unknown_place(name: str, names: Collection[str]) -> str:
    """The words for a name in braces that is not one of ``names``."""
    allowed = f"只能写 {'、'.join(f'{{{known}}}' for known in names)}" if names else "不能用花括号"
    return f"不认识“{{{name}}}”，这里{allowed}"
