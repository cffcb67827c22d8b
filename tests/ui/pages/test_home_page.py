"""首页: what is done and left, the composition, what changed since the last 报送."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from models.book import edits
from models.book.places import Place
from models.book.records import Book
from models.published.context import Context
from models.values.amount_style import WAN
from models.values.money import show_wan
from storage.database.books import Submission
from storage.errors import StorageError
from tests.second_budget import second_book
from ui.pages.common import page_states
from ui.pages.common.page import PageServices
from ui.pages.registry import PAGES
from ui.pages.review import home, home_figures
from ui.session.open_book import OpenBook
from ui.session.settings import MemorySettings


def shown_page(qtbot, theme, icons, open_book, submissions=None):
    page = home.make_page(
        PageServices(open_book, theme, icons, MemorySettings(), submissions), {spec.key: spec.places for spec in PAGES}
    )
    qtbot.addWidget(page)
    open_book.changed.connect(page.refresh)
    page.resize(1176, 560)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(qtbot, theme, icons, open_book):
    return shown_page(qtbot, theme, icons, open_book)


def states(page):
    return {row.key: tuple(cell.text for cell in row.cells[1:]) for row in page.state.plain.rows}


def test_every_page_of_entry_has_a_row(page):
    shown = states(page)
    assert shown["basic"] == ("已填", "864.42", "18 行 · 人员 813.97 · 公用 50.45")
    assert shown["projects"] == ("10 处核实", "1,829.55", "32 个 · 其中上年结转 5 个 367.95")
    assert shown["others"] == ("空表", "", "经营、上解、对附属单位补助")
    assert shown["income"] == ("与支出一致", "2,693.97", "本年 2,326.02 · 上年结转 367.95")
    assert shown["three_public"] == ("空表", "", "上年 0.50，减少 0.50")
    assert shown["assets"][1] == "371.12"


def test_a_change_is_seen_at_once(page, open_book):
    open_book.edit(edits.set_field(open_book.book.basic[5].id, "amount", "75.17"))
    assert states(page)["income"][0] == "1 处错误"
    assert page.sentence.startswith("还有 ")
    assert "处错误，正式件不能导出" in page.sentence
    open_book.undo()
    assert states(page)["income"][0] == "与支出一致"
    assert page.sentence == "没有错误。还有 11 处核实没有写说明，写完可以导出正式件。"


def test_the_term_of_publication_is_told_once_the_day_of_the_approval_is_known(qtbot, theme, icons, xingtai, codes, seed1):
    book = OpenBook(seed1, xingtai, codes, lambda *_: 0, today=lambda: (2024, 2, 16))
    page = shown_page(qtbot, theme, icons, book)
    assert not page._term.isVisible()
    book.edit(edits.set_unit("approved", "2024年2月1日"))
    left = "没有错误。还有 11 处核实没有写说明，写完可以导出正式件。"
    assert page._term.isVisible()
    assert page._term.text() == f"批复日期 2024-02-01，最迟 2024-02-21 公开，还有 5 天。{left}"
    assert "P-1" not in {finding.code for finding in book.findings}
    book.edit(edits.set_unit("approved", "2024-01-26"))
    assert page._term.text().startswith("批复日期 2024-01-26，最迟 2024-02-15 公开，已经过了 1 天。")
    assert [finding.place for finding in book.findings if finding.code == "P-1"] == [Place("cover", field="approved")]


def test_enter_on_a_row_opens_its_page(page, qtbot):
    wanted = []
    page.place_wanted.connect(wanted.append)
    page.state.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(page.state, key)
    before = page.state.current_key
    qtbot.keyClick(page.state, Qt.Key.Key_Return)
    assert wanted == [Place(before)]


def test_a_click_on_a_first_finding_leads_to_it(page, qtbot, open_book):
    wanted, told = [], []
    page.place_wanted.connect(wanted.append)
    page.finding_wanted.connect(told.append)
    finding = home.left_to_do(open_book)[1]
    at = page.findings.visualRect(page.findings.model().index(1, 0)).center()
    qtbot.mouseClick(page.findings.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert wanted == told == [finding.place]
    qtbot.keyClick(page.findings, Qt.Key.Key_Return)
    assert len(wanted) == 2


def test_explained_findings_leave_the_list(page, open_book):
    for finding in home.left_to_do(open_book):
        open_book.edit(edits.explain(finding.code, finding.place.key, finding.fingerprint, "核对过"))
    assert page.findings.isHidden() or not page.findings.isVisible()
    assert page._nothing.text() == "没有要处理的问题。"
    assert page.sentence == "没有错误，可以导出正式件。"


def test_the_plots_add_up(page, open_book):
    income, spending, classes = (sum(part.amount for part in plot.parts) for plot in (page.income, page.spending, page.classes))
    assert show_wan(income) == show_wan(spending) == show_wan(classes) == "2693.97"
    assert [part.name for part in page.spending.parts] == ["基本支出 · 人员经费", "基本支出 · 公用经费", "项目支出"]
    assert "项目支出 1,829.55 万元" in page.spending.accessibleDescription()
    assert page.classes.parts[0].name == "农林水支出"
    assert page._last_year.text() == "与上年 10,544.51 相比减少 7,850.54：基本支出减少 50.56，项目支出减少 7,799.98。"


def test_every_source_and_kind_has_its_part(xingtai, codes):
    context = Context(second_book(), xingtai, codes)
    spending = sum(fact.amount for fact in context.facts if fact.stream == "spending")
    income = sum(fact.amount for fact in context.facts if fact.stream == "income")
    for parts, whole in (
        (home_figures.income_parts(context), income),
        (home_figures.spending_parts(context), spending),
        (home_figures.class_parts(context), spending),
    ):
        assert sum(part.amount for part in parts) == whole
    looks = [(part.token, part.hatched) for part in home_figures.spending_parts(context)]
    assert len(set(looks)) == len(looks)


def test_an_empty_book_says_how_to_begin(qtbot, theme, icons, xingtai, codes, disk):
    open_book = OpenBook(Book("hebei-xingtai-2024", 2024), xingtai, codes, disk.save)
    page = shown_page(qtbot, theme, icons, open_book)
    assert all(states(page)[key][0] == "空表" for key in ("basic", "projects", "income", "assets"))
    assert "Ctrl+V" in page._nothing.text()
    assert not page.income.parts
    assert not page.income.isVisible()  # a grey bar said nothing
    assert page._last_year.text() == "录入金额以后，这里看收入和支出由哪些部分组成。"


def test_the_head_asks_the_window(page, qtbot):
    next_year, step, export = page.actions_of_page
    assert not next_year.isVisible()
    assert export.property("primary")
    assert "F8" in step.text()
    assert "Ctrl+E" in export.text()
    with qtbot.waitSignal(page.command_wanted, check_params_cb=lambda key: key == "next"):
        step.trigger()
    with qtbot.waitSignal(page.command_wanted, check_params_cb=lambda key: key == "export"):
        export.trigger()


class Remembered:
    def __init__(self, submission):
        self.submission = submission

    def last_submission(self):
        if isinstance(self.submission, StorageError):
            raise self.submission
        return self.submission


def test_what_changed_since_the_last_submission_is_told(qtbot, theme, icons, open_book, seed1):
    submission = Submission(datetime(2024, 3, 1, 14, 32, tzinfo=UTC), "113.xlsx", "", seed1)
    page = shown_page(qtbot, theme, icons, open_book, Remembered(submission))
    assert page._changes.text() == "2024-03-01 14:32 报送（113.xlsx）以来没有改动"
    open_book.edit(edits.set_field(open_book.book.basic[5].id, "amount", "75.17"))
    assert page._changes.text().splitlines() == [
        "2024-03-01 14:32 报送（113.xlsx）以来有 1 处改动",
        "基本支出 第 6 行 金额：71.57 → 75.17",
    ]


def test_without_a_submission_nothing_is_told(qtbot, theme, icons, open_book):
    for submissions in (None, Remembered(None)):
        page = shown_page(qtbot, theme, icons, open_book, submissions)
        assert page._changes.isHidden()
        assert page._headings["changes"].isHidden()


def test_a_submission_that_cannot_be_read_says_so(qtbot, theme, icons, open_book):
    page = shown_page(qtbot, theme, icons, open_book, Remembered(StorageError("留底读不出来")))
    assert page._changes.text() == "留底读不出来"


def test_a_hidden_page_waits(page, open_book):
    page.hide()
    open_book.edit(edits.set_field(open_book.book.basic[5].id, "amount", "75.17"))
    assert states(page)["income"][0] == "与支出一致"
    page.show()
    assert states(page)["income"][0] == "1 处错误"


def test_rows_grow_with_the_text(page, theme):
    before = page.state.height(), page.income.sizeHint().height()
    theme.set_zoom(150)
    assert page.state.height() > before[0]
    assert page.income.sizeHint().height() > before[1]
    assert len(page.state.plain.rows) == len(page_states._STATES) - 2  # 其他数据, 部门整体绩效目标: where asked for


def test_a_narrow_page_gives_up_the_content_column_whole(page):
    content = len(page_states.columns(WAN, ())) - 1
    page.resize(1176, 560)
    QApplication.processEvents()
    assert not page.state.isColumnHidden(content)
    page.resize(620, 560)
    QApplication.processEvents()
    assert page.state.isColumnHidden(content)


def test_at_150_percent_what_is_done_gets_the_room_that_the_plots_can_spare(qtbot, window, theme):
    window.workspace.open_page("home")
    splitter = window.workspace.page._splitter
    qtbot.waitUntil(lambda: sum(splitter.sizes()) > 1000)
    before = splitter.sizes()
    theme.set_zoom(150)
    qtbot.waitUntil(lambda: splitter.sizes()[0] > before[0])
    assert splitter.sizes()[0] > splitter.sizes()[1] * 1.4


def test_the_names_of_what_is_missing_have_room(page, open_book):
    for field in ("region", "head", "finance_head", "preparer", "phone"):
        open_book.edit(edits.set_unit(field, ""))
    state, _, content = states(page)["cover"]
    assert state.startswith("空 ")
    assert content.endswith("等")
    column = len(page_states.columns(WAN, ())) - 1
    assert page.state.fontMetrics().horizontalAdvance(content) < page.state.columnWidth(column) - page.services.theme.px(12)


def test_a_figure_of_last_year_that_cannot_be_read_counts_where_it_is_typed(page, open_book):
    open_book.edit(edits.set_last_year("basic", "amount", "12x"))
    assert states(page)["cover"][0] == "1 处错误"
    assert "错误" not in states(page)["three_public"][0]


def test_what_is_hidden_leaves_no_gap(page, theme):
    column = page.state.parentWidget().parentWidget()
    parts = column.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    shown = sorted((part.geometry() for part in parts if part.isVisible()), key=QRect.top)
    assert len(shown) > 2
    assert len(parts) - len(shown) > 4
    assert max(lower.top() - upper.bottom() for upper, lower in pairwise(shown)) <= theme.px(8)
