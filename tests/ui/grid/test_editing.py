"""The two ways of typing: replacing a cell, where arrows leave it, and going on in its text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from tests.ui.grid.columns_of_basic import AMOUNT, COST, ECONOMIC, NOTE, Key

pytestmark = pytest.mark.package


@pytest.mark.parametrize(
    ("key", "there"),
    [(Key.Key_Down, (4, AMOUNT)), (Key.Key_Up, (2, AMOUNT)), (Key.Key_Right, (3, NOTE)), (Key.Key_Left, (3, AMOUNT - 1))],
)
def test_an_arrow_commits_what_replaces_a_cell_and_moves(keys, open_book, key, there):
    keys.at(3, AMOUNT).type("12").press(key)
    assert open_book.book.basic[3].amount == 12_000_000
    assert keys.here == there
    assert keys.grid.open_editor is None


def test_after_f2_arrows_move_in_the_text(keys, open_book):
    keys.at(3, NOTE).type("ac").press(Key.Key_Return)
    keys.at(3, NOTE).press(Key.Key_F2).press(Key.Key_Left).type("b").press(Key.Key_Return)
    assert open_book.book.basic[3].note == "abc"
    assert keys.here == (4, NOTE)


def test_f2_while_typing_changes_between_the_two(keys, open_book):
    keys.at(3, NOTE).type("ac").press(Key.Key_F2).press(Key.Key_Left).type("b")
    assert keys.target.text() == "abc"
    keys.press(Key.Key_F2).press(Key.Key_Down)
    assert open_book.book.basic[3].note == "abc"
    assert keys.here == (4, NOTE)


def test_a_click_into_the_text_keeps_the_arrows_there(keys, qtbot):
    keys.at(3, NOTE).type("ac")
    qtbot.mouseClick(keys.target, Qt.MouseButton.LeftButton)
    keys.press(Key.Key_Home).press(Key.Key_Right).type("b")
    assert keys.target.text() == "abc"
    keys.press(Key.Key_Escape)


def test_the_look_up_has_the_arrows_while_it_is_open(keys, open_book):
    keys.at(3, ECONOMIC).type("301").press(Key.Key_Down)
    assert keys.grid.open_editor is not None
    keys.press(Key.Key_Escape)
    assert open_book.step == 0


def test_backspace_starts_an_empty_entry(keys, open_book):
    keys.at(3, AMOUNT).press(Key.Key_Backspace)
    assert keys.target.text() == ""
    keys.type("9").press(Key.Key_Return)
    assert open_book.book.basic[3].amount == 9_000_000
    keys.at(4, AMOUNT).press(Key.Key_Backspace).press(Key.Key_Return)
    assert open_book.book.basic[4].amount is None


def test_backspace_on_a_computed_cell_opens_nothing(keys, open_book):
    keys.at(3, COST).press(Key.Key_Backspace)
    assert keys.grid.open_editor is None
    assert open_book.step == 0


def test_escape_takes_an_entry_back(keys, open_book):
    keys.at(3, AMOUNT).type("9").press(Key.Key_Escape)
    assert open_book.step == 0
    keys.press(Key.Key_F2).type("9").press(Key.Key_Escape)
    assert open_book.step == 0
    assert keys.here == (3, AMOUNT)


def test_long_text_is_left_by_arrows_like_any_other(keys, window, open_book):
    window.workspace.open_page("cover")
    page = window.workspace.page
    page.last_year.setFocus()
    page.last_year.setCurrentIndex(page.model.index(0, 4))
    keys.type("x").press(Key.Key_Down)
    assert keys.here == (1, 4)
    assert open_book.book.last_year[0].reason == "x"


def test_the_menu_shows_the_keys_of_the_cell(window):
    actions = window.actions_of_window
    assert actions["edit_cell"].text() == "编辑单元格\tF2"
    assert actions["look_up"].toolTip() == "列出可选内容  Alt+Down"
    chosen = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "选中")
    assert actions["select_all"] in chosen.actions()


def test_the_menu_edits_the_cell(keys, window):
    keys.at(3, NOTE)
    window.actions_of_window["edit_cell"].trigger()
    assert keys.grid.open_editor is not None
    keys.press(Key.Key_Escape)
