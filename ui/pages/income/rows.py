"""The rows of 收入: 合计, 类, 款, 项, and one per source where one cell of an 项 would hold several sources."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from enum import Enum, auto
from itertools import groupby
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book import terms
from models.values.codes import CodeTable
from ui.grid.rows.source import GridRow
from ui.pages.income.columns import IncomeColumn
from ui.pages.income.figures import IncomeFigure, Slot

TOTAL: Final = "total"
_SOURCE_OF_NEW_CODES: Final = "general"


class RowKind(Enum):
    """合计, a 类 or 款, a code with typed figures, one source of a code."""

    TOTAL = auto()
    GROUP = auto()
    CODE = auto()
    SOURCE = auto()


class IncomeRow(Struct, frozen=True):
    """A row with the figures that it adds up. ``split`` are the sources of a CODE row that have rows of their own below.

    ``hidden`` are the rows that a closed GROUP row hides.
    """

    kind: RowKind
    code: str
    name: str
    indent: int
    figures: tuple[IncomeFigure, ...]
    split: tuple[str, ...] = ()
    source: str = ""
    hidden: tuple[GridRow, ...] = ()

    @property
    def typed_here(self) -> bool:
        """Whether amounts can be typed in this row."""
        return self.kind in {RowKind.CODE, RowKind.SOURCE}

    def in_slots(self, slots: Collection[Slot]) -> tuple[IncomeFigure, ...]:
        """The row's figures in these slots."""
        return tuple(figure for figure in self.figures if figure.slot in slots)


def income_rows(
    figures: Sequence[IncomeFigure], codes: CodeTable, columns: Sequence[IncomeColumn], expanded: Collection[str], total: str
) -> Iterator[GridRow]:
    """All rows: ``total`` as the name of 合计, the tree of codes, then figures without a valid code.

    ``expanded`` are the codes to show by source.
    """
    if not figures:
        return
    yield GridRow(TOTAL, IncomeRow(RowKind.TOTAL, "", total, 0, tuple(figures)))
    by_code = {code: tuple(found) for code, found in groupby(figures, key=lambda figure: figure.function)}
    valid = {code for code in by_code if _is_code(code, codes)}
    groups = {above for code in valid for above in codes.parents(code)} | {code for code in valid if not _is_lowest(code, codes)}
    for code in sorted(valid | groups):
        if code in groups:
            inside = tuple(figure for figure in figures if figure.function in valid and figure.function.startswith(code))
            yield GridRow(code, IncomeRow(RowKind.GROUP, code, codes.name(code), len(codes.parents(code)), inside))
        if code in valid:
            yield from _code_rows(code, by_code[code], codes, columns, expanded)
    for code in sorted(by_code.keys() - valid):
        yield from _code_rows(code, by_code[code], codes, columns, expanded)


def folded(rows: Sequence[GridRow], closed: Collection[str]) -> Iterator[GridRow]:
    """The rows that are shown: a 类 or 款 in ``closed`` hides the rows below it."""
    at = 0
    while at < len(rows):
        row, end = rows[at], at + 1
        if row.value.kind is RowKind.GROUP and row.value.code in closed:
            while end < len(rows) and _is_inside(rows[end].value, row.value):
                end += 1
            row = GridRow(row.key, replace(row.value, hidden=tuple(rows[at + 1 : end])))
        yield row
        at = end


def _is_inside(row: IncomeRow, group: IncomeRow) -> bool:
    """Whether a row is deeper, or holds the group's own money (a code that is not an 项)."""
    return row.indent > group.indent or (row.typed_here and row.code == group.code)


def groups_above(rows: Sequence[GridRow], key: Hashable) -> frozenset[str]:
    """The codes of the groups around the row with this key. ``rows`` must hold every row, none hidden."""
    path: list[IncomeRow] = []
    for row in rows:
        while path and not _is_inside(row.value, path[-1]):
            path.pop()
        if row.key == key:
            return frozenset(group.code for group in path)
        if row.value.kind is RowKind.GROUP:
            path.append(row.value)
    return frozenset()


def _is_code(code: str, codes: CodeTable) -> bool:
    return code.isascii() and code.isdecimal() and len(code) in codes.levels


def _is_lowest(code: str, codes: CodeTable) -> bool:
    return len(code) == max(codes.levels)


def _code_rows(
    code: str, figures: tuple[IncomeFigure, ...], codes: CodeTable, columns: Sequence[IncomeColumn], expanded: Collection[str]
) -> Iterator[GridRow]:
    """The row of a code, and its rows by source."""
    split = tuple(terms.SOURCES) if code in expanded else _must_split(figures, columns)
    indent = len(codes.parents(code)) if _is_code(code, codes) else 0
    indent += 0 if _is_lowest(code, codes) or not indent else 1
    row = IncomeRow(RowKind.CODE, code, _code_name(code, codes), indent, figures, split)
    yield GridRow(("code", code), row)
    for source in split:
        own = tuple(figure for figure in figures if figure.source == source)
        name = terms.SOURCES.get(source, source)
        yield GridRow(("code", code, source), IncomeRow(RowKind.SOURCE, code, name, indent + 1, own, source=source))


def _code_name(code: str, codes: CodeTable) -> str:
    if not code:
        return "没有功能科目"
    if not _is_code(code, codes):
        return "功能科目位数不对"
    return codes.name(code) if _is_lowest(code, codes) else f"{codes.name(code)}（没有到项）"


def _must_split(figures: Sequence[IncomeFigure], columns: Sequence[IncomeColumn]) -> tuple[str, ...]:
    """All sources of a code if one column adds several of them, else none."""
    for column in columns:
        if column.leaf and len({figure.source for figure in figures if figure.slot in column.slots}) > 1:
            return tuple(dict.fromkeys(figure.source for figure in figures))
    return ()


def typed_slot(row: IncomeRow, column: IncomeColumn, codes: CodeTable) -> Slot | None:
    """The slot that a typed amount goes to; None where it is ambiguous or amounts are typed in the rows below."""
    open_slots = sorted(slot for slot in column.slots if not row.source or slot[0] == row.source)
    if not column.leaf or not row.typed_here or any(source in row.split for source, _ in open_slots):
        return None
    used = {figure.slot for figure in row.figures if figure.slot in open_slots}
    if used or len(open_slots) < 2:
        return _only(used or open_slots)
    sources = {figure.source for figure in row.figures}
    usual = source_of_code(row.code, codes)
    likely = [slot for slot in open_slots if slot[0] in sources] or [slot for slot in open_slots if slot[0] == usual]
    return _only(likely) or _only_this_year(likely or open_slots)


def _only(slots: Collection[Slot]) -> Slot | None:
    return next(iter(slots)) if len(slots) == 1 else None


def _only_this_year(slots: Sequence[Slot]) -> Slot | None:
    """The slot of this year, if all slots are of one source."""
    return min(slots, key=lambda slot: slot[1]) if len({source for source, _ in slots}) == 1 else None


def source_of_code(code: str, codes: CodeTable) -> str:
    """The usual source of a code: that of its budget in the code table, else 一般公共预算."""
    row = codes.get(code)
    budget = row.budget if row else ""
    named = (source for source, name in terms.SOURCES.items() if budget and name.startswith(budget))
    return next(named, _SOURCE_OF_NEW_CODES)


def rows_by_code(rows: Sequence[GridRow]) -> Mapping[str, IncomeRow]:
    """The CODE rows, by their code."""
    return {row.value.code: row.value for row in rows if row.value.kind is RowKind.CODE}
