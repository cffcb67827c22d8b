"""Reads a finance bureau's list of codes (科目表) as it is: one column of codes or 类 | 款 | 项, indented names, several sheets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.code_levels import joined_levels
from models.values.codes import ECONOMIC_LEVELS, FUNCTION_LEVELS, Codes, CodeTable
from models.values.text import plain_name

_TABLES: Final = {"function": ("2", FUNCTION_LEVELS), "economic": ("3", ECONOMIC_LEVELS)}
TABLE_NAMES: Final = {"function": "功能科目", "economic": "部门经济科目"}
_CODE_HEADINGS: Final = ("编码", "代码", "code")
_NAME_HEADINGS: Final = ("名称", "name")
_HEADING_ROWS: Final = 10
_WHOLE_NUMBER: Final = re.compile(r"(\d+)\.0+")

FEWEST: Final = {"function": 200, "economic": 40}
"""Codes of a whole table: the national ones have more than 1,300 and 120. A list with fewer is an addition to one."""


class CodeList(Struct, frozen=True):
    """What was read: code → name of each table, and a sentence for each row that was left out."""

    function: Mapping[str, str]
    economic: Mapping[str, str]
    left_out: tuple[str, ...]

    @property
    def tables(self) -> Mapping[str, Mapping[str, str]]:
        """Both tables by their keys (``function``, ``economic``)."""
        return {"function": self.function, "economic": self.economic}

    @property
    def summary(self) -> str:
        """The numbers as one sentence."""
        return f"功能科目 {len(self.function)} 个，部门经济科目 {len(self.economic)} 个，没有用的行 {len(self.left_out)} 行"

    @property
    def partial(self) -> str:
        """Which tables have too few codes to be whole ones: 「功能科目只有 4 个」; "" where all that are there are whole."""
        few = [(name, len(rows)) for name, rows in self.tables.items() if 0 < len(rows) < FEWEST[name]]
        return "，".join(f"{TABLE_NAMES[name]}只有 {count} 个" for name, count in few)


def read_code_rows(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]], known: Codes) -> CodeList:
    """Read sheets: (name, "" where there is only one; rows of texts). By ``known`` codes 类 | 款 | 项 are told without headings."""
    tables: dict[str, dict[str, str]] = {name: {} for name in _TABLES}
    left_out = [
        f"{f'“{title}”' if title else ''}第 {number} 行：{problem}"
        for title, rows in sheets
        for number, problem in _read_sheet(rows, tables, (known.function, known.economic))
    ]
    return CodeList(tables["function"], tables["economic"], tuple(left_out))


def changes_to(codes: Codes, read: CodeList) -> tuple[str, ...]:
    """What the list changes in the tables of today: new codes and other names, a sentence each."""
    sentences = []
    for name, rows in read.tables.items():
        table: CodeTable = getattr(codes, name)
        for code in sorted(rows):
            present = table.name(code)
            if not present:
                sentences.append(f"新增 {code} {rows[code]}")
            elif plain_name(present) != plain_name(rows[code]):
                sentences.append(f"{code} {present} → {rows[code]}")
    return tuple(sentences)


def _read_sheet(
    rows: Sequence[Sequence[str]], tables: dict[str, dict[str, str]], known: Sequence[CodeTable]
) -> Iterator[tuple[int, str]]:
    """Put the codes of a sheet into their tables; (row, what is wrong) for each row that is left out."""
    block = joined_levels(ClipboardBlock([[_plain(text) for text in row] for row in rows]), known)
    start, code_at, name_at = _columns(block)
    for row in range(start, block.height):
        code, name = "".join(unicodedata.normalize("NFKC", block.text(row, code_at)).split()), block.text(row, name_at)
        if code or name:
            problem = _take(code, name, tables)
            if problem:
                yield row + 1, problem


def _plain(text: str) -> str:
    """Without the spaces of an indent; a number of a spreadsheet (201.0) as its digits."""
    number = _WHOLE_NUMBER.fullmatch(text.strip())
    return number[1] if number else text.strip()


def _columns(block: ClipboardBlock) -> tuple[int, int, int]:
    """(first row of codes, column of codes, column of names), from a heading near the top, else the first two columns."""
    for row in range(min(block.height, _HEADING_ROWS)):
        texts = [block.text(row, at).lower() for at in range(block.width)]
        code_at = next((at for at, text in enumerate(texts) if any(word in text for word in _CODE_HEADINGS)), None)
        name_at = next(
            (at for at, text in enumerate(texts) if any(word in text for word in _NAME_HEADINGS) and at != code_at), None
        )
        if code_at is not None and name_at is not None:
            return row + 1, code_at, name_at
    return 0, 0, 1


def _take(code: str, name: str, tables: dict[str, dict[str, str]]) -> str:
    """Put a code into its table; returns what is wrong with it, or ""."""
    if not code.isdecimal() or not code.isascii():
        return f"“{code or name}”不是科目编码"
    if not name:
        return f"{code} 没有名称"
    for table, (first, levels) in _TABLES.items():
        if code.startswith(first) and len(code) in levels:
            present = tables[table].setdefault(code, name)
            return "" if present == name else f"{code} 重复，前面是“{present}”，这里是“{name}”"
    return f"{code} 既不是{'，也不是'.join(TABLE_NAMES.values())}"
