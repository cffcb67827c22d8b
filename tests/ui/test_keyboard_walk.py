"""Every page by the keyboard alone: where it begins, how its parts are come to, and that none of them keeps the keyboard."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book import edits
from tests.ui.running_app import CTRL, SHIFT, Key
from ui.pages.registry import PAGES

TYPED = ("basic", "others", "income", "three_public", "procurement", "assets", "withheld")
"""Pages that begin in a grid."""


@pytest.fixture
def clerk(office):
    office.controller.show_sample()
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


def test_enter_in_the_list_of_pages_goes_into_the_page(clerk):
    clerk.press(Key.Key_F6, times=1 if clerk.page.isAncestorOf(clerk.focus) else 0)
    assert clerk.focus.objectName() == "pageList"
    clerk.press(Key.Key_Down, times=2)
    assert clerk.page.key == "basic"
    assert clerk.focus.objectName() == "pageList"
    clerk.press(Key.Key_Return)
    assert clerk.focus is clerk.page.grid


@pytest.mark.parametrize("begun", ["basic", "texts", "cover"])
def test_a_page_that_a_command_opens_takes_the_keyboard(clerk, begun):
    clerk.open_page(begun)
    clerk.window.actions_of_window["preview"].trigger()
    assert clerk.focus is clerk.page.sheet_view


# --- 公开表预览


def test_arrows_find_a_figure_enter_its_lines_and_escape_comes_back(clerk):
    clerk.open_page("preview").press(Key.Key_Tab, SHIFT).press(Key.Key_Down, times=2).press(Key.Key_Return)
    page = clerk.page
    assert (clerk.focus, page.sheet_view.figure) == (page.sheet_view, None)
    clerk.press(Key.Key_Return)
    figure = page.sheet_view.figure
    assert figure is not None
    assert f"第 {figure.at} 行" in page.sheet_view.accessibleDescription()
    clerk.press(Key.Key_Return)
    assert clerk.focus is page.origin.table
    clerk.press(Key.Key_Down).press(Key.Key_Escape)
    assert (clerk.focus, page.sheet_view.figure) == (page.sheet_view, figure)
    clerk.press(Key.Key_Return).press(Key.Key_Return)
    assert clerk.page.key == "income"
    assert clerk.focus is clerk.page.grid


def test_enter_on_a_sheet_without_figures_leads_to_where_it_is_entered(clerk):
    clerk.open_page("preview").press(Key.Key_Return)
    assert clerk.focus is clerk.page.origin.button
    clerk.press(Key.Key_Escape)
    assert clerk.focus is clerk.page.sheet_view
    clerk.press(Key.Key_Return).press(Key.Key_Return)
    assert clerk.page.key == "cover"


# --- what explains a 核实 finding


@pytest.fixture
def reason(clerk):
    """The panel stands on the first finding to explain, whose reason was taken back, with the keyboard in its field."""
    clerk.open_page("explanations").press(Key.Key_Delete)
    clerk.press(Key.Key_F8)
    clerk.press(Key.Key_Return, CTRL)
    field = clerk.window.workspace.findings.detail.reason
    assert (clerk.focus, field.text()) == (field, "")
    return field


def reasons(clerk):
    return [line.text for line in clerk.open_book.book.explanations]


KEYS = (Key.Key_Return, Key.Key_F8, Key.Key_Tab, Key.Key_F6, Key.Key_F7)
LEAVING = (*((key,) for key in KEYS), (Key.Key_Return, CTRL), (Key.Key_F8, SHIFT))


@pytest.mark.parametrize("way", LEAVING)
def test_a_reason_is_kept_however_its_field_is_left(clerk, reason, way):
    steps = clerk.open_book.step
    clerk.type("it is so").press(*way)
    assert "it is so" in reasons(clerk)
    assert clerk.open_book.step == steps + 1


@pytest.mark.parametrize("modifier", [(), (CTRL,)])
def test_the_keyboard_stays_in_the_reason_that_is_saved(clerk, reason, modifier):
    clerk.type("it is so").press(Key.Key_Return, *modifier)
    assert clerk.focus is reason
    assert reason.text() == "it is so"


def test_the_keyboard_goes_back_to_the_page_when_the_panel_closes_under_it(clerk, reason):
    clerk.press(Key.Key_F7)
    assert clerk.page.isAncestorOf(clerk.focus)


def test_a_reason_stays_with_its_finding_where_another_one_has_the_same_place(clerk, reason):
    detail = clerk.window.workspace.findings.detail
    clerk.type("it is so")
    detail.show_finding(replace(detail._finding, code="another"))
    assert reason.text() == ""
    assert "it is so" in reasons(clerk)


def test_escape_takes_a_reason_back_that_is_being_typed(clerk, reason):
    clerk.type("it is so").press(Key.Key_Escape)
    assert reason.text() == ""
    clerk.press(Key.Key_F8)
    assert "it is so" not in reasons(clerk)


def test_a_reason_is_kept_when_the_program_is_left(clerk, reason):
    clerk.type("it is so")
    clerk.window.close()
    assert "it is so" in reasons(clerk)


def test_a_reason_whose_finding_has_gone_is_not_written_to_another(clerk, reason):
    clerk.type("it is so")
    gone = clerk.window.workspace.findings.current
    clerk.open_book.edit(edits.delete_lines([gone.place.line]))
    assert gone not in clerk.open_book.findings
    assert "it is so" not in reasons(clerk)
