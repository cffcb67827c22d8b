"""Lists, loads and saves the books in the database, and records what was submitted (报送)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from models.book.exchange import book_to_plain
from models.book.fields import RecordError, from_plain
from models.book.records import Book, Project
from models.pack.forms.sheet import OfferOrigin, UsedIndicator
from models.words.edit_log import LoggedStep
from storage.database.book_difference import Statement, line_statements
from storage.database.checksum import checksum, refuse_altered
from storage.database.edit_log import EditLog, record_step
from storage.database.faults import readable
from storage.database.file import Database, open_database
from storage.database.line_tables import HEADER_COLUMNS, INNER_TABLES, LINE_TABLES, book_of, header_values
from storage.errors import ConflictError, LostError, StorageError

_GONE: Final = "数据库里没有这本预算，它可能已经删除，刷新列表后再打开"
_CHANGED_ELSEWHERE: Final = "这本预算刚才在另一个窗口里改过，这一步没有存上；再存一次，先读进那边改的，再加上这一步"

_NOT_PROVED: Final = (
    "“{unit}”{year} 年的预算读出来和存的不一样，这次的备份不算数，没有留；原来的备份都还在。"
    "用“文件”里的“备份和交接 → 从备份恢复”换成最近一份好的"
)

_HEADER: Final = ", ".join(HEADER_COLUMNS)
_MARKS: Final = ", ".join("?" * len(HEADER_COLUMNS))
_CHANGES: Final = ", ".join(f"{column} = ?" for column in HEADER_COLUMNS)
# The columns come from our own records, never from input.
_SELECT_HEADER: Final = f"SELECT revision, checksum, {_HEADER} FROM books WHERE id = ?"  # noqa: S608
_INSERT_HEADER: Final = f"INSERT INTO books (revision, created_at, changed_at, checksum, {_HEADER}) VALUES (1, ?, ?, ?, {_MARKS})"  # noqa: S608
_UPDATE_HEADER: Final = f"UPDATE books SET {_CHANGES} WHERE id = ?"  # noqa: S608
_COUNT_REVISION: Final = "UPDATE books SET revision = revision + 1, changed_at = ?, checksum = ? WHERE id = ? AND revision = ?"
_SELECT_ENTRIES: Final = """
    SELECT id, unit_code, unit_name, year, stage, pack, changed_at FROM books
    ORDER BY year DESC, unit_code, unit_name, stage
"""
_INSERT_SUBMISSION: Final = """
    INSERT INTO submissions (book_id, submitted_at, file_name, file_sha256, book_json) VALUES (?, ?, ?, ?, ?)
"""
_LAST_SUBMISSION: Final = """
    SELECT submitted_at, file_name, file_sha256, book_json FROM submissions WHERE book_id = ? ORDER BY id DESC LIMIT 1
