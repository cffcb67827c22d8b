"""Where keys lead in a grid: Enter and Tab, arrows, edges of the data, Home and End."""

from __future__ import annotations

import pytest

from models.book import edits
from tests.ui.grid.columns_of_basic import AMOUNT, CTRL, ECONOMIC, FUNCTION, LAST, NOTE, SHIFT, SOURCE, YEAR, Key

pytestmark = pytest.mark.package

ROWS = 18


def test_enter_after_tabs_returns_to_the_column_where_they_began(keys):
    keys.at(3, SOURCE).press(Key.Key_Tab).press(Key.Key_Tab)
    assert keys.here == (3, AMOUNT)
    keys.press(Key.Key_Return)
    assert keys.here == (4, SOURCE)


def test_enter_after_typed_cells_and_tabs_returns_too(keys, open_book):
    keys.at(3, AMOUNT).type("1").press(Key.Key_Tab).type("abc").press(Key.Key_Return)
    assert keys.here == (4, AMOUNT)
    assert (open_book.book.basic[3].amount, open_book.book.basic[3].note) == (1_000_000, "abc")


def test_a_new_line_typed_with_tabs_ends_below_its_first_cell(keys, open_book):
    keys.at_new_row().type("2013201").press(Key.Key_Tab).type("30201").press(Key.Key_Tab)
    keys.press(Key.Key_Tab).press(Key.Key_Tab).type("12.5").press(Key.Key_Return)
    assert keys.here == (ROWS + 1, FUNCTION)
    line = open_book.book.basic[-1]
    assert (line.function, line.economic, line.amount) == ("2013201", "30201", 12_500_000)


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_Up, Key.Key_Home])
def test_another_move_ends_the_run_of_tabs(keys, key):
    keys.at(3, SOURCE).press(Key.Key_Tab).press(key)
    _, column = keys.here
    keys.press(Key.Key_Return)
    assert keys.here[1] == column


def test_a_click_ends_the_run_of_tabs(keys, qtbot):
    keys.at(3, SOURCE).press(Key.Key_Tab)
    from PySide6.QtCore import Qt

    there = keys.grid.visualRect(keys.grid.grid_model.index(6, NOTE)).center()
    qtbot.mouseClick(keys.grid.viewport(), Qt.MouseButton.LeftButton, pos=there)
    keys.press(Key.Key_Return)
    assert keys.here == (7, NOTE)


def test_shift_enter_goes_up_from_the_cell_and_from_its_editor(keys, open_book):
    keys.at(4, AMOUNT).press(Key.Key_Return, SHIFT)
    assert keys.here == (3, AMOUNT)
    keys.type("7").press(Key.Key_Return, SHIFT)
    assert keys.here == (2, AMOUNT)
    assert open_book.book.basic[3].amount == 7_000_000


def test_enter_in_the_last_row_stays(keys):
    keys.at_new_row(NOTE).press(Key.Key_Return)
    assert keys.here == (ROWS, NOTE)


def test_arrows_stop_at_the_edges(keys):
    keys.at(0, 0).press(Key.Key_Up).press(Key.Key_Left)
    assert keys.here == (0, 0)
    keys.press(Key.Key_Right).press(Key.Key_Down)
    assert keys.here == (1, 1)


def test_home_end_and_their_ctrl(keys):
    keys.at(5, YEAR).press(Key.Key_Home)
    assert keys.here == (5, 0)
    keys.press(Key.Key_End)
    assert keys.here == (5, LAST)
    keys.press(Key.Key_Home, CTRL)
    assert keys.here == (0, 0)
    keys.press(Key.Key_End, CTRL)
    assert keys.here == (ROWS - 1, LAST)


def test_ctrl_arrows_go_to_the_end_of_a_filled_run_and_over_gaps(keys, open_book):
    for row in (5, 6, 9):
        open_book.edit(edits.set_field(open_book.book.basic[row].id, "amount", ""))
    keys.at(0, AMOUNT).press(Key.Key_Down, CTRL)
    assert keys.here == (4, AMOUNT)
    keys.press(Key.Key_Down, CTRL)
    assert keys.here == (7, AMOUNT)
    keys.press(Key.Key_Down, CTRL)
    assert keys.here == (8, AMOUNT)
    keys.press(Key.Key_Down, CTRL)
    assert keys.here == (10, AMOUNT)
    keys.press(Key.Key_Down, CTRL)
    assert keys.here == (ROWS - 1, AMOUNT)
    keys.press(Key.Key_Down, CTRL)
    assert keys.here == (ROWS, AMOUNT)
    keys.press(Key.Key_Up, CTRL).press(Key.Key_Up, CTRL)
    assert keys.here == (10, AMOUNT)


def test_ctrl_left_and_right(keys):
    keys.at(2, FUNCTION).press(Key.Key_Right, CTRL)
    assert keys.here == (2, AMOUNT)
    keys.press(Key.Key_Right, CTRL)
    assert keys.here == (2, NOTE)
    keys.press(Key.Key_Left, CTRL).press(Key.Key_Left, CTRL)
    assert keys.here == (2, FUNCTION)


def test_page_down_and_up_move_by_a_screen(keys, window):
    window.resize(1366, 420)
    keys.at(0, ECONOMIC).press(Key.Key_PageDown)
    row, column = keys.here
    assert row > 2
    assert column == ECONOMIC
    keys.press(Key.Key_PageUp)
    assert keys.here == (0, ECONOMIC)
