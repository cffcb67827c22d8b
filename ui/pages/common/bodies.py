"""The column 所属单位: it offers the bodies of 机构设置 and accepts other names, which a finding tells (R-18)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from models.book.agencies import named_agencies
from ui.grid.rows.column import GridColumn
from ui.pages.common import columns
from ui.pages.common.extras import SUB_UNIT
from ui.session.open_book import OpenBook
from ui.session.settings import Settings


class BodyNames(Mapping[str, str]):
    """The names of the bodies of the open book, each standing for itself."""

    def __init__(self, open_book: OpenBook) -> None:
        self._open_book = open_book

    @property
    def _names(self) -> dict[str, str]:
        return {agency.name: agency.name for agency in named_agencies(self._open_book.book)}

    def __getitem__(self, key: str) -> str:
        """The name itself. Raises ``KeyError`` for one that 机构设置 does not list."""
        return self._names[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __hash__(self) -> int:
        return id(self)


def sub_unit_columns(open_book: OpenBook, settings: Settings) -> tuple[GridColumn, ...]:
    """The column for the lines of this book, where it is shown."""
    if not SUB_UNIT.is_shown(open_book.book, settings):
        return ()
    return (replace(columns.SUB_UNIT, choices=BodyNames(open_book), accepts_others=True),)
