"""The cells of a workbook that came back, against what they showed when it was exported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from msgspec import Struct

from models.book.records import Book
from models.incoming.blocks import column_letters
from models.values.text import clipped

Grid = Sequence[Sequence[str]]
"""What cells show, row by row."""

_LONGEST: Final = 40
"""Characters of a cell that a sentence quotes."""


class CellChange(Struct, frozen=True):
    """A cell that shows another text than at the export, or a whole row (``column`` 0), or a whole sheet (``row`` 0 too).

    ``row`` and ``column`` count from 1 in the workbook that came back, ``was_row`` in the export; 0 for a row that is not there.
    ``old`` and ``new`` are what the cell shows; of a row its texts, with commas between.
    """

    sheet: str
    row: int = 0
    column: int = 0
    was_row: int = 0
    old: str = ""
    new: str = ""

    @property
    def is_cell(self) -> bool:
        """Whether it is one cell."""
        return self.column > 0

    @property
    def place(self) -> str:
        """工作表“表1”的 B5, 工作表“表1”第 5 行."""
        if self.is_cell:
            return f"工作表“{self.sheet}”的 {column_letters(self.column)}{self.row}"
        return f"工作表“{self.sheet}”" + (f"第 {self.row} 行" if self.row else "")

    @property
    def sentence(self) -> str:
        """What is different."""
        if self.is_cell:
            return f"{self.place}：导出时是{_quoted(self.old)}，现在是{_quoted(self.new)}"
        if self.row:
            return f"{self.place}是后加的：{clipped(self.new, _LONGEST)}"
        if self.was_row:
            return f"{self.place}少了一行：{clipped(self.old, _LONGEST)}"
        return f"{'少' if self.old else '多'}了{self.place}"


class ReturnedWorkbook(Struct, frozen=True, dict=True):
    """The book that a workbook carries, what its cells showed at the export, and what they show now, by the names of sheets.

    ``found`` has the visible sheets, and those of ``shown`` that were hidden since.
    """

    book: Book
    shown: Mapping[str, Grid]
    found: Mapping[str, Grid]

    @cached_property
    def changes(self) -> tuple[CellChange, ...]:
        """Every difference, sheet by sheet."""
        return tuple(self._changes())

    def _changes(self) -> Iterator[CellChange]:
        for name, rows in self.shown.items():
            if name in self.found:
                yield from _changes_of_sheet(name, trimmed(rows), trimmed(self.found[name]))
            else:
                yield CellChange(name, old=name)
        yield from (CellChange(name, new=name) for name in self.found if name not in self.shown)


def trimmed(grid: Grid) -> list[list[str]]:
    """The rows without blanks at their ends and blank rows at the end; a text of spaces alone, which nobody sees, is one."""
    rows = [[text if text.strip() else "" for text in row] for row in grid]
    rows = [row[: max((i + 1 for i, text in enumerate(row) if text), default=0)] for row in rows]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _changes_of_sheet(name: str, written: Grid, found: Grid) -> Iterator[CellChange]:
    """Changed cells, added and removed rows."""
    matcher = SequenceMatcher(None, [tuple(row) for row in written], [tuple(row) for row in found], autojunk=False)
    for change, a, b, c, d in matcher.get_opcodes():
        if change == "equal":
            continue
        both = min(b - a, d - c)
        for i in range(both):
            yield from _changes_of_row(name, a + i + 1, c + i + 1, written[a + i], found[c + i])
        gone = (CellChange(name, was_row=n, old=_row_words(written[n - 1])) for n in range(a + both + 1, b + 1))
        added = (CellChange(name, n, new=_row_words(found[n - 1])) for n in range(c + both + 1, d + 1))
        yield from (row for row in (*gone, *added) if row.old or row.new)


def _changes_of_row(name: str, was_row: int, row: int, written: Sequence[str], found: Sequence[str]) -> Iterator[CellChange]:
    for column in range(max(len(written), len(found))):
        was = written[column] if column < len(written) else ""
        now = found[column] if column < len(found) else ""
        if was != now:
            yield CellChange(name, row, column + 1, was_row, was, now)


def _row_words(row: Sequence[str]) -> str:
    return "，".join(text for text in row if text)


def _quoted(text: str) -> str:
    plain = text.replace("\n", " ")
    return f"“{plain if len(plain) <= _LONGEST else plain[:_LONGEST] + '…'}”" if text else "空的"
