"""Reads a finance bureau's list of codes (科目表) as it is: one column of codes or 类 | 款 | 项, indented names, several sheets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.code_levels import joined_levels
from models.incoming.code_columns import code_columns
from models.values.codes import ECONOMIC_LEVELS, FUNCTION_LEVELS, Codes, CodeTable
from models.values.text import plain_name

_TABLES: Final = {"function": ("2", FUNCTION_LEVELS), "economic": ("3", ECONOMIC_LEVELS)}
TABLE_NAMES: Final = {"function": "功能科目", "economic": "部门经济科目"}
_SPLIT: Final = "编码分在几栏里，读不懂；在这几栏上面写上标题“类”“款”“项”"
_NO_DIGITS: Final = dict.fromkeys(map(ord, "'’\u200b\ufeff"))
"""Marks of a text in a spreadsheet, and characters that nobody sees."""
_CODE_WITH_NAME: Final = re.compile(r"\[?(\d{3}(?:\d\d){0,2})\]?[\s\-—]*([^\W\d_].*)")
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
    """What the list changes in the tables of today: new codes, those below a code that is nowhere, other names."""
    sentences = []
    for name, rows in read.tables.items():
        table: CodeTable = getattr(codes, name)
        for code in sorted(rows):
            present = table.name(code)
            if not present:
                sentences.append(f"新增 {code} {rows[code]}")
            elif plain_name(present) != plain_name(rows[code]):
                sentences.append(f"{code} {present} → {rows[code]}")
            nowhere = [step for step in table.parents(code) if step not in rows and table.get(step) is None]
            if nowhere:
                sentences.append(f"{code} 上面的 {nowhere[0]} 不在科目表里，公开表里那一行没有名称：把 {nowhere[0]} 也导入")
    return tuple(sentences)


def _read_sheet(
    rows: Sequence[Sequence[str]], tables: dict[str, dict[str, str]], known: Sequence[CodeTable]
) -> Iterator[tuple[int, str]]:
    """Put the codes of a sheet into their tables; (row, what is wrong) for each row that is left out."""
    block = joined_levels(ClipboardBlock([[_plain(text) for text in row] for row in rows]), known, may_be_new=True)
    columns = code_columns(block)
    if columns.fault:
        yield columns.start, columns.fault
        return
    for row in range(columns.start, block.height):
        for group in columns.groups:
            code, name = _code_and_name(*group.texts(block, row))
            is_heading = columns.start > 0 and code in {block.text(columns.start - 1, at) for at in group.codes}
            if (code or name) and not is_heading:
                problem = _SPLIT if group.is_split(block, row) else _take(code, name, tables)
                if problem:
                    yield row + 1, problem


def _code_and_name(text: str, name: str) -> tuple[str, str]:
    """The code without what spreadsheets put into it; a name that follows it in its own cell comes apart."""
    plain = unicodedata.normalize("NFKC", text).translate(_NO_DIGITS).strip()
    joined = _CODE_WITH_NAME.fullmatch(plain) if not name else None
    return (joined[1], joined[2].strip()) if joined else ("".join(plain.split()), name)


def _plain(text: str) -> str:
    """Without the spaces of an indent; a number of a spreadsheet (201.0) as its digits."""
    number = _WHOLE_NUMBER.fullmatch(text.strip())
    return number[1] if number else text.strip()


def _take(code: str, name: str, tables: dict[str, dict[str, str]]) -> str:
    """Put a code into its table; returns what is wrong with it, or ""."""
    if not code.isdecimal() or not code.isascii():
        return f"“{code or name}”不是科目编码"
    for table, (first, levels) in _TABLES.items():
        if code.startswith(first) and len(code) in levels:
            if not name:
                return f"{code} 没有名称"
            if name.isdecimal():
                return f"{code} 的名称是数字“{name}”；编码分在几栏里的，在这几栏上面写上标题“类”“款”“项”"
            present = tables[table].setdefault(code, name)
            return "" if present == name else f"{code} 重复，前面是“{present}”，这里是“{name}”"
    return f"{code} 既不是{'，也不是'.join(TABLE_NAMES.values())}"
