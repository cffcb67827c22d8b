"""The last empty row of every grid that takes new rows: the first key is the first key of a new line."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from models.book import edits
from tests.ui.grid.columns_of_basic import Key

pytestmark = pytest.mark.package


def page_grid(key):
    def go(window):
        window.workspace.open_page(key)
        return window.workspace.page.grid

    return go


def part(name):
    def go(window):
        window.workspace.open_page("projects")
        return window.workspace.page.sheet.grids[name]

    return go


def carry_forward(window):
    window.workspace.open_page("income")
    return window.workspace.page.carry_forward


def project(book):
    return book.projects[0]


GRIDS = {
    "基本支出": (page_grid("basic"), 8, lambda book: book.basic[-1].note),
    "其他支出": (page_grid("others"), 6, lambda book: book.others[-1].note),
    "政府采购": (page_grid("procurement"), 3, lambda book: book.procurement[-1].name),
    "年终结转": (carry_forward, 5, lambda book: book.carry_forward[-1].note),
    "资金": (part("funding"), 0, lambda book: project(book).funding[-1].function),
    "绩效目标": (part("goals"), 1, lambda book: project(book).goals[-1].text),
    "指标": (part("indicators"), 3, lambda book: project(book).indicators[-1].description),
}


@pytest.fixture(params=GRIDS)
def new_row(request, window):
    """The grid with the last row current, and how to read what was typed there."""
    go, column, read = GRIDS[request.param]
    grid = go(window)
    model = grid.grid_model
    grid.setFocus()
    grid.setCurrentIndex(model.index(model.line_count, column))
    return grid, model.line_count, column, read


def test_the_first_key_begins_a_line(new_row, qtbot, window, open_book):
    grid, count, _, read = new_row
    qtbot.keyClicks(grid, "7")
    qtbot.keyClicks(window.focusWidget(), "8")
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)
    assert read(open_book.book) == "78"
    assert grid.grid_model.line_count == count + 1
    assert grid.grid_model.is_new_row(count + 1)
    assert open_book.step == 1


def test_a_composition_begins_a_line(new_row, qtbot, window, open_book):
    grid, count, column, read = new_row
    for preedit, commit in (("b", ""), ("ban", ""), ("", "办")):
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(window.focusWidget(), event)
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)
    assert read(open_book.book) == "办" or grid.grid_model.column(column).is_code
    assert grid.grid_model.line_count == count + 1


def test_escape_leaves_no_line(new_row, qtbot, window, open_book):
    grid, count, _, _ = new_row
    qtbot.keyClicks(grid, "7")
    qtbot.keyClick(window.focusWidget(), Key.Key_Escape)
    assert grid.grid_model.line_count == count
    assert open_book.step == 0


def test_a_new_code_of_the_income_stands_where_it_belongs(window, qtbot, open_book):
    window.workspace.open_page("income")
    grid = window.workspace.page.income
    grid.setFocus()
    grid.setCurrentIndex(grid.grid_model.index(grid.grid_model.line_count, 0))
    qtbot.keyClicks(grid, "2")
    qtbot.keyClicks(window.focusWidget(), "296002")
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)
    assert open_book.book.income[-1].function == "2296002"


def test_the_place_above_the_grid_follows_when_rows_go(keys, window, open_book):
    keys.at(9, 0)
    open_book.edit(edits.delete_lines([line.id for line in open_book.book.basic]))
    assert window.workspace.page.content_line.texts[0] == f"第 {keys.grid.currentIndex().row() + 1} 行 · 功能科目"
