"""The rows of a text, the notes on what could not be read in them, and the texts that have no field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from models.values.text import clipped

_LONGEST: Final = 60

Spans = Mapping[int, tuple[int, int]]
"""Column at which a merged cell begins → how many rows and columns it takes."""


class SheetNote(Struct, frozen=True):
    """One note for the user; ``source`` quotes the text.

    ``sheet`` counts the sheets read from 1 (0: outside of them), ``line`` the lines of the text from 1 (0: something is missing).
    ``place`` is where that is in a file: 工作表“表1”的 B5.
    """

    sheet: int
    line: int
    words: str
    source: str = ""
    place: str = ""

    @property
    def sentence(self) -> str:
        """The note with line and quotation: ``第 12 行：这一行没有读懂〔…〕``."""
        where = f"{self.place}：" if self.place else f"第 {self.line} 行：" if self.line else ""
        return f"{where}{self.words}" + (f"〔{self.source}〕" if self.source else "")


class OtherText(Struct, frozen=True):
    """A text under a heading that no field of ours has: 其他, shown beside the indicator with the id ``indicator``."""

    sheet: int
    indicator: int
    heading: str
    text: str


def shortened(text: str) -> str:
    """A text as quoted in a note: one line of at most 60 characters."""
    plain = " ".join(text.split())
    return clipped(plain, _LONGEST)


class TextRow(Struct, frozen=True):
    """``line`` counts the lines of the text (of a table: its rows) from 1; ``remark``: what could not be split into cells.

    ``spans`` are the merged cells that begin in the row; None where the source does not tell them, so that a blank cell may
    belong to the cell before or above it. ``is_loose``: the row was formed from lines, so that nothing stands above anything.
    ``is_unread``: it is known that it cannot be read.
    """

    line: int
    cells: tuple[str, ...]
    remark: str = ""
    spans: Spans | None = None
    place: str = ""
    is_loose: bool = False
    is_unread: bool = False

    @property
    def filled(self) -> list[str]:
        """The cells that are not blank."""
        return [cell for cell in self.cells if cell]

    @property
    def starts(self) -> list[tuple[int, str]]:
        """The cells that are not blank, with their columns from 0."""
        return [(column, cell) for column, cell in enumerate(self.cells) if cell]

    @property
    def quote(self) -> str:
        """The row as quoted in a note."""
        return shortened(" ".join(self.filled))

    @property
    def is_exact(self) -> bool:
        """Whether it is known which cells are merged."""
        return self.spans is not None

    def width(self, column: int) -> int:
        """The columns of the cell that begins in a column; 1 where merged cells are not known."""
        return self.spans.get(column, (1, 1))[1] if self.spans else 1

    def height(self, column: int) -> int:
        """The rows of the cell that begins in a column; 1 where merged cells are not known."""
        return self.spans.get(column, (1, 1))[0] if self.spans else 1
