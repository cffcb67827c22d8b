"""F1: what belongs in a cell, where it goes, an example, the source of the rule."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from models.words.help import first_text, where_it_goes
from storage.help_texts import help_texts
from tests.ui.grid.columns_of_basic import AMOUNT, ECONOMIC, FUNCTION, NOTE, Key
from ui.dialogs.help.help_card import HelpCard
from ui.pages.registry import PAGES


def card(window):
    return next((found for found in window.findChildren(HelpCard) if found.isVisible()), None)


def f1(qtbot, window):
    qtbot.keyClick(window.focusWidget(), Key.Key_F1)
    return card(window)


def test_f1_tells_about_the_column_and_its_tables(keys, window, qtbot):
    keys.at(3, ECONOMIC)
    shown = f1(qtbot, window)
    lines = dict(shown.lines)
    assert "5 位" in lines["录什么"]
    assert lines["进哪里"] == "部门预算一般公共预算财政拨款基本支出表"
    assert "30101" in lines["例子"]
    assert "政府收支分类科目" in lines["依据"]
    assert window.focusWidget() is keys.grid


def test_escape_closes_it_and_nothing_else(keys, window, qtbot, open_book):
    keys.at(3, NOTE).type("ab")
    assert f1(qtbot, window) is not None
    keys.press(Key.Key_Escape)
    assert card(window) is None
    assert keys.target.text() == "ab"
    keys.press(Key.Key_Return)
    assert open_book.book.basic[3].note == "ab"


def test_f1_again_closes_it(keys, window, qtbot):
    keys.at(3, AMOUNT)
    assert f1(qtbot, window) is not None
    assert f1(qtbot, window) is None


def test_going_elsewhere_closes_it(keys, window, qtbot):
    keys.at(3, AMOUNT)
    f1(qtbot, window)
    window.workspace.navigation.setFocus()
    assert card(window) is None


def test_it_stands_in_the_window_beside_the_cell(keys, window, qtbot):
    for row, column in ((0, FUNCTION), (18, NOTE)):
        keys.at(row, column)
        shown = f1(qtbot, window)
        assert window.rect().contains(shown.geometry())
        assert not shown.geometry().intersects(keys.grid.current_rect)
        assert shown.height() >= shown.layout().heightForWidth(shown.width())
        keys.press(Key.Key_Escape)


def test_a_field_of_the_cover(window, qtbot):
    window.workspace.open_page("cover")
    window.workspace.page.form.fields["name"].setFocus()
    assert "单位全称" in dict(f1(qtbot, window).lines)["录什么"]


def test_the_menu_shows_the_key(window):
    assert window.actions_of_window["help"].shortcut().toString() == "F1"
    assert window.actions_of_window["help"].isEnabled()


def test_every_page_has_a_text(window, qtbot):
    for spec in PAGES:
        window.workspace.open_page(spec.key)
        assert first_text(help_texts(), window.workspace.page.help_wanted().topics) is not None, spec.key


@pytest.mark.parametrize("page", ["basic", "others", "income", "three_public", "procurement", "assets", "cover", "projects"])
def test_every_column_that_is_typed_has_a_text(window, page):
    window.workspace.open_page(page)
    shown = window.workspace.page
    sheet = list(shown.sheet.grids.values()) if page == "projects" else []
    for grid in [*getattr(shown, "views", []), *sheet, *([shown.grid] if shown.grid else [])]:
        for position in range(grid.grid_model.columnCount()):
            if grid.grid_model.column(position).typed:
                assert first_text(help_texts(), grid.grid_model.topics(position)) is not None


def test_tables_that_are_named_are_the_packs(xingtai, lutai):
    for pack in (xingtai, lutai):
        for text in help_texts().values():
            if text.tables:
                assert where_it_goes(text, pack)


def test_ctrl_semicolon_puts_today_into_the_date(window, qtbot, open_book):
    from PySide6.QtCore import QDate

    window.workspace.open_page("cover")
    field = window.workspace.page.form.fields["date"]
    field.setFocus()
    qtbot.keyClick(field, Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Key.Key_Return)
    assert QDate.fromString(open_book.book.unit.date, Qt.DateFormat.ISODate).isValid()
