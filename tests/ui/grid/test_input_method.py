"""Chinese input with events as input methods send them: no first syllable lost, no old text mixed in, the list at the cell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from tests.ui.grid.columns_of_basic import AMOUNT, COST, ECONOMIC, FUNCTION, NOTE, SOURCE, Key
from ui.window.search.find import FindLine

pytestmark = pytest.mark.package


def send(window, preedit="", commit=""):
    """To whoever has the focus: the system knows no other."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(window.focusWidget(), event)


def compose(window, *preedits, commit):
    for preedit in preedits:
        send(window, preedit)
    send(window, commit=commit)


def text_of(editor):
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()


def sheet_cell(window, part, row, column):
    window.workspace.open_page("projects")
    grid = window.workspace.page.sheet.grids[part]
    grid.setFocus()
    grid.setCurrentIndex(grid.grid_model.index(row, column))
    return grid


def basic_cell(column):
    def go(window):
        grid = window.workspace.page.grid
        grid.setFocus()
        grid.setCurrentIndex(grid.grid_model.index(0, column))
        return grid

    return go


CELLS = {
    "文字": basic_cell(NOTE),
    "功能科目": basic_cell(FUNCTION),
    "经济科目": basic_cell(ECONOMIC),
    "资金来源": basic_cell(SOURCE),
    "金额": basic_cell(AMOUNT),
    "资金用途": lambda window: sheet_cell(window, "use", 0, 1),
    "绩效目标": lambda window: sheet_cell(window, "goals", 0, 1),
    "一级指标": lambda window: sheet_cell(window, "indicators", 0, 0),
    "二级指标": lambda window: sheet_cell(window, "indicators", 0, 1),
    "指标描述": lambda window: sheet_cell(window, "indicators", 0, 3),
    "项目名称": lambda window: sheet_cell(window, "head", 0, 3),
    "项目状态": lambda window: sheet_cell(window, "head", 0, 5),
    "支出计划": lambda window: sheet_cell(window, "plan", 1, 1),
}


@pytest.fixture(params=CELLS)
def cell(request, window):
    return CELLS[request.param](window)


def test_the_first_syllable_opens_the_editor_and_stays(cell, window):
    send(window, "b")
    assert cell.open_editor is not None
    assert text_of(cell.open_editor) == ""
    compose(window, "ba", "ban", commit="办")
    compose(window, "g", "gong", commit="公")
    assert text_of(cell.open_editor) == "办公"
    assert window.focusWidget() is cell.open_editor


def test_a_commit_without_composition_is_taken_too(cell, window):
    send(window, commit="办")
    assert text_of(cell.open_editor) == "办"
    send(window, commit="公")
    assert text_of(cell.open_editor) == "办公"


def test_after_f2_the_composition_goes_behind_the_text(window, keys, open_book):
    keys.at(0, NOTE).type("甲").press(Key.Key_Return)
    keys.at(0, NOTE).press(Key.Key_F2)
    compose(window, "y", "yi", commit="乙")
    keys.press(Key.Key_Return)
    assert open_book.book.basic[0].note == "甲乙"


def test_a_given_up_composition_changes_nothing(window, keys, open_book):
    keys.at(0, NOTE)
    send(window, "ban")
    send(window)
    keys.press(Key.Key_Escape)
    assert open_book.step == 0


def test_what_is_composed_is_kept_with_enter(window, keys, open_book):
    keys.at(0, NOTE)
    compose(window, "b", "ban", commit="办公")
    keys.press(Key.Key_Return)
    assert open_book.book.basic[0].note == "办公"
    assert keys.here == (1, NOTE)


def test_a_name_that_is_composed_looks_up_its_code(window, keys, open_book):
    keys.at(0, ECONOMIC)
    compose(window, "y", "yin", commit="印刷费")
    assert keys.grid.delegate.completion.is_open
    keys.press(Key.Key_Return)
    assert open_book.book.basic[0].economic == "30202"


def test_the_new_row_takes_a_composition_as_a_new_line(window, keys, open_book):
    count = len(open_book.book.basic)
    keys.at_new_row(NOTE)
    compose(window, "b", "ban", commit="办公")
    keys.press(Key.Key_Return)
    assert [line.note for line in open_book.book.basic[count:]] == ["办公"]


def test_the_candidates_stand_at_the_cell(cell, window):
    place = cell.visualRect(cell.currentIndex())
    whole = QRect(cell.viewport().mapTo(window, place.topLeft()), place.size()).adjusted(-2, -2, 2, 2)
    for preedit in ("", "b", "ban"):
        if preedit:
            send(window, preedit)
        assert whole.contains(cursor_of(window.focusWidget(), window))
    send(window, commit="办")
    assert whole.contains(cursor_of(window.focusWidget(), window))


def cursor_of(widget, window):
    """The middle of the cursor that the input method is told, in the window."""
    shown = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    return widget.mapTo(window, QRectF(shown).center().toPoint())


def test_a_computed_cell_takes_no_composition(window, keys, open_book):
    keys.at(0, COST)
    assert not window.focusWidget().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    send(window, commit="办")
    assert keys.grid.open_editor is None
    assert open_book.step == 0


def test_the_fields_of_the_cover(window, open_book):
    window.workspace.open_page("cover")
    field = window.workspace.page.form.fields["head"]
    field.setFocus()
    field.selectAll()
    compose(window, "w", "wang", commit="王")
    compose(window, "l", "lei", commit="磊")
    assert field.text() == "王磊"
    window.workspace.page.last_year.setFocus()
    assert open_book.book.unit.head == "王磊"


def test_the_line_of_the_search(window, keys, qtbot):
    qtbot.keyClick(keys.grid, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = next(found for found in window.findChildren(FindLine) if found.isVisible())
    compose(window, "z", "zhufang", commit="住房")
    assert line.text() == "住房"
    assert line.list.isVisible()


def test_the_search_of_the_projects(window):
    window.workspace.open_page("projects")
    search: QLineEdit = window.workspace.page.list.search
    search.setFocus()
    compose(window, "w", "wuzhuang", commit="武装")
    assert search.text() == "武装"
    assert window.workspace.page.list.count < 32


def test_the_reason_of_a_finding(window, keys, qtbot, open_book):
    window.workspace.open_page("explanations")
    grid = window.workspace.page.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.grid_model.index(0, grid.grid_model.columnCount() - 1))
    compose(window, "n", "nian", commit="年初")
    keys.press(Key.Key_Return)
    assert any(reason.text == "年初" for reason in open_book.book.explanations)
