"""Whatever lies in the data folder, the window comes up: with the book, or with the start page and what is wrong."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from storage.paths import data_folder, database_file
from tests.ui.running_app import Office
from tools.soak.damage import LAST_BOOK, WITH_BOOK, WITHOUT_BOOK, fill_folder, put
from ui.app import controller


def test_the_setting_is_that_of_the_program():
    assert LAST_BOOK == controller.LAST_BOOK


@pytest.fixture
def office(qtbot, theme, icons, monkeypatch):
    """An office on a folder with one book, not started yet; what it says is collected."""
    fill_folder(data_folder())
    said = []
    monkeypatch.setattr("ui.dialogs.question.Question.ask", lambda *words, **_: said.append(words[3]) or "")
    office = Office(qtbot, theme, icons)
    office.said = said
    return office


def notice(office):
    """What the start page says above the list."""
    return office.window.centralWidget().notice.sentence.text()


@pytest.mark.parametrize("kind", WITHOUT_BOOK)
def test_the_start_page_comes_up_and_says_why(office, kind):
    WITHOUT_BOOK[kind](data_folder())
    office.start()
    assert office.window.isVisible()
    assert office.open_book is None
    assert bool(office.said or notice(office)) != kind.startswith("settings")
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
        assert "正被另一个程序使用" in notice(office)
    assert office.controller.open_entry(1)
    office.library.close()
