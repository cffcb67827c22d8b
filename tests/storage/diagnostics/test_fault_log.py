"""The log of faults tells where in the program, never what the data were; the zip for support neither."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime

import pytest

from models.book.fields import to_plain
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.diagnostics import fault_log
from storage.diagnostics.fault_log import FaultLog, log_fault
from storage.diagnostics.report import write_report
from storage.errors import StorageError
from storage.paths import data_folder, database_file
from storage.settings import SettingsFile

NOW = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)


def fault(words="张三的 123.45 万元"):
    try:
        raise ValueError(words)  # noqa: TRY301 - a fault with frames
    except ValueError as error:
        return error


def test_a_line_tells_when_what_and_where_without_the_words():
    log = FaultLog(data_folder())
    log.write(fault(), NOW)
    line = log.read()
    assert line.startswith("2026-11-29 09:30:00 ")
    assert "ValueError" in line
    assert "test_fault_log.py" in line
    assert "张三" not in line
    assert "ValueError tests/storage/diagnostics/test_fault_log.py:" in line


def test_a_cause_is_told_too():
    try:
        try:
            raise KeyError("a")  # noqa: TRY301 - as above
        except KeyError as inner:
            raise RuntimeError("b") from inner
    except RuntimeError as error:
        FaultLog(data_folder()).write(error, NOW)
    text = FaultLog(data_folder()).read()
    assert "RuntimeError" in text
    assert "KeyError" in text


def test_of_other_files_the_folder_is_not_told(tmp_path):
    code = compile("raise ValueError", str(tmp_path / "别处.py"), "exec")
    try:
        exec(code, {})  # noqa: S102 - a file outside the program
    except ValueError as error:
        log_fault(error)
    assert " 别处.py:1 " in FaultLog(data_folder()).read()


def test_a_frame_of_the_program_has_its_folders():
    try:
        open_database(database_file())
    except StorageError as error:
        log_fault(error)
    assert "storage/database/file.py:" in FaultLog(data_folder()).read()


def test_the_log_rolls(monkeypatch):
    monkeypatch.setattr(fault_log, "_MOST_BYTES", 2000)
    log = FaultLog(data_folder())
    for _ in range(100):
        log.write(fault(), NOW)
    files = sorted(file.name for file in data_folder().glob("faults.log*"))
    assert files == ["faults.log", "faults.log.1", "faults.log.2"]
    assert all(file.stat().st_size <= 2000 for file in data_folder().glob("faults.log*"))


def test_a_log_that_cannot_be_written_is_no_fault_of_its_own(tmp_path):
    (tmp_path / "file").write_text("")
    FaultLog(tmp_path / "file").write(fault(), NOW)


def words_and_amounts(book):
    """Every text of two letters and every amount of a book that could give it away."""

    def walk(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key not in {"pack", "stage", "economic", "function", "source", "kind", "unit", "item", "target"}:
                    yield from walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)
        elif isinstance(value, str) and len(value) > 3:
            yield value
        elif isinstance(value, int) and abs(value) > 99_999:
            yield str(value)

    return set(walk(to_plain(book)))


def test_the_zip_holds_nothing_of_the_example(seed1, tmp_path):
    with open_database(database_file(), create=True) as database:
        BookStore(database).create(seed1)
    SettingsFile(data_folder() / "settings.json").set("export/folder", "/home/张三/文档")
    log_fault(fault(seed1.projects[0].name))
    write_report(tmp_path / "诊断.zip", "Python 3")
    with zipfile.ZipFile(tmp_path / "诊断.zip") as archive:
        names = set(archive.namelist())
        text = "".join(archive.read(name).decode() for name in names)
    assert names == {"versions.txt", "packs.txt", "settings.txt", "database.txt", "files.txt", "faults.log"}
    assert "integrity ok" in text
    assert "hebei-lutai-2024" in text
    assert "export/folder: str[" in text
    assert [word for word in words_and_amounts(seed1) if word in text] == []
    assert "张三" not in text


@pytest.mark.parametrize("content", [b"", b"\xff" * 5000, b"SQLite format 3\0" + b"\0" * 4000])
def test_a_damaged_database_is_named_in_it(tmp_path, content):
    data_folder().mkdir(parents=True, exist_ok=True)
    database_file().write_bytes(content)
    (data_folder() / "settings.json").write_bytes(b"\xff\xfe")
    write_report(tmp_path / "a.zip", "")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert "integrity DamagedError" in archive.read("database.txt").decode()
        assert "unreadable" in archive.read("settings.txt").decode()
