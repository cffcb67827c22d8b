"""The values of what was read of an official table: its cells with their places, what was healed, what was left over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from models.incoming.blocks import Place
from models.values.money import MoneyUnit


class TableCell(Struct, frozen=True):
    """A figure of a table: ``amount`` in fen, ``text`` as printed, "" and 0 for a blank cell. ``step`` is its last digit in fen.

    ``doubt`` says why it is not certain that it is this cell of the table; "" where the words and codes say so.
    """

    row: str
    column: str
    side: int
    amount: int
    text: str
    place: Place
    step: int = 1
    doubt: str = ""
    own_unit: MoneyUnit | None = None
    """The unit that the heading of its column names."""


class Leftover(Struct, frozen=True):
    """A text of a block that was not understood: the words, the place and the reason."""

    text: str
    place: Place
    reason: str


class Healed(Struct, frozen=True):
    """What was put right while reading: a row broken over two pages, a code without its zero."""

    words: str
    place: Place


class ReadTable(Struct, frozen=True, dict=True):
    """An official table as read: ``cells`` by their places in the form, blank ones too. ``unit`` is the unit of its amounts.

    ``unit_said`` is where its unit stands in words; "" where the form's was taken. ``names`` are the names of coded rows.
    """

    id: str
    title: str
    place: Place
    cells: tuple[TableCell, ...]
    unit: MoneyUnit
    unit_said: str
    names: Mapping[str, str] = field(default_factory=dict)
    leftovers: tuple[Leftover, ...] = ()
    healed: tuple[Healed, ...] = ()

    def amounts(self, side: int) -> Mapping[str, Mapping[str, int]]:
        """Row → column → amount (fen) of one side."""
        return self._amounts.get(side, {})

    @cached_property
    def _amounts(self) -> Mapping[int, Mapping[str, Mapping[str, int]]]:
        sides: dict[int, dict[str, dict[str, int]]] = {}
        for cell in self.cells:
            sides.setdefault(cell.side, {}).setdefault(cell.row, {})[cell.column] = cell.amount
        return sides

    @property
    def printed(self) -> Iterator[TableCell]:
        """The cells that are not blank."""
        return (cell for cell in self.cells if cell.text)


def sentences(notes: Sequence[Healed | Leftover]) -> Iterator[str]:
    """Each note as one sentence with its place."""
    for note in notes:
        if isinstance(note, Healed):
            yield f"{note.place.words()}：{note.words}"
        else:
            yield f"{note.place.words()}：“{note.text}”{note.reason}"
