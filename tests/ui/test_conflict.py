"""Another window saves the book that is open here: the text stays, the next Enter reads the other's and saves this one on it."""

from __future__ import annotations

import pytest

from models.book import edits
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.paths import database_file
from tests.ui.running_app import CTRL, Key
from ui.session.history import TAKEN_IN

AMOUNT, NOTE = 7, 8


@pytest.fixture
def office(office):
    office.controller.show_sample()
    office.open_page("basic")
    office.will_answer()
    return office


def elsewhere(office, *changes):
    """What another window saves meanwhile."""
    with open_database(database_file()) as database:
        store = BookStore(database)
        for change in changes:
            old = store.load(office.controller.book_id)
            store.save(office.controller.book_id, old, change(old))


def stored(office):
    with open_database(database_file()) as database:
        return BookStore(database).load(office.controller.book_id)


def said(office):
    return office.window._status._saved.text()


def test_enter_saves_it_upon_what_the_other_has_saved(office):
    lines = office.open_book.book.basic
    office.walk_to(1, NOTE).type("先改的").press(Key.Key_Return)
    elsewhere(office, edits.set_field(lines[0].id, "amount", "1"), edits.delete_lines([lines[5].id]))
    office.walk_to(2, NOTE).type("见附件").press(Key.Key_Return)
    assert office.page.grid.open_editor.text() == "见附件"
    assert "另一个窗口里改过" in said(office)
    office.press(Key.Key_Return)
    assert office.page.grid.open_editor is None
    book = stored(office)
    assert (book.basic[0].amount, book.basic[2].note, len(book.basic)) == (1_000_000, "见附件", len(lines) - 1)
    assert office.open_book.book == book
    assert office.page.grid.grid_model.index(0, AMOUNT).data() == "1.00"
    assert said(office).startswith("已保存")
    office.press(Key.Key_Z, CTRL)
    assert stored(office).basic[2].note != "见附件"
    assert stored(office).basic[0].amount == 1_000_000
    assert office.open_book.history[0] == TAKEN_IN
    assert not office.open_book.can_undo


def test_a_field_of_the_cover_is_saved_too(office):
    office.open_page("cover")
    elsewhere(office, edits.set_unit("preparer", "李四"))
    field = office.page.form.fields["head"]
    office.tab_to(field).press(Key.Key_A, CTRL).type("张三").press(Key.Key_Return)
    assert "按 Enter 再存一次" in field.toolTip()
    office.press(Key.Key_Return)
    assert (stored(office).unit.head, stored(office).unit.preparer) == ("张三", "李四")
    assert office.page.form.fields["preparer"].text() == "李四"


def test_the_button_does_the_same(office):
    elsewhere(office, edits.set_unit("head", "李四"))
    office.walk_to(18, NOTE).type("新").press(Key.Key_Tab)
    office.window._status._retry.click()
    assert stored(office).basic[-1].note == "新"
    assert stored(office).unit.head == "李四"
    office.press(Key.Key_Escape)


def test_a_line_that_is_gone_says_so_and_keeps_the_text(office):
    lines = office.open_book.book.basic
    elsewhere(office, edits.delete_lines([lines[2].id]))
    office.walk_to(2, NOTE).type("见附件").press(Key.Key_Return, times=2)
    assert office.page.grid.open_editor.text() == "见附件"
    assert "删掉了" in said(office)
    office.press(Key.Key_Escape)
    office.walk_to(3, NOTE).type("下一行").press(Key.Key_Return)
    assert stored(office).basic[2].note == "下一行"
    assert office.open_book.book == stored(office)


def test_undo_does_not_take_back_what_the_other_did(office):
    office.walk_to(2, NOTE).type("见附件").press(Key.Key_Return)
    elsewhere(office, edits.set_unit("head", "李四"))
    office.press(Key.Key_Z, CTRL, times=2)
    assert stored(office).unit.head == "李四"
    assert stored(office).basic[2].note == "见附件"
    assert office.open_book.book == stored(office)
    assert "不能再撤销" in said(office)
    assert not office.window._status._retry.isVisible()


def test_a_book_deleted_elsewhere_can_be_put_somewhere_else(office):
    with open_database(database_file()) as database:
        BookStore(database).delete(office.controller.book_id)
    office.walk_to(2, NOTE).type("见附件").press(Key.Key_Return, times=2)
    assert "可能已经删除" in said(office)
    assert office.window._status._rescue.isVisible()
    office.press(Key.Key_Escape)
