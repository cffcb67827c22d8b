"""The command ``codes``: takes in the finance bureau's code list."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from models.book.records import Book
from models.incoming.code_lists.effects import ListScope
from models.incoming.code_lists.reading import changes_to
from models.values.codes import Codes
from storage.errors import StorageError
from storage.files.code_list import keep_code_list, read_code_list
from storage.files.code_trial import effects_on_books
from storage.packs.catalogue import edition_of, load_pack
from storage.packs.code_lists import codes_of_pack, load_codes
from storage.paths import bureau_codes, database_file, user_packs
from ui.command_line.arguments import OK


def codes(parsed: argparse.Namespace) -> int:
    """Import the bureau's code list, after printing what was read and what changes. Raises ``StorageError`` or ``PackError``."""
    scope = ListScope(parsed.year or 0, parsed.pack or "")
    known = _known(scope)
    read = read_code_list(Path(parsed.list), known)
    print(f"读到：{read.summary}")
    for sentence in (*changes_to(known, read), *read.left_out):
        print(f"  {sentence}")
    added, pack_of = parsed.add or bool(read.partial), partial(load_pack, user_packs=user_packs())
    effects = effects_on_books(read, bureau_codes(), scope, _books(), pack_of, added=added)
    print(f"已有的预算里有 {len(effects)} 处科目不同" if effects else "已有的预算里的科目都不变")
    for sentence in effects:
        print(f"  {sentence}")
    if parsed.show:
        print("只是看看，没有导入")
        return OK
    if read.partial and not parsed.add:
        raise StorageError(f"{read.partial}，不像一份完整的科目表，没有导入；只是补充几个科目的，加上 --add")
    keep_code_list(read, bureau_codes(), scope, added=parsed.add)
    print("已作为补充导入" if parsed.add else "已导入，以后以它为准")
    return OK


def _known(scope: ListScope) -> Codes:
    """The tables of today that the list will change."""
    if scope.pack:
        pack = load_pack(scope.pack, user_packs())
        return codes_of_pack(pack, pack.year, bureau_codes())
    return load_codes(edition_of(scope.year), scope.year, bureau_codes())


def _books() -> Sequence[Book]:
    """The books of this computer; none where the window has never been opened."""
    from storage.database.books import BookStore  # noqa: PLC0415 - most lists are imported where there are no books
    from storage.database.file import open_database  # noqa: PLC0415

    if not database_file().is_file():
        return ()
    with open_database(database_file()) as database:
        store = BookStore(database)
        return [store.look(entry.id) for entry in store.list_books()]
