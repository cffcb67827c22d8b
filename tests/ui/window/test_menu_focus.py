"""编辑 works where the focus was before the menu opened: in a list, in text, in the cells of a grid."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolBar

from tests.ui.running_app import ALT, CTRL, Key

NOTE = 8


@pytest.fixture
def office(office):
    office.controller.show_sample()
    office.will_answer()
    return office


def text_of_clipboard():
    return QGuiApplication.clipboard().text()


def test_paste_goes_to_the_project_list(office):
    """Whole sheets come into the list, not cells into the sheet that is shown."""
    office.open_page("projects")
    QGuiApplication.clipboard().setText("项目名称\t修路\n")
    office.tab_to(office.page.list.grid)
    before = office.open_book.book
    asked = []
    office.will_answer(lambda dialog: (asked.append(dialog.windowTitle()), dialog.reject()))
    office.from_menu(Key.Key_E, "paste")
    assert asked == ["粘贴绩效目标表"]
    assert office.open_book.book is before


def test_after_an_export_that_was_given_up_the_keys_go_on_where_they_were(office):
    """The focus went to the first field of the page, out of sight, and the next words into it."""
    office.open_page("texts")
    field = list(office.page.body.fields.values())[-1]
    field.setFocus()
    office.will_answer(lambda dialog: dialog.reject())
    office.press(Key.Key_E, CTRL)
    assert office.focus is field


@pytest.mark.parametrize("command", ["cut", "clear", "delete_row", "fill_down", "insert_row"])
def test_nothing_is_changed_behind_the_project_list(office, command):
    office.open_page("projects")
    office.walk_to(2, 3, office.page.sheet.grids["indicators"])
    office.page.list.grid.setFocus()
    office.from_menu(Key.Key_E, command)
    assert office.open_book.step == 0


@pytest.mark.parametrize(("key", "modifier"), [(Key.Key_Delete, None), (Key.Key_Minus, CTRL), (Key.Key_D, CTRL), (Key.Key_X, CTRL)])
def test_nor_by_its_key(office, key, modifier):
    office.open_page("projects")
    office.walk_to(2, 3, office.page.sheet.grids["indicators"])
    office.page.list.grid.setFocus()
    office.press(key, *([modifier] if modifier else []))
    assert office.open_book.step == 0


def test_copy_takes_the_row_of_the_list(office):
    office.open_page("projects")
    office.walk_to(2, 3, office.page.sheet.grids["indicators"])
    office.page.list.grid.setFocus()
    office.from_menu(Key.Key_E, "copy")
    assert office.open_book.book.projects[0].name in text_of_clipboard()


def test_a_search_field_is_pasted_into(office):
    office.open_page("projects")
    search = office.page.list.search
    search.setFocus()
    QGuiApplication.clipboard().setText("党")
    office.from_menu(Key.Key_E, "paste")
    assert search.text() == "党"
    office.from_menu(Key.Key_E, "select_all")
    office.from_menu(Key.Key_E, "cut")
    assert (search.text(), text_of_clipboard()) == ("", "党")
    assert office.open_book.step == 0


def test_a_field_of_the_cover_is_pasted_into(office):
    office.open_page("cover")
    field = office.page.form.fields["head"]
    office.tab_to(field).press(Key.Key_A, CTRL).press(Key.Key_Delete)
    QGuiApplication.clipboard().setText("张三")
    office.from_menu(Key.Key_E, "paste")
    office.press(Key.Key_Return)
    assert office.open_book.book.unit.head == "张三"


def test_an_open_editor_is_pasted_into(office):
    office.open_page("basic")
    office.at(0, NOTE).type("a")
    QGuiApplication.clipboard().setText("bc")
    button = office.window.findChild(QToolBar).widgetForAction(office.window.actions_of_window["paste"])
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert office.page.grid.open_editor.current_text() == "abc"
    office.press(Key.Key_Escape)


def test_a_menu_leaves_an_open_editor_open(office):
    office.open_page("basic")
    office.at(0, NOTE).type("a").press(Key.Key_E, ALT)
    menu, editor = QApplication.activePopupWidget(), office.page.grid.open_editor
    assert editor.current_text() == "a"
    menu.close()
    office.press(Key.Key_Escape)
    assert office.focus is editor


def test_cells_are_pasted_into(office):
    office.open_page("basic")
    office.at(0, NOTE)
    QGuiApplication.clipboard().setText("bc")
    office.from_menu(Key.Key_E, "paste")
    assert office.open_book.book.basic[0].note == "bc"


def test_the_navigation_takes_nothing(office):
    office.open_page("basic")
    office.at(0, NOTE)
    office.window.workspace.navigation.setFocus()
    assert not office.window.actions_of_window["paste"].isEnabled()
    office.press(Key.Key_V, CTRL)
    assert office.open_book.step == 0
