"""Where a place stands when the pages are read from the first to the last, each from the top down."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, NamedTuple

from models.book.list_lines import COLLECTION as LISTS
from models.book.list_lines import PAGE as LIST_PAGE
from models.book.list_lines import lines_of
from models.book.places import Place
from models.book.records import FIXED_COLLECTIONS, PROJECT_COLLECTIONS, Book, Project, cover_texts, pages_of
from models.book.slots import slot_key
from models.pack.filters import CellRef
from models.pack.forms.pack import Pack

PAGES: Final = (
    "cover", "last_year", "basic", "projects", "overall", "others", "withheld", "income", "carry_forward", "three_public",
    "procurement", "assets", "typed", "lists", "texts", "agencies", "table", "explanations",
)  # fmt: skip
"""``Place.page`` in the order of the navigation."""


class Position(NamedTuple):
    """Compares as the places follow each other. ``key`` orders rows that stand by their code, not by their number."""

    page: int
    row: int = 0
    key: str = ""
    field: int = 0
    inner_row: int = 0
    inner_field: int = 0


class Positions:
    """The positions of all places of one state of a book."""

    def __init__(self, book: Book, pack: Pack) -> None:
        self._book = book
        self._pack = pack

    def knows(self, place: Place) -> bool:
        """Whether the line of a place is in the book, or the place has none."""
        return not place.line or place.line in self._lines

    def of(self, place: Place) -> Position:
        """The position of a place; that of its page when nothing more is known about it."""
        name = LISTS if place.page.startswith(LIST_PAGE) else place.page
        page = PAGES.index(name) if name in PAGES else -1
        known = self._lines.get(place.line)
        if known is not None:
            line, at = known
            inner = Position(page, *at[1:])
            field = _field_number(line, place.field)
            return inner._replace(inner_field=field) if at.inner_row else inner._replace(field=field)
        if place.page == "table":
            return self._in_table(page, CellRef.at(place)) if place.field else Position(page)
        return Position(page, self._row_of_form(place), place.field if place.page == "income" else "")

    def _in_table(self, page: int, cell: CellRef) -> Position:
        number = next((i for i, spec in enumerate(self._pack.tables, 1) if spec.id == cell.table), 0)
        return Position(page, number, cell.row)

    def _row_of_form(self, place: Place) -> int:
        """The number of a row that stands on its page though the book has no line for it."""
        if place.page == "cover":
            fields = list(cover_texts(self._book))
            return fields.index(place.field) + 1 if place.field in fields else 0
        rows = {
            "assets": [row.id for row in self._pack.asset_rows],
            "typed": [row.id for row in self._pack.typed.rows],
            "texts": [slot.id for slot in self._pack.narrative.slots],
        }.get(place.page, [])
        return rows.index(place.field) + 1 if place.field in rows else 0

    @cached_property
    def _lines(self) -> Mapping[int, tuple[Any, Position]]:
        """By id every line and its position, whose page is left open."""
        lines: dict[int, tuple[Any, Position]] = {}
        for page in FIXED_COLLECTIONS:
            for number, line in enumerate(getattr(self._book, page), 1):
                lines[line.id] = line, self._line(page, number, line)
                if isinstance(line, Project):
                    lines |= _inside(number, line)
        records = (line for page in pages_of(self._book) if page.startswith(LIST_PAGE) for line in lines_of(self._book, page))
        lines |= {line.id: (line, Position(0, number)) for number, line in enumerate(records, 1)}
        return lines

    def _line(self, page: str, number: int, line: Any) -> Position:
        if page == "income":
            return Position(0, key=slot_key(page, line))
        on_form = self._row_of_form(Place(page, field=line.item)) if page in {"assets", "typed", "texts"} else 0
        return Position(0, on_form or number)


def _inside(number: int, project: Project) -> Mapping[int, tuple[Any, Position]]:
    """By id the lines inside a project."""
    return {
        inner.id: (inner, Position(0, number, field=_field_number(project, name), inner_row=at))
        for name in PROJECT_COLLECTIONS
        for at, inner in enumerate(getattr(project, name), 1)
    }


def _field_number(line: Any, field: str) -> int:
    """The number of a field in its record, from 1; 0 for none of its own. Those of columns stand where its cells do."""
    fields, field = line.__struct_fields__, "cells" if ":" in field else field
    return fields.index(field) + 1 if field in fields else 0
