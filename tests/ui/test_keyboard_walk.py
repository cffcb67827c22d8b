"""Every page by the keyboard alone: where it begins, how its parts are come to, and that none of them keeps the keyboard."""

from __future__ import annotations

import pytest

from tests.ui.desk_office import CTRL, SHIFT, Key
from ui.pages import PAGES

TYPED = ("basic", "others", "income", "three_public", "procurement", "assets", "withheld")
"""Pages that begin in a grid."""


@pytest.fixture
def clerk(office):
    office.desk.show_sample()
    office.qtbot.waitUntil(office.window.workspace.isVisible)
    return office


@pytest.mark.parametrize("key", [key for key in TYPED if key in {spec.key for spec in PAGES}])
def test_a_page_begins_in_a_cell_that_is_typed(clerk, key):
    clerk.open_page(key)
    grid = clerk.page.grid
    assert clerk.focus is grid
    assert grid.is_stop(grid.currentIndex())
    clerk.type("1")
    assert grid.open_editor is not None
    clerk.press(Key.Key_Escape)
    assert clerk.open_book.step == 0


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.key)
def test_ctrl_tab_goes_round_the_parts_of_a_page_both_ways(clerk, spec):
    clerk.open_page(spec.key)
    page, begun = clerk.page, clerk.focus
    parts = [part for part in page.parts if part.isVisible()]
    if not parts:
        clerk.press(Key.Key_Tab, CTRL)
        assert clerk.focus is begun
        return
    for way in (CTRL, CTRL | SHIFT):
        been = set()
        for _ in range(2 * len(page.parts)):
            clerk.press(Key.Key_Tab, way)
            been.add(page.at_part(-1))
        assert been == {page.parts.index(part) for part in parts}
    assert clerk.open_book.step == 0


def test_ctrl_tab_goes_from_the_list_of_projects_through_the_sheet(clerk):
    clerk.open_page("projects").press(Key.Key_Tab, CTRL)
    assert clerk.focus is clerk.page.list.sums.head
    seen = []
    for _ in range(6):
        clerk.press(Key.Key_Tab, CTRL)
        grid = clerk.page.grid
        assert clerk.focus is grid
        assert grid.is_stop(grid.currentIndex())
        seen.append(next(name for name, one in clerk.page.sheet.grids.items() if one is grid))
    assert seen == ["head", "funding", "use", "plan", "goals", "indicators"]
    clerk.press(Key.Key_Tab, CTRL)
    assert clerk.focus is clerk.page.list.grid


def test_a_goal_is_typed_where_enter_leads(clerk):
    clerk.press(Key.Key_N, CTRL | SHIFT).type("修路")
    goals = clerk.page.sheet.grids["goals"]
    while clerk.focus is not goals:
        clerk.press(Key.Key_Return)
    clerk.type("修路五公里").press(Key.Key_Return)
    assert [(goal.label, goal.text) for goal in clerk.open_book.book.projects[-1].goals] == [("", "修路五公里")]


def test_up_from_below_comes_to_the_last_row(clerk):
    clerk.open_page("three_public").press(Key.Key_Tab, CTRL)
    assert clerk.page.grid is clerk.page.last_year
    clerk.press(Key.Key_Up)
    assert clerk.page.grid is clerk.page.form
    assert clerk.page.form.currentIndex().row() == clerk.page.model.rowCount() - 1


def test_a_label_says_that_it_is_not_typed(clerk):
    clerk.open_page("three_public").press(Key.Key_Home).type("3")
    assert clerk.page.content_line.texts[2] == "这一格不用录入。"
