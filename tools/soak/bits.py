"""Flips single bits of a database with books: it is noticed, or nothing is read otherwise than it was written."""

from __future__ import annotations

from pathlib import Path
from random import Random

from msgspec import Struct

from models.book.records import Book
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.errors import StorageError


class Bits(Struct):
    """What was found; ``different`` must stay 0, and ``exceptions`` empty."""

    flipped: int = 0
    noticed: int = 0
    harmless: int = 0
    different: int = 0
    """How many books were read otherwise than they were written, and nobody said so."""
    exceptions: list[str] = []


def flip_often(most: int, seed: int, books: list[Book], folder: Path) -> Bits:
    """``most`` times one bit of a database with ``books``, in a folder that is there."""
    file = folder / "flipped.db"
    with open_database(file, create=True) as database:
        store = BookStore(database)
        for book in books:
            book_id = store.create(book)
            store.record_submission(book_id, book, "公开表.xlsx", "0" * 64)
    whole, chosen, result = file.read_bytes(), Random(seed), Bits()  # noqa: S311 - which bits does not matter
    for _ in range(most):
        at, bit = chosen.randrange(len(whole)), chosen.randrange(8)
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        result.flipped += 1
        try:
            same = _read(file) == books
        except StorageError:
            result.noticed += 1
        except Exception as error:  # noqa: BLE001 - it is what is looked for
            result.exceptions.append(f"byte {at}, bit {bit}: {type(error).__name__} {error}")
        else:
            result.harmless += same
            result.different += not same
    file.unlink()
    return result


def _read(file: Path) -> list[Book]:
    """The books of a database in the order in which they were made, with what is read beside them."""
    with open_database(file) as database:
        store = BookStore(database)
        read = {}
        for entry in store.list_books():
            read[entry.id] = store.load(entry.id)
            store.last_submission(entry.id)
            list(store.edit_log(entry.id).all_changes())
        return [read[book_id] for book_id in sorted(read)]
