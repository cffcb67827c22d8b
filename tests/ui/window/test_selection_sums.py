"""Count, sum and average of the selected cells in the status bar, as they are selected by keys, and copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.values.money import MoneyUnit, fen, rounded_wan
from ui.window.selection_sums import SelectionSums

CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
AMOUNT = 7
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
