"""Real keys on the project page: list, sheet, plan, indicators, and the way from a finding to its cell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from models.book import edits
from models.book.places import Place
from models.book.records import Book
from ui.pages.common import page_states
from ui.pages.common.page import PageServices
from ui.pages.projects import page as projects
from ui.pages.projects.list.source import BY_BUDGET, WITH_FINDINGS
from ui.pages.projects.shared.lookup import QUIET_MARKS, findings_of
from ui.session.open_book import OpenBook
from ui.session.settings import MemorySettings
from ui.theme.icons import Mark

ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


class Clerk:
    """Keys go where the focus is."""

    def __init__(self, qtbot, page):
        self.qtbot, self.page = qtbot, page

    @property
    def target(self):
        return self.page.window().focusWidget()

    def press(self, key, modifier=NONE, times=1):
        for _ in range(times):
            self.qtbot.keyClick(self.target, key, modifier)
        return self

    def type(self, text):
        for letter in text:
            if letter.isascii():
                self.qtbot.keyClicks(self.target, letter)
            else:  # QTest knows no key for it
                QApplication.sendEvent(self.target, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter))
        return self

    def at(self, part, row, column):
        grid = self.page.sheet.grids[part]
        grid.setFocus()
        grid.setCurrentIndex(grid.grid_model.index(row, column))
        return self

    @property
    def here(self):
        grid = self.page.sheet.active_grid
        part = next(name for name, one in self.page.sheet.grids.items() if one is grid)
        return part, grid.currentIndex().row(), grid.currentIndex().column()

    def texts(self, part, row):
        model = self.page.sheet.grids[part].grid_model
        return [model.index(row, column).data() for column in range(model.columnCount())]


def make_clerk(qtbot, book, theme, icons):
    page = projects.make_page(PageServices(book, theme, icons, MemorySettings()))
    qtbot.addWidget(page)
    page.resize(1176, 560)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.setFocus()
    return Clerk(qtbot, page)


@pytest.fixture
def clerk(qtbot, open_book, theme, icons):
    return make_clerk(qtbot, open_book, theme, icons)


def project(open_book, number):
    return open_book.book.projects[number - 1]


def shown_names(page):
    model = page.list.grid.grid_model
    return [model.index(row, 1).data() for row in range(model.line_count)]


# --- the list


def test_the_list_shows_all_projects_with_their_sum(clerk):
    totals = clerk.page.list.grid.grid_model.totals
    assert totals.cells == {"name": "32 个项目", "budget": "1,829.55"}
    assert clerk.page.pinned.texts == ("1", "2024年武装工作经费", "18.00")


def test_arrows_in_the_list_change_the_sheet(clerk, open_book):
    clerk.press(Key.Key_Down, times=3)
    assert clerk.page.current_project == project(open_book, 4).id
    assert clerk.page.pinned.texts == ("4", "村党组织活动经费", "74.00")
    assert clerk.texts("head", 0)[1] == "13051124P000667100036"


@pytest.mark.parametrize(("typed", "name"), [("妇联", "妇联工作经费"), ("flgz", "妇联工作经费"), ("P00066710", "村党组织活动经费")])
def test_a_project_is_found_by_name_initials_or_code(clerk, typed, name):
    clerk.page.list.search.setFocus()
    clerk.type(typed)
    assert name in shown_names(clerk.page)
    assert len(shown_names(clerk.page)) < 5
    clerk.press(Key.Key_Return)
    assert clerk.page.list.grid.hasFocus()
    assert clerk.page.pinned.texts[1] in shown_names(clerk.page)


def test_a_number_stays_the_number_of_the_book(clerk):
    clerk.page.list.search.setFocus()
    clerk.type("团区委")
    model = clerk.page.list.grid.grid_model
    assert model.index(0, 0).data() == "28"
    assert model.totals.cells["name"].endswith("/ 32 个项目")


def choose_state(clerk, state):
    """Down in the box, as a clerk does, until it says so."""
    clerk.page.list.states.setFocus()
    clerk.press(Key.Key_Home)
    for _ in range(clerk.page.list.states.count()):
        if clerk.page.list.states.currentText() == state:
            return
        clerk.press(Key.Key_Down)
    raise AssertionError(state)


@pytest.mark.parametrize(("state", "mark"), [("错误", Mark.ERROR), ("核实", Mark.VERIFY), ("提示", Mark.HINT)])
def test_projects_with_findings_of_one_severity(clerk, open_book, state, mark):
    open_book.edit(edits.set_field(project(open_book, 3).funding[0].id, "amount", "many"))
    choose_state(clerk, state)
    wanted = [
        n for n, one in enumerate(open_book.book.projects, 1)
        if mark in {open_book.marks.mark(finding) for finding in findings_of(one, open_book.marks)}
    ]  # fmt: skip
    model = clerk.page.list.grid.grid_model
    assert [int(model.index(row, 0).data()) for row in range(model.line_count)] == wanted
    assert wanted


def test_projects_without_findings_are_all_the_others(clerk):
    model = clerk.page.list.grid.grid_model
    choose_state(clerk, WITH_FINDINGS)
    some = set(shown_names(clerk.page))
    choose_state(clerk, "没有问题")
    assert not some & set(shown_names(clerk.page))
    assert all(model.cell(model.index(row, 1)).mark in QUIET_MARKS for row in range(model.line_count))


def test_projects_of_one_status(clerk, open_book):
    open_book.edit(edits.set_field(project(open_book, 5).id, "status", "变更"))
    choose_state(clerk, "变更")
    assert shown_names(clerk.page) == ["村干部基本报酬"]
    choose_state(clerk, "没填状态")
    assert "村干部基本报酬" not in shown_names(clerk.page)
    assert clerk.page.list.grid.grid_model.line_count == 31


def test_a_click_on_a_heading_sorts_and_another_one_turns_round(clerk, qtbot):
    header = clerk.page.list.grid.horizontalHeader()

    def click(column):
        at = QPoint(header.sectionViewportPosition(column) + 5, header.heading_height // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)

    model = clerk.page.list.grid.grid_model
    click(2)
    assert shown_names(clerk.page)[0] == "村干部基本报酬"
    click(2)
    assert shown_names(clerk.page)[-1] == "村干部基本报酬"
    click(0)
    assert [model.index(row, 0).data() for row in range(3)] == ["1", "2", "3"]
    click(0)
    assert model.index(0, 0).data() == "32"


def test_sorting_by_keyboard(clerk, open_book):
    open_book.edit(edits.set_field(project(open_book, 9).id, "status", "延续"))
    clerk.page.list.sort.setFocus()
    actions = {action.text(): action for action in clerk.page.list.sort.menu().actions()}
    actions["按状态"].trigger()
    assert shown_names(clerk.page)[0] == "妇联工作经费"
    actions["倒过来"].trigger()
    assert shown_names(clerk.page)[-1] == "妇联工作经费"
    actions["倒过来"].trigger()
    actions["按项目编码"].trigger()
    codes = [open_book.book.projects[int(clerk.page.list.grid.grid_model.index(row, 0).data()) - 1].code for row in range(32)]
    assert codes == sorted(codes)


# --- by function code


def test_the_foot_says_that_the_sums_are_those_of_the_table(clerk, open_book):
    sums = clerk.page.list.sums
    assert sums.words.endswith("个功能科目与公开表一致")
    assert not sums.grid.isVisible()
    sums.head.setFocus()
    clerk.press(Key.Key_Space)
    model = sums.grid.grid_model
    shown = {model.index(row, 0).data().split()[0]: model.index(row, 2).data() for row in range(model.line_count)}
    assert shown["2130705"] == "1,229.10"


def test_the_foot_agrees_with_nothing_before_a_code_is_typed(clerk, open_book):
    open_book.edit(edits.delete_lines(project.id for project in open_book.book.projects))
    clerk.page.add_project()
    assert clerk.page.list.sums.words == "项目还没有功能科目"


def test_enter_on_a_sum_lists_its_projects(clerk, open_book):
    clerk.page.list.sums.head.setFocus()
    clerk.press(Key.Key_Space).press(Key.Key_Tab)
    assert clerk.page.list.sums.grid.hasFocus()
    code = clerk.page.list.sums.grid.grid_model.grid_row(1).key
    clerk.press(Key.Key_Down).press(Key.Key_Return)
    expected = [one.name for one in open_book.book.projects if any(part.function == code for part in one.funding)]
    assert shown_names(clerk.page) == [name.replace("\n", " ") for name in expected]
    assert clerk.page.list.grid.hasFocus()


def test_the_foot_names_money_without_a_code(clerk, open_book):
    open_book.edit(edits.set_field(project(open_book, 1).funding[0].id, "function", ""))
    assert clerk.page.list.sums.words == "18.00 万元没有功能科目"


def test_only_projects_with_findings(clerk, open_book):
    choose_state(clerk, WITH_FINDINGS)
    model = clerk.page.list.grid.grid_model
    assert 0 < model.line_count < 32
    assert all(model.cell(model.index(row, 1)).mark not in {Mark.NONE, Mark.EXPLAINED} for row in range(model.line_count))


def test_the_largest_first(clerk, qtbot):
    action = next(action for action in clerk.page.list.sort.menu().actions() if action.text() == BY_BUDGET)
    action.trigger()
    assert shown_names(clerk.page)[0] == "村干部基本报酬"
    assert clerk.page.list.grid.grid_model.totals.cells["budget"] == "1,829.55"


def test_the_worst_mark_of_a_project_stands_in_the_list(clerk, open_book, qtbot):
    grid = clerk.page.list.grid
    index = grid.grid_model.index(27, 1)
    assert grid.grid_model.cell(index).mark is Mark.VERIFY
    grid.scrollTo(index)
    place = grid.delegate.mark_rect(grid.visualRect(index), grid.grid_model.cell(index), grid.grid_model.column(1))
    with qtbot.waitSignal(clerk.page.finding_wanted) as asked:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert open_book.marks.at(asked.args[0])


# --- from project to project


def test_the_next_project_by_key_keeps_what_was_typed(clerk, open_book):
    clerk.at("use", 0, 1).type("typed").press(Key.Key_PageDown, ALT)
    assert clerk.page.pinned.texts[0] == "2"
    assert project(open_book, 1).use == "typed"
    assert clerk.here == ("head", 0, 1)
    clerk.press(Key.Key_PageUp, ALT)
    assert clerk.page.pinned.texts[0] == "1"
    assert clerk.texts("use", 0)[1] == "typed"


def action(page, words):
    return next(action for action in page.actions_of_page if action.text() == words)


def test_a_project_is_added_named_and_taken_back(clerk, open_book, xingtai):
    action(clerk.page, "新建项目").trigger()
    assert len(open_book.book.projects) == 33
    assert clerk.here == ("head", 0, 3)
    clerk.type("own").press(Key.Key_Return)
    assert open_book.book.projects[-1].name == "own"
    assert clerk.texts("plan", 0)[1:] == list(xingtai.sheet.months)
    open_book.undo()
    open_book.undo()
    assert clerk.page.current_project == project(open_book, 32).id
    assert clerk.page.pinned.texts[0] == "32"


def test_a_project_is_copied_and_deleted(clerk, open_book):
    clerk.press(Key.Key_Down, times=3)
    action(clerk.page, "复制项目").trigger()
    assert clerk.page.pinned.texts == ("5", "村党组织活动经费", "74.00")
    assert clerk.texts("head", 0)[1] == ""
    action(clerk.page, "删除项目").trigger()
    assert len(open_book.book.projects) == 32
    assert clerk.page.current_project
    assert open_book.undo_label == "删除 项目 第 5 个：村党组织活动经费 74.00 万元"
    open_book.undo()
    assert len(open_book.book.projects) == 33


def test_a_project_moves_and_stays_current(clerk, open_book):
    moved = clerk.page.current_project
    assert not action(clerk.page, "上移").isEnabled()
    action(clerk.page, "下移").trigger()
    assert project(open_book, 2).id == moved
    assert clerk.page.current_project == moved
    assert clerk.page.pinned.texts[0] == "2"


# --- places


@pytest.mark.parametrize(
    ("collection", "field", "part"),
    [
        ("funding", "amount", "funding"),
        ("plan", "value", "plan"),
        ("goals", "text", "goals"),
        ("indicators", "basis", "indicators"),
    ],
)
def test_a_place_inside_a_project_gets_the_keyboard(clerk, open_book, collection, field, part):
    line = getattr(project(open_book, 28), collection)[-1]
    assert clerk.page.go_to(Place("projects", line.id, field))
    assert clerk.page.pinned.texts[0] == "28"
    grid = clerk.page.sheet.grids[part]
    assert grid.hasFocus()
    assert grid.grid_model.place(grid.currentIndex()) == Place("projects", line.id, field)
    corner = grid.viewport().mapTo(clerk.page.sheet.viewport(), grid.visualRect(grid.currentIndex()).bottomLeft())
    assert clerk.page.sheet.viewport().rect().contains(corner + QPoint(2, -2))


def test_every_finding_of_the_page_has_a_cell(clerk, open_book):
    for finding in open_book.marks.of_page("projects"):
        assert clerk.page.go_to(finding.place), finding
        assert finding.other_place is None or finding.other_place.page != "projects" or clerk.page.go_to(finding.other_place)


def test_a_search_that_hides_the_project_is_given_up(clerk, open_book):
    clerk.page.list.search.setFocus()
    clerk.type("妇联")
    assert clerk.page.go_to(Place("projects", project(open_book, 4).id, "use"))
    assert clerk.page.pinned.texts[0] == "4"
    assert clerk.page.list.search.text() == ""


def test_a_place_that_is_not_here(clerk):
    assert not clerk.page.go_to(Place("projects", 999_999, "name"))


def test_the_mark_of_a_cell_asks_for_its_finding(clerk, open_book, qtbot):
    finding = next(f for f in open_book.marks.of_page("projects") if f.code == "V-4" or f.place.field == "target")
    clerk.page.go_to(finding.place)
    grid = clerk.page.sheet.grids["indicators"]
    index = grid.currentIndex()
    cell, column = grid.grid_model.cell(index), grid.grid_model.column(index.column())
    at = grid.delegate.mark_rect(grid.visualRect(index), cell, column).center()
    with qtbot.waitSignal(clerk.page.finding_wanted) as asked:
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == [finding.place]


# --- other books


def test_an_empty_book_says_how_to_begin(qtbot, theme, icons, xingtai, codes, qapp):
    book = OpenBook(Book(xingtai.id, 2024), xingtai, codes, lambda *_: 0)
    assert page_states.projects(book).text == "空表"
    clerk = make_clerk(qtbot, book, theme, icons)
    assert clerk.page.grid is None
    assert not action(clerk.page, "删除项目").isEnabled()
    action(clerk.page, "新建项目").trigger()
    assert page_states.projects(book).text == ""
    assert clerk.here == ("head", 0, 3)
    book.undo()
    assert clerk.page._right.currentIndex() == 1
    assert clerk.page.grid is None


def test_at_150_percent_the_list_gives_room_until_the_sheet_needs_no_scrolling(qtbot, window, theme, settings):
    window.workspace.open_page("projects")
    page = window.workspace.page
    theme.set_zoom(150)
    qtbot.waitUntil(lambda: page._splitter.width() > 1200)
    qtbot.waitUntil(lambda: page.sheet.horizontalScrollBar().maximum() == 0)
    assert page.list.width() >= theme.px(240)
    for part, grid in page.sheet.grids.items():
        if not grid.isVisible():  # a part of other layouts
            continue
        header = grid.horizontalHeader()
        assert sum(header.sectionSize(at) for at in range(header.count())) <= grid.viewport().width() + 1, part
    page._splitter.moveSplitter(450, 1)
    assert settings.get("projects/split")[0] == 450
    window.resize(1300, 738)
    qtbot.waitUntil(lambda: page._splitter.width() < 1240)
    assert abs(page._splitter.sizes()[0] - 450) < 3, "what the clerk has drawn stays"
