"""核实说明."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from models.book import edits
from models.book.places import Place
from models.checks.findings import EXPLAINED, LAPSED, Severity, explanation_of, explanation_state
from ui.pages.common import page_states
from ui.pages.common.page import PageServices
from ui.pages.review import explanations
from ui.session.settings import MemorySettings


def shown(qtbot, theme, icons, open_book, module):
    page = module.make_page(PageServices(open_book, theme, icons, MemorySettings()))
    qtbot.addWidget(page)
    open_book.changed.connect(page.refresh)
    page.resize(1176, 560)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    return page


@pytest.fixture
def page(qtbot, theme, icons, open_book):
    return shown(qtbot, theme, icons, open_book, explanations)


def verify_findings(open_book):
    return [f for f in open_book.findings if f.severity is Severity.VERIFY]


def type_text(grid, text):
    for letter in text:  # QTest knows no keys for them
        QApplication.sendEvent(
            grid.open_editor or grid, QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )


def texts(page):
    return [[page.model.index(row, column).data() for column in range(4)] for row in range(page.model.line_count)]


def test_every_finding_to_explain_is_listed(page, open_book):
    findings = verify_findings(open_book)
    assert [row[2] for row in texts(page)] == [f.message for f in findings]
    assert {row[0] for row in texts(page)} == {"待说明"}
    assert texts(page)[0][1] == "项目 第 1 个"
    assert page_states.explanations(open_book).text == "0 / 11"


def test_a_reason_is_typed_in_place(page, qtbot, open_book):
    assert page.go_to(Place("explanations"))
    type_text(page.grid, "核对过")
    qtbot.keyClick(page.grid.open_editor, Qt.Key.Key_Return)
    finding = verify_findings(open_book)[0]
    assert explanation_of(open_book.book, finding).text == "核对过"
    assert explanation_state(open_book.book, finding) == EXPLAINED
    assert texts(page)[0][0] == "已说明"
    assert page_states.explanations(open_book).text == "1 / 11"
    assert len(open_book.history) == 2
    open_book.undo()
    assert texts(page)[0][0] == "待说明"


def test_delete_takes_a_reason_back(page, qtbot, open_book):
    finding = verify_findings(open_book)[2]
    open_book.edit(edits.explain(finding.code, finding.place.key, finding.fingerprint, "有原因"))
    page.grid.setFocus()
    page.grid.jump(2, 3)
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    assert explanation_of(open_book.book, finding) is None


def test_one_reason_fills_down(page, qtbot, open_book):
    finding = verify_findings(open_book)[0]
    open_book.edit(edits.explain(finding.code, finding.place.key, finding.fingerprint, "同一个原因"))
    page.grid.setFocus()
    page.grid.jump(0, 3)
    for _ in range(2):
        qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [row[3] for row in texts(page)[:4]] == ["同一个原因"] * 3 + [""]
    assert page_states.explanations(open_book).text == "3 / 11"


def test_a_lapsed_reason_says_so_and_can_be_kept(page, open_book):
    finding = verify_findings(open_book)[0]
    open_book.edit(edits.explain(finding.code, finding.place.key, "of other values", "原因"))
    page.grid.jump(0, 3)
    confirm = page.actions_of_page[0]
    assert texts(page)[0][0] == "数变了"
    assert confirm.isEnabled()
    assert "原来的说明不再适用" in page.content_line.texts[2]
    confirm.trigger()
    assert explanation_state(open_book.book, finding) == EXPLAINED != LAPSED
    assert not confirm.isEnabled()


def test_a_double_click_on_the_place_leads_there(page, qtbot, open_book):
    wanted = []
    page.place_wanted.connect(wanted.append)
    at = page.grid.visualRect(page.model.index(3, 1)).center()
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    finding = verify_findings(open_book)[3]
    assert wanted == [finding.place]
    qtbot.keyClick(page.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert wanted == [finding.place] * 2


def test_a_click_on_a_mark_shows_its_finding(page, qtbot, open_book):
    told = []
    page.finding_wanted.connect(told.append)
    index = page.model.index(4, 0)
    cell, column = page.model.cell(index), page.model.column(0)
    at = page.grid.delegate.mark_rect(page.grid.visualRect(index), cell, column).center()
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told == [verify_findings(open_book)[4].place]


def test_the_first_that_waits_is_where_one_begins(page, open_book):
    finding = verify_findings(open_book)[0]
    open_book.edit(edits.explain(finding.code, finding.place.key, finding.fingerprint, "有"))
    page.go_to(Place("explanations"))
    assert page.grid.currentIndex().row() == 1
    assert not page.go_to(Place("explanations", field="F-0/none"))


def test_a_book_without_such_findings_says_so(qtbot, theme, icons, seed1, opened):
    book = edits.delete_lines([p.id for p in seed1.projects] + [line.id for line in seed1.basic])(seed1)
    book = edits.delete_lines([line.id for line in book.income])(book)
    open_book = opened(book)
    assert not verify_findings(open_book)
    page = shown(qtbot, theme, icons, open_book, explanations)
    assert page._nothing.isVisible()
    assert page_states.explanations(open_book).text == ""
