"""What few budgets need: shown when the clerk asks for it in 视图, and always when the book holds some of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from models.book.records import Book
from ui.session.settings import Settings


class OptionalPart(Struct, frozen=True):
    """``key`` names the choice in the settings and, with ``show_`` before it, the command; ``in_use`` forbids hiding it."""

    key: str
    in_use: Callable[[Book], bool]

    def is_shown(self, book: Book, settings: Settings) -> bool:
        """Asked for, or needed to see all that the book holds."""
        return bool(settings.get(self._name)) or self.in_use(book)

    def choose(self, settings: Settings, *, wanted: bool) -> None:
        """Remember the choice."""
        settings.set(self._name, wanted)

    @property
    def _name(self) -> str:
        return f"extras/{self.key}"


def _has_sub_units(book: Book) -> bool:
    funding = (part for project in book.projects for part in project.funding)
    return any(line.sub_unit for lines in (book.basic, book.others, funding) for line in lines)


def _has_income_notes(book: Book) -> bool:
    return any(line.note for line in book.income)


def _has_withheld(book: Book) -> bool:
    return bool(book.withheld)


SUB_UNIT: Final = OptionalPart("sub_unit", _has_sub_units)
INCOME_NOTE: Final = OptionalPart("income_note", _has_income_notes)
WITHHELD: Final = OptionalPart("withheld", _has_withheld)
EXTRAS: Final = (SUB_UNIT, INCOME_NOTE, WITHHELD)
