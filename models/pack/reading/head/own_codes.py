"""Reads the codes of a pack's own (function.csv, economic.csv)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from models.pack.errors import PackError, PackFaults
from models.pack.forms.codes import OwnCodes
from models.pack.reading import placeholders
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
    """The codes of both files; a pack may do without them. Raises ``PackFaults``."""
    function, economic = (_read(file, lists.get(file, ())) for file in COLUMNS)
    return OwnCodes(function, economic)


def other_columns(file: str, head: Iterable[str]) -> str:
    """What is wrong with the first row of a file of codes, in Chinese; "" if nothing is."""
    needed, allowed = COLUMNS[file]
    is_right = set(needed) <= set(head) - {""} <= {*needed, *allowed}
    return "" if is_right else f"标题应当是 {','.join(needed)}，还可以有 {'、'.join(allowed)}"


def _read(file: str, rows: Sequence[Mapping[str, str]]) -> tuple[Code, ...]:
    if not rows:
        return ()
    if problem := other_columns(file, rows[0]):
        raise PackError(file, (), problem)
    codes: list[Code] = []
    faults: list[PackError] = []
    for number, row in enumerate(rows, 1):
        code = _code(row)
        known = {other.code for other in codes}
        faults += [PackError(file, (number, column), problem) for column, problem in _faults(file, row, code.code, known)]
        codes.append(code)
    if faults:
        raise PackFaults(faults)
    return tuple(codes)


def _code(row: Mapping[str, str]) -> Code:
    cost = _COSTS.get(row.get("cost", "").strip(), "")
    return Code(row["code"].strip(), row["name"].strip(), ADDED, "", cost, row.get("budget", "").strip())


def _faults(file: str, row: Mapping[str, str], code: str, known: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    """Each fault of a row as (column, problem); ``known`` are the codes of the rows above."""
    if "" in row:
        yield "name", "这一行的格子比第一行多；名称里有逗号的，整个写在英文的双引号里"
    first, levels = _SHAPES[file]
    if not (code.isascii() and code.isdecimal() and code.startswith(first) and len(code) in levels):
        lengths = "、".join(map(str, levels))
        yield "code", f"“{code}”不是科目编码，应当是 {first} 开头的 {lengths} 位数字"
    elif code in known:
        yield "code", f"{code} 重复，前面已经有了"
    if problem := placeholders.fault(row["name"], ()):
        yield "name", problem
    elif code and row["name"].strip().startswith(code):
        yield "name", f"名称里又写了编码“{code}”，印出来会有两遍；去掉它"
    budget, cost = row.get("budget", "").strip(), row.get("cost", "").strip()
    if budget not in _BUDGETS:
        yield "budget", f"没有“{budget}”，只能是{'、'.join(_BUDGETS[1:])}，或者空着"
    if cost not in _COSTS:
        yield "cost", f"没有“{cost}”，只能是人员经费、公用经费，或者空着"
