"""The rows of a text, and the notes on what could not be read in them."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from models.values.text import clipped

_LONGEST: Final = 60


class SheetNote(Struct, frozen=True):
    """One note for the user; ``source`` quotes the text.

    ``sheet`` counts the sheets read from 1 (0: outside of them), ``line`` the lines of the text from 1 (0: something is missing).
    """

    sheet: int
    line: int
    words: str
    source: str = ""

    @property
    def sentence(self) -> str:
        """The note with line and quotation: ``第 12 行：这一行没有读懂〔…〕``."""
        where = f"第 {self.line} 行：" if self.line else ""
        return f"{where}{self.words}" + (f"〔{self.source}〕" if self.source else "")


def shortened(text: str) -> str:
    """A text as quoted in a note: one line of at most 60 characters."""
    plain = " ".join(text.split())
    return clipped(plain, _LONGEST)


class TextRow(Struct, frozen=True):
    """``line`` counts the lines of the text (of a table: its rows) from 1; ``remark``: what could not be split into cells."""

    line: int
    cells: tuple[str, ...]
    remark: str = ""

    @property
    def filled(self) -> list[str]:
        """The cells that are not blank."""
        return [cell for cell in self.cells if cell]

    @property
    def quote(self) -> str:
        """The row as quoted in a note."""
        return shortened(" ".join(self.filled))
