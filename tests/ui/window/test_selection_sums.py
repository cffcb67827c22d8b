"""Count, sum and average of the selected cells in the status bar, as they are selected by keys, and copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from models.values.money import MoneyUnit, fen, rounded_wan
from ui.grid.rows.column import Align
from ui.grid.view.view import GridView
from ui.pages.registry import PAGES
from ui.window.selection_sums import SelectionSums

CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
AMOUNT = 7
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


@pytest.fixture
def sums(window):
    return window.findChild(SelectionSums)


def test_a_range_of_amounts_is_summed_from_fen(keys, sums, open_book):
    assert sums.isHidden()
    keys.at(0, AMOUNT)
    assert sums.isHidden()
    keys.press(Key.Key_Space, CTRL)
    amounts = [fen(line.amount) for line in open_book.book.basic]
    total, average = rounded_wan(sum(amounts)), rounded_wan(round(sum(amounts) / len(amounts)))
    assert sums.text() == f"计数 {len(amounts)} · 合计 {total:,.2f} · 平均 {average:,.2f}"
    assert sums.isVisible()
    keys.press(Key.Key_Left)
    assert sums.isHidden()


def test_words_and_the_new_row_are_no_numbers(keys, sums):
    keys.at(0, AMOUNT - 1).press(Key.Key_Down, SHIFT)
    assert sums.isHidden()
    keys.press(Key.Key_A, CTRL)
    assert sums.text().startswith("计数 18 · 合计 864.42")


def test_it_follows_an_edit_and_the_unit(keys, sums, open_book, window):
    keys.at(0, AMOUNT).press(Key.Key_Down, SHIFT)
    before = sums.text()
    keys.type("1").press(Key.Key_Return)
    assert sums.text() != before
    window.actions_of_window["undo"].trigger()
    assert sums.text() == before
    open_book.entry_settings.switch_unit()
    assert open_book.entry_settings.unit is MoneyUnit.YUAN
    assert f"合计 {sum(fen(line.amount) for line in open_book.book.basic[:2]) / 100:,.2f}" in sums.text()


def test_a_click_and_a_key_copy_it(keys, sums, qtbot, window):
    qtbot.waitUntil(window.isActiveWindow)
    keys.at(0, AMOUNT).press(Key.Key_Down, SHIFT)
    qtbot.mouseClick(sums, Qt.MouseButton.LeftButton)
    clipboard = QApplication.clipboard()
    assert clipboard.text() == sums.text()
    assert clipboard.mimeData().html().count("x:num=") == 3
    assert keys.grid.hasFocus()
    clipboard.clear()
    keys.press(Key.Key_C, CTRL | ALT)
    assert clipboard.text() == sums.text()


def test_another_page_has_its_own_selection(keys, sums, window):
    keys.at(0, AMOUNT).press(Key.Key_Down, SHIFT)
    assert sums.isVisible()
    window.workspace.open_page("others")
    assert sums.isHidden()
    window.workspace.open_page("basic")
    assert sums.isVisible()


@pytest.mark.parametrize("width", [1366, 1024])
def test_the_bar_has_room_for_it(keys, sums, window, width):
    window.resize(width, 600)
    keys.at(0, AMOUNT).press(Key.Key_Space, CTRL)
    bar = window.statusBar()
    QApplication.processEvents()
    assert sums.width() >= sums.sizeHint().width()
    assert sums.mapTo(bar, sums.rect().topRight()).x() < bar.width()


def test_the_chosen_projects_of_the_list_are_summed(keys, sums, open_book, window, qtbot):
    window.workspace.open_page("projects")
    projects = window.workspace.page.list.grid
    qtbot.waitUntil(window.isActiveWindow)
    projects.setFocus()
    assert sums.isHidden()
    for key, modifier in ((Key.Key_Home, NONE), (Key.Key_Down, SHIFT), (Key.Key_Down, SHIFT)):
        qtbot.keyClick(projects, key, modifier)
    total = sum(fen(line.amount) for project in open_book.book.projects[:3] for line in project.funding)
    assert sums.text() == f"计数 3 · 合计 {rounded_wan(total):,.2f} · 平均 {rounded_wan(round(total / 3)):,.2f}"
    qtbot.keyClick(projects, Key.Key_C, CTRL | ALT)
    assert QApplication.clipboard().text() == sums.text()
    qtbot.keyClick(projects, Key.Key_Down)
    assert sums.isHidden()


def test_amounts_of_a_project_sheet_have_the_decimals_of_the_sheet(window, sums, qtbot):
    """预算数 and 其中：财政资金 of 18.00 have the sum 36.00."""
    window.workspace.open_page("projects")
    qtbot.waitUntil(window.isActiveWindow)
    grids = [grid for grid in window.workspace.page.findChildren(GridView) if grid.isVisible() and grid.selects_ranges]
    grid = next(grid for grid in grids if any(column.key == "budget" for column in grid.grid_model.source.columns))
    keys = [column.key for column in grid.grid_model.source.columns]
    grid.setFocus()
    grid.setCurrentIndex(grid.grid_model.index(0, keys.index("budget")))
    for _ in range(keys.index("fiscal") - keys.index("budget")):
        qtbot.keyClick(grid, Key.Key_Right, SHIFT)
    assert sums.text() == "计数 2 · 合计 36.00 · 平均 18.00"


@pytest.mark.parametrize("page", [spec.key for spec in PAGES])
def test_codes_years_and_numbers_of_rows_are_never_summed(window, sums, page, qtbot):
    """Whatever is selected whole on any page: a column that is no amount and no quantity has no sum."""
    window.workspace.open_page(page)
    qtbot.waitUntil(window.isActiveWindow)
    for grid in window.workspace.page.findChildren(GridView):
        if not grid.isVisible() or not grid.selects_ranges:
            continue
        grid.setFocus()
        model = grid.grid_model
        for position in range(model.columnCount()):
            if model.column(position).align is Align.RIGHT or any(
                model.cell_at(row, position).amount is not None for row in range(model.line_count)
            ):
                continue
            grid.setCurrentIndex(model.index(0, position))
            qtbot.keyClick(grid, Key.Key_Space, CTRL)
            assert sums.isHidden(), (page, model.column(position).key, sums.text())


def test_nothing_in_the_bar_is_cut_when_it_grows(office):
    """Neither after the start nor when the sums get longer: the bar may lay itself out before its figures say that they grew."""
    office.controller.show_sample()
    office.open_page("projects")
    office.tab_to(office.page.list.grid).press(Key.Key_Home)
    bar = office.window.statusBar()
    for _ in range(12):
        QApplication.processEvents()
        cut = [part.text() for part in bar.findChildren(QPushButton) if part.isVisible() and part.width() < part.sizeHint().width()]
        assert not cut
        office.press(Key.Key_Down, SHIFT)
