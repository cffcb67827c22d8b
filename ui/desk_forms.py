"""The forms and code tables of this computer: those of the program and those that were imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.book import Book
from models.checks.context import Context
from models.pack import Pack
from storage.code_lists import load_codes
from storage.packs import load_pack, pack_ids

if TYPE_CHECKING:
    from storage.code_list_import import ImportedCodes
    from storage.pack_import import PackOffer


class Forms:
    """Raises ``StorageError`` or ``PackError``."""

    def __init__(self, packs: Path, codes: Path) -> None:
        self._packs, self._codes = packs, codes

    def packs(self) -> tuple[Pack, ...]:
        """All packs to be had, the program's own first."""
        return tuple(load_pack(pack_id, self._packs) for pack_id in pack_ids(self._packs))

    def context_of(self, book: Book) -> Context:
        """The book with its pack and codes."""
        pack = load_pack(book.pack, self._packs)
        return Context(book, pack, load_codes(pack.codes, book.year, self._codes))

    def import_codes(self, path: Path) -> ImportedCodes:
        """Keep the finance bureau's code list; from now on it stands above ours."""
        from storage.code_list_import import import_code_list  # noqa: PLC0415 - it brings openpyxl, which the start does without

        return import_code_list(path, self._codes)

    def read_pack(self, source: Path) -> PackOffer:
        """A pack from outside, tried out; nothing is kept yet."""
        from storage.pack_import import read_pack_offer  # noqa: PLC0415 - when it is first wanted

        return read_pack_offer(source, self._packs)

    def keep_pack(self, offer: PackOffer) -> None:
        """Put it among the packs of this computer."""
        from storage.pack_import import keep_pack  # noqa: PLC0415

        keep_pack(offer, self._packs)
