"""The form packs (版式) and code tables (科目表) of this computer: the program's own and the imported ones.

Imports inside functions are what most starts do without.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from models.book.records import Book
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.values.codes import Codes
from storage.packs.catalogue import edition_of, load_pack, load_packs, unit_form_gap
from storage.packs.code_lists import codes_of_pack, load_codes
from storage.packs.leftovers import put_right

if TYPE_CHECKING:
    from models.incoming.code_lists.effects import ListScope
    from models.incoming.code_lists.reading import CodeList
    from models.pack.forms.sheet import SheetForm
    from models.years.pack_move import PackMove
    from storage.files.import_trial import BookMove
    from storage.packs.layout_choice import SheetLayout
    from storage.packs.pack_import import PackOffer


class Forms:
    """``packs`` and ``codes`` are the folders of imported ones. Methods raise ``StorageError`` or ``PackError``."""

    def __init__(self, packs: Path, codes: Path) -> None:
        self._packs, self._codes = packs, codes
        if packs.is_dir():
            with suppress(OSError):  # the next import says what cannot be written there
                put_right(packs)

    def relocate(self, folder: Path) -> None:
        """Use the imported packs and codes of another data folder."""
        self._packs, self._codes = folder / self._packs.name, folder / self._codes.name

    def packs(self) -> tuple[Pack, ...]:
        """All readable packs, the program's own first."""
        return load_packs(self._packs)[0]

    def unreadable(self) -> tuple[str, ...]:
        """One sentence for each pack that cannot be read."""
        return load_packs(self._packs)[1]

    def layouts(self, own: SheetForm) -> tuple[SheetLayout, ...]:
        """The layouts of 绩效目标表 that print otherwise than a pack's ``own``."""
        from storage.packs.layout_choice import sheet_layouts

        return sheet_layouts(self._packs, own)

    def context_of(self, book: Book) -> Context:
        """The book with its pack and codes."""
        pack = load_pack(book.pack, self._packs)
        return Context(book, pack, codes_of_pack(pack, book.year, self._codes))

    def move(self, context: Context, pack: Pack) -> PackMove:
        """What becomes of a book on another pack."""
        from models.years.pack_move import pack_move

        return pack_move(context, pack, codes_of_pack(pack, context.book.year, self._codes))

    def codes_of(self, book: Book | None) -> Codes:
        """The codes of a book; without one the newest tables."""
        if book is not None:
            return self.context_of(book).codes
        return load_codes(edition_of(0), 0, self._codes)

    def codes_of_pack(self, pack: Pack, year: int) -> Codes:
        """The codes of a pack for a year; 0: its own."""
        return codes_of_pack(pack, year or pack.year, self._codes)

    def read_codes(self, path: Path, codes: Codes) -> CodeList:
        """Read the finance bureau's code list without storing it; ``codes`` are those of today."""
        from storage.files.code_list import read_code_list

        return read_code_list(path, codes)

    def effects_of(self, read: CodeList, scope: ListScope, books: Iterable[Book]) -> tuple[str, ...]:
        """What a list that ``read_codes`` returned would change in the books, a sentence each."""
        from storage.files.import_trial import effects_on_books

        return effects_on_books(
            read, self._codes, scope, books, lambda pack_id: load_pack(pack_id, self._packs), added=bool(read.partial)
        )

    def keep_codes(self, read: CodeList, scope: ListScope, *, added: bool) -> None:
        """Store a list that ``read_codes`` returned; it takes precedence over the program's own codes."""
        from storage.files.code_list import keep_code_list

        keep_code_list(read, self._codes, scope, added=added)

    def read_pack(self, source: Path) -> PackOffer:
        """Read and check a pack (.zip or pack.toml) and print its known budgets, without storing it."""
        from storage.files.expected import refuse_unexpected
        from storage.packs.pack_import import read_pack_offer

        offer = read_pack_offer(source, self._packs)
        refuse_unexpected(offer)
        return offer

    def unit_form_gap(self, pack: Pack) -> str:
        """A sentence where the form that a pack names for single units is not here, "" mostly."""
        return unit_form_gap(pack, self._packs)

    def moves_of(self, offer: PackOffer, books: Iterable[Book]) -> tuple[BookMove, ...]:
        """What a pack that ``read_pack`` returned would change in the books that use it."""
        from storage.files.import_trial import moves_of_books

        return (*moves_of_books(offer, books, self._packs, self._codes),)

    def install_pack(self, offer: PackOffer) -> None:
        """Store a pack that ``read_pack`` returned."""
        from storage.packs.pack_import import install_pack

        install_pack(offer, self._packs)
