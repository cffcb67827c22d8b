"""Finds the grid row and column for each cell of a pasted block: by headings and codes, or by position."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.headings import ColumnTitle, Headings, caption_unit, find_headings
from models.values.codes import CodeTable
from models.values.money import MoneyUnit
from models.values.text import plain_name
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.line_source import code_table, meant, used_codes
from ui.grid.rows.model import GridModel

TOTAL_WORDS: Final = frozenset(
    {"合计", "总计", "小计", "本年合计", "支出合计", "收入合计", "支出总计", "收入总计", "本年支出合计", "本年收入合计"}
)
_NAMES: Final = {"function_name": "function", "economic_name": "economic"}


class Rectangle(NamedTuple):
    """The selected cells; all four bounds are inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class PasteTarget(Struct, frozen=True):
    """Where a block goes in a grid.

    ``columns`` maps columns of the block to those of the grid, -1: none; ``rows`` rows of the block to those of the grid
    (past the last line: new ones). Rows left out are in ``passed`` with the reason. ``by_key``: rows were found by their
    codes. ``caption`` is the unit named above the headings, with its words.
    """

    columns: Mapping[int, int]
    rows: Mapping[int, int]
    passed: Mapping[int, str]
    headings: Headings | None = None
    by_key: bool = False
    caption: tuple[MoneyUnit, str] | None = None


class PastedWords:
    """Reads codes and choices of a block; of several codes with one name it takes the one that the book uses."""

    def __init__(self, grid: GridModel) -> None:
        self._grid = grid
        self._context = grid.open_book.context
        self._used: dict[str, Container[str]] = {}

    def typed(self, text: str, position: int) -> str:
        """What the cell shows after typing the text; the text itself where it is not valid."""
        column = self._grid.column(position)
        table = code_table(column, self._context)
        if table is not None:
            return table.read(text, self._used_in(column.key))
        value = meant(column, text, self._context) if column.choices else None
        return text if value is None else column.choices.get(value, text)

    def _used_in(self, field: str) -> Container[str]:
        if field not in self._used:
            self._used[field] = used_codes(self._grid.open_book.book, field)
        return self._used[field]


def text_at(block: ClipboardBlock, row: int, at: int, column: GridColumn | None) -> str:
    """The text of a cell; a code or a choice in a merged cell counts for every row that it covers."""
    text = block.text(row, at)
    if text or column is None or not (column.is_code or column.choices):
        return text
    return block.merged.get((row, at), "")


def aim(
    block: ClipboardBlock, grid: GridModel, words: PastedWords, selected: Rectangle, *, past_computed: bool = False
) -> PasteTarget:
    """Match the block to the grid by its headings, or without any cell by cell from the first selected cell on.

    ``past_computed`` skips the columns that cannot be edited.
    """
    headings = _headings(block, grid, selected)
    if headings is None:
        free = [to for to in range(selected.left, grid.columnCount()) if grid.column(to).typed or not past_computed]
        columns = {at: free[at] if at < len(free) else -1 for at in range(block.width)}
        passed = _passed(block, grid, columns, 0, sums=False)
        passed = {row: why for row, why in passed.items() if _is_typed(grid, selected.top + row, columns)}
        return PasteTarget(columns, {row: selected.top + row for row in range(block.height) if row not in passed}, passed)
    positions = {column.key: position for position, column in enumerate(grid.source.columns)}
    columns = {at: positions.get(headings.fields.get(at, ""), -1) for at in range(block.width)}
    passed = _passed(block, grid, columns, headings.first, sums=True)
    left = [row for row in range(headings.first, block.height) if row not in passed and any(block.rows[row])]
    keys = _key_columns(grid, columns)
    rows = _by_key(block, grid, words, keys, left) if keys else _in_order(left, selected.top)
    return PasteTarget(columns, rows, passed, headings, bool(keys), caption_unit(block, headings.first - 1))


def _in_order(rows: Sequence[int], top: int) -> Mapping[int, int]:
    return {row: top + number for number, row in enumerate(rows)}


def _is_typed(grid: GridModel, row: int, columns: Mapping[int, int]) -> bool:
    """Whether the codes of a grid row can be edited: fixed rows of a form may be a 合计 of their own."""
    return row >= grid.line_count or any(grid.cell_at(row, to).editable for to in _code_columns(grid, columns).values())


