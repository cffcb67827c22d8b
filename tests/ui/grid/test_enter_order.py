"""回车按录入顺序: Enter goes to the next cell that is typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from models.book import edits
from tests.ui.grid.clerk import OnGrid
from tests.ui.grid.columns_of_basic import AMOUNT, ECONOMIC, FUNCTION, NOTE, SHIFT, SOURCE, YEAR, Key
from ui.grid.rows.line_source import LineSource
from ui.grid.view.view import GridView

pytestmark = pytest.mark.package

ROWS = 18


@pytest.fixture
def in_order(window, qtbot):
    button = next(button for button in window.findChildren(object, "enter_in_order") if hasattr(button, "click"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return button


def walk(keys, times, modifier=Qt.KeyboardModifier.NoModifier):
    visited = []
    for _ in range(times):
        keys.press(Key.Key_Return, modifier)
        visited.append(keys.here)
    return visited


def test_enter_passes_by_what_is_known_and_wraps_to_the_new_row(keys, in_order):
    assert in_order.text() == "回车：按录入顺序"
    keys.at(ROWS - 1, FUNCTION)
    assert walk(keys, 4) == [(ROWS - 1, ECONOMIC), (ROWS - 1, AMOUNT), (ROWS, FUNCTION), (ROWS, ECONOMIC)]
    assert walk(keys, 3, SHIFT) == [(ROWS, FUNCTION), (ROWS - 1, AMOUNT), (ROWS - 1, ECONOMIC)]


def test_lines_are_typed_one_after_the_other_with_three_entries_a_line(keys, open_book, in_order):
    keys.at_new_row()
    for code, cost, amount in (("2013201", "30101", "1.5"), ("2013202", "30201", "=1+1")):
        for text in (code, cost, amount):
            keys.type(text).press(Key.Key_Return)
    typed = [(line.function, line.economic, line.amount) for line in open_book.book.basic[ROWS:]]
    assert typed == [("2013201", "30101", 1_500_000), ("2013202", "30201", 2_000_000)]
    assert keys.here == (ROWS + 2, FUNCTION)


def test_only_what_a_line_lacks_is_visited(keys, open_book, in_order):
    lines = open_book.book.basic
    open_book.edit(edits.set_field(lines[4].id, "amount", ""))
    open_book.edit(edits.set_field(lines[5].id, "economic", ""))
    keys.at(3, AMOUNT)
    assert walk(keys, 3) == [(4, AMOUNT), (5, ECONOMIC), (6, FUNCTION)]


@pytest.mark.parametrize("column", [SOURCE, YEAR])
def test_a_default_is_changed_by_going_there(keys, column, in_order):
    keys.at(4, column)
    assert walk(keys, 2) == [(4, AMOUNT), (5, FUNCTION)]


def test_enter_after_a_remark_begins_the_next_line(keys, open_book, in_order):
    keys.at(ROWS - 1, NOTE).type("按上年数").press(Key.Key_Return)
    assert open_book.book.basic[-1].note == "按上年数"
    assert keys.here == (ROWS, FUNCTION)


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


TEXTS = {"kind": "经营支出", "function": "2013201", "amount": "3"}


@pytest.mark.parametrize(("page", "nth"), [("others", 0), ("others", 1), ("income", 0)])
def test_a_line_takes_as_many_enters_as_it_has_entries(window, qtbot, open_book, in_order, page, nth):
    window.workspace.open_page(page)
    grids = window.workspace.page.findChildren(GridView)
    keys = OnGrid(qtbot, window)
    keys.grid = [grid for grid in grids if isinstance(grid.grid_model.source, LineSource)][nth]
    model = keys.grid.grid_model
    columns = {column.key: at for at, column in enumerate(model.source.columns)}
    asked = [key for key in TEXTS if key in columns]
    before = model.line_count
    keys.at(before, columns[asked[0]])
    for key in asked:
        assert keys.here == (before, columns[key])
        keys.type(TEXTS[key]).press(Key.Key_Return)
    assert model.line_count == before + 1
    assert keys.here == (before + 1, columns[asked[0]])
    if "note" in columns:
        keys.at(before, columns["note"]).type("按上年数").press(Key.Key_Return)
        assert keys.here == (before + 1, columns[asked[0]])


def test_a_goal_needs_no_number(window, in_order):
    window.workspace.open_page("projects")
    model = window.workspace.page.sheet.grids["goals"].grid_model
    assert [model.column(at).key for at in model.entry_stops(model.line_count)] == ["text"]


def test_a_new_indicator_goes_on_the_group_of_the_line_above(window, qtbot, open_book, in_order):
    window.workspace.open_page("projects")
    sheet = window.workspace.page.sheet
    grid = sheet.grids["indicators"]
    model, project = grid.grid_model, sheet.project
    columns = [column.key for column in model.source.columns]
    before = model.line_count
    last = model.grid_row(before - 1).value
    sheet_keys = OnGrid(qtbot, window)
    sheet_keys.grid = grid
    sheet_keys.at(before - 1, max(at for at in range(len(columns)) if model.cell_at(before - 1, at).editable))
    sheet_keys.press(Key.Key_Return)
    assert sheet_keys.here == (before, columns.index("name"))
    sheet_keys.press(Key.Key_Tab, SHIFT)
    assert sheet_keys.here == (before, columns.index("category"))
    sheet_keys.press(Key.Key_Tab).type("新的指标").press(Key.Key_Return)
    line = next(one for one in open_book.book.projects if one.id == project).indicators[-1]
    assert (line.dimension, line.category, line.name) == (last.dimension, last.category, "新的指标")
    assert sheet_keys.here[0] == before
    assert columns[sheet_keys.here[1]] not in {"dimension", "category", "name"}
