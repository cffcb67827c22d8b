"""Ctrl+F, F3, Shift+F3: from any page to whatever is typed on any page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolBar

from tests.ui.grid.columns_of_basic import AMOUNT, CTRL, ECONOMIC, NOTE, SHIFT, Key
from ui.window.search.find import FindLine


@pytest.fixture
def line(window, keys, qtbot):
    """The line after Ctrl+F."""

    def ask():
        qtbot.keyClick(window.focusWidget(), Key.Key_F, CTRL)
        return next(found for found in window.findChildren(FindLine) if found.isVisible())

    return ask


def test_a_code_on_this_page(keys, line, qtbot):
    keys.at(0, NOTE)
    asked = line()
    qtbot.keyClicks(asked, "30108")
    assert asked.list.isVisible()
    hit = asked.list.selected
    assert (hit.name, hit.hint) == ("30108 机关事业单位基本养老保险缴费", "基本支出 第 6 行 经济科目")
    qtbot.keyClick(asked, Key.Key_Return)
    assert keys.here == (5, ECONOMIC)
    assert not asked.isVisible()


def test_the_button_of_the_toolbar(window, keys, qtbot):
    keys.at(0, NOTE)
    button = window.findChild(QToolBar).widgetForAction(window.actions_of_window["find"])
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    asked = next(found for found in window.findChildren(FindLine) if found.isVisible())
    qtbot.keyClicks(asked, "30108")
    qtbot.keyClick(asked, Key.Key_Return)
    assert keys.here == (5, ECONOMIC)


def test_an_amount(keys, line, qtbot):
    asked = line()
    qtbot.keyClicks(asked, "4,643,960")
    qtbot.keyClick(asked, Key.Key_Return)
    assert keys.here == (0, AMOUNT)


def test_another_page_by_initials_and_arrows(window, line, qtbot):
    asked = line()
    qtbot.keyClicks(asked, "wzgzjf")
    qtbot.keyClick(asked, Key.Key_Return)
    page = window.workspace.page
    assert page.key == "projects"
    assert page.sheet.active_grid.currentIndex().data() == "2024年武装工作经费"


def test_a_field_of_the_cover(window, line, qtbot, open_book):
    asked = line()
    qtbot.keyClicks(asked, open_book.book.unit.code)
    rows = [hit.hint for hit in asked.hits(asked.text())]
    for _ in range(rows.index("封面 单位编码")):
        qtbot.keyClick(asked, Key.Key_Down)
    qtbot.keyClick(asked, Key.Key_Return)
    assert window.workspace.page.key == "cover"
    assert window.focusWidget() is window.workspace.page.form.fields["code"]


def test_f3_goes_on_round_the_end_and_shift_f3_back(keys, line, qtbot):
    asked = line()
    qtbot.keyClicks(asked, "2101101")
    count = sum(hit.hint.startswith("基本支出") for hit in asked.hits("2101101"))
    assert count == 2
    qtbot.keyClick(asked, Key.Key_Return)
    assert keys.here == (4, 0)
    keys.press(Key.Key_F3)
    assert keys.here == (6, 0)
    keys.press(Key.Key_F3, SHIFT)
    assert keys.here == (4, 0)


def test_f3_follows_the_book_as_it_is_now(keys, line, qtbot, open_book):
    asked = line()
    qtbot.keyClicks(asked, "30110")
    qtbot.keyClick(asked, Key.Key_Return)
    assert keys.here == (6, ECONOMIC)
    keys.press(Key.Key_Minus, CTRL)
    keys.press(Key.Key_F3)
    assert all(line.economic != "30110" for line in open_book.book.basic)
    assert any(found.isVisible() for found in keys.window.findChildren(FindLine))


def test_the_next_search_begins_with_the_last_one(keys, line, qtbot):
    asked = line()
    qtbot.keyClicks(asked, "30108")
    qtbot.keyClick(asked, Key.Key_Return)
    again = line()
    assert (again.text(), again.selectedText()) == ("30108", "30108")
    qtbot.keyClicks(again, "30101")
    assert again.text() == "30101"


def test_escape_goes_back_to_the_cell(window, keys, line, qtbot):
    keys.at(3, AMOUNT)
    asked = line()
    qtbot.keyClicks(asked, "30108")
    qtbot.keyClick(asked, Key.Key_Escape)
    assert window.focusWidget() is keys.grid
    assert keys.here == (3, AMOUNT)


def test_what_is_being_typed_is_taken_over_first(keys, line, qtbot, open_book):
    keys.at(3, NOTE).type("abc")
    line()
    assert open_book.book.basic[3].note == "abc"


def test_nothing_found_says_so(line, qtbot):
    asked = line()
    qtbot.keyClicks(asked, "zzzzzz")
    assert asked.list.summary == "没有找到“zzzzzz”"
    assert asked.list.isVisible()
    qtbot.keyClick(asked, Key.Key_Return)
    assert asked.isVisible()


def test_the_menu_shows_the_keys(window):
    actions = window.actions_of_window
    assert actions["find"].toolTip() == "查找  Ctrl+F"
    assert actions["find_next"].shortcut().toString() == "F3"
    assert actions["find_previous"].shortcut().toString() == "Shift+F3"
    assert all(actions[key].isEnabled() for key in ("find", "find_next", "find_previous"))


def test_f3_in_the_open_line_goes_to_the_first_and_on(keys, line, qtbot):
    asked = line()
    qtbot.keyClicks(asked, "2101101")
    qtbot.keyClick(asked, Key.Key_F3)
    assert keys.here == (4, 0)
    assert not asked.isVisible()
    keys.press(Key.Key_F3)
    assert keys.here == (6, 0)


def test_shift_f3_in_the_open_line_goes_to_the_last(keys, line, qtbot):
    asked = line()
    qtbot.keyClicks(asked, "30302")
    count = len(asked.hits("30302"))
    assert count == 1
    qtbot.keyClick(asked, Key.Key_F3, SHIFT)
    assert keys.here == (17, ECONOMIC)


def test_escape_goes_back_into_the_sheet(window, line, qtbot):
    window.workspace.open_page("projects")
    grid = window.workspace.page.sheet.grids["goals"]
    grid.enter(1)
    asked = line()
    qtbot.keyClick(asked, Key.Key_Escape)
    assert window.focusWidget() is grid


def test_what_a_field_of_the_cover_holds_is_taken_over_first(window, line, qtbot):
    window.workspace.open_page("cover")
    field = window.workspace.page.form.fields["head"]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Wang")
    asked = line()
    qtbot.keyClicks(asked, "wang")
    assert "封面 单位负责人" in [hit.hint for hit in asked.hits("wang")]
