"""Reads the book that a command names, and its form pack and codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.book.records import Book
from models.published.context import Context
from storage.errors import StorageError
from storage.files.open_file import DATABASE, BookChoice, kind_of, matching_book, open_file
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import codes_of_pack
from storage.paths import bureau_codes, database_file, user_packs

if TYPE_CHECKING:
    from storage.database.books import BookStore


def choice_of(parsed: argparse.Namespace) -> BookChoice:
    """Which book of a database the options name."""
    return BookChoice(parsed.unit, parsed.year, parsed.stage)


def read_book(parsed: argparse.Namespace) -> Book:
    """Read the book of ``file``; prints cells edited by hand to stderr. Raises ``StorageError``."""
    opened = open_file(Path(parsed.file), choice_of(parsed))
    for sentence in opened.disagreements:
        print(sentence, file=sys.stderr)
    return opened.book


def context_of(book: Book) -> Context:
    """Combine a book with its pack and codes. Raises ``StorageError`` or ``PackError``."""
    pack = load_pack(book.pack, user_packs())
    today = datetime.now(UTC).astimezone()
    return Context(book, pack, codes_of_pack(pack, book.year, bureau_codes()), today=(today.year, today.month, today.day))


@contextmanager
def stored_book(parsed: argparse.Namespace, refusal: str) -> Iterator[tuple[BookStore, int]]:
    """The store of the database ``file`` and the id of the chosen book in it; ``StorageError`` with ``refusal`` for other files."""
    from storage.database.books import BookStore  # noqa: PLC0415 - book files do without SQLite
    from storage.database.file import open_database  # noqa: PLC0415

    path = Path(parsed.file)
    if kind_of(path) != DATABASE:
        raise StorageError(refusal)
    with open_database(path) as database:
        store = BookStore(database)
        yield store, matching_book(store, path, choice_of(parsed)).id


def books_of_this_computer() -> Sequence[Book]:
    """The books of this computer; none where the window has never been opened."""
    from storage.database.books import BookStore  # noqa: PLC0415 - book files do without SQLite
    from storage.database.file import open_database  # noqa: PLC0415

    if not database_file().is_file():
        return ()
    with open_database(database_file()) as database:
        return BookStore(database).look_at_all()
