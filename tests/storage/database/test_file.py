import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.book import edits
from models.book.records import Book
from models.projects.edits import add_overall
from storage.database import file as database_module
from storage.database.books import BookStore, prove_copy
from storage.database.file import APPLICATION_ID, backups, open_database, restore
from storage.database.journal import DELETE, WAL, journal_mode_for, mode_on_drive, mode_on_mounts
from storage.database.migrations import MIGRATIONS, Migration
from storage.errors import StorageError
from tests.golden_books import seed1_book, with_seed1_texts
from tests.storage.database.older import make_older
from tests.strategies import SHEET

NOON = datetime(2024, 5, 1, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "我的 文档" / "预算 公开"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def path(folder):
    return folder / "books.db"


def make(path, *books):
    with open_database(path, create=True) as database:
        store = BookStore(database)
        for book in books:
            store.create(book)


def years(path):
    with open_database(path) as database:
        return [entry.year for entry in BookStore(database).list_books()]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def pragma(path, text):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {text}").fetchone()[0]


def test_new_database_is_whole_safe_and_alone_in_its_folder(path):
    with open_database(path, create=True) as database:
        connection = database.connection
        assert database.journal_mode == WAL
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 400
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
        assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        database.verify()
    assert names(path.parent) == ["books.db"]


def test_create_makes_missing_folders_and_keeps_an_existing_database(folder):
    path = folder / "新 文件夹" / "books.db"
    make(path, Book("p", 2024))
    make(path)
    assert years(path) == [2024]


def test_creating_ignores_the_log_of_a_database_that_is_gone(path):
    path.with_name("books.db-wal").write_bytes(b"old log" * 100)
    make(path, Book("p", 2024))
    assert years(path) == [2024]


@pytest.mark.parametrize("wanted", [WAL, DELETE])
def test_the_journal_follows_the_disk(path, monkeypatch, wanted):
    make(path)
    monkeypatch.setattr(database_module, "journal_mode_for", lambda _path: wanted)
    with open_database(path) as database:
        assert database.journal_mode == wanted
        assert database.connection.execute("PRAGMA journal_mode").fetchone()[0] == wanted


def test_a_disk_that_cannot_keep_a_log_gets_the_old_journal():
    with closing(sqlite3.connect(":memory:")) as connection:
        assert database_module._set_journal(connection, WAL) == "memory"


MOUNTS = (
    "/dev/sda1 / ext4 rw 0 0",
    "//server/share /mnt/共享\\040盘 cifs rw 0 0",
    "/dev/sdb1 /media/usb vfat rw 0 0",
    "server:/x /media/usb/deep nfs4 rw 0 0",
    "/dev/sdc1 /media/usb/deep/local ext4 rw 0 0",
)


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("/home/张三/books.db", WAL),
        ("/mnt/共享 盘/books.db", DELETE),
        ("/mnt/共享 盘子/books.db", WAL),
        ("/media/usb/books.db", DELETE),
        ("/media/usb/deep/books.db", DELETE),
        ("/media/usb/deep/local/books.db", WAL),
    ],
)
def test_mode_on_mounts(path, mode):
    assert mode_on_mounts(Path(path), MOUNTS) == mode


@pytest.mark.parametrize(("drive_type", "mode"), [(0, DELETE), (2, DELETE), (3, WAL), (4, DELETE), (5, DELETE), (6, WAL)])
def test_mode_on_drive(drive_type, mode):
    assert mode_on_drive(drive_type) == mode


def test_mode_of_a_path_that_is_not_there_yet(tmp_path):
    assert journal_mode_for(tmp_path / "a" / "b.db") in {WAL, DELETE}


def test_missing_file_is_refused_and_not_made(path):
    with pytest.raises(StorageError, match="没有找到数据库"):
        open_database(path)
    assert names(path.parent) == []


def test_folder_and_empty_file_are_refused(folder, path):
    with pytest.raises(StorageError, match="是文件夹"):
        open_database(folder)
    path.touch()
    with pytest.raises(StorageError, match="空文件"):
        open_database(path, create=True)
    assert path.stat().st_size == 0


