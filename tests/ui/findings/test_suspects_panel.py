"""Why it does not balance, seen and mended: the suspects in the panel, the way to each, the remedy by one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.book import edits
from models.book.places import Place
from models.checks.findings import Severity
from models.values.money import read_amount, show_exact
from ui.findings.suspects import PlaceLink
from ui.window.main_window import NOTHING_TO_MEND

AMOUNT = 7
PENSION = 5
"""The row of 30108, 71.57, whose income is typed."""

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def unbalanced(open_book):
    return [f for f in open_book.findings if f.code == "X-8"]


@pytest.fixture
def panel(keys, open_book, window):
    """75.17 was typed for 71.57, and the clerk looks at what is wrong."""
    keys.at(PENSION, AMOUNT).type("75.17").press(Qt.Key.Key_Return)
    assert len(unbalanced(open_book)) == 1
    panel = window.workspace.findings
    panel.show_place(unbalanced(open_book)[0].place)
    panel.list.setFocus()
    return panel


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def test_the_culprit_comes_first_and_one_key_mends_it(panel, open_book, window, qtbot):
    links, fixes = panel.detail.suspects.links, panel.detail.suspects.fixes
    assert links[0].text() == "基本支出 第 6 行"
    assert fixes[0].text() == "改为 71.57  Alt+1"
    step = open_book.step
    press(qtbot, window, Qt.Key.Key_1, ALT)
    assert open_book.book.basic[PENSION].amount == read_amount("71.57")
    assert not unbalanced(open_book)
    assert open_book.step == step + 1
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert open_book.book.basic[PENSION].amount == read_amount("75.17")


def test_a_key_a_click_and_enter_lead_to_the_suspect(panel, keys, window, qtbot):
    for follow in (
        lambda link: press(qtbot, window, Qt.Key.Key_1, CTRL),
        lambda link: qtbot.mouseClick(link, Qt.MouseButton.LeftButton),
        lambda link: qtbot.keyClick(link, Qt.Key.Key_Return),
    ):
        window.workspace.open_page("income")
        panel.list.setFocus()
        follow(panel.detail.suspects.links[0])
        assert window.workspace.page.key == "basic"
        assert keys.here == (PENSION, AMOUNT)


def test_the_second_key_takes_the_second_way(panel, open_book, window, qtbot):
    assert panel.detail.suspects.fixes[1].text() == "改为 75.17  Alt+2"
    press(qtbot, window, Qt.Key.Key_2, ALT)
    assert not unbalanced(open_book)
    assert open_book.book.basic[PENSION].amount == read_amount("75.17")


def test_no_suspects_for_what_is_no_sum(panel, open_book):
    other = next(f for f in open_book.findings if f.balance is None)
    panel.detail.show_finding(other)
    assert panel.detail.suspects.isHidden()
    assert not panel.detail.suspects.links


def test_figures_in_each_other_s_row_are_exchanged_by_one_key(keys, open_book, window, qtbot):
    """固定资产: 房屋 and 办公用房, typed into each other's row."""
    window.workspace.open_page("assets")
    keys.at(1, 1).type("800").press(Qt.Key.Key_Return)
    keys.at(2, 1).type("1000").press(Qt.Key.Key_Return)
    keys.at(2, 1).press(Qt.Key.Key_1, ALT)
    suspects = window.workspace.findings.detail.suspects
    assert suspects.links[0].text() == "固定资产 第 2 行"
    assert suspects.fixes[0].text() == "两个数对调  Alt+1"
    step = open_book.step
    press(qtbot, window, Qt.Key.Key_1, ALT)
    assert (keys.text(1, 1), keys.text(2, 1)) == ("1000", "800")
    assert open_book.step == step + 1
    assert not [f for f in open_book.findings if f.code == "X-26"]
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert (keys.text(1, 1), keys.text(2, 1)) == ("800", "1000")


def test_a_slip_in_carried_income_is_mended_from_the_old_projects(keys, open_book, window, qtbot):
    """X-23 stands at the list of projects; the figure that was typed wrong is one key away."""
    line = next(line for line in open_book.book.income if line.carried)
    open_book.edit(edits.set_field(line.id, "amount", show_exact(line.amount * 10)))
    finding = next(f for f in open_book.findings if f.code == "X-23")
    panel = window.workspace.findings
    panel.show_place(finding.place)
    panel.list.setFocus()
    assert panel.current == finding
    assert panel.detail.suspects.links[0].place.line == line.id
    press(qtbot, window, Qt.Key.Key_1, ALT)
    assert next(kept.amount for kept in open_book.book.income if kept.id == line.id) == line.amount
    assert not [f for f in open_book.findings if f.code in {"X-23", "X-8"}]


def test_alt_1_in_a_marked_cell_mends_it_without_the_panel(keys, open_book, window, qtbot):
    keys.at(0, AMOUNT).type("-5").press(Qt.Key.Key_Return)
    keys.at(0, AMOUNT).press(Qt.Key.Key_1, ALT)
    assert open_book.book.basic[0].amount == read_amount("5")
    assert not window.workspace.findings.is_open
    assert open_book.undo()
    assert open_book.book.basic[0].amount == read_amount("-5")


def test_alt_1_shows_the_suspects_first(panel, keys, open_book, window):
    panel.set_open(False)
    window.workspace.go_to(unbalanced(open_book)[0].place)
    grid = next(g for g in [window.workspace.page.grid] if g is not None)
    assert grid.current_findings
    keys.press(Qt.Key.Key_1, ALT)
    assert panel.is_open
    assert unbalanced(open_book)
    keys.press(Qt.Key.Key_1, ALT)
    assert not unbalanced(open_book)


def test_alt_1_where_nothing_is_wrong_says_so(keys, window, open_book):
    keys.at(0, AMOUNT).press(Qt.Key.Key_1, ALT)
    assert window._status.currentMessage() == NOTHING_TO_MEND
    assert open_book.step == 0


def test_the_tooltip_says_what_is_wrong_and_what_mends_it(keys, open_book):
    keys.at(0, AMOUNT).type("-5").press(Qt.Key.Key_Return)
    index = keys.grid.grid_model.index(0, AMOUNT)
    tooltip = index.data(Qt.ItemDataRole.ToolTipRole).split("\n")
    finding = next(f for f in open_book.findings if f.place == Place("basic", open_book.book.basic[0].id, "amount"))
    assert finding.severity is Severity.ERROR
    assert [finding.message, finding.remedy, "Alt+1  改为 5.00"] == tooltip[:3]


def test_the_year_before_helps(qtbot, seed1, xingtai, codes, disk):
    from ui.session.open_book import OpenBook

    line = next(line for line in seed1.basic if line.economic == "30239")
    book = OpenBook(seed1, xingtai, codes, disk.save, year_before=lambda: seed1)
    book.edit(edits.delete_lines([line.id]))
    finding = next(f for f in book.findings if f.code == "X-8")
    assert "30239" in book.suspects(finding)[0].reason


def test_a_finding_of_a_table_leads_to_the_table_by_its_name_once(panel, open_book, qtbot):
    finding = next(finding for finding in open_book.findings if finding.place.field.startswith("T1:"))
    panel.show_place(finding.place)
    assert panel.current == finding

    def links():
        found = (link for link in panel.detail.findChildren(PlaceLink) if link.place.page == "table")
        return [link.text() for link in found if link.isVisible()]

    qtbot.waitUntil(lambda: links() == ["部门预算收支总表"])
