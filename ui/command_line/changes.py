"""The command ``changes``: prints what differs between two copies of a book."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.book.records import Book
from models.words.changes import changes_between
from storage.errors import StorageError
from storage.files.open_file import open_file
from storage.packs.catalogue import load_pack
from storage.paths import user_packs
from ui.command_line.arguments import OK
from ui.command_line.books import choice_of, read_book, stored_book


def changes(parsed: argparse.Namespace) -> int:
    """Print the changes since another copy, or since the last 报送 recorded in the database."""
    book = read_book(parsed)
    if parsed.since:
        old = open_file(Path(parsed.since), choice_of(parsed)).book
        since = Path(parsed.since).name
    else:
        old, since = _last_submission(parsed)
    sentences = changes_between(old, book, load_pack(book.pack, user_packs()))
    for sentence in sentences:
        print(sentence)
    print(f"与 {since} 相比，有 {len(sentences)} 处改动" if sentences else f"与 {since} 相比，没有改动")
    return OK


def _last_submission(parsed: argparse.Namespace) -> tuple[Book, str]:
    with stored_book(parsed, "预算文件和工作簿不记得上次报送，用 --since 指明原来的那一份") as (store, book_id):
        last = store.last_submission(book_id)
    if last is None:
        raise StorageError(f"“{Path(parsed.file).name}”里的这本预算还没有报送过，用 --since 指明原来的那一份")
    return last.book, f"{last.submitted:%Y-%m-%d %H:%M} 报送的 {last.file_name}"