@pytest.mark.parametrize("content", [b"x", b"PK\x03\x04" * 1000, "预算".encode() * 5000])
def test_file_that_is_no_database_is_refused_and_untouched(path, content):
    path.write_bytes(content)
    with pytest.raises(StorageError, match="不是本程序的数据库"):
        open_database(path)
    assert path.read_bytes() == content
    assert names(path.parent) == ["books.db"]


def test_database_of_another_program_is_refused_and_untouched(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE t (x)")
        other.execute("PRAGMA user_version = 99")
    content = path.read_bytes()
    with pytest.raises(StorageError, match="不是本程序的数据库"):
        open_database(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("size", [100, 1000, 4096, 10_000, -4096, -1])
def test_truncated_database_is_refused(path, size):
    make(path, seed1_book())
    whole = path.read_bytes()
    path.write_bytes(whole[:size])
    with pytest.raises(StorageError, match=r"已损坏或不完整|不是本程序的数据库"):
        open_database(path)


def test_newer_database_is_refused_and_untouched(path):
    make(path)
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA journal_mode = DELETE")
        newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    content = path.read_bytes()
    with pytest.raises(StorageError, match="是用更新的程序做的，先升级程序再打开"):
        open_database(path)
    assert path.read_bytes() == content
    assert names(path.parent) == ["books.db"]


def test_locked_database_is_a_sentence(path, monkeypatch):
    monkeypatch.setattr(database_module, "_BUSY_SECONDS", 0)
    make(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, open_database(path) as database:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="正被另一个程序使用"):
            BookStore(database).create(Book("p", 2024))
        other.execute("ROLLBACK")


def test_old_sqlite_is_refused(path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 31, 0))
    with pytest.raises(StorageError, match="太旧"):
        open_database(path, create=True)


def test_damage_is_found(path):
    make(path, seed1_book())
    content = bytearray(path.read_bytes())
    content[8192:20480] = b"\x55" * 12288
    path.write_bytes(content)
    with open_database(path) as database, pytest.raises(StorageError, match="已损坏"):
        database.verify()


NEXT_STEP = Migration(
    "a remark", "ALTER TABLE books ADD COLUMN remark TEXT NOT NULL DEFAULT '旧'; CREATE TABLE more (x TEXT) STRICT;"
)


def test_migration_makes_a_copy_first(path, monkeypatch):
    make(path, Book("p", 2023))
    monkeypatch.setattr(database_module, "MIGRATIONS", (*MIGRATIONS, NEXT_STEP))
    with open_database(path, now=NOON) as database:
        assert database.connection.execute("SELECT remark FROM books").fetchall() == [("旧",)]
    copy = path.with_name("books-升级前-20240501-120000.db")
    assert names(path.parent) == sorted([path.name, copy.name])
    assert (pragma(copy, "user_version"), pragma(path, "user_version")) == (len(MIGRATIONS), len(MIGRATIONS) + 1)
    open_database(path, now=NOON).close()
    assert len(names(path.parent)) == 2


def test_failed_migration_leaves_the_file_as_it_was(path, monkeypatch):
    make(path, Book("p", 2023))
    broken = Migration("broken", "DELETE FROM books; DROP TABLE nowhere;")
    monkeypatch.setattr(database_module, "MIGRATIONS", (*MIGRATIONS, broken))
    with pytest.raises(StorageError, match="已损坏"):
        open_database(path, now=NOON)
    monkeypatch.undo()
    assert years(path) == [2023]
    assert pragma(path, "user_version") == len(MIGRATIONS)


def test_migration_that_breaks_a_link_is_not_committed(path, monkeypatch):
    make(path, seed1_book())
    monkeypatch.setattr(database_module, "MIGRATIONS", (*MIGRATIONS, Migration("loses books", "DELETE FROM books;")))
    with pytest.raises(StorageError, match="已损坏"):
        open_database(path, now=NOON)
    monkeypatch.undo()
    assert years(path) == [2024]


def test_migration_that_another_window_did_meanwhile_is_not_done_twice(path):
    make(path)
    with open_database(path) as database:
        database_module._migrate(database.connection, path)
        database.verify()


def test_a_database_from_before_the_texts_of_the_narrative_is_brought_up_to_date(path, monkeypatch):
    make_older(path, 1, seed1_book(), monkeypatch)
    with open_database(path, now=NOON) as database:
        store = BookStore(database)
        book_id = store.list_books()[0].id
        old = store.load(book_id)
        assert old == seed1_book()
        store.save(book_id, old, with_seed1_texts(old))
        assert BookStore(database).load(book_id) == with_seed1_texts(seed1_book())
        database.verify()


def test_a_database_from_before_tasks_and_reasons_for_changes_is_brought_up_to_date(path, monkeypatch):
    make_older(path, 2, with_seed1_texts(seed1_book()), monkeypatch)
    with open_database(path, now=NOON) as database:
        store = BookStore(database)
        book_id = store.list_books()[0].id
        old = store.load(book_id)
        assert old == with_seed1_texts(seed1_book())
        new = edits.add_tasks(["核对上年数", "录项目编码"])(old)
        new = edits.set_field(new.tasks[1].id, "done", "1")(new)
        new = edits.set_change_reason("一上", "basic:1:amount", "按控制数压减")(new)
        store.save(book_id, old, new)
        assert BookStore(database).load(book_id) == new
        database.verify()


@pytest.mark.parametrize("steps", range(1, len(MIGRATIONS)))
def test_a_database_of_any_earlier_schema_takes_the_fields_of_today(path, monkeypatch, steps):
    make_older(path, steps, seed1_book(), monkeypatch)
    with open_database(path, now=NOON) as database:
        store = BookStore(database)
        book_id = store.list_books()[0].id
        old = store.load(book_id)
        assert old == seed1_book()
        new = whole_sheet(old)
        store.save(book_id, old, new)
        assert BookStore(database).load(book_id) == new
        database.verify()


def whole_sheet(book):
    """The book with something in every field that a 绩效目标表 of another place has, and with 部门整体绩效目标."""
    first = book.projects[0]
    steps = [
        edits.set_field(first.id, "text:person", "张三"),
        edits.set_field(first.id, "amount:term_fiscal", "约三万"),
        edits.set_field(first.indicators[0].id, "text:weight", "10"),
        edits.set_field(first.goals[0].id, "period", "term"),
        edits.set_field(first.funding[0].id, "level", "superior"),
        edits.insert_line("tasks", {"name": "换届", "fiscal": 120_000}, project=first.id),
        add_overall(SHEET),
    ]
    book = edits.combined("", steps)(book)
    (overall,) = book.overall
    return edits.insert_line("indicators", {"name": "培训人数", "text:weight": "20"}, project=overall.id)(book)


def test_migration_names_are_unique():
    assert len({migration.name for migration in MIGRATIONS}) == len(MIGRATIONS)


@contextmanager
def locked(path):
    """Another program that writes at the moment, on a disk without a write-ahead log."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = delete")
        other.execute("BEGIN EXCLUSIVE")
        yield


def test_no_copy_waits_for_a_lock(path, folder, monkeypatch):
    """SQLite's own copying waits without end."""
    monkeypatch.setattr(database_module, "journal_mode_for", lambda _path: DELETE)
    make(path, Book("p", 2024))
    make(folder / "other.db", Book("p", 2023))
    with open_database(path) as database, locked(path):
        with pytest.raises(StorageError, match="正被另一个程序使用"):
            database.back_up(folder / "b", NOON)
        with pytest.raises(StorageError, match="正被另一个程序使用"):
            restore(path, folder / "other.db")
        with pytest.raises(StorageError, match="正被另一个程序使用"):
            restore(folder / "other.db", path)
    assert names(folder / "b") == []
    assert years(folder / "other.db") == [2023]


def test_two_starts_make_one_database(path, monkeypatch):
    """The second is ready first: what it has written stays."""
    migrate = database_module._migrate

    def overtaken(connection, part):
        migrate(connection, part)
        if not path.exists():
            monkeypatch.setattr(database_module, "_migrate", migrate)
            make(path, Book("p", 2031))

    monkeypatch.setattr(database_module, "_migrate", overtaken)
    make(path, Book("p", 2024))
    assert years(path) == [2031, 2024]
    assert names(path.parent) == ["books.db"]


def test_backups_are_thinned_and_other_files_left_alone(path, folder):
    target = folder / "备份 盘"
    with open_database(path, create=True) as database:
        BookStore(database).create(seed1_book())
        times = [NOON - timedelta(days=days, hours=hours) for days in (400, 399, 40, 39, 3, 2, 0) for hours in (3, 2, 0)]
        for when in times:
            database.back_up(target, when)
        (target / "books-备份-旧.db").touch()
        (target / "other-备份-20200101-000000.db").touch()
        again = database.back_up(target, NOON)
    assert again.name == "books-备份-20240501-120000-2.db"
    days = [backup.stem.split("-", 2)[2] for backup in backups(target, "books.db")]
    assert days == [
        "20240501-120000-2", "20240501-100000", "20240501-090000", "20240429-120000", "20240428-120000", "20240323-120000",
        "20230329-120000",
    ]  # fmt: skip
    assert {"books-备份-旧.db", "other-备份-20200101-000000.db"} <= set(names(target))
    assert years(again) == [2024]


def test_backup_holds_what_is_only_in_the_log(path, folder):
    with open_database(path, create=True) as database:
        BookStore(database).create(Book("p", 2024))
        made = database.back_up(folder / "b", NOON)
        assert years(made) == [2024]


def test_a_wrong_clock_removes_no_good_backup(path, folder):
    with open_database(path, create=True) as database:
        good = database.back_up(folder / "b", NOON)
        future = database.back_up(folder / "b", NOON.replace(year=2040))
        past = database.back_up(folder / "b", NOON.replace(year=2001))
        later = database.back_up(folder / "b", NOON + timedelta(days=1))
    assert set(backups(folder / "b", "books.db")) == {good, future, past, later}


def test_a_copy_in_which_a_book_differs_is_no_backup(path, folder):
    with open_database(path, create=True) as database:
        store = BookStore(database)
        store.create(seed1_book())
        good = database.back_up(folder / "b", NOON, lambda made: prove_copy(made, store))
        database.connection.execute("UPDATE projects SET name = name || '改' WHERE id = (SELECT min(id) FROM projects)")
        with pytest.raises(StorageError, match="不算数"):
            database.back_up(folder / "b", NOON, lambda made: prove_copy(made, store))
    assert names(folder / "b") == [good.name]


def test_damaged_database_does_not_drive_out_good_backups(path, folder):
    make(path, seed1_book())
    with open_database(path) as database:
        good = database.back_up(folder / "b", NOON)
    content = bytearray(path.read_bytes())
    content[8192:20480] = b"\x55" * 12288
    path.write_bytes(content)
    with open_database(path) as database, pytest.raises(StorageError, match="已损坏"):
        database.back_up(folder / "b", NOON.replace(hour=15))
    assert names(folder / "b") == [good.name]


def test_backup_into_a_file_is_refused(path, folder):
    (folder / "b").touch()
    with open_database(path, create=True) as database, pytest.raises(StorageError, match="写不进去"):
        database.back_up(folder / "b")


def test_restore_keeps_the_present_file(path, folder):
    make(path, Book("p", 2023))
    with open_database(path) as database:
        backup = database.back_up(folder / "b", NOON)
        BookStore(database).create(Book("p", 2024))
    kept = restore(backup, path, now=NOON)
    assert kept == path.with_name("books-恢复前-20240501-120000.db")
    assert (years(path), years(kept)) == ([2023], [2024, 2023])
    assert names(folder / "b") == [backup.name]
    assert names(folder) == sorted(["b", path.name, kept.name])


def test_restore_to_a_missing_file(path, folder):
    make(path, Book("p", 2023))
    target = folder / "新 电脑" / "books.db"
    assert restore(path, target) is None
    assert years(target) == [2023]
    assert names(target.parent) == ["books.db"]


def crashed_copy(path, to):
    """What a power cut leaves: the file and a log that was not folded in."""
    with open_database(path, create=True) as database:
        BookStore(database).create(Book("p", 2031))
        to.write_bytes(path.read_bytes())
        log = path.with_name(path.name + "-wal").read_bytes()
        assert log
        to.with_name(to.name + "-wal").write_bytes(log)


def test_restore_over_a_stale_log(path, folder):
    crashed_copy(folder / "a.db", path)
    make(folder / "good.db", Book("p", 2024))
    kept = restore(folder / "good.db", path, now=NOON)
    assert years(path) == [2024]
    assert years(kept) == [2031]


def test_restore_over_a_damaged_file_with_a_stale_log(path, folder):
    crashed_copy(folder / "a.db", path)
    path.write_bytes(b"\x00garbage" * 2000)
    make(folder / "good.db", Book("p", 2024))
    kept = restore(folder / "good.db", path, now=NOON)
    assert years(path) == [2024]
    assert kept.read_bytes() == b"\x00garbage" * 2000
    assert not path.with_name("books.db-journal").exists()


def test_restore_where_only_a_log_is_left(path, folder):
    crashed_copy(folder / "a.db", path)
    path.unlink()
    make(folder / "good.db", Book("p", 2024))
    restore(folder / "good.db", path)
    assert years(path) == [2024]


def test_restore_over_an_open_database_is_refused(path, folder):
    make(folder / "good.db", Book("p", 2024))
    with open_database(path, create=True) as database:
        BookStore(database).create(Book("p", 2023))
        with pytest.raises(StorageError, match="正被另一个程序使用"):
            restore(folder / "good.db", path)
    assert years(path) == [2023]
    assert names(folder) == ["books.db", "good.db"]


@pytest.mark.parametrize("content", [b"", b"nothing" * 500, None])
def test_bad_backup_is_refused_and_the_target_untouched(path, folder, content):
    make(path, Book("p", 2023))
    present = path.read_bytes()
    bad = folder / "bad.db"
    if content is None:
        make(bad, seed1_book())
        bad.write_bytes(bad.read_bytes()[:20_000])
    else:
        bad.write_bytes(content)
    with pytest.raises(StorageError):
        restore(bad, path)
    assert path.read_bytes() == present
    assert names(folder) == ["bad.db", "books.db"]


def test_restore_of_nothing_or_of_itself_is_refused(path, folder):
    make(path)
    with pytest.raises(StorageError, match="没有找到"):
        restore(folder / "none.db", path)
    with pytest.raises(StorageError, match="正在用的数据库"):
        restore(path, path)


def cannot_remove(word, monkeypatch, after):
    """Files with ``word`` in their name cannot be removed once ``after`` is there."""
    remove = Path.unlink

    def refusing(self, **options):
        if word in self.name and after.exists():
            raise OSError(5, "Input/output error")
        remove(self, **options)

    monkeypatch.setattr(Path, "unlink", refusing)


def test_a_restored_database_is_restored_though_a_leftover_stays(path, folder, monkeypatch):
    make(folder / "good.db", Book("p", 2024))
    cannot_remove(".part", monkeypatch, after=path)
    restore(folder / "good.db", path)
    assert years(path) == [2024]


def test_a_backup_is_made_though_an_old_one_cannot_be_removed(path, folder, monkeypatch):
    with open_database(path, create=True) as database:
        old = database.back_up(folder / "b", NOON)
        cannot_remove(old.name, monkeypatch, after=old)
        made = database.back_up(folder / "b", NOON + timedelta(minutes=5))
    assert set(backups(folder / "b", path.name)) == {old, made}


def test_full_disk_while_restoring_leaves_the_target(path, folder, monkeypatch):
    make(path, Book("p", 2023))
    make(folder / "good.db", Book("p", 2024))

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copy2", full)
    with pytest.raises(StorageError, match="磁盘满了"):
        restore(folder / "good.db", path)
    assert years(path) == [2023]
    assert names(folder) == ["books.db", "good.db"]
