"""Lines that open: hints of one kind on many projects, and an error with its consequences."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from models.book import edits
from models.checks.findings import Severity
from ui.findings.suspects import PlaceLink

Key = Qt.Key


@pytest.fixture
def listed(window, open_book):
    open_book.edit(edits.set_field(open_book.book.basic[5].id, "amount", "75.17"))
    window.workspace.findings.set_open(True)
    window.workspace.findings.list.setFocus()
    return window.workspace.findings.list


def rows(listed):
    return listed.model().rows


def go_to(listed, row):
    listed.setCurrentIndex(listed.model().index(row))


def kind_row(listed, words):
    return next(at for at, row in enumerate(rows(listed)) if row.is_kind and row.words.startswith(words))


def inner(listed):
    return [row for row in rows(listed) if row.inner]


def test_one_slip_is_one_error_and_opens(listed, window):
    assert window.workspace.findings._filters[Severity.ERROR].text() == "错误 1"
    go_to(listed, 0)
    assert (rows(listed)[0].finding.code, rows(listed)[1].finding.severity) == ("X-8", Severity.VERIFY)
    QTest.keyClick(listed, Key.Key_Right)
    assert [row.finding.code for row in inner(listed)] == ["X-1", "X-12", "X-12"]
    QTest.keyClick(listed, Key.Key_Down)
    detail = window.workspace.findings.detail
    assert detail._remedy.text() == "这一处是连带的：改好“收入 2080505”的错误，它就没有了"
    assert "收入 2080505" in [link.text() for link in detail.findChildren(PlaceLink)]
    QTest.keyClick(listed, Key.Key_Return)  # a consequence leads to its own figure
    assert window.workspace.page.key == "preview"
    listed.setFocus()
    QTest.keyClick(listed, Key.Key_Left)
    assert listed.currentIndex().row() == 0
    QTest.keyClick(listed, Key.Key_Left)
    assert not inner(listed)


@pytest.mark.parametrize("way", ["→", "Enter", "click"])
def test_a_kind_opens_and_closes(listed, window, qtbot, way):
    at = kind_row(listed, "绩效目标空着，或与资金用途相同：13 个项目")
    page = window.workspace.page
    ways = {
        "→": lambda: QTest.keyClick(listed, Key.Key_Left if inner(listed) else Key.Key_Right),
        "Enter": lambda: QTest.keyClick(listed, Key.Key_Return),
        "click": lambda: qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=middle(listed, at)),
    }
    go_to(listed, at)
    ways[way]()
    assert len(inner(listed)) == 13
    ways[way]()
    assert not inner(listed)
    assert window.workspace.page is page


def middle(listed, at):
    listed.scrollTo(listed.model().index(at))
    return listed.visualRect(listed.model().index(at)).center() + QPoint(20, 0)


def test_an_open_kind_stays_open_while_its_findings_are_mended(listed, open_book):
    at = kind_row(listed, "字词写重了")
    go_to(listed, at)
    QTest.keyClick(listed, Key.Key_Right)
    QTest.keyClick(listed, Key.Key_Down)
    before = len(inner(listed))
    open_book.edit(edits.apply_fix(rows(listed)[at + 1].finding.fix))
    assert len(inner(listed)) == before - 1
    assert listed.currentIndex().row() == at + 1


def test_f8_opens_the_kind_that_it_comes_into(listed, window, open_book):
    panel = window.workspace.findings
    window.workspace.page.setFocus()
    for _ in range(16):
        QTest.keyClick(window.focusWidget(), Key.Key_F8)
        row = rows(listed)[listed.currentIndex().row()]
        assert not row.is_kind
        assert row.finding == panel.current
    assert inner(listed)


def test_the_count_of_hints_is_that_of_the_lines(listed, window, open_book):
    button = window.workspace.findings._filters[Severity.HINT]
    hints = [row for row in rows(listed) if row.finding.severity is Severity.HINT]
    whole = sum(finding.severity is Severity.HINT for finding in open_book.findings)
    assert button.text() == f"提示 {len(hints)} 种"
    assert button.toolTip() == f"{len(hints)} 种，一共 {whole} 处"


def test_the_keys_in_words_give_way_in_a_narrow_window(window, theme, qtbot):
    panel = window.workspace.findings
    panel.set_open(True)
    assert panel._keys.isVisible()
    theme.set_zoom(150)
    window.resize(1024, 600)
    qtbot.waitUntil(lambda: window.width() == 1024)
    assert not panel._keys.isVisible()
    assert all(button.width() >= button.sizeHint().width() for button in panel._filters.values())
    theme.set_zoom(100)
    window.resize(1366, 738)
    qtbot.waitUntil(panel._keys.isVisible)
