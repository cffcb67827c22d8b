"""One row of a table, whatever it was read from."""

from __future__ import annotations

from msgspec import Struct


class Row(Struct, frozen=True):
    """``line`` counts the lines of the text (of a table: its rows) from 1; ``remark`` is what was lost on the way to cells."""

    line: int
    cells: tuple[str, ...]
    remark: str = ""

    @property
    def said(self) -> list[str]:
        """The cells that are not blank."""
        return [cell for cell in self.cells if cell]
