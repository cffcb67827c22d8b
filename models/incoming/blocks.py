"""What a file or the clipboard holds before anybody knows what it means: blocks of cells, and paragraphs between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from models.incoming.clipboard.block import At, ClipboardBlock

KINDS: Final = ("xlsx", "xls", "ods", "docx", "pdf", "html", "csv", "text")
"""Every ``Document.kind``: the format that the content has, whatever the file is called."""

_LETTERS: Final = 26


class Box(NamedTuple):
    """A rectangle of a page in points (1/72 inch), from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Place(Struct, frozen=True):
    """Where something stands: on a sheet, on a page, or at a paragraph or table of a text; 0 and "" say that there is none.

    ``page``, ``paragraph`` and ``table`` count from 1; ``row`` and ``column`` too, of the sheet or of the table. ``until`` is the
    last page of a paragraph that a page turn breaks.
    """

    sheet: str = ""
    page: int = 0
    until: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    box: Box | None = None

    def words(self) -> str:
        """The place as the clerk looks for it: 工作表“表1”的 B5; 第 3 页第 2 张表第 1 行第 4 格."""
        if self.sheet:
            cell = f"{column_letters(self.column)}{self.row}" if self.row and self.column else ""
            row = f"第 {self.row} 行" if self.row else ""
            return f"工作表“{self.sheet}”" + (f"的 {cell}" if cell else row)
        page = f"第 {self.page} 页" if self.page else ""
        if self.until > self.page:
            page = f"第 {self.page} 到 {self.until} 页"
        table = f"第 {self.table} 张表" if self.table else ""
        paragraph = f"第 {self.paragraph} 段" if self.paragraph and not self.table else ""
        row = f"第 {self.row} 行" if self.row else ""
        return page + table + paragraph + row + (f"第 {self.column} 格" if self.column else "")


class Cell(Struct, frozen=True):
    """A cell with its text; ``row`` and ``column`` count from 0 in the block, ``rows`` and ``columns`` are what it spans.

    ``box`` is where it stands on the page of its block, for what has pages.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    box: Box | None = None


class Block(Struct, frozen=True):
    """A rectangle of cells: a whole sheet, or one table of a page or text.

    ``rows`` holds the cells that begin in each row, from the left; a single blank cell is left out, a merged one never.
    ``place`` is that of its upper left cell; ``title`` the sheet's name or the table's caption, "" where there is none.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    title: str = ""
    hidden: bool = False

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """The number of columns up to the last cell."""
        return max((row[-1].column + row[-1].columns for row in self.rows if row), default=0)

    def cells(self) -> Iterator[Cell]:
        """Every cell, row by row."""
        for row in self.rows:
            yield from row

    def grid(self) -> list[list[Cell | None]]:
        """For every place in the block the cell that covers it; None for a blank one."""
        width = self.width
        grid: list[list[Cell | None]] = [[None] * width for _ in self.rows]
        for cell in self.cells():
            for row in grid[cell.row : cell.row + cell.rows]:
                row[cell.column : cell.column + cell.columns] = [cell] * cell.columns
        return grid

    def place_of(self, cell: Cell) -> Place:
        """Where a cell of this block stands in its document."""
        at = self.place
        first_row, first_column = at.row or 1, at.column or 1
        return Place(
            at.sheet, at.page, paragraph=at.paragraph, table=at.table, row=first_row + cell.row, column=first_column + cell.column,
            box=cell.box,
        )  # fmt: skip

    def cut(self, first: int, last: int) -> Block:
        """The rows from ``first`` to ``last`` as the sheet counts them; a merged cell ends with them."""
        top = first - (self.place.row or 1)
        rows = self.rows[max(0, top) : last - (self.place.row or 1) + 1]
        moved = tuple(
            tuple(replace(cell, row=number, rows=min(cell.rows, len(rows) - number)) for cell in cells)
            for number, cells in enumerate(rows)
        )
        return replace(self, rows=moved, place=replace(self.place, row=first))

    def flat(self) -> ClipboardBlock:
        """The block as a spreadsheet puts it on the clipboard: a merged cell's text at its upper left, blanks beside it."""
        width = self.width
        rows = [[""] * width for _ in self.rows]
        merged: dict[At, str] = {}
        for cell in self.cells():
            rows[cell.row][cell.column] = cell.text
            if cell.text:
                merged |= {(row, cell.column): cell.text for row in range(cell.row + 1, cell.row + cell.rows)}
        return ClipboardBlock(rows, merged)


class Paragraph(Struct, frozen=True):
    """A text outside of tables. ``margin``: a page number or a running head or foot, which is no part of the text."""

    text: str
    place: Place
    margin: bool = False


class Document(Struct, frozen=True):
    """The content of a file or of the clipboard in its order.

    ``notes`` are sentences about what was left out and why: macros, pictures, hidden cells.
    """

    kind: str
    parts: tuple[Block | Paragraph, ...]
    notes: tuple[str, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks alone."""
        return tuple(part for part in self.parts if isinstance(part, Block))


def column_letters(column: int) -> str:
    """A column's letters in a spreadsheet, from 1: 28 → AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def block_of_rows(rows: Sequence[Sequence[str]], place: Place, spans: dict[At, tuple[int, int]] | None = None) -> Block:
    """A block from rows of texts, which may differ in length; ``spans`` gives rows and columns of merged cells.

    Text in a covered place is left out. Rows at the end without any cell are dropped.
    """
    spans = spans or {}
    covered = {
        (top + i, left + j) for (top, left), (down, across) in spans.items() for i in range(down) for j in range(across) if i or j
    }
    made: list[tuple[Cell, ...]] = []
    for i, texts in enumerate(rows):
        if spans:
            kept = [j for j, text in enumerate(texts) if (text or (i, j) in spans) and (i, j) not in covered]
            made.append(tuple([Cell(texts[j], i, j, *spans.get((i, j), (1, 1))) for j in kept]))
        else:
            made.append(tuple([Cell(text, i, j) for j, text in enumerate(texts) if text]))
    height = max((cell.row + cell.rows for row in made for cell in row), default=0)
    return Block((*made[:height], *[()] * (height - len(made))), place)


def texts_of(parts: Iterable[Block | Paragraph]) -> Iterator[str]:
    """Every text of a document in its order."""
    for part in parts:
        if isinstance(part, Paragraph):
            yield part.text
        else:
            yield from (cell.text for cell in part.cells())
