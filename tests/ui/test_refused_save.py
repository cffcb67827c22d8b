"""A save that the disk refuses loses nothing that was typed: it stays, marked, and is saved with the next Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from storage.errors import StorageError
from tests.ui.running_app import CTRL, Key, choose
from ui.grid.editing.editors import CellEditor

AMOUNT = 7
NOTE = 8


@pytest.fixture
def office(office):
    office.controller.show_sample()
    office.open_page("basic")
    office.will_answer()
    return office


@pytest.fixture
def disk(office, monkeypatch):
    """``full`` decides whether the store refuses."""

    class Disk:
        full = True

    save, disk = office.library.store.save, Disk()

    def refusing(*args):
        if disk.full:
            raise StorageError("磁盘满了，清理磁盘后再试")
        return save(*args)

    monkeypatch.setattr(office.open_book, "_save", lambda *step: refusing(office.controller.book_id, *step))
    return disk


def editor(office):
    return office.page.grid.open_editor


def test_enter_keeps_the_editor_with_the_text(office, disk):
    office.walk_to(2, NOTE).type("见附件").press(Key.Key_Return)
    assert editor(office).text() == "见附件"
    assert editor(office).property("unsaved")
    assert office.focus is editor(office)
    assert office.page.content_line.texts[1:] == ("见附件", "没有存上，文字还在：按 Enter 再存一次，按 Esc 放弃")
    assert office.window._status._saved.text() == "没有保存：磁盘满了，清理磁盘后再试"
    disk.full = False
    office.press(Key.Key_Return)
    assert editor(office) is None
    assert office.open_book.book.basic[2].note == "见附件"
    assert office.page.grid.currentIndex().row() == 3


def test_esc_gives_the_text_up(office, disk):
    office.walk_to(0, AMOUNT).type("5").press(Key.Key_Return).press(Key.Key_Escape)
    assert editor(office) is None
    assert office.page.grid.grid_model.index(0, AMOUNT).data() == "464.40"


def test_a_click_on_another_cell_comes_back(office, disk, qtbot):
    office.walk_to(0, AMOUNT).type("5")
    grid = office.page.grid
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(grid.grid_model.index(4, 1)).center())
    qtbot.waitUntil(lambda: office.focus is editor(office))
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, AMOUNT)
    assert editor(office).text() == "5"
    disk.full = False
    office.press(Key.Key_Return)
    assert office.open_book.book.basic[0].amount == 5_000_000


def test_the_text_is_still_there_after_a_look_at_another_page(office, disk):
    office.walk_to(0, AMOUNT).type("5").open_page("income")
    office.open_page("basic")
    assert office.page.grid.open_editor.text() == "5"
    assert office.page.grid.open_editor.isVisible()
    disk.full = False
    office.page.grid.open_editor.setFocus()
    office.press(Key.Key_Return)
    assert office.open_book.book.basic[0].amount == 5_000_000


def test_a_new_line_is_not_lost(office, disk):
    office.walk_to(18, NOTE).type("新").press(Key.Key_Tab)
    assert editor(office).text() == "新"
    disk.full = False
    office.press(Key.Key_Tab)
    assert office.open_book.book.basic[-1].note == "新"


def test_a_field_of_the_cover_keeps_its_text(office, disk):
    office.open_page("cover")
    field = office.page.form.fields["head"]
    office.tab_to(field).press(Key.Key_A, CTRL).type("张三").press(Key.Key_Return)
    assert field.text() == "张三"
    assert field.property("state") == "error"
    assert "没有存上" in field.toolTip()
    disk.full = False
    office.press(Key.Key_Return)
    assert office.open_book.book.unit.head == "张三"
    assert not field.property("unsaved")
    assert field.property("state") != "error"


def test_an_indicator_keeps_its_text(office, disk):
    office.open_page("projects")
    grid = office.page.sheet.grids["indicators"]
    office.walk_to(0, 3, grid).type("新的描述").press(Key.Key_Return)
    assert grid.open_editor.current_text() == "新的描述"
    disk.full = False
    office.press(Key.Key_Return)
    assert office.open_book.book.projects[0].indicators[0].description == "新的描述"


def test_the_window_does_not_close_over_it(office, disk):
    office.walk_to(0, AMOUNT).type("5")
    said = []
    office.will_answer(choose("stay", said))
    assert not office.window.close()
    assert office.window.isVisible()
    assert said[0].startswith("有一处录入没有存上")
    assert editor(office).text() == "5"
    office.will_answer(choose("leave"))
    assert office.window.close()


def test_nothing_is_exported_without_it(office, disk):
    office.walk_to(0, AMOUNT).type("5")
    said = []
    office.will_answer(choose("close", said))
    office.press(Key.Key_E, CTRL)
    assert said[0].startswith("有一处录入没有存上")
    assert isinstance(editor(office), CellEditor)
    disk.full = False
    office.press(Key.Key_Return)