def _is_there_already(block: ClipboardBlock, row: int, grid: GridModel, selected: Rectangle) -> bool:
    """Whether the grid already has this row at its target: then it is data, even if it looks like headings."""
    to = selected.top + row
    places = [(text, selected.left + at) for at, text in enumerate(block.rows[row]) if text]
    known = to < grid.line_count and all(position < grid.columnCount() for _, position in places)
    return known and all(grid.cell_at(to, position).text == text for text, position in places)


def _headings(block: ClipboardBlock, grid: GridModel, selected: Rectangle) -> Headings | None:
    """The heading row, None without one; a name column stands in for a missing code column."""
    columns = grid.source.columns
    context = grid.open_book.context
    tables = {column.key: table for column in columns if (table := code_table(column, context)) is not None}

    def is_code(field: str, text: str) -> bool:
        table = tables.get(field)
        return table is not None and table.knows(text)

    typed_first = sorted(columns, key=lambda column: not column.typed)
    found = find_headings(block, [ColumnTitle(column.key, column.title, column.group) for column in typed_first], is_code)
    if found is None or _is_there_already(block, found.first - 1, grid, selected):
        return None
    fields = dict(found.fields)
    for at, key in found.fields.items():
        code = _NAMES.get(key, "")
        if code in tables and code not in fields.values():
            fields[at] = code
    return Headings(found.first, fields, found.unmatched, found.units, found.words)


def _code_columns(grid: GridModel, columns: Mapping[int, int]) -> Mapping[int, int]:
    return {at: to for at, to in columns.items() if to >= 0 and grid.column(to).is_code}


def _passed(block: ClipboardBlock, grid: GridModel, columns: Mapping[int, int], first: int, *, sums: bool) -> dict[int, str]:
    """Rows to leave out, as the program computes them: 合计, and with ``sums`` 类 and 款 above their own details."""
    codes = _code_columns(grid, columns)
    if not codes:
        return {}
    context = grid.open_book.context
    passed: dict[int, str] = {}
    for row in range(first, block.height):
        words = [plain_name(text) for text in block.rows[row] if text][:3]
        if any(word in TOTAL_WORDS for word in words) and all(
            not t or plain_name(t) in TOTAL_WORDS for t in _texts(block, row, codes)
        ):
            passed[row] = "合计行，程序自己算"
    for at, to in codes.items() if sums else ():
        table = code_table(grid.column(to), context)
        if table is not None:
            passed |= _sum_rows(block, range(first, block.height), at, table)
    return passed


def _texts(block: ClipboardBlock, row: int, codes: Mapping[int, int]) -> list[str]:
    return [block.text(row, at) for at in codes]


def _sum_rows(block: ClipboardBlock, rows: range, at: int, table: CodeTable) -> dict[int, str]:
    """Rows whose code is a parent of another code in the column."""
    codes = {row: table.read(block.text(row, at)) for row in rows if block.text(row, at)}
    above = {step for code in codes.values() for step in table.parents(code)}
    return {row: f"{code} 的小计，下面有明细，程序自己算" for row, code in codes.items() if code in above}


def _key_columns(grid: GridModel, columns: Mapping[int, int]) -> Mapping[int, int]:
    """The columns that identify a line (codes and choices), if the block has all code columns of the grid."""
    wanted = {position for position, column in enumerate(grid.source.columns) if column.is_code and column.typed}
    if not wanted or not wanted <= set(columns.values()) or not grid.source.takes_new_rows:
        return {}
    telling = {ColumnKind.CHOICE, ColumnKind.FLAG}
    return {at: to for at, to in columns.items() if to >= 0 and (to in wanted or grid.column(to).kind in telling)}


def _by_key(
    block: ClipboardBlock, grid: GridModel, words: PastedWords, keys: Mapping[int, int], rows: Sequence[int]
) -> Mapping[int, int]:
    """Map each row to a line with the same codes, each line once; the others become new lines."""
    standing: dict[tuple[str, ...], list[int]] = {}
    for row in reversed(range(grid.line_count)):
        key = tuple(grid.cell_at(row, to).typed for to in keys.values())
        standing.setdefault(key, []).append(row)
    found: dict[int, int] = {}
    new = grid.line_count
    for row in rows:
        same = standing.get(tuple(words.typed(text_at(block, row, at, grid.column(to)), to) for at, to in keys.items()))
        found[row] = same.pop() if same else new
        new += 0 if found[row] < new else 1
    return found
