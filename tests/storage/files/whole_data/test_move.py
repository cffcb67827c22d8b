"""The data folder moves to another place: all of it, proved, and whatever stops it leaves one whole folder."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.book.records import Book, Unit
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.diagnostics.fault_log import FaultLog
from storage.errors import StorageError
from storage.files.whole_data.move import NOTE, move_data
from storage.files.whole_data.move_plan import NAME, MoveKind, plan_move
from storage.paths import choice_file, data_folder, usual_folder
from storage.settings import SettingsFile
from tests.storage.files.whole_data.snapshot import files_of, rows_of

NOW = datetime(2026, 11, 29, 15, 0, tzinfo=UTC)


@pytest.fixture
def drive(tmp_path):
    """Another drive, on which other things lie too."""
    drive = tmp_path / "D 盘"
    drive.mkdir()
    (drive / "别的.txt").write_text("x")
    return drive


def move(folder):
    plan = plan_move(data_folder(), folder)
    return plan, move_data(plan, NOW)


def test_everything_moves_and_the_old_folder_is_renamed(full, drive):
    rows, files = rows_of(full), files_of(full)
    assert "backups/" in " ".join(files)
    plan, moved = move(drive)
    assert (plan.kind, len(plan.books)) == (MoveKind.MOVE, 2)
    assert data_folder() == drive / NAME
    assert (rows_of(data_folder()), files_of(data_folder())) == (rows, files)
    assert not full.exists()
    assert moved.former == full.with_name("ysgk-搬走前-20261129-150000")
    assert str(drive / NAME) in (moved.former / NOTE).read_text(encoding="utf-8-sig")
    assert rows_of(moved.former) == rows


def test_a_folder_that_a_scanner_holds_for_a_moment_is_renamed_then(full, drive, monkeypatch):
    refused, rename = [], Path.rename

    def held_once(folder, target):
        if folder not in refused:
            refused.append(folder)
            raise PermissionError(13, "held")
        return rename(folder, target)

    monkeypatch.setattr("storage.files.whole_data.move._PAUSES", (0,))
    monkeypatch.setattr(Path, "rename", held_once)
    assert move(drive)[1].is_renamed
    assert full in refused
    assert data_folder() == drive / NAME


def test_there_and_back_again(full, drive):
    rows = rows_of(full)
    move(drive)
    move(usual_folder())
    assert data_folder() == full
    assert rows_of(full) == rows


def test_data_that_lie_there_already_are_used_and_ours_stay(full, drive):
    move(drive)
    choice_file().unlink()  # the system was installed anew
    plan, moved = move(drive / NAME)
    assert (plan.kind, len(plan.books), moved.former) == (MoveKind.USE, 2, None)
    assert data_folder() == drive / NAME


def test_a_drive_that_is_gone_is_not_replaced_by_an_empty_folder(full, drive):
    move(drive)
    shutil.rmtree(drive)
    settings = SettingsFile(data_folder() / "settings.json")
    settings.set("a", 1)
    FaultLog(data_folder()).write(ValueError(), NOW)
    assert settings.fault
    assert not drive.exists()
    drive.mkdir()
    plan, _ = move(drive)  # a new one, which the clerk has confirmed
    assert plan.kind is MoveKind.NEW
    with open_database(data_folder() / "books.db") as database:
        assert BookStore(database).list_books() == ()


def test_a_choice_that_cannot_be_read_makes_nothing(computer):
    choice_file().write_bytes(b"\xff\xfe\x00")
    assert data_folder() == usual_folder()
    SettingsFile(data_folder() / "settings.json").set("a", 1)
    assert list(computer.iterdir()) == [choice_file()]


def test_the_environment_goes_before(full, drive, monkeypatch):
    move(drive)
    monkeypatch.setenv("YSGK_DATA", str(full))
    assert data_folder() == full


def occupied(full, drive):
    (drive / NAME).mkdir()
    (drive / NAME / "a").touch()
    return drive


def foreign(full, drive):
    (drive / "books.db").write_bytes(b"SQLite format 3\x00" * 64)
    return drive


def inside(full, drive):
    return full / "backups"


def same(full, drive):
    move(drive)
    return drive


PLACES = {
    "已经在": same,
    "在现在的数据文件夹里面": inside,
    "已经有别的文件": occupied,
    "不是本程序的数据库": foreign,
    "没有“": lambda full, drive: drive / "没有",
}


@pytest.mark.parametrize("says", PLACES)
def test_a_place_of_no_use_is_one_sentence(full, drive, says):
    place = PLACES[says](full, drive)
    before = data_folder()
    with pytest.raises(StorageError, match=says):
        plan_move(data_folder(), place)
    assert data_folder() == before


def test_no_room(full, drive, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=5 << 20))
    with pytest.raises(StorageError, match="只剩 5 MB，数据有 1 MB，放不下"):
        plan_move(full, drive)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere, and Windows has no such mode")
def test_a_folder_that_cannot_be_written(full, drive):
    drive.chmod(0o500)
    with pytest.raises(StorageError, match="不能写入"):
        plan_move(full, drive)


def test_a_database_that_is_open_elsewhere_stays(full, drive):
    plan = plan_move(full, drive)
    with open_database(full / "books.db"), pytest.raises(StorageError, match="正被另一个程序使用"):
        move_data(plan, NOW)
    assert data_folder() == full
    assert [file.name for file in drive.iterdir()] == ["别的.txt"]


def test_data_that_somebody_at_another_computer_has_open_stay(full, drive, somebody_else):
    plan = plan_move(full, drive)
    somebody_else(full)
    with pytest.raises(StorageError, match="“李会计”在电脑“B”上"):
        move_data(plan, NOW)
    assert data_folder() == full
    assert [file.name for file in drive.iterdir()] == ["别的.txt"]


def test_a_book_that_was_altered_is_not_carried_on_as_if_it_were_whole(full, drive):
    with closing(sqlite3.connect(full / "books.db")) as database, database:
        database.execute("UPDATE basic_lines SET amount = amount + 1")
    with pytest.raises(StorageError, match="年的预算读出来和存的不一样，没有搬"):
        move(drive)
    assert data_folder() == full
    assert [file.name for file in drive.iterdir()] == ["别的.txt"]


def test_a_choice_that_cannot_be_written_leaves_all_as_it_was(full, drive):
    choice_file().mkdir()
    with pytest.raises(StorageError, match="记不下来"):
        move(drive)
    assert data_folder() == full
    assert [file.name for file in drive.iterdir()] == ["别的.txt"]


class _Killed(BaseException):
    pass


class Killer:
    """Ends the program at the n-th change of a file: from then on nothing more is changed, also by what tidies up."""

    CHANGES = frozenset({"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.utime", "shutil.rmtree", "sqlite3.connect"})

    def __init__(self):
        self.left = -1
        sys.addaudithook(self._hear)

    def _hear(self, event, arguments):
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if self.left >= 0 and (event in self.CHANGES or writes):
            self.left = max(self.left - 1, 0)
            if self.left == 0:
                raise _Killed

    def run(self, after, act):
        self.left = after
        with suppress(_Killed):
            act()
            self.left = -1
            return False
        self.left = -1
        return True


@pytest.fixture
def small(computer):
    """A folder with a little of everything: it is moved once for every step."""
    with open_database(computer / "ysgk" / "books.db", create=True) as database:
        BookStore(database).create(Book("hebei-xingtai-2024", 2024, unit=Unit(name="街道")))
    for name in ("packs/our/pack.toml", "settings.json"):
        (computer / "ysgk" / name).parent.mkdir(parents=True, exist_ok=True)
        (computer / "ysgk" / name).write_text("{}")
    return computer / "ysgk"


def test_a_kill_at_any_step_leaves_one_whole_folder(small, drive, tmp_path):
    full = small
    rows, files = rows_of(full), files_of(full)
    kept = shutil.copytree(full, tmp_path / "kept")
    killer, after, homes = Killer(), 0, []
    while True:
        after += 1
        plan = plan_move(data_folder(), drive)
        killed = killer.run(after, lambda plan=plan: move_data(plan, NOW))
        homes.append(data_folder())
        assert (rows_of(data_folder()), files_of(data_folder())) == (rows, files) or not killed
        if not killed:
            break
        for place in (choice_file(), drive / NAME, *full.parent.glob("ysgk*")):
            shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
        shutil.copytree(kept, full)
    assert len(homes) > 20
    assert set(homes) == {full, drive / NAME}
    assert rows_of(data_folder()) == rows
