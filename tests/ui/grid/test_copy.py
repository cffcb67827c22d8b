"""Copying and cutting cells with real keys, as a spreadsheet will find them on the clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from models.incoming.clipboard.html_table import from_html
from models.values.money import MoneyUnit

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FUNCTION, SOURCE, AMOUNT, NOTE = 0, 5, 7, 8


@pytest.fixture
def clipboard(qapp):
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    return clipboard


def test_a_whole_row_with_codes_as_text_and_every_digit(keys, clipboard):
    keys.at(0, SOURCE).press(Qt.Key.Key_Space, SHIFT).press(Qt.Key.Key_C, CTRL)
    assert clipboard.text() == "2013201\t行政运行\t30101\t基本工资\t人员\t一般公共预算拨款\t本年\t464.396\t"
    html = clipboard.mimeData().html()
    assert """mso-number-format:"\\@"'>2013201<""" in html
    assert 'x:num="464.396"' in html
    assert from_html(html).block.units == {(0, 7): MoneyUnit.WAN}


def test_everything_leaves_the_new_row_out(keys, clipboard, open_book):
    keys.at(0, FUNCTION).press(Qt.Key.Key_A, CTRL).press(Qt.Key.Key_C, CTRL)
    assert len(clipboard.text().split("\n")) == len(open_book.book.basic)


def test_with_headings(keys, clipboard, qtbot):
    qtbot.waitUntil(keys.window.isActiveWindow)
    keys.at(0, SOURCE).press(Qt.Key.Key_Right, SHIFT).press(Qt.Key.Key_Right, SHIFT).press(Qt.Key.Key_C, CTRL | SHIFT)
    assert clipboard.text() == "资金来源\t年度\t金额（万元）\n一般公共预算拨款\t本年\t464.396"


def test_what_cannot_be_read_and_lines_go_out_as_they_stand(keys, clipboard, open_book):
    keys.at(0, AMOUNT).type("见附表").press(Qt.Key.Key_Return)
    keys.at(0, AMOUNT).press(Qt.Key.Key_Right, SHIFT).press(Qt.Key.Key_C, CTRL)
    assert clipboard.text() == "见附表\t"
    assert "x:num" not in clipboard.mimeData().html()


def test_cut_is_one_step(keys, clipboard, open_book):
    before = open_book.book.basic[0]
    keys.at(0, SOURCE).press(Qt.Key.Key_Right, SHIFT).press(Qt.Key.Key_Right, SHIFT).press(Qt.Key.Key_X, CTRL)
    assert clipboard.text() == "一般公共预算拨款\t本年\t464.396"
    assert open_book.book.basic[0].amount is None
    assert open_book.history == ("打开", "修改 2013201 行政运行 / 30101 基本工资：464.40 万元 → 空白")
    open_book.undo()
    assert open_book.book.basic[0] == before
    keys.at(0, SOURCE).press(Qt.Key.Key_V, CTRL)
    assert open_book.book.basic[0] == before
