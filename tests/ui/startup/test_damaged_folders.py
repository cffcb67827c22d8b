"""Whatever lies in the data folder, the window comes up: with the book, or with the start page and what is wrong."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from storage.database.books import BookStore
from storage.database.file import open_database
from storage.paths import data_folder, database_file
from tests.ui.running_app import Office, the_sample
from ui.app.controller import LAST_BOOK

SETTINGS = (
    "desk/last_book", "entry/enter_in_order", "entry/unit", "export/folder", "extras/sub_unit", "income/closed", "income/split",
    "paste/basic",
    "preview/sheet", "preview/zoom", "projects/list", "projects/sums", "texts/split", "widths/basic", "window/geometry",
    "window/theme", "window/zoom", "workspace/cell", "workspace/findings_open", "workspace/navigation", "workspace/page",
    "workspace/split",
)  # fmt: skip


def sql(text):
    def damage(folder):
        with closing(sqlite3.connect(folder / "books.db")) as connection:
            connection.executescript(text)
            connection.commit()

    return damage


def put(name, content):
    def damage(folder):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    return damage


def cut(size):
    def damage(folder):
        file = folder / "books.db"
        file.write_bytes(file.read_bytes()[:size])

    return damage


def settings(value):
    return put("settings.json", json.dumps(value).encode())


def every_setting(value):
    return settings({**dict.fromkeys(SETTINGS, value), LAST_BOOK: 1})


NO_BOOK = {
    "empty": put("books.db", b""),
    "noise": put("books.db", bytes(range(256)) * 40),
    "truncated": cut(5000),
    "half": cut(16384),
    "table missing": sql("PRAGMA foreign_keys = 0; DROP TABLE projects"),
    "list missing": sql("PRAGMA foreign_keys = 0; DROP TABLE books"),
    "newer": sql("PRAGMA user_version = 999"),
    "foreign": sql("PRAGMA application_id = 5"),
    "no version": sql("PRAGMA user_version = 0"),
    "bad UTF-8": sql("UPDATE books SET unit_name = CAST(X'ffff' AS TEXT)"),
    "altered": sql("UPDATE projects SET name = name || '1'"),
    "settings: no book": settings({LAST_BOOK: 77}),
    "settings: a word": settings({LAST_BOOK: "abc"}),
    "settings: a list": settings([1, 2]),
    "settings: bytes": put("settings.json", b"\xff\xfe{"),
}
WITH_BOOK = {
    "log missing": sql("PRAGMA foreign_keys = 0; DROP TABLE edit_changes; DROP TABLE edit_steps"),
    "submission": sql("UPDATE submissions SET book_json = 'x'"),
    "bad time": sql("UPDATE books SET changed_at = 'x'"),
    "GBK list": put("codes/any/function.csv", "code,name,verified,initials\n2010399,测试,bureau,cs\n".encode("gbk")),
    "pack": put("packs/mine/pack.toml", b"\xff\xfe"),
    "pack of itself": put("packs/mine/pack.toml", b'format = 1\nid = "mine"\nextends = "mine"\n'),
    "packs is a file": put("packs", b""),
    "settings: words": every_setting("abc"),
    "settings: lists": every_setting([1]),
    "settings: tables": every_setting({"a": 1}),
    "settings: huge": every_setting(10**30),
    "settings: nothing": every_setting(None),
    "settings: negative": every_setting(-5),
}


@pytest.fixture
def office(qtbot, theme, icons, monkeypatch):
    """An office on a folder with one book, not started yet; what it says is collected."""
    with open_database(database_file(), create=True) as database:
        BookStore(database).create(the_sample())
    settings({LAST_BOOK: 1})(data_folder())
    said = []
    monkeypatch.setattr("ui.dialogs.question.Question.ask", lambda *words, **_: said.append(words[3]) or "")
    office = Office(qtbot, theme, icons)
    office.said = said
    return office


@pytest.mark.parametrize("kind", NO_BOOK)
def test_the_start_page_comes_up_and_says_why(office, kind):
    NO_BOOK[kind](data_folder())
    office.start()
    assert office.window.isVisible()
    assert office.open_book is None
    assert bool(office.said) != kind.startswith("settings")
    office.library.close()


@pytest.mark.parametrize("kind", WITH_BOOK)
def test_the_book_comes_up(office, kind):
    WITH_BOOK[kind](data_folder())
    office.start()
    assert office.open_book is not None
    for page in ("basic", "projects", "income", "texts", "preview", "history"):
        office.open_page(page)
    office.library.close()


def test_a_spoilt_code_list_is_set_aside_and_named(office):
    put("codes/any/function.csv", b"\x00\x01\x02\xff")(data_folder())
    office.start()
    assert "function.csv.bad" in office.said[0]
    assert (data_folder() / "codes" / "any" / "function.csv.bad").read_bytes() == b"\x00\x01\x02\xff"
    assert office.open_book is not None
    office.library.close()


def test_a_start_under_someones_lock_opens_the_start_page(office):
    with closing(sqlite3.connect(database_file())) as other:
        other.execute("PRAGMA journal_mode = delete")
        other.execute("BEGIN EXCLUSIVE")
        office.start()
        assert office.open_book is None
        assert "正被另一个程序使用" in office.said[0]
    assert office.controller.open_entry(1)
    office.library.close()
