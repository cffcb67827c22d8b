"""The command ``codes``: takes in the finance bureau's code list."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from models.incoming.code_lists.effects import ListScope
from models.incoming.code_lists.reading import changes_to
from models.values.codes import Codes
from storage.errors import StorageError
from storage.files.code_list import keep_code_list, read_code_list
from storage.files.import_trial import effects_on_books
from storage.packs.catalogue import edition_of, load_pack
from storage.packs.code_lists import codes_of_pack, load_codes
from storage.paths import bureau_codes, user_packs
from ui.command_line.arguments import OK
from ui.command_line.books import books_of_this_computer


def codes(parsed: argparse.Namespace) -> int:
    """Import the bureau's code list, after printing what was read and what changes. Raises ``StorageError`` or ``PackError``."""
    scope = ListScope(parsed.year or 0, parsed.pack or "")
    known = _known(scope)
    read = read_code_list(Path(parsed.list), known)
    print(f"读到：{read.summary}")
    for sentence in (*changes_to(known, read), *read.left_out):
        print(f"  {sentence}")
    added, pack_of = parsed.add or bool(read.partial), partial(load_pack, user_packs=user_packs())
    effects = effects_on_books(read, bureau_codes(), scope, books_of_this_computer(), pack_of, added=added)
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
