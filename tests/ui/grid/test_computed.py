"""Computed cells look otherwise and say where their figure comes from and what to do instead of typing there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QToolTip

from tests.ui.grid.columns_of_basic import COST, ECONOMIC, ECONOMIC_NAME, FUNCTION, FUNCTION_NAME, NOTE, Key
from ui.grid.rows.model import CELL_ROLE


@pytest.fixture(autouse=True)
def no_tip_is_left():
    yield
    QToolTip.hideText()


def test_typing_on_a_computed_cell_says_where_it_comes_from(keys, open_book):
    words = "由经济科目自动判断，不用录入。要换，改左边的经济科目。"
    keys.at(3, COST).type("x")
    assert keys.window.workspace.page.content_line.texts[2] == words
    assert QToolTip.text() == words
    assert keys.grid.open_editor is None
    assert open_book.step == 0


@pytest.mark.parametrize(
    ("name", "code", "typed", "found"),
    [
        (FUNCTION_NAME, FUNCTION, "zfgjj", "2210201"),
        (ECONOMIC_NAME, ECONOMIC, "bgf", "30201"),
        (ECONOMIC_NAME, ECONOMIC, "办公费", "30201"),
    ],
)
def test_typing_into_a_name_looks_the_code_up(keys, open_book, name, code, typed, found):
    keys.at(3, name).type(typed)
    assert keys.here == (3, code)
    assert keys.grid.delegate.completion.is_open
    keys.press(Key.Key_Return)
    line = open_book.book.basic[3]
    assert found in {line.function, line.economic}
    assert open_book.step == 1


def test_the_name_of_a_code_begins_a_line(keys, open_book):
    rows = len(open_book.book.basic)
    keys.at_new_row(FUNCTION_NAME).type("zfgjj").press(Key.Key_Return)
    assert open_book.book.basic[rows].function == "2210201"


def test_an_input_method_types_into_a_name(keys, open_book):
    keys.at(3, ECONOMIC_NAME)
    assert keys.grid.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    commit = QInputMethodEvent()
    commit.setCommitString("办公费")
    QApplication.sendEvent(keys.grid, commit)
    assert keys.here == (3, ECONOMIC)
    keys.press(Key.Key_Return)
    assert open_book.book.basic[3].economic == "30201"


def test_tab_passes_the_names_of_codes(keys):
    keys.at(3, FUNCTION).press(Key.Key_Tab)
    assert keys.here == (3, ECONOMIC)


def test_the_words_go_when_another_cell_is_current(keys):
    keys.at(3, COST).type("x")
    keys.press(Key.Key_End)
    assert keys.here == (3, NOTE)
    assert "不用录入" not in keys.window.workspace.page.content_line.texts[2]


def test_f2_and_backspace_say_it_too(keys):
    for key in (Key.Key_F2, Key.Key_Backspace):
        keys.at(2, NOTE).at(3, COST).press(key)
        assert keys.window.workspace.page.content_line.texts[2].startswith("由经济科目自动判断，不用录入")


def test_sums_of_the_form_say_what_to_type_instead(window, keys):
    window.workspace.open_page("three_public")
    page = window.workspace.page
    page.form.setFocus()
    page.form.setCurrentIndex(page.model.index(0, 1))
    keys.type("5")
    assert page.content_line.texts[2] == "自动合计，不用录入。要换，改它加起来的各格。"


def test_a_sum_of_the_income(window, keys, open_book):
    window.workspace.open_page("income")
    page = window.workspace.page
    page.income.setFocus()
    page.income.setCurrentIndex(page.model.index(0, 3))
    keys.type("5")
    assert "不用录入" in page.content_line.texts[2]
    assert open_book.step == 0


def test_the_amounts_of_a_project(window, keys, open_book):
    window.workspace.open_page("projects")
    grid = window.workspace.page.sheet.grids["budget"]
    grid.setFocus()
    grid.setCurrentIndex(grid.grid_model.index(0, 1))
    keys.qtbot.keyClicks(grid, "5")
    assert QToolTip.text().startswith("上面各行资金相加，不用录入")
    assert open_book.step == 0


def test_computed_cells_stand_on_their_own_ground(keys, window):
    view = keys.at(0, NOTE).grid
    picture = view.viewport().grab().toImage()

    def ground(row, column):
        corner = view.visualRect(view.grid_model.index(row, column)).bottomRight()
        return picture.pixelColor(corner.x() - 2, corner.y() - 2)

    assert view.grid_model.index(3, COST).data(CELL_ROLE).computed
    assert ground(3, COST) != ground(3, NOTE)
