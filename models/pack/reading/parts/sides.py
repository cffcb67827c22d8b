"""Proves that the lines and columns of one side of a table fit together: every amount prints once, and every sum is whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from models.pack.errors import PackError
from models.pack.filters import Filter
from models.pack.forms.tables import FixedLine, TableSide, column_takes, line_takes, side_streams
from models.pack.reading.parts.filters import DIMENSIONS
from models.pack.reading.parts.meanings import refuse_other_meaning
from models.pack.reading.toml_table import TomlTable, refuse_duplicates, refuse_unknown

_WHOLE: Final = "合计"
_GRAND: Final = "总计"
"""How forms call the sum of all columns or lines."""


def check_side(section: TomlTable, side: TableSide) -> None:
    """Raise ``PackError`` unless the lines and the columns of a side fit together and its totals are whole."""
    refuse_duplicates(section, "columns", [c.id for c in side.columns])
    refuse_duplicates(section, "columns", ["/".join(c.heading) for c in side.columns], key_of="heading")
    check_sums(section, "columns", {c.id: c.sum for c in side.columns})
    check_sums(section, "lines", {line.id: line.sum for line in side.lines})
    _check_order(section, side.lines)
    _check_present(section, side)
    for stream in side_streams(side):
        lines = [(ln.id, ln.where) for ln in side.lines if ln.where is not None and line_takes(side, ln, stream)]
        _refuse_overlap(section, "lines", lines)
        columns = [(c.id, c.where) for c in side.columns if not c.sum and column_takes(side, c, stream)]
        _refuse_overlap(section, "columns", columns)
        _refuse_missing_dimensions(section, side, stream)
    positions = written_at(side.lines)
    _refuse_nothing(section, side, positions)
    _check_total_column(section, side)
    _check_total_line(section, side)
    refuse_other_meaning(section, side, positions)


def written_at(lines: Sequence[FixedLine]) -> list[int]:
    """The position in ``lines`` of the entry that made each line: an ``each`` makes several."""
    positions: list[int] = []
    last = ""
    for line in lines:
        goes_on = bool(positions) and line.group_of and line.group_of == last
        positions.append(positions[-1] if goes_on else (positions[-1] if positions else 0) + 1)
        last = line.group_of
    return positions


def _check_order(section: TomlTable, lines: Sequence[FixedLine]) -> None:
    """Raise if two lines would stand on one row, or another line follows one that is last."""
    at = 0
    for before, line in zip((None, *lines), lines, strict=False):
        if before is not None and before.last and not line.last:
            raise section.fail(f"“{before.id}”是 last，它后面不能再有“{line.id}”", "lines")
        if line.at and (line.at <= at or any(ln.present for ln in lines[: lines.index(line)])):
            raise section.fail(f"“{line.id}”的 at 和前面的行重了", "lines")
        at = line.at or at + 1


def _check_present(section: TomlTable, side: TableSide) -> None:
    """Raise if the rows of the 类 that are present could have the id of another row."""
    if side.present is None:
        return
    if sum(bool(line.present) for line in side.lines) > 1:
        raise section.fail("一边只能有一行写 present", "lines")
    for line in side.lines:
        if line.id.isdecimal():
            raise section.fail(f"有 present 的，别的行不能用编码“{line.id}”作 id", "lines")


def _refuse_nothing(section: TomlTable, side: TableSide, positions: Sequence[int]) -> None:
    """Raise for a line or column that no fact within the filter of the side can pass: it would print 0 whatever is entered."""
    lines = [("lines", at, line.id, line.where) for at, line in zip(positions, side.lines, strict=True)]
    columns = [("columns", at, column.id, column.where) for at, column in enumerate(side.columns, 1)]
    for key, at, name, where in (*lines, *columns):
        if where is not None and not _can_meet(side.where, where):
            raise section.fail(f"“{name}”的筛选和整张表的 where 对不上，什么钱都收不进来", key, at, "where")


def _check_total_column(section: TomlTable, side: TableSide) -> None:
    """Raise if a 合计 leaves out a column under the same heading: no two columns take the same money, so it would be too small."""
    sums = {column.id: column.sum for column in side.columns}
    for column in side.columns:
        above, own = [*column.heading[:-1]], "".join(column.heading[-1:])
        if own not in {_WHOLE, _GRAND} or column.facts:
            continue
        for other in side.columns:
            beside = [*other.heading[: len(above)]] == above and not other.sum and not other.facts
            if beside and other.id not in _leaves_of(sums, column.id):
                raise _left_out(section, "columns", own, column.id, other.id)


def _check_total_line(section: TomlTable, side: TableSide) -> None:
    """Raise if the last 总计 or 合计 of a side leaves out a line before it, as ``_check_total_column``."""
    sums = {line.id: line.sum for line in side.lines}
    totals = [line for line in side.lines if line.sum and (line.label.endswith(_GRAND) or line.label == _WHOLE)]
    for total in totals[-1:]:
        for other in side.lines:
            if other.where is not None and not other.facts and other.id not in _leaves_of(sums, total.id):
                raise _left_out(section, "lines", total.label, total.id, other.id)


def _left_out(section: TomlTable, key: str, words: str, total: str, part: str) -> PackError:
    return section.fail(f"“{words}”（{total}）漏了“{part}”，会印小了；在 {total} 的 sum 里加上它", key)


def _leaves_of(sums: Mapping[str, tuple[str, ...]], part: str) -> list[str]:
    return [leaf for inner in sums[part] for leaf in _leaves_of(sums, inner)] or [part]


def _refuse_missing_dimensions(section: TomlTable, side: TableSide, stream: str) -> None:
    """Raise if the filter of the side asks for something that facts of one of its streams do not have: they would vanish."""
    for name in DIMENSIONS[side.facts] - DIMENSIONS[stream]:
        if getattr(side.where, name) is not None:
            raise section.fail(f"“{stream}”的数没有“{name}”，这样筛选会漏掉它们", "where", name)


def check_sums(section: TomlTable, key: str, sums: Mapping[str, tuple[str, ...]]) -> None:
    """Raise ``PackError`` for a sum (id → ids) of unknown or repeated parts, or one that contains itself."""
    for name, parts in sums.items():
        refuse_unknown(section, frozenset(parts), frozenset(sums), key)
        if len(set(parts)) < len(parts):
            raise section.fail(f"“{name}”的 sum 里有重复", key)
    for name, parts in sums.items():
        below, seen = list(parts), set()
        while below:
            part = below.pop()
            if part == name:
                raise section.fail(f"“{name}”的 sum 绕回了自己", key)
            if part not in seen:
                seen.add(part)
                below.extend(sums[part])
    for name in sums:
        counted = _leaves_of(sums, name)
        if twice := next((leaf for leaf in counted if counted.count(leaf) > 1), ""):
            raise section.fail(f"“{name}”的 sum 把“{twice}”加了两次：它已经在别的一项里", key)


def _refuse_overlap(section: TomlTable, key: str, filters: Sequence[tuple[str, Filter]]) -> None:
    """Raise if one fact could fall into two lines or two columns."""
    for (first, a), (second, b) in combinations(filters, 2):
        if _can_meet(a, b):
            raise section.fail(f"“{first}”和“{second}”会收进同一笔钱", key)


def _can_meet(a: Filter, b: Filter) -> bool:
    """Whether one fact could pass both filters: the dimensions are independent, so each must allow a common value."""
    sets = ((a.source, b.source), (a.kind, b.kind), (a.cost, b.cost), (a.item, b.item))
    if any(x is not None and y is not None and not x & y for x, y in sets):
        return False
    if a.carried is not None and b.carried is not None and a.carried is not b.carried:
        return False
    return all(_codes_can_meet(x, y) for x, y in ((a.function, b.function), (a.economic, b.economic)))


def _codes_can_meet(a: tuple[str, ...] | None, b: tuple[str, ...] | None) -> bool:
    return a is None or b is None or any(x.startswith(y) or y.startswith(x) for x in a for y in b)
