"""Real keys in the grid of 基本支出."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from tests.ui.grid.clerk import Clerk, enter

pytestmark = pytest.mark.package

CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
FUNCTION, ECONOMIC, SOURCE, YEAR, AMOUNT, NOTE = 0, 2, 5, 6, 7, 8


def test_a_line_by_initials(keys, open_book):
    keys.at_new_row().type("xzyx")
    assert keys.grid.delegate.completion.is_open
    assert keys.grid.delegate.completion.list.selected.value == "2013201"
    assert keys.target.hasFocus() or not keys.window.isActiveWindow()
    keys.press(Qt.Key.Key_Tab)
    row = len(open_book.book.basic) - 1
    assert keys.here == (row, ECONOMIC)
    assert not keys.grid.delegate.completion.is_open
    keys.type("bgf").press(Qt.Key.Key_Return)
    assert keys.here == (row + 1, FUNCTION)
    keys.at(row, AMOUNT).type("12.5").press(Qt.Key.Key_Return)
    line = open_book.book.basic[-1]
    assert (line.function, line.economic, line.amount) == ("2013201", "30201", 12_500_000)
    assert open_book.step == 3


def test_arrows_choose_in_the_look_up(keys, open_book):
    keys.at_new_row().type("xzyx").press(Qt.Key.Key_Down).press(Qt.Key.Key_Return)
    assert open_book.book.basic[-1].function == "2010101"


def test_half_a_code_stays_a_slip(keys, open_book):
    keys.at(0, ECONOMIC).type("3021").press(Qt.Key.Key_Return)
    assert open_book.book.basic[0].economic == "3021"


def test_a_click_elsewhere_commits_and_stays_there(keys, open_book, qtbot):
    keys.at(0, NOTE).type("abc")
    there = keys.grid.visualRect(keys.grid.grid_model.index(4, AMOUNT)).center()
    qtbot.mouseClick(keys.grid.viewport(), Qt.MouseButton.LeftButton, pos=there)
    assert open_book.book.basic[0].note == "abc"
    assert keys.here == (4, AMOUNT)
    assert open_book.step == 1


def test_a_click_after_a_new_line_makes_one_line(keys, open_book, qtbot):
    count = len(open_book.book.basic)
    keys.at_new_row(NOTE).type("abc")
    there = keys.grid.visualRect(keys.grid.grid_model.index(count - 3, AMOUNT)).center()
    qtbot.mouseClick(keys.grid.viewport(), Qt.MouseButton.LeftButton, pos=there)
    assert len(open_book.book.basic) == count + 1
    assert keys.here == (count - 3, AMOUNT)


def test_escape_changes_nothing(keys, open_book):
    keys.at(0, FUNCTION).type("xzyx").press(Qt.Key.Key_Escape)
    assert open_book.step == 0
    assert not keys.grid.delegate.completion.is_open
    assert keys.here == (0, FUNCTION)


def test_a_click_in_the_look_up_puts_the_code_in(keys, open_book, qtbot):
    keys.at(0, FUNCTION).type("xzyx")
    look_up = keys.grid.delegate.completion.list
    qtbot.mouseClick(look_up, Qt.MouseButton.LeftButton, pos=_second_row(look_up))
    assert keys.target.text() == "2010101"
    keys.press(Qt.Key.Key_Return)
    assert open_book.book.basic[0].function == "2010101"


def _second_row(look_up):
    from PySide6.QtCore import QPoint

    return QPoint(20, round(look_up.brushes.row * 1.5))


def test_a_choice_by_its_initials_and_by_list(keys, open_book):
    keys.at(0, SOURCE).type("sysr").press(Qt.Key.Key_Return)
    assert open_book.book.basic[0].source == "institutional"
    keys.at(0, YEAR).type("jz").press(Qt.Key.Key_Return)
    assert open_book.book.basic[0].carried is True
    keys.at(0, YEAR).press(Qt.Key.Key_Down, ALT)
    assert keys.grid.delegate.completion.is_open
    keys.press(Qt.Key.Key_Down).press(Qt.Key.Key_Return)
    assert open_book.book.basic[0].carried is False


def test_typing_replaces_and_f2_goes_on(keys, open_book):
    keys.at(0, NOTE).type("甲").press(Qt.Key.Key_Return)
    keys.at(0, NOTE).press(Qt.Key.Key_F2).type("乙").press(Qt.Key.Key_Return)
    assert open_book.book.basic[0].note == "甲乙"
    keys.at(0, NOTE).type("丙").press(Qt.Key.Key_Return)
    assert open_book.book.basic[0].note == "丙"


def test_tab_skips_computed_cells_and_wraps(keys):
    keys.at(0, FUNCTION).press(Qt.Key.Key_Tab)
    assert keys.here == (0, ECONOMIC)
    keys.at(0, NOTE).press(Qt.Key.Key_Tab)
    assert keys.here == (1, FUNCTION)
    keys.press(Qt.Key.Key_Backtab, SHIFT)
    assert keys.here == (0, NOTE)


def test_a_letter_on_a_computed_cell_does_nothing(keys, open_book):
    keys.at(3, 4).type("x")
    assert keys.here == (3, 4)
    assert keys.grid.open_editor is None


def test_delete_clears_as_one_step(keys, open_book):
    keys.at(2, AMOUNT)
    keys.press(Qt.Key.Key_Down, SHIFT).press(Qt.Key.Key_Down, SHIFT).press(Qt.Key.Key_Delete)
    assert [line.amount for line in open_book.book.basic[2:5]] == [None] * 3
    assert open_book.step == 1
    open_book.undo()
    assert all(line.amount for line in open_book.book.basic[2:5])


def test_fill_down(keys, open_book):
    keys.at(2, AMOUNT).press(Qt.Key.Key_Down, SHIFT).press(Qt.Key.Key_D, CTRL)
    assert open_book.book.basic[3].amount == open_book.book.basic[2].amount
    keys.at(5, NOTE).press(Qt.Key.Key_D, CTRL)
    assert open_book.step == 1


def test_paste_a_block(keys, qtbot, open_book):
    QGuiApplication.clipboard().setText("一般公共预算拨款\t结转\t1,234.5\n事业收入\t本年\t—\n其他收入\t本年\t3元\n")
    Clerk(keys, qtbot).paste(0, SOURCE, enter)
    first, second, third = open_book.book.basic[:3]
    assert (first.carried, first.amount) == (True, 1_234_500_000)
    assert (second.source, second.amount) == ("institutional", None)
    assert (third.source, third.amount) == ("other_income", 300)
    assert open_book.history == ("打开", "粘贴 3 行 × 3 列：基本支出 第 1–3 行")


def test_paste_below_the_end_makes_lines(keys, open_book):
    count = len(open_book.book.basic)
    QGuiApplication.clipboard().setText("2013201\t行政运行\t30201\n2013202\t一般行政管理事务\t30202\n")
    keys.at_new_row().press(Qt.Key.Key_V, CTRL)
    assert [(line.function, line.economic) for line in open_book.book.basic[count:]] == [("2013201", "30201"), ("2013202", "30202")]
    assert open_book.step == 1


def test_one_value_fills_the_selection(keys, qtbot, open_book):
    QGuiApplication.clipboard().setText("2")
    keys.at(0, AMOUNT).press(Qt.Key.Key_Down, SHIFT)
    Clerk(keys, qtbot).paste(None, None, enter)
    assert [line.amount for line in open_book.book.basic[:2]] == [2_000_000] * 2


def test_copy_keeps_every_digit(keys, open_book):
    fine = next(i for i in range(18) if open_book.book.basic[i].amount % 10_000)
    keys.at(fine, AMOUNT).press(Qt.Key.Key_C, CTRL)
    exact = QGuiApplication.clipboard().text()
    keys.at(fine, NOTE).press(Qt.Key.Key_V, CTRL)
    keys.at(fine, AMOUNT).press(Qt.Key.Key_V, CTRL)
    assert open_book.book.basic[fine].note == exact
    assert open_book.step == 1


def test_insert_and_delete_rows(keys, open_book):
    ids = [line.id for line in open_book.book.basic]
    keys.at(3, 0).press(Qt.Key.Key_Plus, CTRL | SHIFT)
    assert [line.id for line in open_book.book.basic][:5] == [*ids[:3], open_book.book.basic[3].id, ids[3]]
    assert keys.here == (3, 0)
    keys.press(Qt.Key.Key_Minus, CTRL)
    assert [line.id for line in open_book.book.basic] == ids


@pytest.mark.parametrize("column", [FUNCTION, NOTE])
def test_a_composition_loses_no_syllable(keys, open_book, column, qapp):
    keys.at(0, column)
    for event in (QInputMethodEvent("ban", []), QInputMethodEvent("bangong", []), _committed("办公")):
        QApplication.sendEvent(keys.target if keys.grid.open_editor else keys.grid, event)
    assert keys.target.text() == "办公"
    if column == FUNCTION:
        assert keys.grid.delegate.completion.is_open
    keys.press(Qt.Key.Key_Escape)
    assert open_book.step == 0


def _committed(text):
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    return event


def test_content_line_says_where_and_what(keys):
    keys.at(0, AMOUNT)
    place, text, _ = keys.window.workspace.page.content_line.texts
    assert place == "第 1 行 · 金额"
    assert text == "464.396 万元 ＝ 4,643,960.00 元"
    keys.at(0, 4)
    assert keys.window.workspace.page.content_line.texts[2] == "由经济科目自动判断"
    keys.at_new_row().type("xz")
    assert keys.window.workspace.page.content_line.texts[1:] == ("xz", "可输入代码、名称或拼音首字母")


def test_the_keys_of_the_menus_are_the_keys_of_the_grid(window):
    keys = window.actions_of_window
    assert keys["paste"].shortcut() == QKeySequence("Ctrl+V")
    assert keys["insert_row"].shortcut() == QKeySequence("Ctrl++")
