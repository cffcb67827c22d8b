"""The package for the successor: all goes along, what is damaged is refused whole, and nothing that is here is lost."""

from __future__ import annotations

import io
import json
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace

from storage.database.books import BookStore
from storage.database.file import open_database
from storage.errors import StorageError
from storage.files.limits import MB
from storage.files.whole_data.handover import HEAD, SEAL, is_safe_name, seal, write_handover
from storage.files.whole_data.handover_check import received_handover
from storage.files.whole_data.take_in import opened_data, take_in
from storage.files.whole_data.take_in_words import book_words, done_words, unit_words
from storage.incoming.document import read_document
from storage.settings import SettingsFile
from tests.storage.files.whole_data.snapshot import files_of, rows_of

NOW = datetime(2026, 11, 29, 15, 0, tzinfo=UTC)
WHERE = ("packs/", "codes/", "templates/", "reviews/", "settings.json")


@pytest.fixture
def package(full, tmp_path):
    write_handover(full, tmp_path / "交接.zip", NOW)
    return tmp_path / "交接.zip"


def take(package, folder, *, replace_other=False):
    with received_handover(package) as received, opened_data(folder, NOW) as database:
        return take_in(received, folder, database, NOW, replace_other=replace_other)


def going_along(folder):
    return {name: data for name, data in files_of(folder).items() if name.startswith(WHERE)}


@contextmanager
def stored(folder):
    with open_database(folder / "books.db") as database:
        yield BookStore(database)


def test_an_empty_folder_becomes_the_same(full, package, tmp_path):
    there = tmp_path / "新电脑"
    plan = take(package, there)
    assert rows_of(there) == rows_of(full)
    assert {name: json.loads(data) if name == "settings.json" else data for name, data in going_along(there).items()} == {
        name: json.loads(data) if name == "settings.json" else data for name, data in going_along(full).items()
    }
    assert [words[-3:] for words in map(book_words, plan.books)] == ["收进来"] * 2
    assert [*unit_words(plan)][2:] == ["记下的模板“支出表”：收进来", "核对公开稿的记录：收进来"]
    again = take(package, there)
    assert (again.new, again.other, all(book.is_here for book in again.books)) == ((), (), True)
    assert rows_of(there) == rows_of(full)
    assert "2 本这里已经有，没有重复" in done_words(again, replaced=False)


def test_the_package_says_that_withheld_amounts_are_in_it(full, package):
    with zipfile.ZipFile(package) as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read(HEAD))["withheld"] is True
        assert "里面有不予公开（涉密）的金额" in archive.read("交接说明.txt").decode("utf-8-sig")
        assert not [name for name in archive.namelist() if name.startswith(("backups", "cache", "faults"))]


def test_a_package_that_is_dropped_on_the_window_is_called_by_its_name(package):
    with pytest.raises(StorageError, match="”是交接包，读不了；不用解压，用“文件”里的“备份和交接 → 接收交接包”收进来"):
        read_document(package)


def test_books_on_both_sides_are_both_kept_with_their_logs(full, package):
    with stored(full) as store:
        number = next(entry.id for entry in store.list_books() if store.last_submission(entry.id))
        theirs = store.load(number)
        here = replace(theirs, unit=replace(theirs.unit, phone="1"))
        store.save(number, theirs, here)
    plan = take(package, full)
    beside = next(book for book in plan.books if not book.is_here)
    assert book_words(beside).endswith(f"两本都留，交接来的阶段写成“{theirs.stage}（交接）”")
    with stored(full) as store:
        other = next(entry.id for entry in store.find(stage=beside.book.stage))
        assert store.look(number) == here
        assert store.look(other) == replace(theirs, stage=f"{theirs.stage}（交接）")
        ours, log = ([(e.label, cells) for e, cells in store.edit_log(each).all_changes()] for each in (number, other))
        assert ours == log != []
        assert store.last_submission(other).file_name == "报送.zip"
        assert len(store.list_books()) == 3
    rows = rows_of(full)
    take(package, full)
    assert rows_of(full) == rows, "the third time it is there"


@pytest.mark.parametrize("replaces", [False, True])
def test_what_is_here_otherwise_is_replaced_only_when_that_is_said(full, package, replaces):
    pack, codes = full / "packs/our-2027/pack.toml", full / "codes/any/function.csv"
    theirs = pack.read_bytes(), codes.read_bytes()
    for file in (pack, codes):
        file.write_bytes(file.read_bytes() + b"\n")
    (full / "packs/our-2027/more.csv").touch()
    settings = SettingsFile(full / "settings.json")
    settings.set("theme/zoom", 90)
    settings.set("paste/basic", [["a", ["code"]]])
    plan = take(package, full, replace_other=replaces)
    assert plan.other == ("packs/our-2027", "codes/any/function.csv")
    assert list(unit_words(plan)) == [f"{name}：这里也有，内容不一样" for name in ("版式 our-2027", "财政局的功能科目（所有预算）")]
    assert ((pack.read_bytes(), codes.read_bytes()) == theirs) == replaces
    assert (full / "packs/our-2027/more.csv").exists() != replaces
    settings = SettingsFile(full / "settings.json")
    assert settings.get("theme/zoom") == (120 if replaces else 90)
    assert settings.get("paste/basic") == [["a", ["code"]]]


