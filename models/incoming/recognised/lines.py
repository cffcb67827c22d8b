"""A document as lines: the rows of its blocks and its paragraphs, one after another, with the place of every cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from models.incoming.blocks import Block, Document, Paragraph, Place
from models.published.draft import unmarked_title

_MARKUP: Final = re.compile(r"</?b>|\*\*|^#+\s+")
"""Marks of bold text and titles, which a PDF that was turned into a text keeps."""


class SourceCell(NamedTuple):
    """A cell with its text without markup; ``goes_on``: it began in a line above."""

    text: str
    column: int
    columns: int
    place: Place
    goes_on: bool = False


class SourceLine(Struct, frozen=True):
    """A row of a block, or a paragraph; ``part`` counts the blocks and paragraphs of the document."""

    part: int
    cells: tuple[SourceCell, ...]
    place: Place
    is_paragraph: bool = False

    @property
    def texts(self) -> Sequence[str]:
        """The texts that begin in this line."""
        return [cell.text for cell in self.cells if cell.text and not cell.goes_on]

    @property
    def lone(self) -> str:
        """The only text of the line; "" where it has none or several."""
        texts = self.texts
        return texts[0] if len(texts) == 1 else ""

    def at(self, column: int) -> SourceCell | None:
        """The cell that covers a column; None for a blank place."""
        for cell in self.cells:
            if cell.column > column:
                break
            if column < cell.column + cell.columns:
                return cell
        return None


def plain(text: str) -> str:
    """A text for comparison: NFKC, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def without_markup(text: str) -> str:
    """The text without marks of bold and titles, and without the mark of a draft."""
    return unmarked_title(_MARKUP.sub("", text).strip())[0]


def lines_of(document: Document) -> Iterator[SourceLine]:
    """The lines of a document in their order; hidden sheets, page numbers and running heads are left out."""
    for number, part in enumerate(document.parts):
        if isinstance(part, Paragraph):
            if not part.margin:
                texts = [without_markup(text) for text in part.text.split("\t")]
                cells = [SourceCell(text, at, 1, part.place) for at, text in enumerate(texts) if text]
                yield SourceLine(number, tuple(cells), part.place, is_paragraph=True)
        elif not part.hidden:
            yield from _lines_of_block(number, part)


def _lines_of_block(number: int, block: Block) -> Iterator[SourceLine]:
    for row, places in enumerate(block.grid()):
        cells = dict.fromkeys(cell for cell in places if cell is not None)
        yield SourceLine(
            number,
            tuple(
                SourceCell(without_markup(cell.text), cell.column, cell.columns, block.place_of(cell), goes_on=cell.row != row)
                for cell in cells
            ),
            Place(block.place.sheet, block.place.page, table=block.place.table, row=(block.place.row or 1) + row),
        )
