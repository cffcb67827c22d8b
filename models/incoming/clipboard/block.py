"""A block of cells of the clipboard, independent of its text format."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from models.values.money import MoneyUnit

Note = TypeVar("Note")
At = tuple[int, int]
"""Row and column in the block, from 0."""

_PLAIN: Final = {ord("\xa0"): " ", ord("\u3000"): " ", ord("\u200b"): None, ord("\ufeff"): None, ord("\r"): "\n"}
_ODD: Final = f"[{''.join(map(chr, _PLAIN))}]"

UNIT_ATTRIBUTE: Final = "data-unit"
UNITS: Final = {"wan": MoneyUnit.WAN, "yuan": MoneyUnit.YUAN}
"""Values of UNIT_ATTRIBUTE, which our own HTML cells carry so that an amount keeps its unit."""


class CopiedCell(NamedTuple):
    """A cell to copy. A number is plain (``-1234.5``); ``unit`` is set for an amount."""

    text: str
    is_number: bool = False
    unit: MoneyUnit | None = None


class ClipboardBlock(Struct, frozen=True):
    """Rows of texts; a row may be shorter than others.

    ``merged`` gives the text of the merged cell that covers a cell from above; ``units`` the unit of an amount where
    the block itself states it. ``numbers`` are the numbers of the rows in what was copied, from 1, where they are others here.
    """

    rows: Sequence[Sequence[str]]
    merged: Mapping[At, str] = field(default_factory=dict)
    units: Mapping[At, MoneyUnit] = field(default_factory=dict)
    numbers: Sequence[int] = ()

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """The number of cells of the longest row."""
        return max(map(len, self.rows), default=0)

    def text(self, row: int, column: int) -> str:
        """The text of a cell; "" where a row is too short."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def number(self, row: int) -> int:
        """The number of a row in what was copied, from 1."""
        return self.numbers[row] if self.numbers else row + 1

    def repeated(self, down: int, across: int) -> ClipboardBlock:
        """The block repeated ``down`` times downwards and ``across`` times to the right."""
        if (down, across) == (1, 1):
            return self
        height, width = self.height, self.width
        rows = [[*cells, *[""] * (width - len(cells))] * across for cells in self.rows] * down
        shifts = [(i * height, j * width) for i in range(down) for j in range(across)]
        return replace(
            self,
            rows=rows,
            merged={(r + i, c + j): text for (r, c), text in self.merged.items() for i, j in shifts},
            units={(r + i, c + j): unit for (r, c), unit in self.units.items() for i, j in shifts},
        )

    def with_joined(self, at: int, count: int, texts: Sequence[str]) -> ClipboardBlock:
        """The block with the ``count`` columns from ``at`` on as one column of ``texts``, one a row."""
        end = at + count

        def moved(notes: Mapping[At, Note]) -> dict[At, Note]:
            return {
                (row, column if column < at else column - count + 1): note
                for (row, column), note in notes.items()
                if not at <= column < end
            }

        rows = [[*cells[:at], *[""] * (at - len(cells)), text, *cells[end:]] for cells, text in zip(self.rows, texts, strict=True)]
        return ClipboardBlock(rows, moved(self.merged), moved(self.units))

    def with_texts(self, texts: Mapping[At, str]) -> ClipboardBlock:
        """The block with other texts in some cells; a row that is too short gets blank ones before them."""
        if not texts:
            return self
        rows = [list(cells) for cells in self.rows]
        for (row, column), text in texts.items():
            rows[row] += [""] * (column + 1 - len(rows[row]))
            rows[row][column] = text
        return replace(self, rows=rows)


def clean_cell(text: str) -> str:
    """A cell's text, stripped, with plain spaces and without invisible characters."""
    if re.search(_ODD, text):
        text = text.replace("\r\n", "\n").translate(_PLAIN)
    return text.strip()
