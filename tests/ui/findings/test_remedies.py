"""Every remedy that the window offers, pressed: its finding goes, nothing worse comes, and undo brings it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.book import edits
from models.checks.findings import Severity
from models.values.money import MoneyUnit
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import seed1_book
from tests.models.checks.cases import CASES
from ui.pages.registry import PAGES
from ui.session.open_book import OpenBook
from ui.window.main_window import MainWindow

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key
WORST_FIRST = list(Severity)
SLIPS = (("basic", 5, "amount", "75.17"), ("basic", 8, "amount", "-12"), ("projects", 3, "code", "13051124P00 0A4110006J"))
"""Where the spoilt example differs from the published one: page, row, field, what was typed."""


def spoilt_book():
    """The published budget, which has slips of its own, with figures and codes mistyped and indicators put in the wrong place."""
    book = seed1_book()
    for page, row, field, typed in SLIPS:
        book = edits.set_field(getattr(book, page)[row].id, field, typed, MoneyUnit.WAN)(book)
    for project in book.projects[:4]:
        first, *_, last = project.indicators
        book = edits.set_field(first.id, "target", "≥120%")(book)
        book = edits.set_field(last.id, "dimension", "产出指标")(book)
    return book


SEEN_THEN = {"K-8a": {"K-7"}}
"""What a remedy brings to light: a cost is added up, and compared with the 预算数, once it has an upper limit."""


class Clerk:
    """Keys go where the focus is; F8 goes to the next finding."""

    def __init__(self, window, book, pack, codes, disk):
        self.window = window
        self.open_book = OpenBook(book, pack, codes, disk.save)
        window.show_book(self.open_book)
        self.panel = window.workspace.findings
        self.press(Key.Key_F7)
        assert self.panel.is_open

    def press(self, key, modifier=NONE):
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)
        QApplication.processEvents()

    def look_at(self, finding):
        """Arrows to the row of a finding; → opens the line that it is in."""
        self.panel.list.setFocus()
        row = self._row_of(finding)
        if row < 0:
            self._walk(next(at for at, row in enumerate(self.rows) if finding in row.line.below))
            self.press(Key.Key_Right)
            row = self._row_of(finding)
        self._walk(row)
        return self.panel.current

    @property
    def rows(self):
        return self.panel.list.model().rows

    def _row_of(self, finding):
        return next((at for at, row in enumerate(self.rows) if row.finding == finding and not row.is_kind), -1)

    def _walk(self, row):
        away = row - self.panel.list.currentIndex().row()
        for _ in range(abs(away)):
            self.press(Key.Key_Down if away > 0 else Key.Key_Up)


@pytest.fixture
def clerk_of(qtbot, theme, icons, settings, disk):
    def make(book, pack, codes):
        window = MainWindow(PAGES, theme, icons, settings)
        qtbot.addWidget(window)
        window.resize(1366, 738)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Clerk(window, book, pack, codes, disk)

    return make


def named(findings):
    return {(finding.code, finding.place): finding for finding in findings}


def is_worse(finding, than):
    return WORST_FIRST.index(finding.severity) < WORST_FIRST.index(than.severity)


def press_all(clerk, code=""):
    """Every remedy of every finding (of this code), each taken back again; gives the code of the finding of each."""
    open_book, pressed = clerk.open_book, []
    spoilt, before = open_book.book, open_book.findings
    for finding in before:
        if code not in {"", finding.code} or not (finding.fix or open_book.suspects(finding)):
            continue
        assert clerk.look_at(finding) == finding
        for number in range(len(clerk.panel.detail.fixes)):
            clerk.press(Key(Key.Key_1 + number), ALT)
            assert open_book.book != spoilt
            after = named(open_book.findings)
            assert (finding.code, finding.place) not in after, finding.message
            come = [after[key] for key in after.keys() - named(before).keys()]
            worse = [f.message for f in come if is_worse(f, finding) and f.code not in SEEN_THEN.get(finding.code, ())]
            assert not worse, (finding.message, worse)
            clerk.press(Key.Key_Z, CTRL)
            assert open_book.book == spoilt
            assert open_book.findings == before
            assert clerk.look_at(finding) == finding
            pressed.append(finding.code)
    return pressed


def test_every_remedy_of_a_spoilt_example_helps(clerk_of, xingtai, codes):
    pressed = press_all(clerk_of(spoilt_book(), xingtai, codes))
    assert len(pressed) > 25
    assert set(pressed) >= {"X-8", "X-28", "PC-1", "K-1", "K-6", "K-8a", "R-9", "R-10", "R-11"}


WITH_REMEDIES = (
    "C-4a",
    "C-5",
    "G-3",
    "G-5",
    "K-1",
    "K-1a",
    "K-5a",
    "K-5b",
    "K-6",
    "K-8a",
    "K-15",
    "P-11f",
    "PC-1",
    "R-9",
    "R-10",
    "R-11",
    "R-14",
    "R-15",
    "R-16",
    "X-25",
    "X-27b",
    "X-28",
    "X-29",
)


@pytest.mark.parametrize("code", WITH_REMEDIES)
def test_every_kind_of_remedy_helps(clerk_of, code):
    pressed = []
    for case in (case for case in CASES if case.code == code and not case.bureau):
        pack = load_pack(case.pack)
        pressed += press_all(clerk_of(case.bad, case.bad_pack(pack), built_in_codes(pack.codes)), code)
    assert set(pressed) == {code}
