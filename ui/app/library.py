"""Library: the database while the program runs, its daily backups, and restoring one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from models.book.records import Book
from models.pack.forms.sheet import UsedIndicator
from models.published.context import Context
from models.values.days import Day
from storage.database.books import BookEntry, BookStore, Submission, prove_copy, used_indicators
from storage.database.edit_log import EditLog
from storage.database.file import Database, backups, free_backup_name, open_database, restore
from storage.database.holding.lock import DataLock
from storage.errors import StorageError
from storage.paths import may_be_made
from storage.replace_file import clear_leftovers

_NOT_THERE: Final = (
    "数据文件夹“{folder}”里找不到数据库。U 盘没插、共享没连的，插好、连好再打开程序；数据换了地方的，用“工具”里的“数据文件夹”选那里"
)

Clock = Callable[[], datetime]


def local_now() -> datetime:
    """The current time with the time zone of this computer."""
    return datetime.now(UTC).astimezone()


class Library:
    """The database at ``path``; ``store`` holds its books. Every method may raise ``StorageError`` and then changes nothing."""

    def __init__(self, path: Path, backup_folder: Path, clock: Clock) -> None:
        self.path, self.backup_folder, self.clock = path, backup_folder, clock
        self._lock = DataLock(path, clock)
        self._opened: tuple[Database, BookStore] | None = None

    def _open(self) -> tuple[Database, BookStore]:
        """The database and its books; opened, and created if needed, on first use."""
        if self._opened is None:
            create = may_be_made(self.path.parent)
            if not create and not self.path.exists():
                raise StorageError(_NOT_THERE.format(folder=self.path.parent))
            self._lock.take()
            self._clear_up()
            database = open_database(self.path, create=create, now=self.clock(), guard=self._lock.refuse_taken)
            self._opened = database, BookStore(database, self.clock)
        return self._opened

    def _clear_up(self) -> None:
        """Remove what was being written here when the program was stopped."""
        for folder in (self.path.parent, self.backup_folder):
            clear_leftovers(folder, self.clock().timestamp())

    @property
    def store(self) -> BookStore:
        """The books."""
        return self._open()[1]

    def entry(self, book_id: int) -> BookEntry | None:
        """The list entry of a book, None for an unknown id."""
        return next((entry for entry in self.store.list_books() if entry.id == book_id), None)

    def year_before(self, book: Book) -> Book | None:
        """The unit's book of the year before, or None; of several stages the one changed last."""
        unit = book.unit.code or book.unit.name
        entries = self.store.find(unit=unit, year=book.year - 1) if unit else ()
        return self.store.look(max(entries, key=lambda entry: entry.changed).id) if entries else None

    def used_indicators(self, book_id: int, year: int) -> Sequence[UsedIndicator]:
        """The indicators (绩效指标) in all other books up to a year."""
        return used_indicators(self._open()[0], book_id, year)

    def today(self) -> Day:
        """The day as the clock of this computer has it."""
        now = self.clock()
        return now.year, now.month, now.day

    def back_up(self, folder: Path | None = None) -> Path:
        """Write a dated copy of the database into ``folder``, by default the backup folder, and load every book of it."""
        database, store = self._open()
        return database.back_up(folder or self.backup_folder, self.clock(), lambda made: prove_copy(made, store))

    def back_up_hourly(self, folder: Path | None = None) -> Path | None:
        """Back up once an hour. Skips an empty database, since a backup replaces others and they would give way to it."""
        hour = f"-{self.clock():%Y%m%d-%H}"
        there = backups(folder or self.backup_folder, self.path.name)
        if not self.store.list_books() or any(hour in made.name for made in there):
            return None
        return self.back_up(folder)

    def rescue(self, book: Book, folder: Path) -> Path:
        """Write one book, with all that belongs to it, into a new database in ``folder``, named like a backup. Returns the file."""
        made = free_backup_name(folder / self.path.name, self.clock())
        with open_database(made, create=True, now=self.clock()) as database:
            BookStore(database, self.clock).create(book)
        return made

    def newest_backup(self) -> Path | None:
        """The last copy in the backup folder."""
        return next(iter(backups(self.backup_folder, self.path.name)), None)

    def restore(self, backup: Path) -> str:
        """Replace the database by a backup, and note it in the edit log of every book.

        Returns where the replaced file is kept and whether the note failed, in Chinese.
        """
        self._lock.take()
        self._close_file()
        kept = restore(backup, self.path, now=self.clock())
        told = f"原来的数据库留在“{kept}”。" if kept else ""
        try:
            self.store.note(f"从备份恢复：{backup.name}")
        except StorageError as error:
            told += f"没有记进修改记录：{error}。"
        return told

    def relocate(self, folder: Path) -> None:
        """Close the file; the next use opens the database of another data folder."""
        self.close()
        self.path, self.backup_folder = folder / self.path.name, folder / self.backup_folder.name
        self._lock = DataLock(self.path, self.clock)

    def take_over(self) -> None:
        """Take the books over from another program that has them open; it finds that before its next save."""
        self._close_file()
        self._lock.take_over()

    @property
    def is_ours(self) -> bool:
        """Whether this program has the books, and no other."""
        return self._lock.is_ours

    def renew_lock(self) -> None:
        """Tell others that this program still runs."""
        self._lock.renew()

    def close(self) -> None:
        """Close the file and let others have it; the next use opens it again."""
        self._close_file()
        self._lock.release()

    def _close_file(self) -> None:
        if self._opened is not None:
            self._opened[0].close()
        self._opened = None


class BookRecords:
    """What the database keeps beside one book, for its pages and its exports."""

    def __init__(self, library: Library, book_id: int, context_of: Callable[[Book], Context]) -> None:
        self._library, self._book_id, self._context_of = library, book_id, context_of

    def last_submission(self) -> Submission | None:
        """The last submission (报送), or None. Raises ``StorageError`` when it cannot be read."""
        return self._library.store.last_submission(self._book_id)

    def record_submission(self, book: Book, file_name: str, sha256: str) -> None:
        """Record a 报送 of the book as it is now. Raises ``StorageError``."""
        self._library.store.record_submission(self._book_id, book, file_name, sha256)

    def other_stages(self, book: Book) -> Sequence[BookEntry]:
        """The other books of the unit and year of ``book``, by stage."""
        unit = book.unit.code or book.unit.name
        entries = self._library.store.find(unit=unit, year=book.year)
        return [entry for entry in entries if entry.id != self._book_id]

    def stage(self, book_id: int) -> Context:
        """Read one of them, with its pack and codes. Raises ``StorageError`` or ``PackError``."""
        return self._context_of(self._library.store.look(book_id))

    def edit_log(self) -> EditLog:
        """The edit log (修改记录). Raises ``StorageError``."""
        return self._library.store.edit_log(self._book_id)
