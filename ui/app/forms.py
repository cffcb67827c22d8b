"""The forms and code tables of this computer: those of the program and those that were imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.book.records import Book
from models.pack.forms import Pack, version_numbers
from models.published.context import Context
from storage.errors import StorageError
from storage.packs.catalogue import load_pack, load_packs
from storage.packs.code_lists import load_codes

if TYPE_CHECKING:
    from storage.packs.code_list_import import ImportedCodes
    from storage.packs.pack_import import PackOffer


class Forms:
    """Raises ``StorageError`` or ``PackError``."""

    def __init__(self, packs: Path, codes: Path) -> None:
        self._packs, self._codes = packs, codes

    def packs(self) -> tuple[Pack, ...]:
        """All packs that can be read, the program's own first."""
        return load_packs(self._packs)[0]

    def unreadable(self) -> tuple[str, ...]:
        """What is wrong with the others, a sentence each."""
        return load_packs(self._packs)[1]

    def newer_of_ours(self, pack: Pack) -> Pack | None:
        """The pack that the program itself has under this id, where it is the newer one."""
        try:
            ours = load_pack(pack.id)
        except StorageError:
            return None
        return ours if version_numbers(ours.version) > version_numbers(pack.version) else None

    def context_of(self, book: Book) -> Context:
        """The book with its pack and codes."""
        pack = load_pack(book.pack, self._packs)
        return Context(book, pack, load_codes(pack.codes, book.year, self._codes))

    def import_codes(self, path: Path) -> ImportedCodes:
        """Keep the finance bureau's code list; from now on it stands above ours."""
        from storage.packs.code_list_import import import_code_list  # noqa: PLC0415 - it brings openpyxl, which the start does without

        return import_code_list(path, self._codes)

    def read_pack(self, source: Path) -> PackOffer:
        """A pack from outside, tried out; nothing is kept yet."""
        from storage.packs.pack_import import read_pack_offer  # noqa: PLC0415 - when it is first wanted

        return read_pack_offer(source, self._packs)

    def keep_pack(self, offer: PackOffer) -> None:
        """Put it among the packs of this computer."""
        from storage.packs.pack_import import keep_pack  # noqa: PLC0415

        keep_pack(offer, self._packs)
