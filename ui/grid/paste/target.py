"""Finds the grid row and column for each cell of a pasted block: by headings or contents and codes, or by position."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct, field

from models.incoming.clipboard.block import At, ClipboardBlock
from models.incoming.clipboard.heading_words import SOURCES, SPENDING_KINDS, SUMS
from models.incoming.clipboard.headings import Headings, caption_unit, plain_heading
from models.incoming.clipboard.passed_rows import (
    caption_rows,
    group_rows,
    heading_rows,
    part_rows,
    rows_below,
    sum_rows,
    total_rows,
    unnamed_sums,
)
from models.values.codes import CodeTable
from models.values.money import fen, read_amount
from models.values.unit_words import NamedUnit
from ui.grid.paste.fields import NAMES, Basis
from ui.grid.paste.labels import aim_by_labels, labels_in
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.line_source import code_table, meant, used_codes
from ui.grid.rows.model import GridModel

_BLANK: Final = "空行"
_NO_CODES: Final = "没有一行写着科目，看不出各列是什么"
_OF_MONEY: Final = SUMS | SPENDING_KINDS | SOURCES
"""Headings of columns of money that are not filled in."""


class Rectangle(NamedTuple):
    """The selected cells; all four bounds are inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class PasteTarget(Struct, frozen=True):
    """Where a block goes in a grid. ``block`` is the block as it is read: a name that contradicts its code stands beside it.

    ``columns`` maps columns of the block to those of the grid, -1: none; ``rows`` rows of the block to those of the grid
    (past the last line: new ones). Rows left out are in ``passed`` with the reason, those that the form does not have in
    ``unknown``. ``by_key``: rows were found by their codes. ``caption`` is the unit named above or below the data, with its words.
    """

    block: ClipboardBlock
    columns: Mapping[int, int]
    rows: Mapping[int, int]
    passed: Mapping[int, str]
    headings: Headings | None = None
    basis: Basis = Basis.PLACE
    by_key: bool = False
    caption: tuple[NamedUnit, str] | None = None
    unknown: Mapping[int, str] = field(default_factory=dict)


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


def aim_by_place(block: ClipboardBlock, grid: GridModel, selected: Rectangle, *, past_computed: bool = False) -> PasteTarget:
    """Cell by cell from the first selected cell on. ``past_computed`` skips the columns that cannot be edited."""
    free = [to for to in range(selected.left, grid.columnCount()) if grid.column(to).typed or not past_computed]
    columns = {at: free[at] if at < len(free) else -1 for at in range(block.width)}
    tables = _tables(grid, columns)
    new = max(0, grid.line_count - selected.top)
    passed = heading_rows(block, 0, labelled=True) | total_rows(block, 0, list(tables)) | sum_rows(block, new, tables)
    passed = {row: why for row, why in passed.items() if tables and _is_typed(grid, selected.top + row, columns)}
    passed |= {row: _BLANK for row in range(new, block.height) if not any(block.rows[row])} | caption_rows(block, 0)
    first = next((row for row in range(block.height) if row not in passed), 0)
    rows: Mapping[int, int] = {row: selected.top + row - first for row in range(block.height) if row not in passed}
    unknown: Mapping[int, str] = {}
    if (labels := labels_in(block, grid, 0, columns, by_place=True)) is not None:
        rows, unknown = aim_by_labels(block, grid, list(rows), labels)
    elif block.height > 1 and block.width > 1 and tables and not _has_codes(block, rows, tables):
        rows, unknown = {}, {row: _NO_CODES for row in rows if any(block.rows[row])}
    caption = caption_unit(block, passed)
    block = _with_conflicts(_with_groups(block, grid, columns, rows), grid, columns, rows)
    return PasteTarget(block, columns, rows, passed, caption=caption, unknown=unknown)


