"""The offers of the indicator library for the edited cell, as items of the completion list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from models.book.records import Indicator
from models.pack.forms.sheet import OfferOrigin
from models.projects.indicator_library import IndicatorLibrary, Offer, used_in
from models.values.text import clipped
from storage.packs.initials import pinyin_readings
from ui.pages.projects.shared.lookup import project_with
from ui.session.open_book import OpenBook
from ui.widgets.completion_list import CompletionItem

_LONGEST: Final = 40
"""Most characters of a text that the list shows."""


class IndicatorOffers:
    """Offers for one field of one line (None: the ＊ row). The library is built on first use."""

    def __init__(self, open_book: OpenBook, project: int, line: Indicator | None, field: str) -> None:
        self._open_book, self._field = open_book, field
        self._line = line or Indicator(0)
        found = project_with(open_book.book, project)
        self._project = found.name if found is not None else ""

    @cached_property
    def _library(self) -> IndicatorLibrary:
        book = self._open_book
        entries = (*used_in(book.book, self._line.id), *book.used_elsewhere, *book.pack.sheet.starters)
        return IndicatorLibrary(entries, pinyin_readings)

    def hits(self, text: str) -> Sequence[CompletionItem]:
        """The offers for the typed text."""
        return [_hit(offer) for offer in self._library.offers(self._field, text, self._line, self._project)]


def _hit(offer: Offer) -> CompletionItem:
    shown = offer.text.replace("\n", " ")
    shown = clipped(shown, _LONGEST)
    return CompletionItem(offer.text, "", "", shown, _origin(offer), offer.fills, offer.by_initials)


def _origin(offer: Offer) -> str:
    if offer.origin is OfferOrigin.STARTER:
        return "常用"
    where = "本单位用过" if offer.origin is OfferOrigin.BOOK else "以前用过"
    return f"{where} {offer.times} 次"