"""


class BookEntry(Struct, frozen=True):
    """A line of the list of books; ``changed`` is when it was last saved."""

    id: int
    unit_code: str
    unit_name: str
    year: int
    stage: str
    pack: str
    changed: datetime


class Submission(Struct, frozen=True):
    """A 报送: when, which file, and the book as submitted, without its 不予公开 amounts."""

    submitted: datetime
    file_name: str
    file_sha256: str
    book: Book


def _local_now() -> datetime:
    return datetime.now(UTC).astimezone()


class BookStore:
    """All books of one database. Every method raises ``StorageError`` for faults of the environment."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = _local_now) -> None:
        self._database = database
        self._clock = clock
        self._revisions: dict[int, int] = {}
        """The revision of each book as last loaded or saved here; another window's save changes the one on disk."""

    def list_books(self) -> tuple[BookEntry, ...]:
        """All books, the newest year first."""
        with self._database.transaction() as connection, readable(self._database.path):
            return tuple(map(_entry, connection.execute(_SELECT_ENTRIES).fetchall()))

    def find(self, unit: str | None = None, year: int | None = None, stage: str | None = None) -> tuple[BookEntry, ...]:
        """The books of a unit (by its code or its name), a year and a stage; None fits all."""
        return tuple(
            entry
            for entry in self.list_books()
            if unit in {None, entry.unit_code, entry.unit_name} and year in {None, entry.year} and stage in {None, entry.stage}
        )

    def create(self, book: Book, made: str = "") -> int:
        """Insert a new book and return its id. Refuses a second book of the unit, year and stage.

        ``made`` says how it came to be; with it the edit log begins.
        """
        blank = Book(book.pack, book.year)
        now = self._now()
        with self._database.transaction() as connection:
            cursor = _write_header(connection, (_INSERT_HEADER, (now, now, checksum(book), *header_values(book))), book)
            book_id = int(cursor.lastrowid or 0)
            _run(connection, line_statements(book_id, blank, book))
            if made:
                record_step(connection, book_id, now, LoggedStep(made))
        self._revisions[book_id] = 1
        return book_id

    def load(self, book_id: int) -> Book:
        """Load a book for editing: later saves are checked against its revision. Refuses an unknown id.

        Raises ``AlteredError`` for a book that was changed outside the program, until ``accept`` was called.
        """
        book, self._revisions[book_id] = self._read(book_id)
        return book

    def look(self, book_id: int) -> Book:
        """Load a book only for reading: later saves are checked against the revision loaded before."""
        return self._read(book_id)[0]

    def look_unproved(self, book_id: int) -> Book:
        """Load a book only for reading, whatever its checksum says."""
        return self._found(book_id)[0]

    def look_at_all(self) -> list[Book]:
        """Every book only for reading, whatever the checksums say: to tell what something would change in them."""
        return [self.look_unproved(entry.id) for entry in self.list_books()]

    def _read(self, book_id: int) -> tuple[Book, int]:
        book, revision, kept = self._found(book_id)
        refuse_altered(book, kept)
        return book, revision

    def _found(self, book_id: int) -> tuple[Book, int, str]:
        """A book with its revision and the checksum that was written with it."""
        with self._database.transaction() as connection, readable(self._database.path):
            row = connection.execute(_SELECT_HEADER, (book_id,)).fetchone()
            if row is None:
                raise LostError(_GONE)
            return book_of(row[2:], _collections(connection, book_id)), int(row[0]), str(row[1])

    def accept(self, book_id: int) -> None:
        """Take a book that was changed outside the program as it is now; the next ``load`` gives it."""
        book, revision, _ = self._found(book_id)
        with self._database.transaction() as connection:
            connection.execute(_COUNT_REVISION, (self._now(), checksum(book), book_id, revision))

    def save(self, book_id: int, old: Book, new: Book, step: LoggedStep | None = None) -> int:
        """Save the difference between ``old``, which the database holds, and ``new``, in one transaction.

        A ``step`` is recorded in the edit log in the same transaction; returns its id there, else 0. Raises ``ConflictError``
        for a book that another window saved meanwhile; refuses a unit, year and stage that another book has.
        """
        statements = line_statements(book_id, old, new)
        header = header_values(new)
        header_differs = header != header_values(old)
        if not statements and not header_differs:
            return 0
        with self._database.transaction() as connection:
            revision = self._revisions.get(book_id) or _revision(connection, book_id)
            now = self._now()
            if connection.execute(_COUNT_REVISION, (now, checksum(new), book_id, revision)).rowcount != 1:
                raise ConflictError(_CHANGED_ELSEWHERE)
            if header_differs:
                _write_header(connection, (_UPDATE_HEADER, (*header, book_id)), new)
            _run(connection, statements)
            step_id = record_step(connection, book_id, now, step) if step is not None else 0
        self._revisions[book_id] = revision + 1
        return step_id

    def note(self, label: str) -> None:
        """Record in the edit log of every book what happened to all of them."""
        with self._database.transaction() as connection:
            for (book_id,) in connection.execute("SELECT id FROM books").fetchall():
                record_step(connection, book_id, self._now(), LoggedStep(label))

    def holds_withheld(self) -> bool:
        """Whether any book has 不予公开 amounts: then every copy of the database has them too."""
        with self._database.transaction() as connection:
            return connection.execute("SELECT 1 FROM withheld_amounts LIMIT 1").fetchone() is not None

    def edit_log(self, book_id: int) -> EditLog:
        """The log of a book's edits."""
        return EditLog(self._database, book_id)

    def delete(self, book_id: int) -> None:
        """Remove a book with all its lines and submissions. Refuses an id that is not there."""
        with self._database.transaction() as connection:
            if connection.execute("DELETE FROM books WHERE id = ?", (book_id,)).rowcount != 1:
                raise StorageError(_GONE)
        self._revisions.pop(book_id, None)

    def record_submission(self, book_id: int, book: Book, file_name: str, sha256: str, when: datetime | None = None) -> None:
        """Record a submission: the publishable book, the file's name and its SHA-256 in hex."""
        plain = msgspec.json.encode(book_to_plain(book)).decode()
        submitted = (when or self._clock()).isoformat()
        with self._database.transaction() as connection:
            _revision(connection, book_id)
            connection.execute(_INSERT_SUBMISSION, (book_id, submitted, file_name, sha256, plain))

    def last_submission(self, book_id: int) -> Submission | None:
        """The last recorded 报送 of a book, or None."""
        with self._database.transaction() as connection, readable(self._database.path):
            row = connection.execute(_LAST_SUBMISSION, (book_id,)).fetchone()
        if row is None:
            return None
        try:
            book = from_plain(Book, msgspec.json.decode(row[3]))
            return Submission(datetime.fromisoformat(row[0]), row[1], row[2], book)
        except (RecordError, msgspec.DecodeError, ValueError) as error:
            raise StorageError(f"上次报送（{row[1]}）的留底读不出来，从备份恢复数据库后再比较") from error

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")


