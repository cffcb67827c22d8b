"""The rows of a sheet of a code list: code and name of each, or why it is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from msgspec import Struct

from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.layouts.code_levels import joined_levels
from models.incoming.code_lists.cells import has_code, is_ended, plain_cell
from models.incoming.code_lists.columns import CodeColumns, ListColumns, code_columns, is_heading, is_heading_cell
from models.values.codes import CodeTable
from models.values.text import clipped, listed

_SPLIT: Final = "编码分在几栏里，读不懂；在这几栏上面写上标题“类”“款”“项”"
_YEAR: Final = re.compile(r"20\d\d")
_IN_USE: Final = re.compile(r"是否(启用|有效|在用|使用)|^(启用|有效)$")
_STEP: Final = 2
"""Digits that 款 and 项 add."""

_FEWEST_TWICE: Final = 2
_LONGEST_WORDS: Final = 20


class ListRow(Struct, frozen=True):
    """``number`` is the row in the sheet, from 1. A row with a ``problem`` is left out."""

    number: int
    code: str
    name: str = ""
    problem: str = ""


class ListSheet(Struct, frozen=True):
    """A sheet; ``title`` is "" where there is only one, ``years`` are those of its title or of the lines above its headings."""

    title: str
    years: frozenset[str]
    rows: tuple[ListRow, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the rows that are not left out."""
        return frozenset(row.code for row in self.rows if not row.problem)


def read_sheet(title: str, rows: Sequence[Sequence[str]], known: Sequence[CodeTable]) -> ListSheet:
    """A sheet may have several lists below each other, each with headings of its own."""
    cells = [[plain_cell(text) for text in row] for row in rows]
    starts = _starts(cells)
    found: list[ListRow] = []
    for at, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        block = joined_levels(ClipboardBlock(cells[at:end]), known, may_be_new=True)
        found += _rows_of(block, code_columns(block), at)
    above = "".join("".join(row) for row in cells[: _first_heading(cells)])
    return ListSheet(title, frozenset(_YEAR.findall(title) or _YEAR.findall(above)), tuple(found))


def share_codes(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two lists are of the same codes, as those of two years are."""
    fewer = min(len(one), len(other))
    return fewer >= _FEWEST_TWICE and 2 * len(one & other) >= fewer


def _first_heading(cells: Sequence[Sequence[str]]) -> int:
    return next((row for row, texts in enumerate(cells) if is_heading(texts)), 0)


def _starts(cells: Sequence[Sequence[str]]) -> list[int]:
    """Where a list begins: at headings that are not those of the list above. Titles belong to the headings below them."""
    starts, headings = [0], list[tuple[str, ...]]()
    for row, texts in enumerate(cells):
        if not is_heading(texts):
            continue
        filled = tuple(text for text in texts if text)
        if filled in headings:
            continue
        follows = row > 0 and is_heading(cells[row - 1])
        if not follows and any(has_code(text) for above in cells[starts[-1] : row] for text in above):
            starts.append(row)
            headings = []
        headings.append(filled)
    return starts


def _rows_of(block: ClipboardBlock, columns: ListColumns, offset: int) -> Iterable[ListRow]:
    """The rows of one list; ``offset`` is its first row in the sheet."""
    if columns.fault:
        return [ListRow(offset + columns.start, "", problem=columns.fault)]
    read = list(_read(block, columns, offset))
    for one, other in () if columns.nested else combinations(range(len(columns.groups)), 2):
        if share_codes(*(frozenset(row.code for group, row in read if group == at and not row.problem) for at in (one, other))):
            where = _named(columns.groups[one], columns.groups[other])
            problem = f"有两组编码，里面的科目是一样的{where}，看不出用哪一组；只留要用的一组"
            return [ListRow(offset + columns.start, "", problem=problem)]
    return [row for _, row in read]


def _named(one: CodeColumns, other: CodeColumns) -> str:
    words = [clipped(group.words, _LONGEST_WORDS) for group in (one, other) if group.words]
    return f"（{listed(f'“{word}”' for word in words)}）" if words else ""


def _read(block: ClipboardBlock, columns: ListColumns, offset: int) -> Iterator[tuple[int, ListRow]]:
    """(which group of columns, what it says) row by row."""
    flags = [at for at in range(block.width) if columns.start and _IN_USE.search(block.text(columns.start - 1, at))]
    above = ["" for _ in columns.groups]
    for row in range(columns.start, block.height):
        ended = _why_ended(block, row, flags)
        for at, group in enumerate(columns.groups):
            code, name = group.texts(block, row)
            if columns.nested and code:
                code = f"{above[at - 1]}{code.zfill(_STEP)}" if at and len(code) <= _STEP else code
                above[at:] = [code, *("" for _ in above[at + 1 :])]
            if (code or name) and not is_heading_cell(code):
                problem = _SPLIT if group.is_split(block, row) else ended and f"{code} {name}标着“{ended}”"
                yield at, ListRow(offset + row + 1, code, name, problem)


def _why_ended(block: ClipboardBlock, row: int, flags: Sequence[int]) -> str:
    """The remark that the code of a row is no longer used; ``flags`` are the columns 是否启用. "" for one in use."""
    remark = next((text for text in block.rows[row] if is_ended(text)), "")
    return remark or ("不启用" if any(block.text(row, at) == "否" for at in flags) else "")
