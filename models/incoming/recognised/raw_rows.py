"""The rows of an official table before it is known which they are: code, name and amounts of each side, pieces joined.

A table that goes on over pages is one: repeated headings, page numbers and the lines between pages are passed over, and a row
that a page turn breaks is joined again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct, field

from models.incoming.blocks import Place
from models.incoming.recognised.headings import AMOUNT, CODE, NAME, NUMBER, Column, match_headings, moved
from models.incoming.recognised.lines import SourceCell, SourceLine, plain
from models.incoming.recognised.table import Healed, Leftover
from models.incoming.recognised.units import is_note
from models.pack.forms.tables import TableSpec
from models.values.unit_words import NamedUnit

_PAGE_NUMBER: Final = re.compile(r"[-—–]*第?\d{1,3}页?[-—–]*")
_SHOWN: Final = 20
_LABELS: Final = 2
"""So many words a row without amounts may have: a label on each side."""

_BROKEN_OFF: Final = re.compile(r"\.\d{1,6}")


class RawRow(Struct):
    """A row of one side as it stands: the code by its columns, name or label, and the cells of amounts by column of the form."""

    side: int
    place: Place
    codes: dict[int, str] = field(default_factory=dict)
    name: str = ""
    amounts: dict[str, SourceCell] = field(default_factory=dict)

    @property
    def texts(self) -> str:
        """All its words."""
        return "".join((*self.codes.values(), self.name))


class RawTable(Struct):
    """The rows of a section, and what is to be said of it; ``units`` are the units that headings name, by column of the form."""

    columns: tuple[Column, ...] = ()
    rows: list[RawRow] = field(default_factory=list)
    healed: list[Healed] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    beside: list[SourceLine] = field(default_factory=list)
    """The lines above, between and below the rows: unit, year, notes."""


def read_rows(lines: Iterable[SourceLine], spec: TableSpec, is_label: Callable[[RawRow], bool]) -> RawTable | None:
    """The rows of a section as those of a table; None where its headings are nowhere.

    ``is_label`` tells whether a row is one of the table's: any other without amounts goes on with the row above.
    """
    table = RawTable()
    for _, part in groupby(lines, key=lambda line: line.part):
        block = list(part)
        if block[0].is_paragraph:
            table.beside.extend(block)
            continue
        _read_block(block, spec, table, is_label)
    return table if table.columns else None


def _read_block(block: Sequence[SourceLine], spec: TableSpec, table: RawTable, is_label: Callable[[RawRow], bool]) -> None:
    if all(not line.texts or (line.lone and is_note(line.lone)) for line in block):
        table.beside.extend(block)
        return
    headed = match_headings(block, spec)
    if headed is not None:
        if table.columns and table.rows:
            table.healed.append(Healed("表头又印了一次，表接着上面的", block[0].place))
        table.columns = headed.columns
        table.beside.extend(block[: headed.top])
        table.leftovers.extend(Leftover(cell.text, cell.place, "这一栏没有读懂") for cell in headed.strange)
        columns, first = headed.columns, headed.first
    elif table.columns:
        columns, first = () if _has_headings(block) else moved(table.columns, block), 0
        if not columns:
            table.leftovers.extend(_unread(block, "这一块没有表头，栏数和上面的表也不一样"))
            return
    else:
        table.leftovers.extend(_unread(block, "这一块没有这张表的表头"))
        return
    for line in block[first:]:
        _read_line(line, columns, table, is_label)


def _read_line(line: SourceLine, columns: Sequence[Column], table: RawTable, is_label: Callable[[RawRow], bool]) -> None:
    if not line.texts:
        return
    if line.lone and is_note(line.lone):
        table.beside.append(line)
        return
    known = {column.at: column for column in columns}
    rows: dict[int, RawRow] = {}
    numbered = False
    for cell in line.cells:
        column = known.get(cell.column)
        if not cell.text or (cell.goes_on and (column is None or column.target.kind != CODE)):
            continue
        if column is None:
            table.leftovers.append(Leftover(cell.text, cell.place, "上面没有读懂的表头，没有读"))
        elif column.target.kind == NUMBER:
            numbered = True
        else:
            _put(cell, column, rows.setdefault(column.target.side, RawRow(column.target.side, line.place)))
    for row in rows.values():
        _add(row, table, is_label, numbered=numbered)


def _put(cell: SourceCell, column: Column, row: RawRow) -> None:
    if column.target.kind == CODE:
        row.codes[column.target.level] = cell.text
    elif column.target.kind == NAME:
        row.name = cell.text
    elif column.target.kind == AMOUNT:
        row.amounts[column.target.id] = cell


def _add(row: RawRow, table: RawTable, is_label: Callable[[RawRow], bool], *, numbered: bool) -> None:
    above = next((other for other in reversed(table.rows) if other.side == row.side), None)
    if above is not None and not numbered and not row.codes and _completes(row, above):
        for column, cell in row.amounts.items():
            above.amounts[column] = above.amounts[column]._replace(text=above.amounts[column].text + cell.text)
        row.amounts = {}
    if row.amounts or is_label(row):
        table.rows.append(row)
    elif not row.name and _PAGE_NUMBER.fullmatch(plain(row.texts)):
        table.healed.append(Healed(f"“{row.texts}”是页码，没有当作编码", row.place))
    elif above is not None and not numbered:
        words, before = row.texts[:_SHOWN], above.texts[:_SHOWN]
        for level, text in row.codes.items():
            above.codes[level] = above.codes.get(level, "") + text
        above.name += row.name
        table.healed.append(Healed(f"“{words}”接在上一行“{before}”里，这一行被换页断开了", row.place))
    else:
        table.rows.append(row)


def _completes(row: RawRow, above: RawRow) -> bool:
    """Whether all amounts are decimals that figures of the row above lack."""
    return bool(row.amounts) and all(
        _BROKEN_OFF.fullmatch(plain(cell.text)) and column in above.amounts and "." not in above.amounts[column].text
        for column, cell in row.amounts.items()
    )


def _has_headings(block: Sequence[SourceLine]) -> bool:
    """Whether a block begins with words alone: with headings of another table."""
    texts = next((line.texts for line in block if line.texts), ())
    return len(texts) > _LABELS and not any(character.isdigit() for text in texts for character in text)


def _unread(block: Sequence[SourceLine], reason: str) -> Iterator[Leftover]:
    for line in block:
        if line.texts:
            yield Leftover(" ".join(line.texts)[:60], line.place, reason)


def units_of(columns: Iterable[Column]) -> Mapping[str, NamedUnit]:
    """The units that headings of amounts name, by column."""
    return {column.target.id: column.unit for column in columns if column.unit is not None and column.target.kind == AMOUNT}