def aim_by_fields(
    block: ClipboardBlock, grid: GridModel, words: PastedWords, top: int, headings: Headings, basis: Basis
) -> PasteTarget:
    """By the fields of the columns. Rows with all codes of the grid go to the lines that have them.

    Others go one after the other from ``top`` on; as new lines if they would be written over lines with other codes.
    """
    positions = {column.key: position for position, column in enumerate(grid.source.columns)}
    columns = {at: positions.get(headings.fields.get(at, ""), -1) for at in range(block.width)}
    tables = _tables(grid, columns)
    block = _with_named_codes(block, grid, columns, range(headings.first, block.height))
    sums = sum_rows(block, headings.first, tables) | _elsewhere(block, grid, columns, headings)
    passed = sums | heading_rows(block, headings.first, labelled=False, repeated=headings.repeated, codes=tables)
    passed |= caption_rows(block, headings.first) | _above(block, headings.first)
    if tables:
        end = headings.end or block.height
        is_data = _is_data(block, grid, columns, tables)
        passed = rows_below(block, headings.first, headings.repeated, end, is_data) | passed
    if tables or grid.source.takes_new_rows:
        passed |= total_rows(block, headings.first, list(tables))
        passed = group_rows(block, headings.first, list(tables)) | passed
    if tables:
        passed = part_rows(block, headings.first, tables) | unnamed_sums(block, headings.first, tables) | passed
    unread = {row: why for row, why in headings.unread.items() if row not in passed}
    left = [row for row in range(headings.first, block.height) if row not in passed and row not in unread and any(block.rows[row])]
    block = _with_conflicts(_with_groups(block, grid, columns, left), grid, columns, left)
    keys = _key_columns(grid, columns)
    rows = _by_key(block, grid, words, keys, left) if keys else _in_order(left, top)
    unknown: Mapping[int, str] = unread
    if (labels := labels_in(block, grid, headings.first, columns)) is not None:
        rows, unknown = aim_by_labels(block, grid, left, labels)
    if not keys and grid.source.takes_new_rows and (sums or _has_other_codes(block, grid, words, columns, rows)):
        rows = _in_order(left, max(top, grid.line_count))  # a published table, or lines of other codes: not these rows again
    caption = caption_unit(block, [*range(headings.first - 1), *sorted(passed)])
    return PasteTarget(block, columns, rows, passed, headings, basis, bool(keys), caption, unknown)


def _tables(grid: GridModel, columns: Mapping[int, int]) -> Mapping[int, CodeTable]:
    """The code tables by column of the block."""
    context = grid.open_book.context
    found = {at: code_table(grid.column(to), context) for at, to in columns.items() if to >= 0}
    return {at: table for at, table in found.items() if table is not None}


def _has_codes(block: ClipboardBlock, rows: Iterable[int], tables: Mapping[int, CodeTable]) -> bool:
    """Whether a row has a code, known or not, the name of one, or none of both (then it is not told by it)."""
    texts = [(block.text(row, at), table) for row in rows for at, table in tables.items() if block.text(row, at)]
    return not texts or any(
        text.lstrip("[(【'")[:1].isdigit() or table.knows(text) or table.has_name(text) for text, table in texts
    )


def _is_data(
    block: ClipboardBlock, grid: GridModel, columns: Mapping[int, int], tables: Mapping[int, CodeTable]
) -> Callable[[int], bool]:
    """Tells the rows of a block that have a code or an amount."""
    amounts = [at for at, to in columns.items() if to >= 0 and grid.column(to).kind is ColumnKind.AMOUNT]

    def is_data(row: int) -> bool:
        codes = (text for at in tables if (text := block.text(row, at)))
        figures = (text for at in amounts if (text := block.text(row, at)))
        has_code = any(text[:1].isdigit() or tables_know(text) for text in codes)
        return has_code or any(any(character.isdigit() for character in text[:4]) for text in figures)

    def tables_know(text: str) -> bool:
        return any(table.knows(text) for table in tables.values())

    return is_data


def _is_typed(grid: GridModel, row: int, columns: Mapping[int, int]) -> bool:
    """Whether the codes of a grid row can be edited: fixed rows of a form may be a 合计 of their own."""
    return row >= grid.line_count or any(grid.cell_at(row, columns[at]).editable for at in _tables(grid, columns))


