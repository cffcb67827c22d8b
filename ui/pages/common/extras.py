"""Optional columns and lists: shown when chosen in 视图, and always while the book holds data for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from models.book.places import Place
from models.book.records import Book
from ui.session.settings import Settings, kept


class OptionalPart(Struct, frozen=True):
    """``key`` names its setting and, after ``show_``, its command; while ``in_use(book)`` is true it cannot be hidden.

    ``place`` is where a part of its own is: asking for it leads there.
    """

    key: str
    in_use: Callable[[Book], bool]
    place: Place | None = None

    def is_shown(self, book: Book, settings: Settings) -> bool:
        """Whether it was chosen, or the book holds data for it."""
        return kept(settings, self._name, default=False) or self.in_use(book)

    def choose(self, settings: Settings, *, wanted: bool) -> None:
        """Save the clerk's choice."""
        settings.set(self._name, wanted)

    @property
    def _name(self) -> str:
        return f"extras/{self.key}"


def _has_sub_units(book: Book) -> bool:
    funding = (part for project in book.projects for part in project.funding)
    return any(line.sub_unit for lines in (book.basic, book.others, funding) for line in lines)


def _has_income_notes(book: Book) -> bool:
    return any(line.note for line in book.income)


def _never(book: Book) -> bool:  # noqa: ARG001 - the signature of ``in_use``
    """What other layouts have is told of beside the sheet, so that it may stay closed."""
    return False


def _has_withheld(book: Book) -> bool:
    return bool(book.withheld)


SUB_UNIT: Final = OptionalPart("sub_unit", _has_sub_units)
INCOME_NOTE: Final = OptionalPart("income_note", _has_income_notes)
WITHHELD: Final = OptionalPart("withheld", _has_withheld, Place("withheld"))
OTHER_LAYOUTS: Final = OptionalPart("other_layouts", _never)
EXTRAS: Final = (SUB_UNIT, INCOME_NOTE, WITHHELD, OTHER_LAYOUTS)
