"""回车按录入顺序: Enter goes to the next cell that is typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.grid.columns_of_basic import AMOUNT, ECONOMIC, FUNCTION, NOTE, SHIFT, SOURCE, YEAR, Key

pytestmark = pytest.mark.package

ROWS = 18


@pytest.fixture
def in_order(window, qtbot):
    button = next(button for button in window.findChildren(object, "enter_in_order") if hasattr(button, "click"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return button


def test_enter_passes_by_computed_cells_and_wraps_to_the_new_row(keys, in_order):
    assert in_order.text() == "回车：按录入顺序"
    keys.at(ROWS - 1, FUNCTION)
    visited = []
    for _ in range(7):
        keys.press(Key.Key_Return)
        visited.append(keys.here)
    assert visited == [(ROWS - 1, c) for c in (ECONOMIC, SOURCE, YEAR, AMOUNT, NOTE)] + [(ROWS, FUNCTION), (ROWS, ECONOMIC)]
    keys.press(Key.Key_Return, SHIFT).press(Key.Key_Return, SHIFT)
    assert keys.here == (ROWS - 1, NOTE)


def test_lines_are_typed_one_after_the_other_with_enter_alone(keys, open_book, in_order):
    keys.at_new_row()
    for code, cost, amount in (("2013201", "30101", "1.5"), ("2013202", "30201", "=1+1")):
        keys.type(code).press(Key.Key_Return).type(cost).press(Key.Key_Return)
        keys.press(Key.Key_Return).press(Key.Key_Return).type(amount).press(Key.Key_Return).press(Key.Key_Return)
    typed = [(line.function, line.economic, line.amount) for line in open_book.book.basic[ROWS:]]
    assert typed == [("2013201", "30101", 1_500_000), ("2013202", "30201", 2_000_000)]
    assert keys.here == (ROWS + 2, FUNCTION)


def test_the_switch_is_remembered_and_in_the_menu(window, settings, open_book, in_order, keys):
    assert settings.get("entry/enter_in_order") is True
    action = window.actions_of_window["enter_in_order"]
    assert action.isChecked()
    action.trigger()
    assert in_order.text() == "回车：向下"
    keys.at(3, AMOUNT).press(Key.Key_Return)
    assert keys.here == (4, AMOUNT)


def test_on_the_sheet_enter_goes_on_to_the_next_part(window, keys, in_order):
    window.workspace.open_page("projects")
    sheet = window.workspace.page.sheet
    sheet.grids["head"].enter(1)
    for _ in range(3):
        keys.press(Key.Key_Return)
    assert sheet.active_grid is sheet.grids["funding"]
