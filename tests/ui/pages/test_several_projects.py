"""Several projects chosen in the list: what they have in common on the sheet, set for all of them as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from storage.errors import StorageError
from tests.golden_books import with_sixty_projects
from tests.ui.pages.test_projects import Key, make_clerk
from ui.pages.projects.pinned_line import SEVERAL
from ui.pages.projects.sheet.shared_sources import DIFFERENT
from ui.session.open_book import OpenBook

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def sixty(seed1):
    return with_sixty_projects(seed1)


@pytest.fixture
def clerk(qtbot, sixty, xingtai, codes, disk, theme, icons):
    clerk = make_clerk(qtbot, OpenBook(sixty, xingtai, codes, disk.save, checked=False), theme, icons)
    clerk.press(Key.Key_Home)
    return clerk


@pytest.fixture
def book(clerk):
    return clerk.page.services.open_book


def choose_twelve(clerk):
    """The fourth to the fourteenth project, and the twentieth."""
    clerk.press(Key.Key_Down, times=3).press(Key.Key_Down, SHIFT, times=10)
    return clerk.press(Key.Key_Down, CTRL, times=6).press(Key.Key_Space, CTRL)


def twelve(book):
    return [*book.projects[3:14], book.projects[19]]


def cell(clerk, part, row, key):
    model = clerk.page.sheet.grids[part].grid_model
    position = [column.key for column in model.source.columns].index(key)
    return model.cell_at(row, position)


def enter(clerk, part, key, text, row=0):
    """Type a text into a cell of the sheet; Enter."""
    keys = [column.key for column in clerk.page.sheet.grids[part].grid_model.source.columns]
    clerk.at(part, row, keys.index(key)).type(text).press(Key.Key_Return)


def test_twelve_of_sixty_are_set_at_once_and_undo_gives_the_book_back(clerk, book):
    before = book.book
    choose_twelve(clerk)
    assert clerk.page.chosen_projects == tuple(project.id for project in twelve(before))
    assert clerk.page.pinned.texts[:2] == ("12 个项目", SEVERAL)
    steps = [
        ("head", "status", "延续", 0, lambda one: one.status),
        ("funding", "function", "2013199", 0, lambda one: one.funding[0].function),
        ("funding", "source", "其他收入", 0, lambda one: one.funding[0].source),
        ("funding", "carried", "结转", 0, lambda one: one.funding[0].carried),
        ("indicators", "basis", "会议纪要", 0, lambda one: one.indicators[-1].basis),
        ("use", "use", "一样的用途", 0, lambda one: one.use),
    ]
    for part, key, text, row, read in steps:
        at = book.step
        enter(clerk, part, key, text, row)
        assert book.step == at + 1, key
        assert len({read(project) for project in twelve(book.book)}) == 1, key
        assert cell(clerk, part, row, key).text == text
    untouched = [project for project in before.projects if project not in twelve(before)]
    assert [project for project in book.book.projects if project in untouched] == untouched
    assert "项目 第 4–14、20 个" in book.undo_label
    for _ in steps:
        assert book.undo()
    assert book.book == before


def test_the_plan_of_all_is_typed_in_percent(clerk, book):
    choose_twelve(clerk)
    months = clerk.page.sheet.grids["plan"].grid_model.source.months
    for month, text in zip(months, ("25", "50%", "75", "100"), strict=False):
        enter(clerk, "plan", month, text, row=1)
    shown = [cell(clerk, "plan", 1, month).text for month in months]
    assert shown[-1] == "100.00%"
    assert DIFFERENT not in shown
    assert book.step == len(months)


def test_what_differs_is_a_ghost_and_only_a_percentage_is_taken_for_the_plan(clerk, book):
    choose_twelve(clerk)
    head = cell(clerk, "funding", 0, "function")
    assert head.ghost
    assert (head.text, head.typed) == (DIFFERENT, "")
    assert "、" in head.origin
    before = book.book
    clerk.at("plan", 1, 1).type("一半").press(Key.Key_Return)
    assert book.book is before
    assert clerk.page.sheet.grids["plan"].open_editor is not None
    clerk.press(Key.Key_Escape).at("funding", 0, 0).press(Key.Key_Delete)
    assert {part.function for project in twelve(book.book) for part in project.funding} == {""}
    book.undo()
    assert book.book == before


def test_the_chosen_are_deleted_as_one_step(clerk, book):
    before = book.book
    choose_twelve(clerk)
    commands = {action.text(): action for action in clerk.page.actions_of_page if action.isVisible()}
    assert list(commands) == ["新建项目", "删除 12 个项目", "导出 12 个项目…"]
    commands["删除 12 个项目"].trigger()
    assert len(book.book.projects) == 48
    assert len(clerk.page.chosen_projects) == 1
    book.undo()
    assert book.book == before


def test_all_by_one_key_and_back_to_one(clerk, book):
    clerk.press(Key.Key_A, CTRL)
    assert len(clerk.page.chosen_projects) == 60
    clerk.press(Key.Key_Down)
    assert clerk.page.chosen_projects == (book.book.projects[1].id,)
    clerk.press(Key.Key_End, SHIFT).press(Key.Key_Up, SHIFT)
    assert clerk.page.chosen_projects == tuple(project.id for project in book.book.projects[1:59])


def test_the_choice_follows_the_search_and_a_click(clerk, book, qtbot):
    choose_twelve(clerk)
    grid = clerk.page.list.grid
    clerk.page.list.search.setText(book.book.projects[3].name)
    assert clerk.page.current_project == book.book.projects[3].id
    clerk.page.list.search.clear()
    places = [grid.visualRect(grid.grid_model.index(row, 1)).center() for row in (2, 5, 4)]
    for place, modifier in zip(places, (Qt.KeyboardModifier.NoModifier, SHIFT, CTRL), strict=True):
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    assert clerk.page.chosen_projects == tuple(book.book.projects[row].id for row in (2, 3, 5))


def test_a_refused_save_keeps_the_choice_and_the_text(clerk, book, disk):
    choose_twelve(clerk)
    disk.refusal = StorageError("磁盘满了")
    enter(clerk, "head", "status", "延续")
    assert clerk.page.sheet.grids["head"].open_editor is not None
    clerk.page.list.grid.setFocus()
    clerk.page.list.grid.step(1)
    clerk.qtbot.waitUntil(lambda: len(clerk.page.list.grid.chosen_projects) == 12)
    disk.refusal = None
    clerk.press(Key.Key_Return)
    assert {project.status for project in twelve(book.book)} == {"延续"}


def test_copying_in_the_list_takes_the_chosen_rows(clerk):
    clerk.press(Key.Key_Down, SHIFT).press(Key.Key_C, CTRL)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 2
