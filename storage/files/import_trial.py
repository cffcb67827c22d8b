"""Tries a code list or a form pack out before it is kept, on the books of this computer.

A list is kept in a copy of the lists of today, by the way in which it will be kept; a pack was read in a copy of the packs.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from models.book.records import Book
from models.incoming.code_lists.effects import ListScope, list_effects
from models.incoming.code_lists.reading import CodeList
from models.pack.errors import PackError
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.words.books import book_name
from models.years.pack_move import PackMove, pack_move
from storage.errors import StorageError
from storage.files.code_list import keep_code_list
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import codes_of_pack
from storage.packs.pack_import import PackOffer


def effects_on_books(
    read: CodeList, folder: Path, scope: ListScope, books: Iterable[Book], pack_of: Callable[[str], Pack], *, added: bool
) -> tuple[str, ...]:
    """A sentence for each code of a book in ``scope`` that changes; nothing is kept. Raises ``StorageError``."""
    effects = []
    with TemporaryDirectory(prefix="ysgk-", ignore_cleanup_errors=True) as name:
        trial = Path(name) / "codes"
        try:
            if folder.is_dir():
                shutil.copytree(folder, trial)
        except OSError as error:
            raise StorageError(f"科目表没有导入，试算时磁盘写不进去（{error.strerror or error}）；腾出空间后再导入") from error
        keep_code_list(read, trial, scope, added=added)
        for book in filter(scope.covers, books):
            try:
                pack = pack_of(book.pack)
            except (PackError, StorageError):
                effects.append(f"{book_name(book)}：版式读不出来，不知道有什么变化")
                continue
            was, now = (codes_of_pack(pack, book.year, home) for home in (folder, trial))
            effects += [f"{book_name(book)}：{sentence}" for sentence in list_effects(book, read, was, now)]
    return tuple(effects)


class BookMove(Struct, frozen=True):
    """What an offered pack changes for one book; None where the form of today cannot be read."""

    book: Book
    move: PackMove | None

    @property
    def sentences(self) -> tuple[str, ...]:
        """A sentence, then the differences."""
        if self.move is None:
            return (f"{book_name(self.book)}：现在的版式读不出来，不知道有什么变化",)
        return (f"{book_name(self.book)}：{self.move.summary}", *(f"  {sentence}" for sentence in self.move.details))


def moves_of_books(offer: PackOffer, books: Iterable[Book], user_packs: Path, lists: Path) -> Iterator[BookMove]:
    """What an offered pack changes for the books that use it or a pack that extends it."""
    changed = {pack.id: pack for pack in (offer.pack, *offer.extending)}
    for book in books:
        if book.pack not in changed:
            continue
        pack = changed[book.pack]
        try:
            present = load_pack(book.pack, user_packs)
        except (PackError, StorageError):
            yield BookMove(book, None)
            continue
        was, now = (codes_of_pack(form, book.year, lists) for form in (present, pack))
        yield BookMove(book, pack_move(Context(book, present, was), pack, now))
