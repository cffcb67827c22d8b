"""Base class and helpers for grids whose rows the pack's form fixes: no row is added, inserted or deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from models.book.records import Line
from models.values.money import Amount, Unread, fen
from models.words.places import PAGE_NAMES
from ui.grid.rows.source import Cell, GivenRows


class FixedRows(GivenRows):
    """Base of sources with fixed rows. ``page`` is the key of the book's collection."""

    page = ""

    @property
    def topic(self) -> str:
        """The help topic: the key of the collection."""
        return self.page

    def row_name(self, number: int) -> str:
        """The name of a row in messages: ``固定资产 第 2 行``."""
        return f"{PAGE_NAMES[self.page]} 第 {number} 行"


def held_amount(lines: Sequence[Any], field: str) -> Amount:
    """Combine the amounts of several lines: the first unreadable text, else the sum in fen, None when all are blank."""
    amounts = [getattr(line, field) for line in lines]
    unread = next((amount for amount in amounts if isinstance(amount, Unread)), None)
    if unread is not None:
        return unread
    return sum(map(fen, amounts)) if any(amount is not None for amount in amounts) else None


def label_cell(text: str, *, bold: bool = False, indent: int = 0) -> Cell:
    """A read-only cell with a label of the form."""
    return Cell(text, text, text, editable=False, computed=True, bold=bold, indent=indent)


def lines_with(lines: Iterable[Line], wanted: Callable[[Any], bool]) -> tuple[Any, ...]:
    """The lines for which ``wanted`` is true."""
    return tuple(line for line in lines if wanted(line))
