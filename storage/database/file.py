"""The database file with all books: open, migrate, check, back up, restore.

``application_id`` marks the file as ours, ``user_version`` is its schema version. It is copied before it is
migrated or replaced, and no file is ever half written: each is made beside its target and moved there when it
is complete. Faults of the environment raise ``StorageError``.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from storage.database.faults import DAMAGED, FOREIGN, explained, is_busy, readable, whole
from storage.database.journal import DELETE, WAL, journal_mode_for
from storage.database.migrations import MIGRATIONS
from storage.database.placing import beside, dated_name, put_in_place, remove, remove_side_files
from storage.database.retention import outdated
from storage.errors import DamagedError, LostError, StorageError
from storage.replace_file import flush_folder, put_new

if TYPE_CHECKING:
    import sqlite_utils

APPLICATION_ID: Final = 0x5953474B
"""「YSGK」 in ASCII, in the header of every database of this program."""

OLDEST_SQLITE: Final = (3, 37)
"""The first SQLite with STRICT tables."""

_BUSY_SECONDS: Final = 0.4
"""How long to wait for another program's lock: the window's thread waits here, and a clerk can try again."""

_CACHED_STATEMENTS: Final = 256
"""More than the statements that all line tables have together."""

_BACKUP: Final = "备份"
_STAMP: Final = re.compile(r"\d{8}-\d{6}")
_BEFORE_MIGRATION: Final = "升级前"
_BEFORE_RESTORE: Final = "恢复前"


class Database:
    """An open database file. ``journal_mode`` is the mode in effect; ``guard`` may refuse a transaction before it begins."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, journal_mode: str, guard: Callable[[], object] | None = None
    ) -> None:
        self.path = path
        self.connection = connection
        self.journal_mode = journal_mode
        self._guard = guard
        self._opened = _identity(path)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction: on disk when the block ends, rolled back when it raises. Raises ``StorageError``."""
        self._refuse_lost()
        if self._guard is not None:
            self._guard()
        with explained(self.path), whole(self.path):
            self.connection.execute("BEGIN")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                self.connection.rollback()
                raise

    def _refuse_lost(self) -> None:
        """Raise ``LostError`` where the open file is not the one under its name: what is written would go with it."""
        now = _identity(self.path)
        # A network disk may number the same file anew, so there only its absence tells.
        if now is None or (self.journal_mode == WAL and now != self._opened):
            raise LostError(f"数据库“{self.path}”被删除、移走或者换掉了，这一步没有存上；把打开的预算另存到别处，再从备份恢复")

    def verify(self) -> None:
        """Read the whole file and check it. Raises ``StorageError`` when it is damaged."""
        with explained(self.path):
            _refuse_damaged(self.connection, self.path)

    def back_up(self, folder: Path, now: datetime | None = None, proved: Callable[[Path], object] | None = None) -> Path:
        """Write a dated copy into a folder and remove those that it replaces (``retention``). Raises ``StorageError``.

        The copy counts only after ``proved`` has read it without ``StorageError``: a damaged database must not displace its
        good backups.
        """
        when = now or datetime.now(UTC).astimezone()
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            made = dated_name(folder / self.path.name, _BACKUP, when)
            _copy(self.connection, made)
            try:
                if proved is not None:
                    proved(made)
            except StorageError:
                with suppress(OSError):  # why the copy does not count is the better reason
                    remove(made)
                raise
            dated = {backup: at for backup in backups(folder, self.path.name) if (at := made_at(backup, when)) and backup != made}
            for old in list(outdated({**dated, made: when}, when)):
                with suppress(OSError):  # the new one is made; one too many does no harm
                    old.unlink()
        return made

    def copy_to(self, target: Path) -> None:
        """Write a checked copy to ``target``, complete or not at all. Raises ``StorageError``."""
        with explained(target):
            _copy(self.connection, target)

    def close(self) -> None:
        """Close the file and merge its write-ahead log."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_database(
    path: Path, *, create: bool = False, now: datetime | None = None, guard: Callable[[], object] | None = None
) -> Database:
    """Open a database and migrate it to this program's version; ``create`` makes a missing one, ``guard`` as in ``Database``.

    Raises ``StorageError`` for a file that is missing, damaged, newer than the program or not ours.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StorageError(f"这台电脑上的 SQLite 是 {sqlite3.sqlite_version}，太旧了，换用带 SQLite 3.37 以上的安装包")
    with readable(path), whole(path), explained(path), ExitStack() as undo:
        if create and not path.exists():
            _create(path)
        _refuse_no_file(path)
        connection = _connect(path)
        undo.callback(connection.close)
        version = _refuse_unknown(connection, path)
        if version < len(MIGRATIONS):
            _copy(connection, dated_name(path, _BEFORE_MIGRATION, now))
            _migrate(connection, path)
        mode = _set_journal(connection, journal_mode_for(path))
        if mode == DELETE:  # there a write waits twice, for who writes and then for who reads
            connection.execute(f"PRAGMA busy_timeout = {round(_BUSY_SECONDS * 500)}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        undo.pop_all()
    return Database(path, connection, mode, guard)


def open_as_it_is(path: Path) -> Database:
    """Open a copy of a damaged database, unproved. Raises ``StorageError``."""
    with explained(path):
        return Database(path, _connect(path), DELETE)


def _identity(path: Path) -> tuple[int, int] | None:
    """The device and number of a file; None for one that is missing or empty."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_size else None


