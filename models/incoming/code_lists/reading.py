"""Reads a finance bureau's list of codes (科目表) as it is: one column of codes or 类 | 款 | 项, indented names, several sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct

from models.incoming.code_lists.rows import ListRow, ListSheet, read_sheet, share_codes
from models.values.codes import ECONOMIC_LEVELS, FUNCTION_LEVELS, Codes, CodeTable
from models.values.text import plain_name

_TABLES: Final = {"function": ("2", FUNCTION_LEVELS), "economic": ("3", ECONOMIC_LEVELS)}
TABLE_NAMES: Final = {"function": "功能科目", "economic": "部门经济科目"}
_OTHER_LISTS: Final = {
    "政府收入分类科目": re.compile(r"1\d\d(\d\d){0,3}"),
    "政府预算支出经济分类科目": re.compile(r"5\d\d(\d\d)?"),
}
"""Classifications that bureaus hand out together with those of spending, and that no page uses."""

_UNUSED: Final = {name: f"{name}，这里用不到" for name in _OTHER_LISTS}

FEWEST: Final = {"function": 200, "economic": 40}
"""Codes of a whole table: the national ones have more than 1,300 and 120. A list with fewer is an addition to one."""


class CodeList(Struct, frozen=True):
    """What was read: code → name of each table, and a sentence for each row or run of rows that was left out."""

    function: Mapping[str, str]
    economic: Mapping[str, str]
    left_out: tuple[str, ...]
    rows_left_out: int

    @property
    def tables(self) -> Mapping[str, Mapping[str, str]]:
        """Both tables by their keys (``function``, ``economic``)."""
        return {"function": self.function, "economic": self.economic}

    @property
    def summary(self) -> str:
        """The numbers as one sentence."""
        return f"功能科目 {len(self.function)} 个，部门经济科目 {len(self.economic)} 个，没有用的行 {self.rows_left_out} 行"

    @property
    def partial(self) -> str:
        """Which tables have too few codes to be whole ones: 「功能科目只有 4 个」; "" where all that are there are whole."""
        few = [(name, len(rows)) for name, rows in self.tables.items() if 0 < len(rows) < FEWEST[name]]
        return "，".join(f"{TABLE_NAMES[name]}只有 {count} 个" for name, count in few)


def read_code_rows(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]], known: Codes) -> CodeList:
    """Read sheets: (name, "" where there is only one; rows of texts). By ``known`` codes 类 | 款 | 项 are told without headings."""
    read = [read_sheet(title, rows, (known.function, known.economic)) for title, rows in sheets]
    tables: dict[str, dict[str, str]] = {name: {} for name in _TABLES}
    left_out, count = list[str](), 0
    for at, sheet in enumerate(read):
        other = next((other for other in (*read[:at], *read[at + 1 :]) if _are_of_two_years(sheet, other)), None)
        if other is None:
            problems = [(row, problem) for row in sheet.rows if (problem := row.problem or _take(row, tables))]
        else:
            problem = f"和“{other.title}”是两个年度的同一种科目，看不出用哪一张；只留要用的一张"
            problems = [(ListRow(1, ""), problem)]
        count += len(problems)
        left_out += [f"{f'“{sheet.title}”' if sheet.title else ''}{sentence}" for sentence in _sentences(problems)]
    return CodeList(tables["function"], tables["economic"], tuple(left_out), count)


def changes_to(codes: Codes, read: CodeList) -> tuple[str, ...]:
    """What the list changes in the tables of today: new codes, those below a code that is nowhere, other names."""
    sentences = []
    for name, rows in read.tables.items():
        table: CodeTable = getattr(codes, name)
        for code in sorted(rows):
            present = table.name(code)
            if not present:
                other = codes.other_years(code)
                sentences.append(f"新增 {code} {rows[code]}{f'（{other}）' if other else ''}")
            elif plain_name(present) != plain_name(rows[code]):
                sentences.append(f"{code} {present} → {rows[code]}")
            nowhere = [step for step in table.parents(code) if step not in rows and table.get(step) is None]
            if nowhere:
                sentences.append(f"{code} 上面的 {nowhere[0]} 不在科目表里，公开表里那一行没有名称：把 {nowhere[0]} 也导入")
    return tuple(sentences)


def _are_of_two_years(one: ListSheet, other: ListSheet) -> bool:
    return bool(one.years and other.years and one.years.isdisjoint(other.years)) and share_codes(one.codes, other.codes)


def _sentences(problems: Sequence[tuple[ListRow, str]]) -> Iterator[str]:
    """Where and what; a run of rows of a classification that is not used as one sentence."""
    for problem, run in groupby(problems, key=lambda found: found[1]):
        rows = [row.number for row, _ in run]
        if problem in _UNUSED.values() and len(rows) > 1:
            yield f"第 {rows[0]}–{rows[-1]} 行：{problem}，{len(rows)} 个"
        else:
            yield from (f"第 {row} 行：{problem}" for row in rows)


def _take(row: ListRow, tables: dict[str, dict[str, str]]) -> str:
    """Put a code into its table; returns what is wrong with it, or ""."""
    code, name = row.code, row.name
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
    other = next((_UNUSED[name] for name, pattern in _OTHER_LISTS.items() if row.name and pattern.fullmatch(code)), "")
    return other or f"{code} 既不是{'，也不是'.join(TABLE_NAMES.values())}"