def test_what_was_learnt_on_both_sides_is_joined(full, tmp_path):
    SettingsFile(full / "settings.json").set("paste/basic", [["a", ["x"]], ["b", ["y"]]])
    write_handover(full, tmp_path / "a.zip", NOW)
    SettingsFile(full / "settings.json").set("paste/basic", [["b", ["ours"]], ["c", ["z"]]])
    take(tmp_path / "a.zip", full)
    assert SettingsFile(full / "settings.json").get("paste/basic") == [["a", ["x"]], ["b", ["ours"]], ["c", ["z"]]]


def refused(path, data, says="坏"):
    path.write_bytes(data)
    with pytest.raises(StorageError, match=says) as told, received_handover(path):
        pass
    return str(told.value)


def test_every_flipped_byte_and_every_cut_is_refused(package, tmp_path):
    whole, bad = package.read_bytes(), tmp_path / "坏.zip"
    for at in {*range(0, len(whole), len(whole) // 400), *range(len(whole) - 2 * SEAL, len(whole))}:
        assert "“坏.zip”" in refused(bad, whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
    for end in range(1, len(whole), len(whole) // 200):
        refused(bad, whole[:end], "什么也没有接收")
    refused(bad, b"", "空的")
    refused(bad, whole + b"\0", "什么也没有接收")


def rebuilt(package, change):
    """The package with other parts, sealed as if it were whole."""
    with zipfile.ZipFile(package) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head = json.loads(parts[HEAD])
    change(parts, head)
    parts[HEAD] = json.dumps(head).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        archive.comment = bytes(SEAL)
    unsealed = made.getvalue()[:-SEAL]
    return unsealed + seal(unsealed)


def put(parts, head, name, data):
    parts[name] = data
    head["files"][name] = {"bytes": len(data), "sha256": sha256(data).hexdigest()}


def damaged_book(parts, head):
    """An amount in the database is another one, and every sum fits."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "books.db"
        path.write_bytes(parts["books.db"])
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("UPDATE basic_lines SET amount = amount + 1")
        put(parts, head, "books.db", path.read_bytes())


CHANGES = {
    "“坏.zip”里的“settings.json”不对": lambda parts, _head: parts.update({"settings.json": b"{}"}),
    "里的“多的.txt”不对": lambda parts, _head: parts.update({"多的.txt": b""}),
    "里的“reviews/0123456789abcdef.json”不对": lambda parts, _head: parts.pop("reviews/0123456789abcdef.json"),
    "用更新的程序做的": lambda _parts, head: head.update(version=2),
    "不是交接包": lambda _parts, head: head.update(format="x"),
    "里的“packs/../../x.toml”不对": lambda parts, head: put(parts, head, "packs/../../x.toml", b""),
    "里的“packs/a/C:x.toml”不对": lambda parts, head: put(parts, head, "packs/a/C:x.toml", b""),
    "和上次存的不一样": damaged_book,
    "里的数据库不能用，什么也没有接收：.*已损坏": lambda parts, head: put(parts, head, "books.db", parts["books.db"][:-100]),
    "解压以后超过 4 MB": lambda parts, head: put(parts, head, "codes/any/bomb.csv", bytes(4 * MB)),
}


@pytest.mark.parametrize("says", CHANGES)
def test_what_was_changed_and_sealed_anew_is_refused_too(package, tmp_path, monkeypatch, says):
    monkeypatch.setattr("storage.files.limits.UNPACKED_BYTES", 4 * MB)
    told = refused(tmp_path / "坏.zip", rebuilt(package, CHANGES[says]), says)
    assert re.search(r"坏\.zip", told)


@pytest.mark.parametrize(
    "name", ["packs/a", "packs/.x/a.toml", "codes/con.csv", "codes/a/../b.csv", "cache/a.json", "templates/a.exe", "/x"]
)
def test_names_that_lead_elsewhere(name):
    assert not is_safe_name(name)


def test_nothing_is_taken_where_the_disk_refuses(package, tmp_path):
    there = tmp_path / "新电脑"
    there.mkdir()
    (there / "packs").touch()
    with pytest.raises(StorageError, match="写不进去"):
        take(package, there)
    with stored(there) as store:
        assert store.list_books() == ()
    (there / "packs").unlink()
    take(package, there)
    with stored(there) as store:
        assert len(store.list_books()) == 2


def test_nothing_is_taken_while_somebody_else_has_the_books_open(full, package, somebody_else):
    rows = rows_of(full)
    somebody_else(full)
    with pytest.raises(StorageError, match="“李会计”在电脑“B”上"):
        take(package, full)
    assert rows_of(full) == rows


def test_a_package_is_not_written_over_the_data(full):
    with pytest.raises(StorageError, match="在数据文件夹里面"):
        write_handover(full, full / "books.db", NOW)


def test_a_folder_that_holds_more_than_a_package_may(full, tmp_path, monkeypatch):
    monkeypatch.setattr("storage.files.whole_data.handover.FILE_BYTES", 1000)
    with pytest.raises(StorageError, match="装不进一个交接包"):
        write_handover(full, tmp_path / "a.zip", NOW)
    assert not (tmp_path / "a.zip").exists()


def test_a_spoilt_pack_goes_along_as_it_is(full, tmp_path):
    shutil.rmtree(full / "packs/our-2027")
    (full / "packs/our-2027").mkdir()
    (full / "packs/our-2027/pack.toml").write_bytes(b"\xff\x00")
    write_handover(full, tmp_path / "a.zip", NOW)
    take(tmp_path / "a.zip", tmp_path / "新电脑")
    assert going_along(tmp_path / "新电脑").keys() == going_along(full).keys()
