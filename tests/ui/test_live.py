"""After the key that commits, everything on the screen is right: cell, row, page, totals, findings, status bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.checks.findings import Severity
from ui.grid.rows.model import CELL_ROLE
from ui.pages.registry import PAGES
from ui.theme.icons import Mark

AMOUNT = 7
PENSION = 5
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screen(window, keys, open_book):
    window.workspace.findings.set_open(True)
    return Screen(window, keys, open_book)


class Screen:
    """What is to be read off the window."""

    def __init__(self, window, keys, open_book):
        self.window, self.keys, self.open_book = window, keys, open_book

    def commit(self, row, column, text):
        """The keys of an entry, and the events of one frame."""
        self.keys.at(row, column).type(text).press(Qt.Key.Key_Return)
        QApplication.processEvents()

    def cell(self, row, column):
        return self.keys.grid.grid_model.index(row, column).data(CELL_ROLE)

    def page_count(self, key, mark):
        spec = next(spec for spec in PAGES if spec.key == key)
        return dict(self.window.workspace.navigation._model.counts(spec)).get(mark, 0)

    def total(self, column):
        return self.keys.grid.grid_model.totals.cells[column]

    def listed(self):
        return [row.words for row in self.window.workspace.findings.list.model().rows]

    def filters(self):
        buttons = self.window.workspace.findings._filters
        return {severity: int(button.text().split()[1]) for severity, button in buttons.items()}

    def status(self):
        status = self.window._status
        return status._income.text(), status._spending.text(), status._difference.text()


def test_a_slip_shows_everywhere_at_once_and_goes_with_undo(screen, open_book, qtbot):
    before = screen.status(), screen.listed(), screen.filters()
    screen.commit(PENSION, AMOUNT, "75.17")
    assert screen.cell(PENSION, AMOUNT).text == "75.17"
    assert screen.total("amount") == "868.02"
    assert screen.status() == ("2,693.97", "2,697.57", "支出多 3.60")
    assert any("支出多 3.60" in message for message in screen.listed())
    assert screen.page_count("income", Mark.ERROR) == 1
    errors = [f for f in open_book.findings if f.severity is Severity.ERROR]
    assert screen.filters()[Severity.ERROR] == sum(f.follows is None for f in errors) == 1 < len(errors)
    qtbot.keyClick(screen.keys.grid, Qt.Key.Key_Z, CTRL)
    QApplication.processEvents()
    assert screen.total("amount") == "864.42"
    assert (screen.status(), screen.listed(), screen.filters()) == before
    assert screen.page_count("income", Mark.ERROR) == 0


def test_what_cannot_be_read_is_marked_in_its_cell(screen):
    screen.commit(0, AMOUNT, "x")
    cell = screen.cell(0, AMOUNT)
    assert (cell.text, cell.mark, cell.unread) == ("x", Mark.ERROR, True)
    assert any("不是数字" in note for note in cell.notes)
    assert screen.page_count("basic", Mark.ERROR) == 1
    assert any("“x”不是数字" in message for message in screen.listed())


def test_a_code_is_marked_as_soon_as_it_stands_there(screen):
    screen.commit(0, 0, "20199")
    assert screen.cell(0, 0).mark
    assert screen.cell(0, 1).text != "行政运行"
    screen.commit(0, 0, "2013201")
    assert not screen.cell(0, 0).mark
    assert screen.cell(0, 1).text == "行政运行"


def test_a_new_line_counts_with_its_first_figure(screen, open_book):
    row = len(open_book.book.basic)
    screen.commit(row, AMOUNT, "5")
    assert screen.total("amount") == "869.42"
    assert screen.status()[1] == "2,698.97"
    assert screen.cell(row, 0).mark is Mark.ERROR


def test_the_detail_follows_the_values_of_the_finding_that_is_looked_at(screen, open_book):
    screen.commit(PENSION, AMOUNT, "75.17")
    panel = screen.window.workspace.findings
    panel.show_place(next(f for f in open_book.findings if f.code == "X-8").place)
    assert panel.detail.suspects.fixes[0].fix.value == "71.57"
    screen.commit(PENSION, AMOUNT, "715.7")
    assert "支出多 644.13" in panel.detail._message.text()
    assert "10 倍" in open_book.suspects(panel.current)[0].reason


def test_an_explanation_by_keys_lapses_with_the_values_and_says_so(screen, open_book, qtbot, window):
    finding = next(f for f in open_book.findings if f.code == "S-4")
    panel = window.workspace.findings
    panel.show_place(finding.place)
    screen.keys.at(0, AMOUNT)
    qtbot.keyClick(screen.keys.grid, Qt.Key.Key_Return, CTRL)
    assert panel.detail.reason.hasFocus()
    qtbot.keyClicks(panel.detail.reason, "0.80 is elsewhere")
    qtbot.keyClick(panel.detail.reason, Qt.Key.Key_Return, CTRL)
    assert open_book.book.explanations[0].text == "0.80 is elsewhere"
    assert open_book.marks.mark(panel.current) is Mark.EXPLAINED
    assert panel.detail._lapsed.isHidden()
    screen.commit(4, AMOUNT, "0.9")
    assert open_book.marks.mark(panel.current) is Mark.VERIFY
    assert panel.detail._lapsed.text().startswith("数变了，原来的说明不再适用")
    assert panel.detail._lapsed.isVisible()
    assert panel.detail.reason.text() == "0.80 is elsewhere"
