"""Takes books of another database into the open one, each with its lines, edit log and submissions, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from models.book.records import Book
from storage.database.books import BookEntry, BookStore
from storage.database.checksum import checksum
from storage.database.faults import DAMAGED, explained, readable
from storage.database.file import Database
from storage.errors import StorageError

ASIDE: Final = "交接"
"""What the stage of a book is called that is stored beside the one that is here."""

_OWN_IDS: Final = {"books", "submissions", "edit_steps"}
"""Tables whose rows have an id in the whole database, so that a copied row gets a new one."""


class IncomingBook(Struct, frozen=True):
    """A book of the other database: its id there, what it is, and the stage under which it is stored here.

    ``is_here`` is True where the same book is here already, and it is not stored again.
    """

    entry: BookEntry
    book: Book
    is_here: bool = False

    @property
    def is_aside(self) -> bool:
        """Whether another book of its unit, year and stage is here, and both are kept."""
        return self.book.stage != self.entry.stage


def incoming_books(here: BookStore, there: BookStore) -> tuple[IncomingBook, ...]:
    """What would become of each book of ``there``. Raises ``StorageError`` where one of them cannot be read."""
    taken = {_identity(entry, entry.stage): entry.id for entry in here.list_books()}
    found: list[IncomingBook] = []
    for entry in sorted(there.list_books(), key=lambda entry: entry.id):
        book = there.look(entry.id)
        for stage in _stages(entry.stage):
            book = replace(book, stage=stage)
            present = taken.get(_identity(entry, stage))
            if present is None or _holds(here, present, book):
                break
        found.append(IncomingBook(entry, book, is_here=present is not None))
        taken.setdefault(_identity(entry, book.stage), 0)
    return tuple(found)


def _stages(stage: str) -> Iterator[str]:
    """The stages under which a book may be stored: its own first."""
    yield stage
    number = 1
    while True:
        word = f"{ASIDE}{number if number > 1 else ''}"
        yield f"{stage}（{word}）" if stage else word
        number += 1


def _identity(entry: BookEntry, stage: str) -> tuple[str, str, int, str]:
    return entry.unit_code, entry.unit_name, entry.year, stage


def _holds(store: BookStore, book_id: int, book: Book) -> bool:
    """Whether a stored book is this one; one that cannot be read is not."""
    try:
        return bool(book_id) and store.look(book_id) == book
    except StorageError:
        return False


def take_books(database: Database, other: Path, books: Sequence[IncomingBook]) -> None:
    """Store the books that are not here, or none and raise ``StorageError``. ``other`` is a database of the same version."""
    try:
        with _attached(database, other), readable(other), database.transaction() as connection:
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for incoming in books:
                if not incoming.is_here:
                    _take(connection, incoming)
    except sqlite3.IntegrityError as error:  # rows that no program of ours has written
        raise StorageError(DAMAGED.format(path=other)) from error


@contextmanager
def _attached(database: Database, other: Path) -> Iterator[None]:
    with explained(other):
        database.connection.execute("ATTACH DATABASE ? AS there", (str(other),))
    try:
        yield
    finally:
        database.connection.execute("DETACH DATABASE there")


def _take(connection: sqlite3.Connection, incoming: IncomingBook) -> None:
    entry, book = incoming.entry, incoming.book
    is_free = connection.execute("SELECT 1 FROM main.books WHERE id = ?", (entry.id,)).fetchone() is None
    # Names of tables and columns are those of our own schema, never input.
    names = ", ".join(name for name in _columns(connection, "books") if name not in {"stage", "checksum"})
    cursor = connection.execute(
        f"INSERT INTO main.books (id, stage, checksum, {names}) SELECT ?, ?, ?, {names} FROM there.books WHERE id = ?",  # noqa: S608
        (entry.id if is_free else None, book.stage, checksum(book), entry.id),
    )
    book_id = int(cursor.lastrowid or 0)
    for (table,) in connection.execute(_TABLES_OF_A_BOOK).fetchall():
        names = ", ".join(_columns(connection, table))
        if table != "edit_steps":
            connection.execute(
                f"INSERT INTO main.{table} (book_id, {names}) SELECT ?, {names} FROM there.{table} WHERE book_id = ? ORDER BY id",  # noqa: S608
                (book_id, entry.id),
            )
    _take_log(connection, entry.id, book_id)


_TABLES_OF_A_BOOK: Final = """
    SELECT name FROM main.sqlite_master AS t
    WHERE type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(t.name) WHERE name = 'book_id')
"""


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table that are copied as they are."""
    given = {"book_id", *(["id"] if table in _OWN_IDS else [])}
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return [name for (name,) in rows if name not in given]


def _take_log(connection: sqlite3.Connection, there_id: int, book_id: int) -> None:
    """The edit log: each step with its changes, in their order."""
    steps = connection.execute(
        "SELECT id, made_at, label, change_count FROM there.edit_steps WHERE book_id = ? ORDER BY id", (there_id,)
    ).fetchall()
    columns = ", ".join(name for name in _columns(connection, "edit_changes") if name != "step_id")
    for step_id, *values in steps:
        cursor = connection.execute(
            "INSERT INTO main.edit_steps (book_id, made_at, label, change_count) VALUES (?, ?, ?, ?)", (book_id, *values)
        )
        connection.execute(
            f"INSERT INTO main.edit_changes (step_id, {columns}) SELECT ?, {columns} FROM there.edit_changes WHERE step_id = ?",  # noqa: S608
            (cursor.lastrowid, step_id),
        )
