"""The database under the open book is deleted, moved, replaced or emptied: the next save says so, and the book goes elsewhere."""

from __future__ import annotations

import shutil
import sys

import pytest

from storage.database.books import BookStore
from storage.database.file import backups, open_database
from storage.paths import database_file
from tests.ui.running_app import Key, choose, give_file

NOTE = 8

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file go")


def replaced(file):
    shutil.copy(file, file.with_name("other.db"))
    file.with_name("other.db").replace(file)


WAYS = {
    "deleted": lambda file: file.unlink(),
    "moved": lambda file: file.rename(file.with_name("moved.db")),
    "emptied": lambda file: file.write_bytes(b""),
    "replaced": replaced,
}


@pytest.fixture
def office(office):
    office.controller.show_sample()
    office.open_page("basic")
    return office


@pytest.mark.parametrize("way", WAYS)
def test_it_is_noticed_before_the_next_save(office, way, tmp_path, monkeypatch):
    WAYS[way](database_file())
    office.walk_to(2, NOTE).type("见附件").press(Key.Key_Return)
    status = office.window._status
    assert "被删除、移走或者换掉了" in status._saved.text()
    assert office.page.grid.open_editor.text() == "见附件"
    assert status._rescue.isVisible()
    folder = tmp_path / "别处"
    folder.mkdir()
    give_file(monkeypatch, folder)
    office.will_answer(choose("close"))
    status._rescue.click()
    assert office.all_answered()
    (made,) = backups(folder, "books.db")
    with open_database(made) as database:
        store = BookStore(database)
        assert store.load(store.list_books()[0].id) == office.open_book.book
    office.qtbot.keyClick(office.page.grid.open_editor, Key.Key_Escape)
