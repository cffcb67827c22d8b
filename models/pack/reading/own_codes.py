"""Reads the codes of a pack's own (function.csv, economic.csv)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from models.pack.errors import PackError
from models.pack.forms.codes import OwnCodes
from models.values.codes import ADDED, ECONOMIC_LEVELS, FUNCTION_LEVELS, Code

COLUMNS: Final = {
    "function.csv": (("code", "name"), ("budget", "source")),
    "economic.csv": (("code", "name"), ("cost", "source")),
}
"""File → the columns that it must have, and those that it may have."""

_BUDGETS: Final = ("", "一般公共预算", "政府性基金预算", "国有资本经营预算")
_COSTS: Final = {"": "", "人员经费": "staff", "公用经费": "office"}
_SHAPES: Final = {"function.csv": ("2", FUNCTION_LEVELS), "economic.csv": ("3", ECONOMIC_LEVELS)}


def read_own_codes(lists: Mapping[str, Sequence[Mapping[str, str]]]) -> OwnCodes:
    """The codes of both files; a pack may do without them. Raises ``PackError`` with the line."""
    function, economic = (_read(file, lists.get(file, ())) for file in COLUMNS)
    return OwnCodes(function, economic)


def _read(file: str, rows: Sequence[Mapping[str, str]]) -> tuple[Code, ...]:
    """The rows; the first one of a file is its line 2."""
    seen: dict[str, int] = {}
    codes = []
    for line, row in enumerate(rows, 2):
        _check_columns(file, row)
        code = row["code"].strip()
        first, levels = _SHAPES[file]
        if not (code.isascii() and code.isdecimal() and code.startswith(first) and len(code) in levels):
            lengths = "、".join(map(str, levels))
            raise PackError(file, ("code",), f"“{code}”不是科目编码，应当是 {first} 开头的 {lengths} 位数字", line)
        if code in seen:
            raise PackError(file, ("code",), f"{code} 重复，第 {seen[code]} 行已经有了", line)
        seen[code] = line
        codes.append(_code(file, row, code, line))
    return tuple(codes)


def _check_columns(file: str, row: Mapping[str, str]) -> None:
    needed, allowed = COLUMNS[file]
    if not set(needed) <= set(row) or not set(row) <= {*needed, *allowed}:
        raise PackError(file, (), f"标题应当是 {','.join(needed)}，还可以有 {'、'.join(allowed)}", 1)


def _code(file: str, row: Mapping[str, str], code: str, line: int) -> Code:
    budget, cost = row.get("budget", "").strip(), row.get("cost", "").strip()
    if budget not in _BUDGETS:
        raise PackError(file, ("budget",), f"没有“{budget}”，只能是{'、'.join(_BUDGETS[1:])}，或者空着", line)
    if cost not in _COSTS:
        raise PackError(file, ("cost",), f"没有“{cost}”，只能是人员经费、公用经费，或者空着", line)
    return Code(code, row["name"].strip(), ADDED, "", _COSTS[cost], budget)
