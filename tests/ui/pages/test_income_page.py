"""收入 with real keys: typing fixes a figure, Delete takes it back, several sources are never mixed up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.book.edits import set_income
from models.book.places import Place
from models.book.records import BasicLine, IncomeLine
from models.published.context import Context
from models.values.money import Unread
from tests.second_budget import second_book
from tests.strategies import books
from tests.ui.grid import clerk as elsewhere
from ui.grid.rows.model import CELL_ROLE
from ui.pages.common import page_states
from ui.pages.common.page_states import Summary
from ui.pages.common.stacked_grids import SectionHeading
from ui.pages.income import page as income
from ui.pages.income.legend import IncomeLegend
from ui.pages.income.rows import RowKind, groups_above
from ui.pages.income.source import IncomeSource
from ui.session.settings import MemorySettings

CTRL = Qt.KeyboardModifier.ControlModifier


class Clerk:
    """Keys into the page."""

    def __init__(self, qtbot, page):
        self.qtbot, self.page = qtbot, page
        self.model = page.model

    @property
    def grid(self):
        return self.page.grid

    def column(self, key):
        return next(i for i, column in enumerate(self.model.source.columns) if column.key == key)

    def row(self, *key):
        wanted = key[0] if len(key) == 1 else key
        return next(i for i in range(self.model.line_count) if self.model.grid_row(i).key == wanted)

    def at(self, row, column):
        self.page.income.setFocus()
        self.page.income.setCurrentIndex(self.model.index(row, self.column(column)))
        return self

    def type(self, text):
        for letter in text:
            self.qtbot.keyClicks(self.grid.open_editor or self.grid, letter)
        return self

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.grid.open_editor or self.grid, key, modifier)
        return self

    def cell(self, row, column):
        return self.model.index(row, self.column(column)).data(CELL_ROLE)

    def shown(self, row):
        return [self.model.index(row, i).data() for i in range(self.model.columnCount())]


@pytest.fixture
def settings():
    """What is remembered between two starts."""
    return MemorySettings()


@pytest.fixture
def clerk_of(qtbot, opened, page_alone, settings):
    def make(book):
        page = page_alone(income.make_page, opened(book), settings)
        return Clerk(qtbot, page), page.services.open_book

    return make


@pytest.fixture
def follows(clerk_of, seed1):
    """Nothing typed."""
    return clerk_of(replace(seed1, income=()))


def test_the_columns_and_rows_are_those_of_the_form(clerk_of, seed1, xingtai):
    clerk, open_book = clerk_of(seed1)
    table = open_book.tables["T2"].sides[0]
    for at, row in enumerate(table.rows):
        assert clerk.shown(at)[:2] == list(row.labels)
        assert [text.replace(",", "") for text in clerk.shown(at)[2:-1]] == [
            f"{value / 1_000_000:.2f}" if value else "" for value in row.values
        ]
    assert clerk.model.line_count == len(table.rows)
    assert {column.group for column in clerk.model.source.columns} == {"功能分类科目", "本年收入", ""}


def test_a_typed_figure_stands_and_delete_takes_it_back(follows):
    clerk, open_book = follows
    row = clerk.row("code", "2012999")
    assert clerk.cell(row, "fiscal").ghost
    assert clerk.cell(row, "gap").text == "推算"
    clerk.at(row, "fiscal").type("51.43").press(Qt.Key.Key_Return)
    assert open_book.book.income == (IncomeLine(open_book.book.next_id - 1, "2012999", amount=51_430_000),)
    assert (clerk.cell(row, "gap").sign, clerk.cell(row, "gap").text) == ("ok", "")
    assert (clerk.cell(0, "gap").sign, clerk.cell(0, "gap").text) == ("", "部分推算")
    assert clerk.cell(0, "gap").origin.startswith("录入的 1 项与支出一致，其余 ")
    assert not clerk.cell(row, "fiscal").ghost
    clerk.at(row, "fiscal").type("50").press(Qt.Key.Key_Return)
    assert clerk.cell(row, "gap").text == "少 1.43"
    assert clerk.cell(0, "gap").text == "少 1.43"
    clerk.at(row, "fiscal").press(Qt.Key.Key_Delete)
    assert open_book.book.income == ()
    assert open_book.undo_label == "修改 收入 2012999 其他群众团体事务支出：50.00 万元 → 空白"


def test_opening_a_followed_cell_and_leaving_it_fixes_nothing(follows):
    clerk, open_book = follows
    clerk.at(clerk.row("code", "2012999"), "fiscal").press(Qt.Key.Key_F2).press(Qt.Key.Key_Return)
    assert open_book.book.income == ()
    assert open_book.step == 0


def test_computed_rows_are_not_typed(follows):
    clerk, open_book = follows
    for row, column in ((0, "fiscal"), (clerk.row("201"), "fiscal"), (clerk.row("code", "2012999"), "this_year")):
        clerk.at(row, column).type("5").press(Qt.Key.Key_Return)
    assert open_book.step == 0


def test_the_content_line_tells_where_a_followed_figure_comes_from(follows):
    clerk, _ = follows
    clerk.at(clerk.row("code", "2012999"), "fiscal")
    assert clerk.page.content_line.texts == (
        "第 7 行 · 财政拨款",
        "51.43 万元 ＝ 514,300.00 元",
        "推算：2012999 其他群众团体事务支出，4 个项目",
    )
    tip = clerk.model.index(clerk.row("code", "2012999"), clerk.column("fiscal")).data(Qt.ItemDataRole.ToolTipRole)
    assert "妇联工作经费" in tip
    assert "41.33" in tip


def test_money_carried_over_is_typed_as_what_the_lines_use(follows):
    clerk, open_book = follows
    row = clerk.row("code", "2080199")
    clerk.at(row, "carried").type("2").press(Qt.Key.Key_Return)
    assert open_book.book.income[0].carried
    assert clerk.cell(row, "gap").sign == "ok"


def two_funds(seed1):
    next_id = seed1.next_id
    lines = (
        BasicLine(next_id, "2120801", "30201", "general", amount=3_000_000),
        BasicLine(next_id + 1, "2120801", "30201", "government_fund", amount=5_000_000),
    )
    return replace(seed1, basic=(*seed1.basic, *lines), next_id=next_id + 2)


def test_a_code_with_two_funds_gets_a_row_for_each(clerk_of, seed1):
    clerk, open_book = clerk_of(two_funds(seed1))
    row = clerk.row("code", "2120801")
    assert clerk.cell(row, "fiscal").text == "8.00"
    assert not clerk.cell(row, "fiscal").editable
    fund = clerk.row("code", "2120801", "government_fund")
    assert clerk.cell(fund, "name").text == "政府性基金预算拨款"
    clerk.at(fund, "fiscal").type("6").press(Qt.Key.Key_Return)
    line = open_book.book.income[-1]
    assert (line.function, line.source, line.amount) == ("2120801", "government_fund", 6_000_000)
    assert clerk.cell(fund, "gap").text == "多 1.00"
    assert clerk.cell(row, "fiscal").text == "9.00"
    clerk.at(row, "institutional").type("1").press(Qt.Key.Key_Return)
    assert open_book.book.income[-1].source == "institutional"


def test_what_could_mean_several_sources_is_not_typed_until_the_row_is_split(clerk_of, seed1):
    own = BasicLine(seed1.next_id, "2012999", "30201", "institutional", amount=1_000_000)
    clerk, open_book = clerk_of(replace(seed1, basic=(*seed1.basic, own), next_id=seed1.next_id + 1))
    row = clerk.row("code", "2012999")
    clerk.at(row, "carried").type("1").press(Qt.Key.Key_Return)
    assert open_book.step == 0
    clerk.at(row, "carried")
    assert "按来源分行" in clerk.page.content_line.texts[2]
    clerk.page.actions_of_page[0].trigger()
    clerk.at(clerk.row("code", "2012999", "institutional"), "carried").type("1").press(Qt.Key.Key_Return)
    line = open_book.book.income[-1]
    assert (line.source, line.carried) == ("institutional", True)
    clerk.at(row, "carried")
    clerk.page.actions_of_page[0].trigger()
    assert clerk.cell(row, "carried").text == "1.00"
    assert clerk.cell(row, "carried").editable


def test_a_new_code_comes_in_through_the_last_row(qtbot, follows):
    clerk, open_book = follows
    clerk.at(clerk.model.line_count, "function").type("2010301").press(Qt.Key.Key_Return)
    row = clerk.row("code", "2010301")
    here = clerk.page.income.currentIndex
    qtbot.waitUntil(lambda: (here().row(), here().column()) == (row, clerk.column("fiscal")))
    clerk.type("12").press(Qt.Key.Key_Return)
    assert [(line.function, line.source, line.amount) for line in open_book.book.income] == [("2010301", "general", 12_000_000)]
    clerk.at(row, "fiscal").press(Qt.Key.Key_Delete)
    assert open_book.book.income == ()


def test_a_code_is_looked_up_where_its_name_will_stand(qtbot, follows):
    clerk, _ = follows
    clerk.at(clerk.model.line_count, "name").type("dcmwyh").press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: clerk.page.income.currentIndex().row() == clerk.row("code", "2130705"))


def test_a_new_code_of_a_fund_belongs_to_it_and_another_source_replaces_the_blank(qtbot, follows):
    clerk, open_book = follows
    clerk.at(clerk.model.line_count, "function").type("2120801").press(Qt.Key.Key_Return)
    assert [line.source for line in open_book.book.income] == ["government_fund"]
    clerk.at(clerk.row("code", "2120801"), "institutional").type("3").press(Qt.Key.Key_Return)
    assert [(line.source, line.amount) for line in open_book.book.income] == [("institutional", 3_000_000)]


def test_a_known_code_in_the_last_row_leads_to_its_row(qtbot, follows):
    clerk, open_book = follows
    clerk.at(clerk.model.line_count, "function").type("2012999").press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: clerk.page.income.currentIndex().row() == clerk.row("code", "2012999"))
    assert open_book.step == 0


def pasted_income(qtbot, follows, text, answer=elsewhere.enter):
    clerk, open_book = follows
    QGuiApplication.clipboard().setText(text)
    clerk.at(clerk.model.line_count, "function")
    seen = elsewhere.Clerk(clerk, qtbot).paste(None, None, answer).seen
    return [(line.function, line.amount) for line in open_book.book.income], seen


def test_a_code_and_an_amount_ask_which_column_is_meant(qtbot, follows):
    lines, _ = pasted_income(qtbot, follows, "2010301\t6\n2010302\t4\n")
    assert lines == [("2010301", 6_000_000), ("2010302", 4_000_000)]


def test_the_headings_of_the_published_table_are_those_of_the_page(qtbot, follows):
    text = "科目编码\t科目名称\t合计\t财政拨款收入\t事业收入\n2010301\t行政运行\t6\t6\t\n"
    lines, _ = pasted_income(qtbot, follows, text, None)
    assert lines == [("2010301", 6_000_000)]


def test_a_sum_without_its_parts_is_told(qtbot, follows):
    _, seen = pasted_income(qtbot, follows, "科目编码\t科目名称\t合计\n2010301\t行政运行\t6\n")
    assert "自动算出，粘贴的是“6”" in seen[0].plan.rows[0].note


def test_a_table_of_words_is_no_list_of_codes(qtbot, follows):
    text = "收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n一、财政拨款收入\t8\t一、一般公共服务支出\t5\n"
    lines, seen = pasted_income(qtbot, follows, text)
    assert lines == []
    assert {row.note for row in seen[0].plan.rows} == {"没有一行写着科目，看不出各列是什么"}


def test_a_heading_above_codes_is_one_beside_an_unknown_heading(qtbot, follows):
    lines, seen = pasted_income(qtbot, follows, "功能科目\t金额\n2010301\t6\n")
    assert lines == [("2010301", None)]
    assert seen[0].sentence.text().endswith("没有一列是金额，点标题选。")


def test_a_pasted_form_brings_its_codes_and_computes_its_sums(qtbot, follows):
    clerk, open_book = follows
    rows = ["\t合计\t5\t5\t5", "229\t其他支出\t5\t5\t5", "22999\t其他支出\t5\t5\t5", "2299999\t其他支出\t5\t5\t5"]
    QGuiApplication.clipboard().setText("\n".join(rows))
    clerk.at(clerk.model.line_count, "function")
    elsewhere.Clerk(clerk, qtbot).paste(None, None, elsewhere.enter)  # the preview shows the sums that are left out
    assert [(line.function, line.amount) for line in open_book.book.income] == [("2299999", 5_000_000)]


def test_every_figure_of_a_book_with_everything_is_somewhere(clerk_of):
    book = second_book()
    clerk, open_book = clerk_of(book)
    rows = [clerk.model.grid_row(i).value for i in range(clerk.model.line_count)]
    figures = [figure for row in rows if row.kind.name == "CODE" for figure in row.figures]
    assert sum(f.income for f in figures) == sum(need.income for need in open_book.context.needs)
    assert sum(figure.income for figure in rows[0].figures) == sum(f.income for f in figures)
    assert any(row.name == "没有功能科目" for row in rows)


def test_a_finding_leads_to_its_cell(clerk_of, seed1):
    twice = IncomeLine(seed1.next_id, "2012999", amount=1_000_000)
    clerk, open_book = clerk_of(replace(seed1, income=(*seed1.income, twice), next_id=seed1.next_id + 1))
    finding = next(f for f in open_book.findings if f.code == "X-8")
    assert clerk.page.go_to(finding.place)
    here = (clerk.row("code", "2012999"), clerk.column("fiscal"))
    assert (clerk.grid.currentIndex().row(), clerk.grid.currentIndex().column()) == here
    assert clerk.cell(*[here[0], "fiscal"]).mark == "error"
    clerk.at(0, "fiscal")
    assert clerk.page.go_to(Place("income", twice.id, "amount"))
    assert clerk.grid.currentIndex().row() == here[0]
    assert not clerk.page.go_to(Place("income", 99_999, "amount"))


def test_text_that_is_no_amount_stands_as_typed(follows):
    clerk, open_book = follows
    row = clerk.row("code", "2012999")
    clerk.at(row, "fiscal").type("5a").press(Qt.Key.Key_Return)
    assert open_book.book.income[0].amount == Unread("5a")
    assert clerk.cell(row, "fiscal").unread
    assert clerk.cell(row, "total").text == "51.43"


def test_deleting_the_row_of_a_code_takes_its_figures_back(clerk_of, seed1):
    clerk, open_book = clerk_of(seed1)
    clerk.at(clerk.row("code", "2012999"), "fiscal").press(Qt.Key.Key_Minus, CTRL)
    assert not any(line.function == "2012999" for line in open_book.book.income)
    assert clerk.cell(clerk.row("code", "2012999"), "fiscal").ghost


def test_money_carried_forward_is_typed_below_and_asks_for_income(qtbot, follows):
    clerk, open_book = follows
    clerk.at(0, "fiscal").press(Qt.Key.Key_Tab, CTRL)
    lower = clerk.page.carry_forward
    assert clerk.page.grid is lower
    assert lower.hasFocus()
    assert not clerk.page.income.currentIndex().isValid()
    lower.setCurrentIndex(clerk.page.lower_model.index(0, 0))
    clerk.type("2012999").press(Qt.Key.Key_Return)
    lower.setCurrentIndex(clerk.page.lower_model.index(0, 4))
    clerk.type("8.57").press(Qt.Key.Key_Return)
    assert open_book.book.carry_forward[0].amount == 8_570_000
    assert clerk.cell(clerk.row("code", "2012999"), "fiscal").text == "60.00"
    assert clerk.page.content_line.texts[0].startswith("第 2 行 · 金额")
    assert clerk.page.go_to(Place("carry_forward", open_book.book.carry_forward[0].id, "amount"))


def test_the_summary_says_only_what_was_compared(clerk_of, seed1):
    assert page_states.income(clerk_of(seed1)[1]) == Summary(holds=True)
    assert page_states.income(clerk_of(replace(seed1, income=()))[1]) == Summary()
    wrong = replace(seed1, income=(replace(seed1.income[0], amount=1), *seed1.income[1:]))
    assert page_states.income(clerk_of(wrong)[1]) == Summary()
    assert page_states.income(clerk_of(replace(seed1, basic=(), projects=(), income=()))[1]) == Summary("空表")


# --- the tree of codes is closed and opened

ALT = Qt.KeyboardModifier.AltModifier
ALT_SHIFT = ALT | Qt.KeyboardModifier.ShiftModifier


def codes_shown(clerk):
    return [clerk.model.index(row, 0).data() for row in range(clerk.model.line_count)]


def click_arrow(clerk, row, *, double=False):
    """On the arrow before the name of a group."""
    view = clerk.page.income
    index = clerk.model.index(row, clerk.column("name"))
    arrow = view.delegate.arrow_rect(view.visualRect(index), index.row(), index.column())
    assert not arrow.isEmpty()
    click = clerk.qtbot.mouseDClick if double else clerk.qtbot.mouseClick
    click(view.viewport(), Qt.MouseButton.LeftButton, pos=arrow.center())


def test_the_arrow_of_a_group_hides_its_rows_and_shows_them_again(clerk_of, seed1):
    clerk, open_book = clerk_of(seed1)
    before = codes_shown(clerk)
    clerk.at(clerk.row("code", "2030601"), "fiscal")
    click_arrow(clerk, clerk.row("201"))
    assert codes_shown(clerk) == [code for code in before if code == "201" or not code.startswith("201")]
    assert clerk.cell(clerk.row("201"), "total").text == "871.12"
    assert clerk.grid.currentIndex().row() == clerk.row("code", "2030601"), "the cell where the clerk types stays"
    click_arrow(clerk, clerk.row("20801"))
    click_arrow(clerk, clerk.row("201"))
    assert codes_shown(clerk) == [code for code in before if code == "20801" or not code.startswith("20801")]
    assert open_book.step == 0


def test_a_double_click_on_the_name_of_a_group_closes_it(clerk_of, seed1):
    clerk, _ = clerk_of(seed1)
    view = clerk.page.income
    at = view.visualRect(clerk.model.index(clerk.row("203"), clerk.column("name"))).center()
    clerk.qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert "2030601" not in codes_shown(clerk)


def test_keys_close_and_open_the_group_where_the_clerk_is(clerk_of, seed1):
    clerk, _ = clerk_of(seed1)
    before = codes_shown(clerk)
    clerk.at(clerk.row("code", "2012999"), "fiscal").press(Qt.Key.Key_Left, ALT)
    assert clerk.grid.currentIndex().row() == clerk.row("20129"), "what was current is hidden: its group is current"
    assert clerk.grid.currentIndex().column() == clerk.column("fiscal")
    assert "2012999" not in codes_shown(clerk)
    clerk.press(Qt.Key.Key_Left, ALT)
    assert clerk.grid.currentIndex().row() == clerk.row("201"), "a closed group: the one above it"
    clerk.press(Qt.Key.Key_Right, ALT)
    assert "20129" in codes_shown(clerk)
    assert "2012999" not in codes_shown(clerk), "what was closed below is still closed"
    clerk.press(Qt.Key.Key_Right, ALT)
    assert clerk.grid.currentIndex().row() == clerk.row("20101"), "an open group: its first row"
    clerk.press(Qt.Key.Key_Left, ALT_SHIFT)
    assert all(len(code) <= 3 for code in codes_shown(clerk))
    clerk.press(Qt.Key.Key_Right, ALT_SHIFT)
    assert codes_shown(clerk) == before


def test_signs_work_on_groups_and_are_typed_everywhere_else(clerk_of, seed1):
    clerk, open_book = clerk_of(seed1)
    clerk.at(clerk.row("203"), "fiscal").press(Qt.Key.Key_Minus)
    assert "20306" not in codes_shown(clerk)
    clerk.press(Qt.Key.Key_Plus)
    assert "20306" in codes_shown(clerk)
    clerk.at(clerk.row("code", "2030601"), "fiscal").type("-3").press(Qt.Key.Key_Return)
    assert clerk.cell(clerk.row("code", "2030601"), "fiscal").text == "-3.00"
    assert open_book.step == 1


def test_what_is_closed_is_so_at_the_next_start(clerk_of, seed1, settings):
    clerk, _ = clerk_of(seed1)
    clerk.at(clerk.row("203"), "fiscal").press(Qt.Key.Key_Left, ALT)
    again, _ = clerk_of(seed1)
    assert codes_shown(again) == codes_shown(clerk)
    assert again.page.actions_of_page[1].text() == "全部展开"
    again.page.actions_of_page[1].trigger()
    assert "2030601" in codes_shown(again)
    assert again.page.actions_of_page[1].text() == "全部收起"


def test_what_leads_to_a_hidden_cell_opens_its_groups_and_no_other(clerk_of, seed1):
    twice = IncomeLine(seed1.next_id, "2012999", amount=1_000_000)
    clerk, open_book = clerk_of(replace(seed1, income=(*seed1.income, twice), next_id=seed1.next_id + 1))
    finding = next(f for f in open_book.findings if f.code == "X-8")
    for place in (finding.place, Place("income", twice.id, "amount")):
        clerk.at(0, "fiscal").press(Qt.Key.Key_Left, ALT_SHIFT)
        assert clerk.page.go_to(place)
        assert clerk.grid.currentIndex().row() == clerk.row("code", "2012999")
        assert "2030601" not in codes_shown(clerk)


def test_a_closed_group_shows_that_something_below_it_is_wrong(clerk_of, seed1):
    line = next(line for line in seed1.income if line.function == "2012999")
    wrong = replace(seed1, income=tuple(replace(one, amount=1) if one is line else one for one in seed1.income))
    clerk, open_book = clerk_of(wrong)
    finding = next(f for f in open_book.findings if f.code == "X-8")
    assert not clerk.cell(clerk.row("201"), "name").mark
    clerk.at(clerk.row("201"), "name").press(Qt.Key.Key_Left, ALT)
    cell = clerk.cell(clerk.row("201"), "name")
    assert (cell.mark, cell.echo) == ("error", True)
    assert finding.message in cell.notes
    assert finding.message in clerk.page.content_line.texts[2]
    open_book.edit(set_income("2012999", line.source, line.carried, "51.43"))
    assert not clerk.cell(clerk.row("201"), "name").mark, "mended while it is closed"
    open_book.undo()
    view, index = clerk.page.income, clerk.model.index(clerk.row("201"), clerk.column("name"))
    mark = view.delegate.mark_rect(view.visualRect(index), clerk.model.cell(index), clerk.model.column(index.column()))
    clerk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=mark.center())
    assert "2012999" in codes_shown(clerk), "a click on its mark shows what it is"


def test_a_code_typed_anew_or_pasted_finds_its_hidden_row(qtbot, clerk_of, seed1):
    clerk, open_book = clerk_of(replace(seed1, income=()))
    clerk.at(0, "fiscal").press(Qt.Key.Key_Left, ALT_SHIFT)
    QGuiApplication.clipboard().setText("2012999\t其他群众团体事务支出\t\t\t51.43")
    clerk.at(clerk.model.line_count, "function").press(Qt.Key.Key_V, CTRL)
    assert [(line.function, line.amount) for line in open_book.book.income] == [("2012999", 51_430_000)]
    clerk.at(clerk.model.line_count, "function").type("2030601").press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "2030601" in codes_shown(clerk))
    assert clerk.grid.currentIndex().row() == clerk.row("code", "2030601")


@hypothesis_settings(max_examples=30, deadline=None)
@given(book=books(), data=st.data())
def test_every_row_is_shown_or_hidden_once_and_its_groups_lead_to_it(book, data, xingtai, codes):
    source = IncomeSource(xingtai, codes.function)
    context = Context(book, xingtai, codes)
    rows = source.all_rows(context)
    groups = sorted({row.value.code for row in rows if row.value.kind is RowKind.GROUP})
    source.closed = frozenset(data.draw(st.sets(st.sampled_from(groups)) if groups else st.just(set())))
    shown = source.rows(context)
    assert [one.key for row in shown for one in (row, *row.value.hidden)] == [row.key for row in rows]
    visible = {row.key for row in shown}
    for row in rows:
        assert (row.key in visible) == groups_above(rows, row.key).isdisjoint(source.closed)


def test_money_of_a_class_without_a_code_below_it_closes_with_it(clerk_of, seed1):
    odd = (IncomeLine(seed1.next_id, "201", amount=1_000_000), IncomeLine(seed1.next_id + 1, "2299", amount=1_000_000))
    clerk, _ = clerk_of(replace(seed1, income=(*seed1.income, *odd), next_id=seed1.next_id + 2))
    assert codes_shown(clerk).count("201") == 2
    assert "2299" in codes_shown(clerk), "four digits are in no group"
    clerk.at(clerk.row("code", "201"), "fiscal").press(Qt.Key.Key_Left, ALT)
    assert codes_shown(clerk).count("201") == 1
    clerk.press(Qt.Key.Key_Left, ALT_SHIFT)
    assert "2299" in codes_shown(clerk)


def test_the_head_tells_typed_from_followed_on_this_page_alone(qtbot, window):
    assert not window.findChildren(IncomeLegend)
    window.workspace.open_page("income")
    legend = window.findChild(IncomeLegend)
    qtbot.waitUntil(legend.isVisible)
    assert legend.width() >= legend.sizeHint().width()
    window.workspace.open_page("basic")
    assert not legend.isVisible()


def test_in_a_low_window_the_grid_that_is_worked_in_gets_the_room(office, theme):
    """The window does not grow beyond the screen, income keeps lines in sight, and Ctrl+Tab opens 年终结转."""
    theme.set_zoom(150)
    office.window.resize(1366, 768)
    office.controller.show_sample()
    workspace = office.window.workspace
    workspace.open_page("income")
    QApplication.processEvents()
    page = workspace.page
    row = page.services.theme.height("row")
    assert page.income.viewport().height() >= 6 * row
    office.press(Qt.Key.Key_F7)
    QApplication.processEvents()
    assert office.window.height() == 768
    assert page.income.viewport().height() >= 2 * row
    assert page.carry_forward.height() == 1
    page.income.setFocus()
    office.press(Qt.Key.Key_Tab, CTRL)
    QApplication.processEvents()
    assert page.carry_forward.hasFocus()
    assert page.carry_forward.viewport().height() >= row
    heading = page.findChild(SectionHeading)
    QTest.mouseClick(heading, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert page.income.hasFocus()
    assert page.income.viewport().height() >= 2 * row
    assert page.carry_forward.height() == 1
    theme.set_zoom(100)
    office.press(Qt.Key.Key_F7)
    QApplication.processEvents()
    assert page.carry_forward.viewport().height() >= page.services.theme.height("row")
