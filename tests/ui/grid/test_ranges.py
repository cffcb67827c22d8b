"""Ranges: they grow from the current cell, which stays the one that is typed into; commands work on all of them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.grid.columns_of_basic import AMOUNT, CTRL, ECONOMIC, FUNCTION, LAST, NOTE, SHIFT, SOURCE, Key

ROWS = 18


def rectangle(keys):
    return keys.grid.block.rectangle


def test_shift_and_arrows_grow_and_shrink_around_the_current_cell(keys):
    keys.at(4, SOURCE).press(Key.Key_Down, SHIFT).press(Key.Key_Down, SHIFT).press(Key.Key_Right, SHIFT)
    assert rectangle(keys) == (4, SOURCE, 6, SOURCE + 1)
    assert keys.here == (4, SOURCE)
    for _ in range(4):
        keys.press(Key.Key_Up, SHIFT)
    assert rectangle(keys) == (2, SOURCE, 4, SOURCE + 1)
    keys.press(Key.Key_Right)
    assert rectangle(keys) == (4, SOURCE + 1, 4, SOURCE + 1)


def test_ctrl_shift_arrows_go_to_the_edge_of_the_data(keys):
    keys.at(3, AMOUNT).press(Key.Key_Down, CTRL | SHIFT)
    assert rectangle(keys) == (3, AMOUNT, ROWS - 1, AMOUNT)
    keys.press(Key.Key_Left, CTRL | SHIFT)
    assert rectangle(keys) == (3, FUNCTION, ROWS - 1, AMOUNT)


def test_shift_home_end_and_their_ctrl(keys):
    keys.at(3, SOURCE).press(Key.Key_Home, SHIFT)
    assert rectangle(keys) == (3, 0, 3, SOURCE)
    keys.press(Key.Key_End, SHIFT)
    assert rectangle(keys) == (3, SOURCE, 3, LAST)
    keys.press(Key.Key_End, CTRL | SHIFT)
    assert rectangle(keys) == (3, SOURCE, ROWS - 1, LAST)
    keys.press(Key.Key_Home, CTRL | SHIFT)
    assert rectangle(keys) == (0, 0, 3, SOURCE)


def test_whole_rows_columns_and_everything(keys):
    keys.at(3, SOURCE).press(Key.Key_Down, SHIFT).press(Key.Key_Space, SHIFT)
    assert rectangle(keys) == (3, 0, 4, LAST)
    keys.at(3, SOURCE).press(Key.Key_Space, CTRL)
    assert rectangle(keys) == (0, SOURCE, ROWS - 1, SOURCE)
    keys.at(3, SOURCE).press(Key.Key_A, CTRL)
    assert rectangle(keys) == (0, 0, ROWS - 1, LAST)
    assert keys.here == (3, SOURCE)


def test_what_is_typed_goes_to_the_first_cell_of_the_range(keys, open_book):
    keys.at(2, AMOUNT).press(Key.Key_Down, SHIFT).press(Key.Key_Down, SHIFT).type("5").press(Key.Key_Return)
    assert open_book.book.basic[2].amount == 5_000_000
    assert open_book.step == 1


def test_enter_and_tab_go_round_in_a_range(keys, open_book):
    keys.at(2, SOURCE).press(Key.Key_Down, SHIFT)
    for _ in range(2):
        keys.press(Key.Key_Right, SHIFT)
    visited = []
    for _ in range(6):
        visited.append(keys.here)
        keys.press(Key.Key_Return)
    assert visited == [(row, column) for column in (SOURCE, SOURCE + 1, AMOUNT) for row in (2, 3)]
    assert keys.here == (2, SOURCE)
    keys.press(Key.Key_Tab).press(Key.Key_Tab).type("8").press(Key.Key_Tab)
    assert keys.here == (3, SOURCE)
    assert rectangle(keys) == (2, SOURCE, 3, AMOUNT)
    assert open_book.book.basic[2].amount == 8_000_000


def test_tab_passes_by_computed_cells_of_a_range(keys):
    keys.at(2, FUNCTION).press(Key.Key_End, SHIFT).press(Key.Key_Tab)
    assert keys.here == (2, ECONOMIC)


def test_a_range_drawn_with_the_mouse_keeps_the_cell_where_it_began(keys, qtbot):
    view, model = keys.grid, keys.grid.grid_model

    def middle(row, column):
        return view.visualRect(model.index(row, column)).center()

    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(3, SOURCE))
    for place in (middle(3, SOURCE) + QPoint(12, 4), middle(5, AMOUNT), middle(6, NOTE)):
        QTest.mouseMove(view.viewport(), place)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(6, NOTE))
    assert rectangle(keys) == (3, SOURCE, 6, NOTE)
    assert keys.here == (3, SOURCE)


def test_a_click_with_shift_selects_from_the_current_cell(keys, qtbot):
    view = keys.at(2, SOURCE).grid
    there = view.visualRect(view.grid_model.index(5, AMOUNT)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, there)
    assert rectangle(keys) == (2, SOURCE, 5, AMOUNT)
    assert keys.here == (2, SOURCE)


def test_a_click_with_shift_selects_from_a_current_cell_that_the_program_went_to(keys, qtbot):
    view = keys.grid
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.grid_model.index(0, 0)).center())
    there = view.visualRect(keys.at(2, SOURCE).grid.grid_model.index(5, AMOUNT)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, there)
    assert rectangle(keys) == (2, SOURCE, 5, AMOUNT)
    assert keys.here == (2, SOURCE)


def test_delete_clears_a_range_as_one_step(keys, open_book):
    keys.at(2, AMOUNT).press(Key.Key_Down, CTRL | SHIFT).press(Key.Key_Delete)
    assert not any(line.amount for line in open_book.book.basic[2:])
    assert open_book.step == 1
    keys.press(Key.Key_Z, CTRL)
    assert all(line.amount for line in open_book.book.basic)


def test_fill_right_takes_the_first_column_as_one_step(keys, open_book):
    keys.at(2, AMOUNT).press(Key.Key_Right, SHIFT).press(Key.Key_Down, SHIFT).press(Key.Key_R, CTRL)
    lines = open_book.book.basic[2:4]
    assert [line.note for line in lines] == [keys.grid.grid_model.cell(keys.grid.grid_model.index(r, AMOUNT)).typed for r in (2, 3)]
    assert open_book.step == 1


def test_fill_right_of_one_cell_takes_its_neighbour(keys, open_book):
    keys.at(0, AMOUNT).type("3").press(Key.Key_Return)
    keys.at(0, NOTE).press(Key.Key_R, CTRL)
    assert open_book.book.basic[0].note == "3"
    keys.at(0, FUNCTION).press(Key.Key_R, CTRL)
    assert open_book.step == 2


def test_rows_of_a_range_are_inserted_and_deleted_together(keys, open_book):
    ids = [line.id for line in open_book.book.basic]
    keys.at(3, SOURCE).press(Key.Key_Down, SHIFT).press(Key.Key_Plus, CTRL | SHIFT)
    assert len(open_book.book.basic) == ROWS + 2
    assert [line.id for line in open_book.book.basic][5:] == ids[3:]
    keys.press(Key.Key_Down, SHIFT).press(Key.Key_Minus, CTRL)
    assert [line.id for line in open_book.book.basic] == ids
    assert open_book.step == 2