def _with_conflicts(block: ClipboardBlock, grid: GridModel, columns: Mapping[int, int], rows: Collection[int]) -> ClipboardBlock:
    """The block with a name that contradicts its code in the cell of the code: then it is kept, and the checks name both."""
    fields = {grid.column(to).key: at for at, to in columns.items() if to >= 0}
    tables = _tables(grid, columns)
    moved: dict[At, str] = {}
    for name, code in NAMES.items():
        if not {name, code} <= fields.keys():
            continue
        at, beside = fields[code], fields[name]
        table = tables[at]
        for row in rows:
            own, named = table.read(block.text(row, at)), block.text(row, beside)
            if own and named and named != table.name(own) and table.conflict(f"{own} {named}"):
                moved |= {(row, at): f"{own} {named}", (row, beside): ""}
    return block.with_texts(moved)


def _with_groups(block: ClipboardBlock, grid: GridModel, columns: Mapping[int, int], rows: Iterable[int]) -> ClipboardBlock:
    """The block with the text above in blank cells of columns that span rows, each within the one before."""
    spanning = sorted((to, at) for at, to in columns.items() if to >= 0 and grid.column(to).spans)
    above: dict[int, str] = {}
    found: dict[At, str] = {}
    for row in rows:
        if not any(block.rows[row]):
            continue
        begun = False
        for _, at in spanning:
            text = text_at(block, row, at, grid.column(columns[at]))
            begun = begun or bool(text)
            if not begun and above.get(at):
                found[row, at] = text = above[at]
            above[at] = text
    return block.with_texts(found)


def _with_named_codes(block: ClipboardBlock, grid: GridModel, columns: Mapping[int, int], rows: Iterable[int]) -> ClipboardBlock:
    """The block with the code of a name in the cell of the code where that is blank, as in 其中 rows."""
    fields = {grid.column(to).key: at for at, to in columns.items() if to >= 0}
    tables = _tables(grid, columns)
    told = [(fields[code], fields[name]) for name, code in NAMES.items() if {name, code} <= fields.keys()]
    found = {
        (row, at): code
        for at, beside in told
        for row in rows
        if block.text(row, beside) and not text_at(block, row, at, grid.column(columns[at]))
        and tables[at].get(code := tables[at].read(block.text(row, beside))) is not None
    }  # fmt: skip
    return block.with_texts(found)


def _elsewhere(block: ClipboardBlock, grid: GridModel, columns: Mapping[int, int], headings: Headings) -> dict[int, str]:
    """The rows whose money is only in columns that are not filled in, as in a table of several kinds of spending."""
    amounts = [at for at, to in columns.items() if to >= 0 and grid.column(to).kind is ColumnKind.AMOUNT]
    others = [at for at, to in columns.items() if to < 0 and at in headings.words]
    money = [at for at in others if plain_heading(headings.words[at]) in _OF_MONEY]
    if len(amounts) != 1:
        return {}
    word = headings.words.get(amounts[0], "") or grid.heading(columns[amounts[0]])
    return {
        row: f"“{word}”这一列没有数"
        for row in range(headings.first, block.height)
        if not block.text(row, amounts[0]) and any(_is_money(block.text(row, at), whole=at in money) for at in others)
    }


def _above(block: ClipboardBlock, first: int) -> dict[int, str]:
    """The rows with figures above the headings, which are not read: of another table, or the headings are none."""
    rows = (row for row in range(first - 1) if any(isinstance(read_amount(text), int) for text in block.rows[row] if text))
    return dict.fromkeys(rows, "标题上面的，不是数据")


def _is_money(text: str, *, whole: bool) -> bool:
    """Whether a text is a figure of money; a bare whole number may be a 序号 unless ``whole``."""
    return (whole or not text.isdecimal()) and bool(fen(read_amount(text)))


def _in_order(rows: Sequence[int], top: int) -> Mapping[int, int]:
    return {row: top + number for number, row in enumerate(rows)}


def _has_other_codes(
    block: ClipboardBlock, grid: GridModel, words: PastedWords, columns: Mapping[int, int], rows: Mapping[int, int]
) -> bool:
    """Whether the lines at which the rows would go have other codes than these."""
    codes = {at: columns[at] for at in _tables(grid, columns)}
    return any(
        held != words.typed(text_at(block, row, at, grid.column(position)), position)
        for row, to in rows.items() if to < grid.line_count
        for at, position in codes.items() if (held := grid.cell_at(to, position).typed)
    )  # fmt: skip


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
