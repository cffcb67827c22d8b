"""The right-click menu inside dialogs: lists and text fields have one, by the mouse and by the keys that ask for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from models.book import edits
from tests.ui.running_app import CTRL, NONE, SHIFT, Key
from ui.dialogs.roll_over import ProjectChoice

MENU_KEYS = [(Key.Key_F10, SHIFT), (Key.Key_Menu, NONE)]


@pytest.fixture
def office(office):
    office.controller.show_sample()
    return office


def words_of(menu):
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def take(menu, begins):
    next(action for action in menu.actions() if action.text().startswith(begins)).trigger()
    menu.close()


def in_the_dialog(office, look):
    """What ``look`` does in 替换 with the hits of 2024."""

    def answer(dialog):
        office.type("2024")
        look(dialog)
        dialog.reject()

    office.will_answer(answer)
    office.press(Key.Key_H, CTRL)
    assert office.all_answered()


@pytest.mark.parametrize("keys", MENU_KEYS)
def test_a_table_of_hits(office, keys):
    def look(dialog):
        office.tab_to(dialog.table)
        taken = dialog.model.is_taken(0)
        office.press(*keys)
        menu = QApplication.activePopupWidget()
        assert words_of(menu) == ["勾选、去掉勾\t空格键", "复制\tCtrl+C", "全选\tCtrl+A"]
        take(menu, "勾选")
        assert dialog.model.is_taken(0) is not taken
        office.press(*keys)
        take(QApplication.activePopupWidget(), "全选")
        assert len(dialog.table.selectionModel().selectedRows()) == len(dialog.model.hits)

    in_the_dialog(office, look)


def test_the_row_that_was_clicked_is_copied_as_by_the_key(office):
    def look(dialog):
        table, at = dialog.table, QPoint(80, 5)
        office.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.viewport().mapToGlobal(at), NONE)
        QApplication.sendEvent(table.viewport(), asked)
        take(QApplication.activePopupWidget(), "复制")
        by_mouse = QApplication.clipboard().text()
        assert by_mouse.split("\t")[1:] == [dialog.model.hits[0].where, *dialog.model.hits[0].texts]
        QApplication.clipboard().clear()
        office.press(Key.Key_C, CTRL)
        assert QApplication.clipboard().text() == by_mouse

    in_the_dialog(office, look)


@pytest.mark.parametrize("keys", MENU_KEYS)
def test_a_text_field_and_nothing_on_a_button(office, keys):
    def look(dialog):
        field = dialog.findChild(QLineEdit)
        field.setFocus()
        office.press(Key.Key_A, CTRL).press(*keys)
        menu = QApplication.activePopupWidget()
        assert any(words.endswith("\tCtrl+C") for words in words_of(menu))
        menu.close()
        QApplication.clipboard().clear()
        office.press(Key.Key_C, CTRL)
        assert QApplication.clipboard().text() == "2024"  # the field has the key, not its dialog
        office.tab_to(dialog.buttons["leave"]).press(*keys)
        assert QApplication.activePopupWidget() is None

    in_the_dialog(office, look)


@pytest.mark.parametrize("keys", MENU_KEYS)
def test_the_findings_that_keep_an_export_back(office, keys):
    """A list whose model is Qt's own."""
    office.open_book.edit(edits.set_field(office.open_book.book.basic[0].id, "amount", "x"))

    def look(dialog):
        office.tab_to(dialog.list).press(*keys)
        menu = QApplication.activePopupWidget()
        assert words_of(menu) == ["复制\tCtrl+C"]
        take(menu, "复制")
        assert QApplication.clipboard().text() == dialog.list.currentItem().text()
        dialog.reject()

    office.will_answer(look)
    office.press(Key.Key_E, CTRL)


def test_a_project_of_the_next_year_is_left_by_the_menu(office):
    def look(dialog):
        listed = dialog.findChild(ProjectChoice)
        before = listed.going
        office.tab_to(listed).press(*MENU_KEYS[0])
        menu = QApplication.activePopupWidget()
        assert words_of(menu) == ["复制\tCtrl+C", "转入、不转入\t空格键"]
        take(menu, "转入")
        assert len(listed.going ^ before) == 1
        dialog.reject()

    office.will_answer(look)
    office.window.actions_of_window["roll_over"].trigger()


def test_a_button_has_no_menu_of_the_grid_below_its_dialog(office):
    def look(dialog):
        button = next(iter(dialog.buttons.values()))
        office.tab_to(button).press(*MENU_KEYS[0])
        assert QApplication.activePopupWidget() is None
        dialog.reject()

    office.open_page("basic")
    QApplication.clipboard().setText("2013201\t30101\t5\n2013201\t30102\tx\nabc\t30103\t7\n")
    office.at(0, 0)
    office.will_answer(look)
    office.press(Key.Key_V, CTRL)
