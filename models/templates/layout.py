"""Finds the official tables of a book in a template: by title, then each column by its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from models.book.records import Book
from models.incoming.blocks import Block, Cell, Document
from models.pack.forms.tables import TableSide
from models.published.context import Context
from models.published.head import page_text
from models.published.tables import Table
from models.templates.wording import heading_of, steps_of, without_year

Path = Sequence[str]
"""The headings above a column from the top down, made comparable."""

_UNIT: Final = re.compile(r"单位[:：](万元|元)$")
_UNDER_HEADING: Final = re.compile(r"栏次|行次|\d{1,2}")
_LEVELS: Final = ("类", "款", "项")


class SideSpot(NamedTuple):
    """The columns (from 1; 0: not there) of one side: of codes, one or one a level; of names or labels; of amounts."""

    codes: Sequence[int]
    label: int
    amounts: Sequence[int]


class TableSpot(Struct, frozen=True):
    """Where a table stands: rows count from 1. ``first`` is the first row below the headings, ``last`` the last of its region.

    ``title`` is the cell of the title, None where the sheet's name alone names the table; ``other_year``: it names another year.
    """

    table: Table
    block: Block
    title: Cell | None
    top: int
    first: int
    last: int
    sides: tuple[SideSpot, ...]
    unit: str = ""
    other_year: bool = False

    @property
    def found(self) -> int:
        """How many columns were found."""
        return sum(bool(column) for side in self.sides for column in (*side.codes, side.label, *side.amounts))


def find_tables(document: Document, context: Context) -> Mapping[str, TableSpot]:
    """Where each table stands, by its id; a table without a place is not in it."""
    found: dict[str, TableSpot] = {}
    titles = {heading_of(page_text(context.book, table.spec.title)) for table in context.tables.values()}
    bare = {without_year(title) for title in titles}
    for key, table in context.tables.items():
        spots = [spot for block in document.blocks for spot in _spots(block, table, context.book, bare)]
        if spots:
            found[key] = max(spots, key=lambda spot: (not spot.other_year, spot.found))
    return found


def _spots(block: Block, table: Table, book: Book, titles: set[str]) -> Iterator[TableSpot]:
    title = heading_of(page_text(book, table.spec.title))
    starts = sorted({cell.row for cell in block.cells() if without_year(cell.text) in titles})
    for cell in block.cells():
        own = heading_of(cell.text)
        if without_year(own) == without_year(title):
            end = min((row for row in starts if row > cell.row), default=block.height)
            spot = spot_between(block, table, book, cell, end)
            if spot is not None:
                yield replace(spot, other_year=own != title)


def spot_between(block: Block, table: Table, book: Book, title: Cell, end: int) -> TableSpot | None:
    """The table below its title and above the row ``end`` (from 0); None where its headings do not stand there."""
    wanted = [_wanted(side.side, table, book) for side in table.sides]
    words = {text for paths in wanted for path in paths for text in path}
    rows = _heading_rows(block, words, title.row + 1, end)
    if rows is None:
        return None
    top, bottom = rows
    columns = _columns(wanted, _paths(block, top, bottom))
    sides = tuple(_side(side.side, columns[at], _paths(block, top, bottom), table, book) for at, side in enumerate(table.sides))
    labelled = (not side.label_count or at.label or any(at.codes) for side, at in zip(table.sides, sides, strict=True))
    if not all(labelled) or not all(any(at.amounts) for at in sides):
        return None
    first = bottom + 1
    if _is_column_numbers(block, first):
        first += 1
    return TableSpot(table, block, title, top + 1, first + 1, end, sides, _unit(block, title.row, bottom))


def _wanted(side: TableSide, table: Table, book: Book) -> list[Path]:
    paths = (*side.label_headings, *(column.heading for column in side.columns))
    return [[heading_of(page_text(book, text, table.spec.amounts)) for text in path] for path in paths]


def _heading_rows(block: Block, words: set[str], start: int, end: int) -> tuple[int, int] | None:
    """The first and last row (from 0) of the headings, which are among ``words``."""
    known = [[steps_of(cell.text)[-1] in words for cell in row if cell.text] for row in block.rows]
    for at, row in enumerate(block.rows):  # 「223 国有资本经营预算支出」 is a row of a list, though a heading may have these words
        known[at] *= not any(cell.text.strip().isdecimal() for cell in row)
    top = next((row for row in range(start, end) if sum(known[row]) * 2 >= max(len(known[row]), 1) and any(known[row])), None)
    if top is None:
        return None
    bottom = at = top
    while at <= bottom and at < end:
        bottom = max([bottom, *(cell.row + cell.rows - 1 for cell in block.rows[at] if cell.text)])
        if at == bottom and at + 1 < end and known[at + 1] and sum(known[at + 1]) * 2 >= len(known[at + 1]):
            bottom = at + 1
        at += 1
    return top, min(bottom, end - 1)


def _paths(block: Block, top: int, bottom: int) -> list[Path]:
    """The headings above every column."""
    grid = block.grid()[top : bottom + 1]
    paths: list[Path] = []
    for column in range(block.width):
        cells = list(dict.fromkeys(row[column] for row in grid))
        paths.append([text for cell in cells if cell is not None for text in steps_of(cell.text) if text])
    return paths


def _columns(wanted: Sequence[Sequence[Path]], found: Sequence[Path]) -> list[list[int]]:
    """For each side and wanted path the column (from 1) with these headings; 0 where there is none.

    The lowest heading is the same, and of those above it as many as may be. Where none above it is the same, both must be the
    only ones with this lowest heading.
    """
    flat = [(side, at, path) for side, paths in enumerate(wanted) for at, path in enumerate(paths)]
    pairs = []
    for number, (_, _, path) in enumerate(flat):
        same = [column for column, other in enumerate(found) if other and other[-1] == path[-1]]
        for column in same:
            common = len(set(path[:-1]) & set(found[column][:-1]))
            alone = len(same) == 1 and sum(other[-1] == path[-1] for _, _, other in flat) == 1
            if common or alone or (len(path) == 1 and len(found[column]) == 1):
                pairs.append((-common, number, column))
    columns = [[0] * len(paths) for paths in wanted]
    numbers: set[int] = set()
    taken: set[int] = set()
    for _, number, column in sorted(pairs):
        if number not in numbers and column not in taken:
            side, at, _ = flat[number]
            columns[side][at] = column + 1
            numbers.add(number)
            taken.add(column)
    return columns


def _side(side: TableSide, columns: Sequence[int], found: Sequence[Path], table: Table, book: Book) -> SideSpot:
    labels = len(side.label_headings)
    if side.rows is None:
        return SideSpot((), columns[0] if labels else 0, columns[labels:])
    codes = list(columns[: labels - 1])
    if not all(codes):
        codes = _other_codes(side, found, table, book) or codes
    return SideSpot(codes, columns[labels - 1], columns[labels:])


def _other_codes(side: TableSide, found: Sequence[Path], table: Table, book: Book) -> list[int]:
    """The columns of the code where the template divides it and the pack does not, or the other way round."""
    if side.rows is None:
        return []
    levels = [at + 1 for level in _LEVELS for at, path in enumerate(found) if path and path[-1] == level]
    if levels and not side.rows.split:
        return levels
    heading = heading_of(page_text(book, side.rows.code_heading[-1], table.spec.amounts))
    return [at + 1 for at, path in enumerate(found) if path and path[-1] == heading][:1]


def _is_column_numbers(block: Block, row: int) -> bool:
    texts = [cell.text.strip() for cell in block.rows[row] if cell.text.strip()] if row < block.height else []
    if not all(map(_UNDER_HEADING.fullmatch, texts)):
        return False
    numbers = [int(text) for text in texts if text.isdecimal()]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _unit(block: Block, title: int, bottom: int) -> str:
    """The unit of money that stands above the table, or ""."""
    for row in block.rows[title : bottom + 1]:
        for cell in row:
            match = _UNIT.search("".join(cell.text.split()))
            if match:
                return match[1]
    return ""
