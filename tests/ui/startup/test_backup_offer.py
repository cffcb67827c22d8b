"""A database that cannot be read: the start page offers the newest good backup, says what differs, and one key puts it back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from models.book import edits
from storage.database.books import BookStore
from storage.database.file import backups, open_database
from storage.errors import StorageError
from storage.paths import backup_folder, database_file
from tests.ui.running_app import Key, Office, choose, the_sample

NOON = datetime(2026, 11, 28, 12, 5, tzinfo=UTC)
NAME = "113 开发区党群工作部 2024 年（批复）"
SIZE = "支出合计 2,693.97 万元，项目 32 个"


@pytest.fixture
def office(qtbot, theme, icons):
    """An office with a book, a good backup of yesterday, and a newer one that is cut off; not started yet."""
    book = the_sample()
    with open_database(database_file(), create=True) as database:
        store = BookStore(database, lambda: NOON)
        book_id = store.create(book)
        store.create(replace(book, stage="一上"))
        made = database.back_up(backup_folder(), NOON)
        store.save(book_id, book, edits.set_field(book.basic[0].id, "amount", "1")(book))
    cut = made.with_name(made.name.replace("120500", "130500"))
    cut.write_bytes(made.read_bytes()[:9000])
    office = Office(qtbot, theme, icons, lambda: NOON + timedelta(days=1))
    yield office
    office.leave()


def notice(office):
    return office.window.centralWidget().notice


def start(office):
    office.start()
    office.qtbot.waitUntil(notice(office).button.isVisible)
    return notice(office)


def test_enter_puts_the_backup_in_place_and_the_damaged_file_is_kept(office):
    database_file().write_bytes(b"noise" * 3000)
    shown = start(office)
    assert "11 月 28 日 12:05 的备份是好的" in shown.sentence.text()
    assert shown.button.accessibleName() == "打开 11 月 28 日 12:05 的备份"
    assert f"{NAME}：备份里{SIZE}" in shown.lines.text()
    assert "现在读不出来" in shown.lines.text()
    assert office.focus is shown.button
    office.press(Key.Key_Return)
    assert "原来的数据库留在" in notice(office).sentence.text()
    assert office.library.store.list_books()[0].unit_name == "开发区党群工作部"
    assert [kept.read_bytes()[:5] for kept in database_file().parent.glob("*恢复前*.db")] == [b"noise"]
    for entry in office.library.store.list_books():
        assert office.library.store.edit_log(entry.id).steps()[0].label.startswith("从备份恢复：books-")
    assert office.controller.open_entry(1)


def test_a_restoring_that_cannot_be_noted_says_so(office, monkeypatch):
    def refuse(_store, _label):
        raise StorageError("磁盘满了")

    monkeypatch.setattr(BookStore, "note", refuse)
    database_file().write_bytes(b"noise" * 3000)
    start(office)
    office.press(Key.Key_Return)
    assert notice(office).sentence.text().endswith("”。没有记进修改记录：磁盘满了。")
    assert len(office.library.store.list_books()) == 2


def test_what_differs_is_told_of_what_can_still_be_read(office):
    with closing(sqlite3.connect(database_file())) as connection:
        connection.execute("PRAGMA user_version = 0")  # refused, though every table is whole
    shown = start(office)
    first, second = sorted(shown.lines.text().splitlines())
    assert "支出、项目和行数都和现在一样" in first
    assert f"备份里{SIZE}" in second
    assert "现在支出合计 2,230.58 万元" in second


def test_an_empty_database_offers_it_without_taking_the_focus(office):
    database_file().unlink()
    shown = start(office)
    assert "这里没有预算。11 月 28 日 12:05 的备份里有 2 本" in shown.sentence.text()
    assert office.focus is office.window.centralWidget().new
    office.tab_to(shown.button).press(Key.Key_Return)
    assert len(office.library.store.list_books()) == 2


def test_a_database_of_a_newer_program_is_left_alone(office):
    with closing(sqlite3.connect(database_file())) as connection:
        connection.execute("PRAGMA user_version = 999")
    office.start()
    office.qtbot.wait(1)
    assert "先升级程序再打开" in notice(office).sentence.text()
    assert not notice(office).button.isVisible()


def test_without_a_good_backup_it_says_where_to_look(office):
    for backup in backups(backup_folder(), "books.db"):
        backup.write_bytes(b"")
    database_file().write_bytes(b"noise" * 3000)
    office.start()
    office.qtbot.waitUntil(lambda: "没有读得出的备份" in notice(office).sentence.text())
    assert not notice(office).button.isVisible()


def test_one_book_that_was_altered_is_taken_from_the_backup(office):
    with closing(sqlite3.connect(database_file())) as connection:
        connection.execute("UPDATE basic_lines SET amount = 7 WHERE book_id = 1 AND id = (SELECT min(id) FROM basic_lines)")
        connection.commit()
    details = []

    def look(dialog):
        details.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        dialog.buttons["backup"].click()

    office.start()
    office.will_answer(look)
    assert office.controller.open_entry(1)
    assert details[0].startswith(f"{NAME}：备份里{SIZE}")
    assert office.open_book.book == the_sample()
    assert office.library.store.look(2).stage == "一上"
    assert "取回 11 月 28 日 12:05 备份里的" in str(office.library.store.edit_log(1).steps()[0])
    assert office.all_answered()


def test_one_book_that_was_altered_can_be_left(office):
    with closing(sqlite3.connect(database_file())) as connection:
        connection.execute("UPDATE basic_lines SET amount = 7 WHERE book_id = 1 AND id = (SELECT min(id) FROM basic_lines)")
        connection.commit()
    office.start()
    office.will_answer(choose("leave"))
    assert not office.controller.open_entry(1)
    assert office.library.store.look_unproved(1).basic[0].amount == 7
