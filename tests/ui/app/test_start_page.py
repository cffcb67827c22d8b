"""The start page by keyboard: search, open, delete; and what it says of each book."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from storage.database.journal import DELETE
from storage.errors import BusyError
from storage.files.book_file import sample_book
from storage.paths import database_file
from tests.second_budget import second_book
from tests.ui.running_app import Key, Office, choose
from ui.app.start.book_list import INCOME, PACK, STATE, UNIT, YEAR


@pytest.fixture
def office(qtbot, theme, icons):
    office = Office(qtbot, theme, icons).start()
    office.library.store.create(second_book())
    office.library.store.create(sample_book())
    office.controller.show_start()
    yield office
    assert office.all_answered()
    office.library.close()


@pytest.fixture
def page(office):
    return office.window.centralWidget()


def texts(page, column):
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def test_what_it_says_of_the_books(qtbot, page):
    qtbot.waitUntil(lambda: all(texts(page, STATE)))
    rows = sorted(zip(*(texts(page, c) for c in (UNIT, YEAR, PACK, INCOME, STATE)), strict=True))
    assert rows[0] == ("113 开发区党群工作部　批复", "2024", "邢台 2024 版式", "2,693.97", "可以导出")
    assert rows[1][0] == "920 第二预算单位　二上"
    assert rows[1][4].startswith("错误 ")


@pytest.mark.parametrize("typed", ["kfqdq", "党群", "113"])
def test_search_and_enter(qtbot, office, page, typed):
    page.search.setFocus()
    office.type(typed)
    assert texts(page, UNIT) == ["113 开发区党群工作部　批复"]
    office.press(Key.Key_Return)
    assert office.open_book.book == sample_book()


def test_nothing_found(office, page):
    page.search.setFocus()
    office.type("zzz")
    assert texts(page, UNIT) == []
    assert page._foot.text() == "没有找到。Esc 清空搜索。"
    office.press(Key.Key_Return).press(Key.Key_Escape)
    assert len(texts(page, UNIT)) == 2


def test_arrow_and_enter_open(office, page):
    page.search.setFocus()
    office.press(Key.Key_Down)
    assert page.table.hasFocus()
    wanted = page.model.shown[1].id
    office.press(Key.Key_Down).press(Key.Key_Return)
    assert office.controller.book_id == wanted


def test_delete_asks_and_backs_up(office, page):
    gone = page.table.current_id
    office.will_answer(lambda dialog: office.press(Key.Key_Return))  # the primary button keeps
    office.press(Key.Key_Delete)
    assert office.library.newest_backup() is None
    assert len(office.library.store.list_books()) == 2
    office.will_answer(choose("delete"))
    office.press(Key.Key_Delete)
    assert [entry.id for entry in office.library.store.list_books()] != []
    assert gone not in [entry.id for entry in office.library.store.list_books()]
    assert office.library.newest_backup() is not None


def test_the_big_buttons(qtbot, office, page):
    qtbot.mouseClick(page.sample, Qt.MouseButton.LeftButton)
    assert office.open_book.book.stage == "示例"


def test_only_what_needs_no_book_is_offered(office):
    def shown():
        return [action.text() for action in office.window.menuBar().actions() if action.isVisible()]

    assert not {"编辑(&E)", "填报(&B)", "检查(&C)"} & set(shown())
    assert not office.window.actions_of_window["export"].isEnabled()
    office.controller.show_sample()
    assert {"编辑(&E)", "填报(&B)", "检查(&C)"} <= set(shown())


def test_enter_begins_a_book_and_a_blank_one_says_so(qtbot, office, page):
    """Nothing was compared in it yet, so no ✓; the buttons of the start page and of the dialog take Enter where they are."""
    lacking = []

    def fill(dialog):
        dialog.name.setFocus()
        dialog.name.selectAll()
        office.press(Key.Key_Delete).press(Key.Key_Return)
        lacking.append(dialog.fault.text())
        office.type("某镇")
        lacking.append(dialog.fault.text())
        dialog.buttons["create"].setFocus()
        office.press(Key.Key_Return)

    page.new.setFocus()
    office.will_answer(fill)
    office.press(Key.Key_Return)
    assert lacking == ["还要填单位名称", ""]
    assert office.open_book.book.unit.name == "某镇"
    office.open_page("home")
    assert office.page.sentence.startswith("还没有填。")
    shown = {row.key: row.cells for row in office.page.state.plain.rows}
    assert [cell.text for cell in shown["texts"][1:]] == ["空", "", "部门职责、机构设置、增减原因"]
    assert not office.page._headings["income"].isVisible()
    office.controller.close_book()
    page = office.window.centralWidget()
    qtbot.waitUntil(lambda: all(texts(page, STATE)))
    at = next(row for row, unit in enumerate(texts(page, UNIT)) if "某镇" in unit)
    assert (texts(page, STATE)[at], texts(page, INCOME)[at] or "") == ("还没有填", "")


def test_enter_on_the_refusing_button_refuses(office, page):
    def leave(dialog):
        dialog.name.setText("某镇")
        office.tab_to(dialog.buttons["leave"]).press(Key.Key_Return)

    page.new.setFocus()
    office.will_answer(leave)
    office.press(Key.Key_Return)
    assert office.open_book is None


def test_a_lock_of_another_program_does_not_hold_up_the_list(office, qtbot, monkeypatch):
    """Each state that is asked for would wait: it is asked for again when the other has done."""
    monkeypatch.setattr("ui.app.start.book_list._LATER", 1)
    monkeypatch.setattr("storage.database.file.journal_mode_for", lambda _path: DELETE)  # with its log, readers do not wait
    office.library.close()
    with closing(sqlite3.connect(database_file())) as other:
        office.controller.show_start()
        page = office.window.centralWidget()
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyError):
            office.library.store.look(1)
        qtbot.waitUntil(lambda: page.model._timer.interval() == 1)
        assert texts(page, STATE) == ["", ""]
    qtbot.waitUntil(lambda: all(texts(page, STATE)))
    assert page.model._timer.interval() == 0
