"""What reading a sheet could not understand, in words, with the line that it stands on."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from models.values.text import clipped

_LONGEST: Final = 60


class SheetNote(Struct, frozen=True):
    """One note; ``source`` is what stands there.

    ``sheet`` counts the sheets read from 1, 0 is outside of them; ``line`` counts the lines of the text from 1, 0 is no line of
    it: something is missing.
    """

    sheet: int
    line: int
    words: str
    source: str = ""

    @property
    def sentence(self) -> str:
        """``第 12 行：这一行没有读懂〔…〕``."""
        where = f"第 {self.line} 行：" if self.line else ""
        return f"{where}{self.words}" + (f"〔{self.source}〕" if self.source else "")


def shortened(text: str) -> str:
    """A source line as a note quotes it: one line, not longer than a sentence."""
    plain = " ".join(text.split())
    return clipped(plain, _LONGEST)


class TextRow(Struct, frozen=True):
    """``line`` counts the lines of the text (of a table: its rows) from 1; ``remark`` is what was lost on the way to cells."""

    line: int
    cells: tuple[str, ...]
    remark: str = ""

    @property
    def said(self) -> list[str]:
        """The cells that are not blank."""
        return [cell for cell in self.cells if cell]
