"""What the backups hold, and what can still be read of a damaged database: every book is read whole.

Only copies are opened: a backup stays the file that it is, and a damaged database too.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec import Struct

from models.book.records import Book
from storage.database.books import BookStore
from storage.database.faults import explained
from storage.database.file import backups, made_at, open_as_it_is, open_database
from storage.errors import StorageError

_MOST_TRIED: Final = 12
"""Backups that are opened in the search for a good one, newest first."""


class Backup(Struct, frozen=True):
    """A backup whose books can all be read: the file, when it was made, and the books."""

    path: Path
    made: datetime
    books: tuple[Book, ...]


def newest_good(folders: Sequence[Path], name: str, now: datetime, wanted: Callable[[Book], bool] | None = None) -> Backup | None:
    """The newest backup of the database file ``name`` that is whole, has books, and among them a ``wanted`` one; None without."""
    found = [(made, path) for folder in folders for path in _listed(folder, name) if (made := made_at(path, now)) and made <= now]
    for made, path in sorted(found, key=lambda pair: (pair[0], pair[1].name), reverse=True)[:_MOST_TRIED]:
        with suppress(StorageError):
            books = _whole(path)
            if books and (wanted is None or any(map(wanted, books))):
                return Backup(path, made, books)
    return None


def readable_books(path: Path) -> tuple[Book, ...]:
    """The books that can still be read of a database that cannot be opened; none is a proof of anything."""
    with suppress(StorageError, sqlite3.Error), _copy_of(path) as copy, open_as_it_is(copy) as database:
        store = BookStore(database)
        return tuple(_still_readable(store))
    return ()


def _still_readable(store: BookStore) -> Iterator[Book]:
    for entry in store.list_books():
        with suppress(StorageError, sqlite3.Error):
            yield store.look_unproved(entry.id)


def _listed(folder: Path, name: str) -> Sequence[Path]:
    try:
        return backups(folder, name)
    except OSError:
        return ()


def _whole(path: Path) -> tuple[Book, ...]:
    """All books of a backup. Raises ``StorageError`` where one of them, or the file, is not as it was written."""
    with _copy_of(path) as copy, open_database(copy) as database:
        database.verify()
        store = BookStore(database)
        return tuple(store.look(entry.id) for entry in store.list_books())


@contextmanager
def _copy_of(path: Path) -> Iterator[Path]:
    """A copy in a folder of its own, with the log beside it, while the block runs."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        with explained(path):
            for ending in ("", "-wal", "-journal"):
                with suppress(FileNotFoundError):
                    shutil.copyfile(path.with_name(path.name + ending), copy.with_name(copy.name + ending))
        yield copy
