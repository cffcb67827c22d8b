"""A narrow window and large text: code, name and amount stay in sight, and what is cut short can still be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from tests.ui.grid.columns_of_basic import AMOUNT, ECONOMIC, ECONOMIC_NAME, FUNCTION, FUNCTION_NAME, SOURCE
from ui.grid.rows.column import ColumnKind
from ui.grid.view.widths import fitted_widths
from ui.pages.entry.basic import COLUMNS
from ui.pages.entry.last_year import COLUMNS as LAST_YEAR

WIDE = [round(10 * column.width) for column in COLUMNS]


@pytest.fixture
def ends(keys):
    """Where the columns end, and how wide the grid is."""

    def look():
        header = keys.grid.horizontalHeader()
        ends = [header.sectionViewportPosition(i) + header.sectionSize(i) for i in range(header.count())]
        return ends, keys.grid.viewport().width()

    return look


def test_at_150_percent_the_amount_is_in_sight_and_the_names_have_given_the_room(qtbot, window, theme, ends, keys):
    name, code = (keys.grid.columnWidth(column) for column in (FUNCTION_NAME, FUNCTION))
    theme.set_zoom(150)
    qtbot.waitUntil(lambda: ends()[0][AMOUNT] <= ends()[1])
    assert keys.grid.columnWidth(FUNCTION_NAME) < 1.5 * name
    assert keys.grid.columnWidth(FUNCTION) == pytest.approx(1.5 * code, abs=1)
    theme.set_zoom(100)
    qtbot.waitUntil(lambda: keys.grid.columnWidth(FUNCTION_NAME) == name)


def test_the_usual_window_shows_the_last_column_whole(window, ends, keys):
    """The column 备注 was outside by twelve pixels, and the grid had a scroll bar for them."""
    assert window.width() == 1366
    assert ends()[0][-1] <= ends()[1]
    assert not keys.grid.horizontalScrollBar().isVisible()


def test_a_narrower_window_takes_from_the_names_first_and_gives_it_back(qtbot, window, ends, keys):
    before = [keys.grid.columnWidth(column) for column in range(len(COLUMNS))]
    window.resize(1000, 738)
    qtbot.waitUntil(lambda: ends()[0][AMOUNT] <= ends()[1])
    narrow = [keys.grid.columnWidth(column) for column in range(len(COLUMNS))]
    assert narrow[ECONOMIC_NAME] < before[ECONOMIC_NAME]
    assert (narrow[FUNCTION], narrow[ECONOMIC]) == (before[FUNCTION], before[ECONOMIC])
    window.resize(1366, 738)
    qtbot.waitUntil(lambda: keys.grid.columnWidth(ECONOMIC_NAME) == before[ECONOMIC_NAME])


def test_a_name_that_is_cut_short_stands_whole_in_the_tooltip(qtbot, window, keys, theme):
    theme.set_zoom(150)
    grid = keys.grid
    cell = grid.grid_model.index(5, FUNCTION_NAME)
    qtbot.waitUntil(lambda: grid.columnWidth(FUNCTION_NAME) < theme.em * 16)
    at = grid.visualRect(cell).center()
    QApplication.sendEvent(grid.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, grid.viewport().mapToGlobal(at)))
    assert QToolTip.text() == "机关事业单位基本养老保险缴费支出\n由功能科目带出"
    QToolTip.hideText()


def test_what_is_typed_gives_room_last_and_nothing_below_its_least():
    enough = sum(WIDE[: AMOUNT + 1])
    assert fitted_widths(COLUMNS, WIDE, enough, 10) == WIDE
    some = fitted_widths(COLUMNS, WIDE, enough - 100, 10)
    assert enough - 102 <= sum(some[: AMOUNT + 1]) <= enough - 100
    assert some[SOURCE] == WIDE[SOURCE]
    least = fitted_widths(COLUMNS, WIDE, 100, 10)
    assert [least[at] for at in (FUNCTION_NAME, ECONOMIC_NAME, SOURCE)] == [60, 60, 60]
    assert all(now == before for now, before, column in zip(least, WIDE, COLUMNS, strict=True) if not column.least)


def test_long_text_gives_room_first_for_it_wraps():
    columns = LAST_YEAR
    wide = [round(10 * column.width) for column in columns]
    narrow = fitted_widths(columns, wide, sum(wide) - 100, 10)
    assert narrow[:-1] == wide[:-1]
    assert sum(narrow) == sum(wide) - 100
    least = fitted_widths(columns, wide, 100, 10)
    assert least[-1] == round(10 * columns[-1].least)


@pytest.mark.parametrize("page", ["procurement", "three_public", "assets"])
def test_at_150_percent_every_amount_of_a_form_is_in_sight(qtbot, window, theme, page):
    window.workspace.open_page(page)
    theme.set_zoom(150)
    grid = window.workspace.page.grid
    header = grid.horizontalHeader()
    amounts = [at for at, column in enumerate(grid.grid_model.source.columns) if column.kind is ColumnKind.AMOUNT]
    last = amounts[-1]
    qtbot.waitUntil(lambda: header.sectionViewportPosition(last) + header.sectionSize(last) <= grid.viewport().width())


def test_at_150_percent_the_comparison_of_income_is_in_sight(qtbot, window, theme):
    window.workspace.open_page("income")
    theme.set_zoom(150)
    grid = window.workspace.page.grid
    header, last = grid.horizontalHeader(), grid.grid_model.columnCount() - 1
    assert grid.grid_model.column(last).title == "与支出相差"
    qtbot.waitUntil(lambda: header.sectionViewportPosition(last) + header.sectionSize(last) <= grid.viewport().width())
