"""Where Enter and a new sheet lead: on to what is typed next."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.ui.running_app import CTRL, SHIFT, Key


@pytest.fixture
def office(office):
    office.controller.show_sample()
    return office


def test_enter_passes_over_the_rows_that_income_computes(office):
    office.open_page("income")
    grid = office.page.grid
    model = grid.grid_model
    column = [column.key for column in model.source.columns].index("fiscal")
    stops = [row for row in range(model.rowCount()) if grid.is_stop(model.index(row, column))]
    assert any(after - before > 1 for before, after in pairwise(stops))
    office.walk_to(stops[0], column)
    for row in stops[1:]:
        office.press(Key.Key_Return)
        assert grid.currentIndex().row() == row
    office.press(Key.Key_Return, SHIFT)
    assert grid.currentIndex().row() == stops[-2]


def test_enter_goes_one_row_on_in_a_column_that_is_not_typed(office):
    office.open_page("basic")
    office.at(2, 1).press(Key.Key_Return)
    assert (office.page.grid.currentIndex().row(), office.page.grid.currentIndex().column()) == (3, 1)


def test_the_plan_leads_on_to_the_goals(office):
    office.open_page("projects")
    sheet = office.page.sheet
    plan = sheet.grids["plan"]
    row = next(row for row in range(plan.grid_model.rowCount()) if plan.is_stop(plan.grid_model.index(row, 1)))
    office.at(row, plan.grid_model.columnCount() - 1, plan).press(Key.Key_Return)
    assert office.focus is sheet.grids["goals"]


def test_the_first_indicator_begins_at_its_second_level(office):
    office.open_page("projects")
    office.press(Key.Key_N, CTRL | SHIFT)
    goals, indicators = (office.page.sheet.grids[part] for part in ("goals", "indicators"))
    goals.setFocus()
    office.press(Key.Key_Return).press(Key.Key_Return)
    assert office.focus is indicators
    assert (indicators.currentIndex().row(), indicators.currentIndex().column()) == (0, 1)


def test_a_project_is_copied_by_a_key_of_the_list(office):
    office.open_page("projects")
    count = len(office.open_book.book.projects)
    office.page.list.grid.setFocus()
    office.press(Key.Key_D, CTRL | SHIFT)
    first, second = office.open_book.book.projects[:2]
    assert len(office.open_book.book.projects) == count + 1
    assert (second.name, second.code) == (first.name, "")
