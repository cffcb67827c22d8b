"""The values of a list as read: its records, each value with the heading above it and its place; nothing is taken on trust."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from models.incoming.blocks import Place
from models.incoming.recognised.table import Healed, Leftover
from models.values.money import MoneyUnit


class ReadValue(Struct, frozen=True):
    """A cell below a known heading: ``field`` of the shape, ``title`` the heading as printed, ``text`` as printed.

    ``amount`` is what an amount means, in fen. ``doubt`` says why it is not certain; "" where heading and cell say so.
    """

    field: str
    title: str
    text: str
    place: Place
    amount: int | None = None
    doubt: str = ""
    in_own_unit: bool = False
    """Whether the heading or the cell itself names the unit of the amount."""


class ReadRecord(Struct, frozen=True, dict=True):
    """A row: its values, blank cells left out."""

    values: tuple[ReadValue, ...]
    place: Place

    @cached_property
    def by_field(self) -> Mapping[str, ReadValue]:
        """Its values by field."""
        return {value.field: value for value in self.values}

    def text(self, field: str) -> str:
        """The text of a field; "" where it is blank."""
        value = self.by_field.get(field)
        return value.text if value is not None else ""

    def amount(self, field: str) -> int | None:
        """The amount of a field in fen; None where it is blank."""
        value = self.by_field.get(field)
        return value.amount if value is not None else None


class ReadList(Struct, frozen=True):
    """A list as read. ``page`` is the page of the book whose lines these are, "" for a list that no page holds.

    ``unit`` is the unit of its amounts, ``unit_said`` where it stands in words; "" where the form's was taken.
    """

    page: str
    title: str
    place: Place
    records: tuple[ReadRecord, ...]
    unit: MoneyUnit
    unit_said: str
    leftovers: tuple[Leftover, ...] = ()
    healed: tuple[Healed, ...] = ()