def _entry(row: tuple[Any, ...]) -> BookEntry:
    book_id, unit_code, unit_name, year, stage, pack, changed = row
    try:
        when = datetime.fromisoformat(changed)
    except ValueError:  # a damaged time must not hide the book
        when = datetime.fromtimestamp(0, UTC)
    return BookEntry(book_id, unit_code, unit_name, year, stage, pack, when)


def _revision(connection: sqlite3.Connection, book_id: int) -> int:
    row = connection.execute("SELECT revision FROM books WHERE id = ?", (book_id,)).fetchone()
    if row is None:
        raise StorageError(_GONE)
    return int(row[0])


def _write_header(connection: sqlite3.Connection, statement: Statement, book: Book) -> sqlite3.Cursor:
    try:
        return connection.execute(*statement)
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_UNIQUE:
            raise
        stage = f"“{book.stage}”" if book.stage else "没有写阶段"
        unit = f"“{book.unit.name or book.unit.code}”" if book.unit.name or book.unit.code else "没有写单位名称"
        raise StorageError(f"{unit} {book.year} 年（{stage}）的预算已经有一本，换一个单位、年度或阶段，或者打开那一本") from error


def _run(connection: sqlite3.Connection, statements: Iterable[Statement]) -> None:
    """Run statements that change one row each; one that finds none means that the rows are not those of the old book."""
    for sql, parameters in statements:
        if connection.execute(sql, parameters).rowcount != 1:
            raise ConflictError(_CHANGED_ELSEWHERE)


def _collections(connection: sqlite3.Connection, book_id: int) -> dict[str, tuple[Any, ...]]:
    """The lines of a book by field of Book."""
    inside = _lines_by_project(connection, book_id)
    found: dict[str, tuple[Any, ...]] = {}
    for name, table in LINE_TABLES.items():
        rows = connection.execute(table.select, (book_id,))
        if table.record is Project:
            found[name] = tuple(table.line(row, **inside.get(row[0], {})) for row in rows)
        else:
            found[name] = tuple(table.line(row) for row in rows)
    return found


def _lines_by_project(connection: sqlite3.Connection, book_id: int) -> dict[int, dict[str, tuple[Any, ...]]]:
    """The lines inside each project, by its id and by field of Project."""
    found: dict[int, dict[str, tuple[Any, ...]]] = {}
    for name, table in INNER_TABLES.items():
        rows = connection.execute(table.select, (book_id,))
        for project_id, group in groupby(rows, key=lambda row: int(row[1])):
            found.setdefault(project_id, {})[name] = tuple(map(table.line, group))
    return found


def prove_copy(copy: Path, store: BookStore, refusal: str = _NOT_PROVED) -> None:
    """Load every book of a copy and compare it. Raises ``StorageError`` where one is missing or not the one that was stored.

    ``refusal`` is its sentence, with ``{unit}`` and ``{year}`` of the book.
    """
    with open_database(copy) as database:
        copied = BookStore(database)
        for entry in store.list_books():
            try:
                same = copied.look(entry.id) == store.look(entry.id)
            except StorageError as error:
                raise StorageError(refusal.format(unit=entry.unit_name or entry.unit_code, year=entry.year)) from error
            if not same:
                raise StorageError(refusal.format(unit=entry.unit_name or entry.unit_code, year=entry.year))


_MOST: Final = 5_000
_SELECT: Final = """
    SELECT i.category, i.name, i.description, i.target, i.basis, MAX(p.name), COUNT(*), MAX(b.year) AS last
    FROM indicators AS i
    JOIN projects AS p ON p.book_id = i.book_id AND p.id = i.project_id
    JOIN books AS b ON b.id = i.book_id
    WHERE b.id <> ? AND b.year <= ? AND p.scope = ''
    GROUP BY i.category, i.name, i.description, i.target, i.basis
    ORDER BY last DESC, COUNT(*) DESC
    LIMIT ?
"""


def used_indicators(database: Database, book_id: int, year: int) -> tuple[UsedIndicator, ...]:
    """The indicators of the other books up to a year, each once, the latest first. Raises ``StorageError``."""
    with database.transaction() as connection, readable(database.path):
        rows = connection.execute(_SELECT, (book_id, year, _MOST)).fetchall()
    return tuple(
        UsedIndicator(category, name, description, target, basis, project, times, OfferOrigin.EARLIER)
        for category, name, description, target, basis, project, times, _last in rows
    )
