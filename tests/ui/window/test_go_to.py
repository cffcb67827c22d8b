"""转到 (Ctrl+G): pages and projects by name, code and pinyin initials."""

from __future__ import annotations

import pytest

from tests.ui.running_app import CTRL, SHIFT, Key
from ui.window.search.go_to import GoTo


@pytest.fixture
def office(office):
    office.controller.show_sample()
    return office


def asked(office):
    office.press(Key.Key_G, CTRL)
    assert isinstance(office.focus, GoTo)
    return office.focus


@pytest.mark.parametrize(("text", "page"), [("sgjf", "three_public"), ("zfcg", "procurement"), ("收入", "income")])
def test_a_page(office, text, page):
    asked(office)
    office.type(text).press(Key.Key_Return)
    assert office.page.key == page
    assert not office.window.findChildren(GoTo) or not office.window.findChildren(GoTo)[0].isVisible()


def test_a_project_by_its_code_and_by_its_initials(office):
    project = office.open_book.book.projects[20]
    for text in (project.code, project.name[:6]):
        office.open_page("income")
        asked(office)
        office.type(text).press(Key.Key_Return)
        assert office.page.key == "projects"
        assert office.page.current_project == project.id


def test_arrows_choose(office):
    field = asked(office)
    hits = [hit.value for hit in field.list._hits]
    office.press(Key.Key_Down, times=3).press(Key.Key_Return)
    assert office.page.key == hits[3]


def test_esc_goes_back_to_where_the_keyboard_was(office):
    office.open_page("basic")
    office.press(Key.Key_Down, times=2)
    cell, page = office.page.grid.currentIndex(), office.page
    asked(office)
    office.type("sr").press(Key.Key_Escape)
    assert office.page is page
    assert office.focus is page.grid
    assert page.grid.currentIndex() == cell


def test_esc_does_not_bring_back_a_grid_that_is_hidden_by_now(office):
    """What is typed then would go into lines that nobody sees."""
    office.open_page("basic")
    hidden = office.page.grid
    field = asked(office)
    office.window.workspace.open_page("income")
    office.qtbot.keyClick(field, Key.Key_Escape)
    office.press(Key.Key_Space)
    assert not hidden.hasFocus()
    assert hidden.open_editor is None


def test_what_is_being_typed_is_taken_over_first(office):
    office.open_page("basic")
    office.walk_to(0, 7).type("5")
    asked(office)
    assert office.open_book.book.basic[0].amount == 50_000 * 100
    office.press(Key.Key_Escape)


def test_nothing_found_goes_nowhere(office):
    office.open_page("basic")
    asked(office)
    office.type("zzzz").press(Key.Key_Return)
    assert isinstance(office.focus, GoTo)
    office.press(Key.Key_Escape)
    assert office.page.key == "basic"


def test_new_project_from_any_page(office):
    count = len(office.open_book.book.projects)
    office.open_page("basic")
    office.press(Key.Key_N, CTRL | SHIFT)
    office.type("修桥").press(Key.Key_Return)
    assert [project.name for project in office.open_book.book.projects[count:]] == ["修桥"]
