"""F8 leads: 错误 first, then 核实 without a reason, then 提示, each from the cursor onwards; Shift+F8 goes the other way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.book import edits
from models.book.places import Place
from models.book.records import all_lines
from models.checks.findings import Severity
from models.pack.forms.narrative import AtomKind
from ui.findings.tour import FindingTour
from ui.session.open_book import OpenBook
from ui.theme.icons import Mark

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
AMOUNT = 7


class Walker:
    """Presses F8 and reads which finding the panel shows."""

    def __init__(self, window, open_book):
        self.window, self.open_book = window, open_book

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)
        QApplication.processEvents()
        return self

    @property
    def shown(self):
        return self.window.workspace.findings.current

    def f8(self, times=1, modifier=Qt.KeyboardModifier.NoModifier):
        visited = []
        for _ in range(times):
            self.press(Key.Key_F8, modifier)
            visited.append(self.shown.key)
        return visited

    @property
    def marks(self):
        return self.open_book.marks

    def to_visit(self):
        seen = (Mark.ERROR, Mark.VERIFY, Mark.HINT)
        return {f.key for f in self.open_book.findings if f.follows is None and self.marks.mark(f) in seen}


def spoil(open_book, *rows, text="x"):
    for row in rows:
        open_book.edit(edits.set_field(open_book.book.basic[row].id, "amount", text))


def explain_all(open_book):
    """A reason for every 核实, so that none is left to visit."""
    for finding in open_book.findings:
        if finding.severity is Severity.VERIFY:
            open_book.edit(edits.explain(finding.code, finding.place.key, finding.fingerprint, "核对过"))


@pytest.fixture
def walker(window, open_book, keys):
    return Walker(window, open_book)


def places(keys):
    return [(key.place.page, key.place.line) for key in keys]


def test_from_a_printed_table_it_begins_with_that_table(walker, open_book):
    explain_all(open_book)
    tables = [f.place.field.partition(":")[0] for f in open_book.findings if f.place.page == "table"]
    first, last = min(tables), max(tables)
    assert first != last
    workspace = walker.window.workspace
    workspace.open_page("preview")
    assert workspace.page.list.select(last)
    (key,) = walker.f8()
    assert key.place.field.partition(":")[0] == last
    assert walker.window.workspace.page.sheet_view.figure.place == key.place


def test_every_finding_is_visited_once_errors_first(walker, open_book, keys):
    open_book.edit(edits.delete_lines([project.id for project in open_book.book.projects[7:]]))
    spoil(open_book, 2, 5, 9)
    asked = next(finding for finding in open_book.findings if finding.severity is Severity.VERIFY)
    open_book.edit(edits.explain(asked.code, asked.place.key, asked.fingerprint, "核对过"))
    keys.at(4, AMOUNT)
    wanted = walker.to_visit()
    visited = walker.f8(len(wanted))
    assert set(visited) == wanted
    assert asked.key not in wanted
    by_key = {finding.key: finding for finding in open_book.findings}
    rounds = [list(Severity).index(by_key[key].severity) for key in visited]
    assert rounds == sorted(rounds)
    assert walker.f8() == visited[:1]
    assert walker.f8(2, SHIFT) == [visited[-1], visited[-2]]


def test_a_tour_begins_at_the_cursor_and_goes_round(walker, open_book, keys):
    spoil(open_book, 2, 5, 9)
    lines = [open_book.book.basic[row].id for row in (2, 5, 9)]
    unread = [("basic", line) for line in lines]
    keys.at(4, AMOUNT)
    assert [place for place in places(walker.f8(12)) if place in unread][:3] == [unread[1], unread[2], unread[0]]
    walker.window.workspace.open_page("basic")
    keys.at(4, AMOUNT)
    assert places(walker.f8(1, SHIFT)) == [unread[0]]


def test_a_tour_begins_at_the_project_chosen_in_the_list(walker, open_book, window):
    projects = open_book.book.projects
    for at in (1, 6, 20):
        open_book.edit(edits.set_field(projects[at].funding[0].id, "amount", "x"))
    window.workspace.open_page("projects")
    window.workspace.page.list.grid.setFocus()
    for _ in range(5):
        walker.press(Key.Key_Down)
    assert window.workspace.page.list.grid.current_project == projects[5].id
    assert places(walker.f8()) == [("projects", projects[6].funding[0].id)]


def test_a_tour_begins_at_the_field_that_has_the_focus(walker, open_book, window):
    """Of the cover and of 情况说明, which have no cells."""
    for field, text in (("code", "12345"), ("region", "1"), ("date", "2024-13-45"), ("approved", "2024-02-30")):
        open_book.edit(edits.set_unit(field, text))
    explain_all(open_book)
    window.workspace.open_page("cover")
    found = [f.place.field for f in open_book.findings if f.place.page == "cover" and f.severity is Severity.HINT]
    assert len(set(found)) > 1
    last = [field for field in window.workspace.page.form.fields if field in found][-1]
    window.workspace.page.form.fields[last].setFocus()
    walker.f8()
    assert walker.shown.place == Place("cover", field=last)
    window.workspace.open_page("texts")
    fields = [field for field in window.workspace.page.body.fields.values() if field.part.kind is AtomKind.WRITTEN]
    for field in (fields[1], fields[-1]):
        open_book.edit(edits.set_text(field.part.item, "做好工作。。"))
    explain_all(open_book)
    fields[-1].setFocus()
    walker.f8()
    assert walker.shown.place == window.workspace.page._place(fields[-1].part)


def test_mending_one_goes_on_to_the_next(walker, open_book, keys):
    spoil(open_book, 2, 3, 9)
    ids = [open_book.book.basic[row].id for row in (2, 3, 9)]
    keys.at(0, AMOUNT)
    walker.f8()
    for line, following in ((ids[0], ids[1]), (ids[1], ids[2])):
        assert walker.shown.place.line == line
        keys.type("1.00").press(Key.Key_Return)
        assert places(walker.f8()) == [("basic", following)]


def test_a_remedy_from_the_list_does_not_pass_the_next(walker, open_book, window, keys):
    spoil(open_book, 2, 3, 9, text="-1")
    ids = [open_book.book.basic[row].id for row in (2, 3, 9)]
    keys.at(0, AMOUNT)
    walker.f8()
    window.workspace.findings.list.setFocus()
    walker.press(Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert open_book.book.basic[2].amount > 0
    assert places(walker.f8()) == [("basic", ids[1])]


def test_filters_hold_for_the_tour_too(walker, open_book, window, qtbot):
    window.workspace.findings.set_open(True)
    qtbot.mouseClick(window.workspace.findings._filters[Severity.HINT], Qt.MouseButton.LeftButton)
    window.workspace.page.setFocus()
    shown = {finding.key for finding in open_book.findings if finding.severity is not Severity.HINT}
    assert set(walker.f8(len(shown) + 2)) == shown


def test_a_new_error_comes_before_the_hints_that_are_left(walker, open_book, keys):
    explain_all(open_book)
    keys.at(0, AMOUNT)
    walker.f8(3)
    assert walker.shown.severity is Severity.HINT
    walker.window.workspace.open_page("basic")
    keys.at(7, AMOUNT)
    spoil(open_book, 5)
    walker.f8()
    assert walker.shown.severity is Severity.ERROR


def test_a_click_on_a_marked_cell_selects_it_and_one_on_the_mark_opens_the_panel(window, open_book, keys, qtbot):
    spoil(open_book, 2)
    keys.at(0, 0)
    grid, panel = window.workspace.page.grid, window.workspace.findings
    index = grid.grid_model.index(2, AMOUNT)
    rect = grid.visualRect(index)
    mark = grid.delegate.mark_rect(rect, grid.grid_model.cell(index), grid.grid_model.column(AMOUNT))
    beside = [rect.center(), rect.topLeft(), rect.bottomRight(), rect.bottomLeft()]
    for point in (point for point in beside if rect.contains(point) and not mark.contains(point)):
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=point)
        assert (grid.currentIndex().row(), grid.currentIndex().column()) == (2, AMOUNT)
        assert not panel.is_open
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.RightButton, pos=mark.center())
    assert not panel.is_open
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=mark.center())
    assert panel.is_open
    assert panel.current.place.line == open_book.book.basic[2].id


def test_explained_findings_are_not_counted_in_amber(window, open_book):
    button = window.workspace.findings._filters[Severity.VERIFY]
    explain_all(open_book)
    asked = [finding for finding in open_book.findings if finding.severity is Severity.VERIFY]
    assert button.text() == "核实 0"
    assert button.property("none") is True
    open_book.edit(edits.explain(asked[0].code, asked[0].place.key, asked[0].fingerprint, ""))
    assert button.text() == "核实 1"
    assert button.property("none") is False
    assert button.toolTip() == f"另有 {len(asked) - 1} 处已写说明"


CTRL = Qt.KeyboardModifier.ControlModifier


def delete_two_above_too(keys):
    keys.press(Key.Key_Up, SHIFT).press(Key.Key_Up, SHIFT).press(Key.Key_Minus, CTRL)


def paste_over(keys):
    QApplication.clipboard().setText("1.00")
    keys.press(Key.Key_V, CTRL)


def undo(keys):
    keys.press(Key.Key_Z, CTRL)


WAYS = {
    "typed": lambda keys: keys.type("1.00").press(Key.Key_Return),
    "typed and back up": lambda keys: keys.type("1.00").press(Key.Key_Return).press(Key.Key_Up).press(Key.Key_Up),
    "pasted": paste_over,
    "undone": undo,
    "redone": lambda keys: (keys.type("1.00").press(Key.Key_Return), undo(keys), keys.press(Key.Key_Y, CTRL)),
    "line deleted": lambda keys: keys.press(Key.Key_Minus, CTRL),
    "lines deleted": delete_two_above_too,
    "line inserted above and typed": lambda keys: (
        keys.press(Key.Key_Plus, CTRL | SHIFT).press(Key.Key_Down).type("1.00").press(Key.Key_Return)
    ),
    "and another page opened": lambda keys: (keys.type("0").press(Key.Key_Return), keys.window.workspace.open_page("others")),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("row", [4, 8])
def test_whatever_mends_it_the_next_one_follows(walker, open_book, keys, way, row):
    """The line behind has the id 10 after 9 once, and a fault in an earlier column: neither is passed."""
    qtbot, ids = keys.qtbot, [line.id for line in open_book.book.basic]
    qtbot.waitUntil(walker.window.isActiveWindow)
    open_book.edit(edits.set_field(ids[row + 1], "function", "x"))
    open_book.edit(edits.set_field(ids[row + 3], "amount", "x"))
    open_book.edit(edits.set_field(ids[row], "amount", "x"))
    keys.at(row, 0)
    walker.f8()
    assert walker.shown.place.line == ids[row]
    WAYS[way](keys)
    assert not [f for f in open_book.findings if f.place == Place("basic", ids[row], "amount") and f.severity is Severity.ERROR]
    walker.f8()
    assert walker.shown.place.line == ids[row + 1]
    at_the_same_cell = {f.key for f in open_book.findings if f.place == walker.shown.place and f.severity is Severity.ERROR}
    walker.f8(len(at_the_same_cell))
    assert walker.shown.place.line == ids[row + 3]


def test_a_mended_one_whose_line_is_gone_lets_none_pass_backwards(walker, open_book, keys):
    ids = [line.id for line in open_book.book.basic]
    spoil(open_book, 3, 8, 9)
    keys.at(17, AMOUNT)
    walker.f8(2, SHIFT)
    assert walker.shown.place.line == ids[8]
    keys.press(Key.Key_Minus, CTRL)
    assert places(walker.f8(1, SHIFT)) == [("basic", ids[3])]


@pytest.fixture(scope="module")
def spoilt(qapp, seed1, xingtai, codes):
    book = seed1
    for row, text in ((1, "x"), (5, "75.17"), (9, "-1")):
        book = edits.set_field(book.basic[row].id, "amount", text)(book)
    return OpenBook(book, xingtai, codes, lambda _old, _new: None)


@settings(max_examples=10)
@given(data=st.data(), step=st.sampled_from((1, -1)))
def test_laws_of_a_tour(spoilt, data, step):
    """From any place each finding comes once, round after round; the other way leads back over the same ones."""
    lines = [Place("basic", line.id) for line in all_lines(spoilt.book)]
    cursor = data.draw(st.sampled_from([*lines, *(finding.place for finding in spoilt.findings)]))
    tour, stops = FindingTour(spoilt), [f for f in spoilt.findings if f.follows is None]

    def go(by):
        nonlocal cursor
        finding = tour.next(by, cursor, lambda _finding: True)
        cursor = finding.place
        tour.arrive(finding, cursor)
        return finding

    visited = [go(step) for _ in stops]
    assert {finding.key for finding in visited} == {finding.key for finding in stops}
    rounds = [list(Severity).index(finding.severity) for finding in visited]
    assert rounds == sorted(rounds)
    assert [go(-step) for _ in visited[1:]] == visited[-2::-1]