def tables_of(connection: sqlite3.Connection) -> sqlite_utils.Database:
    """The sqlite-utils handle of a connection; imported only to make or migrate a file, because it takes as long as Qt."""
    import sqlite_utils  # noqa: PLC0415 - as above

    return sqlite_utils.Database(connection, recursive_triggers=False, execute_plugins=False)


def backups(folder: Path, name: str) -> tuple[Path, ...]:
    """The backups of the database file ``name`` in a folder, newest first."""
    file = Path(name)
    pattern = re.compile(rf"{re.escape(file.stem)}-{_BACKUP}-\d{{8}}-\d{{6}}(-\d+)?{re.escape(file.suffix)}")
    found = [path for path in folder.iterdir() if pattern.fullmatch(path.name)] if folder.is_dir() else []
    return tuple(sorted(found, key=lambda path: path.stem, reverse=True))


def free_backup_name(path: Path, now: datetime) -> Path:
    """A free name beside ``path`` that ``backups`` finds."""
    return dated_name(path, _BACKUP, now)


def made_at(backup: Path, now: datetime) -> datetime | None:
    """When a backup was made, from its name, in the time zone of ``now``; None where no clock can have said that."""
    found = _STAMP.search(backup.stem)
    try:
        return datetime.strptime(found[0], "%Y%m%d-%H%M%S").replace(tzinfo=now.tzinfo) if found else None
    except ValueError:
        return None


def restore(backup: Path, target: Path, now: datetime | None = None) -> Path | None:
    """Replace ``target``, which must not be open, with a checked copy of ``backup``.

    Returns the dated copy of the replaced file. Raises ``StorageError`` and leaves ``target`` unchanged.
    """
    with explained(target):
        if target.exists() and backup.exists() and backup.samefile(target):
            raise StorageError(f"“{backup}”就是正在用的数据库，换一个备份文件")
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside(target) as part:
            with closing(_open_backup(backup)) as source:
                _fill(part, source)
            _release(target)
            kept = _keep(target, now)
            put_in_place(part, target)
    return kept


def _open_backup(path: Path) -> sqlite3.Connection:
    """Open a backup; refuse one that is damaged or that this program cannot use."""
    with explained(path), ExitStack() as undo:
        _refuse_no_file(path)
        source = _connect(path)
        undo.callback(source.close)
        _refuse_unknown(source, path)
        _refuse_damaged(source, path)
        undo.pop_all()
    return source


def _create(path: Path) -> None:
    """Make an empty database, unless another start makes it meanwhile; the file appears only when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_side_files(path)
    with beside(path) as part:
        with closing(_connect(part)) as connection:
            _migrate(connection, part)
        put_new(part, path)
    flush_folder(path.parent)


def _connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode: transactions are begun explicitly."""
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, cached_statements=_CACHED_STATEMENTS)
    connection.text_factory = _text
    return connection


def _text(stored: bytes) -> str:
    """A stored text. A byte that is no UTF-8 is shown as �: the rest can be read, and the checksum tells that it was altered."""
    return stored.decode("utf-8", "replace")


def _pragma(connection: sqlite3.Connection, text: str) -> object:
    """The first value that a pragma returns."""
    row = connection.execute(f"PRAGMA {text}").fetchone()
    return row[0] if row else None


def _version(connection: sqlite3.Connection) -> int:
    return int(str(_pragma(connection, "user_version")))


