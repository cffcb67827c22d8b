"""Which forms a pack has, in which order they are printed, and how the contents (目录) names them.

A form is named as in ``[[contents]]``: the id of a table, ``text:`` and the name of a text, ``list:`` and the id of a list,
or one of the names below. The same name is the key of its sheet.
"""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from typing import Final

from msgspec import Struct

PROCUREMENT: Final = "procurement"
ASSETS: Final = "assets"
PROJECTS: Final = "projects"
"""The sheets of all projects (绩效目标表), one after another."""

OVERALL: Final = "overall"
"""The sheet of the whole department (部门整体绩效目标表)."""

EXPLANATIONS: Final = "explanations"
"""核实说明: the reasons that the clerk wrote, a sheet of its own where the pack names it; no form has to be written for it."""

TEXT: Final = "text:"
LIST: Final = "list:"


class ContentsGroup(Struct, frozen=True):
    """Forms that stand together in the contents, under a ``heading`` ("": none).

    ``numbers`` is how the first of them is numbered (「1.」, 「（一）」; "": not; COLUMN: in a column of its own).
    ``listed``: each has a line of its own; else the heading stands for all of them.
    """

    forms: tuple[str, ...]
    heading: str = ""
    numbers: str = ""
    listed: bool = True


_DIGITS: Final = "零一二三四五六七八九"

COLUMN: Final = "column"
NUMBERS: Final = ("", "1.", "1. ", "1、", "（1）", "一、", "（一）")
"""How the forms of a group may be numbered, by the number of the first."""


def numbered(style: str, number: int) -> str:
    """The ``number``th (1 to 99) number of a style: 「3.」, 「（三）」; "" without a style, and for a column."""
    return "" if style == COLUMN else style.replace("1", str(number)).replace("一", chinese(number))


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese: 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones or not tens else ''}"