def _refuse_no_file(path: Path) -> None:
    if path.is_dir():
        raise StorageError(f"“{path}”是文件夹，不是数据库，换一个文件")
    if not path.exists():
        raise StorageError(f"没有找到数据库“{path}”，检查它是不是移走或改名了，或者从备份恢复")
    if path.stat().st_size == 0:
        raise DamagedError(f"数据库“{path}”是空文件，从备份恢复")


def _refuse_unknown(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version; a foreign, truncated or newer file is refused."""
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise DamagedError(FOREIGN.format(path=path))
    version = _version(connection)
    if version < 1:
        raise DamagedError(FOREIGN.format(path=path))
    if path.stat().st_size % int(str(_pragma(connection, "page_size"))):
        # SQLite itself reads the missing end of the last page as zeros.
        raise DamagedError(DAMAGED.format(path=path))
    if version > len(MIGRATIONS):
        raise StorageError(f"数据库“{path}”是用更新的程序做的，先升级程序再打开")
    return version


def _refuse_damaged(connection: sqlite3.Connection, path: Path) -> None:
    whole = _pragma(connection, "integrity_check(1)") == "ok"
    if not whole or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise DamagedError(DAMAGED.format(path=path))


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Run the migrations that the file lacks. Foreign keys are off meanwhile, and checked before each commit."""
    tables = tables_of(connection)
    for number, migration in enumerate(MIGRATIONS, 1):
        with tables.atomic():
            if _version(connection) >= number:
                continue
            for statement in _statements(migration.sql):
                tables.execute(statement)
            tables.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            tables.execute(f"PRAGMA user_version = {number}")
            _refuse_damaged(connection, path)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, each to be run inside a transaction.

    ``sqlite3`` would commit before a whole script, and sqlite-utils asks at every character whether a statement ends there: most
    of the time that a new file takes.
    """
    statement = ""
    for part in script.rstrip("; \n").split(";"):
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _set_journal(connection: sqlite3.Connection, wanted: str) -> str:
    """Set the journal mode and return the one in effect; a disk that cannot keep a write-ahead log gets ``delete``."""
    if wanted == WAL:
        try:
            if _pragma(connection, f"journal_mode = {WAL}") == WAL:
                _pragma(connection, "user_version")  # the first read opens the shared memory, which is what may fail
                return WAL
        except sqlite3.OperationalError as error:
            if is_busy(error):
                raise
    return str(_pragma(connection, f"journal_mode = {DELETE}"))


def _copy(source: sqlite3.Connection, target: Path) -> None:
    """Write a checked copy of a database to ``target``, complete or not at all."""
    with beside(target) as part:
        _fill(part, source)
        put_in_place(part, target)


def _fill(part: Path, source: sqlite3.Connection) -> None:
    """Copy a database, with what is still in its write-ahead log, into one plain file and check it.

    The copying itself would wait for another program's lock without end, so the lock that it needs is taken before.
    """
    with closing(sqlite3.connect(part)) as copy, _reading(source):
        source.backup(copy)
        _pragma(copy, f"journal_mode = {DELETE}")
        _refuse_damaged(copy, part)


@contextmanager
def _reading(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that reads: no other program can lock the file meanwhile. Raises SQLite's busy error."""
    connection.execute("BEGIN")
    try:
        _pragma(connection, "user_version")
        yield
    finally:
        connection.rollback()


def _release(target: Path) -> None:
    """Merge the write-ahead log into a file that will be replaced; a file that is open elsewhere raises SQLite's busy error."""
    if not target.is_file():
        return
    with closing(sqlite3.connect(target, timeout=0)) as present:
        try:
            _pragma(present, f"journal_mode = {DELETE}")
        except sqlite3.DatabaseError as error:
            if is_busy(error):
                raise
            # Nothing can be merged into a damaged file: it is kept as it is, with its log.


def _keep(target: Path, now: datetime | None) -> Path | None:
    """Copy the file to a dated name, byte by byte, because it may be damaged."""
    if not target.exists():
        return None
    import shutil  # noqa: PLC0415 - the import takes 3 ms and is seldom needed

    kept = dated_name(target, _BEFORE_RESTORE, now)
    shutil.copy2(target, kept)
    for ending in ("-wal", "-journal"):
        side = target.with_name(target.name + ending)
        if side.exists():
            shutil.copy2(side, kept.with_name(kept.name + ending))
    return kept
