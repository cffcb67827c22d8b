"""Pasting what Excel, WPS and Word put on the clipboard, with real keys: straight in, or through the preview."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from models.book import edits
from models.values.money import MoneyUnit, Unread
from tests.second_budget import second_book
from tests.ui.grid.clerk import Clerk, enter, escape, table_of
from tests.ui.grid.columns_of_basic import (
    AMOUNT,
    COST,
    CTRL,
    ECONOMIC,
    FUNCTION,
    FUNCTION_NAME,
    LAST,
    NOTE,
    SHIFT,
    SOURCE,
    YEAR,
    Key,
)
from ui.dialogs.question import Question
from ui.grid.paste.cells import Outcome
from ui.grid.paste.preview import FILL, PastePreview
from ui.grid.view.view import GridView
from ui.pages.registry import PAGES
from ui.session.open_book import OpenBook
from ui.widgets.wrapped_text import wrapped_height
from ui.window.main_window import MainWindow

pytestmark = pytest.mark.package


@pytest.fixture
def clerk(keys, qtbot):
    return Clerk(keys, qtbot)


# --- straight in


def test_excel_with_merged_and_hidden_cells(clerk, open_book):
    count = len(open_book.book.basic)
    rows = "<td rowspan=2>2013201</td><td>行政运行</td><td>30101</td></tr><tr><td>行政运行</td><td>30102</td>"
    clerk.copy(html=f"<table><col><col><col><tr>{rows}</tr></table>")
    clerk.paste(count, FUNCTION)
    assert [(line.function, line.economic) for line in open_book.book.basic[count:]] == [("2013201", "30101"), ("2013201", "30102")]
    assert open_book.undo_label == "粘贴 2 行 × 3 列：基本支出 第 19–20 行"


def test_lines_in_a_cell_and_the_line_break_at_the_end(clerk, open_book):
    untouched = open_book.book.basic[1]
    clerk.copy('12.5\t"甲\n乙"\r\n').paste(0, AMOUNT, enter)
    assert (open_book.book.basic[0].amount, open_book.book.basic[0].note) == (12_500_000, "甲\n乙")
    assert open_book.book.basic[1] == untouched


@pytest.mark.parametrize(
    ("text", "amount"),
    [
     ("１，２３４．５０", 1_234_500_000), ("\xa01,234.50\xa0", 1_234_500_000), ("￥3", 3_000_000), ("80366元", 8_036_600),
     ("2万元", 2_000_000), ("12。5", 12_500_000), ("12。5元", 1_250),
     ("—", None), ("-", None), ("464.39600000", 464_396_000), ("46.39666667", 46_396_667)],
)  # fmt: skip
def test_amounts_as_others_write_them(clerk, open_book, text, amount):
    clerk.copy(f"{text}\t\r\n").paste(0, AMOUNT)
    assert open_book.book.basic[0].amount == amount


def test_a_code_by_its_name_and_with_its_name(clerk, open_book):
    clerk.copy("[2013202]一般行政管理事务\r\n2080505 机关事业单位基本养老保险缴费支出\r\n行政运行\r\n").paste(0, FUNCTION)
    assert [line.function for line in open_book.book.basic[:3]] == ["2013202", "2080505", "2013201"]


def test_a_block_is_repeated_over_a_multiple(clerk, open_book):
    clerk.keys.at(0, AMOUNT)
    for _ in range(3):
        clerk.keys.press(Key.Key_Down, SHIFT)
    clerk.keys.press(Key.Key_Right, SHIFT)
    clerk.copy("1\t甲\n2\t乙").paste(None, None, enter)
    assert [(line.amount // 10**6, line.note) for line in open_book.book.basic[:4]] == [(1, "甲"), (2, "乙")] * 2
    open_book.undo()
    assert open_book.step == 0


def test_own_copies_keep_their_unit(clerk, open_book):
    keys = clerk.keys
    keys.at(0, AMOUNT).type("46439.6").press(Key.Key_Return)
    keys.at(0, AMOUNT).press(Key.Key_C, CTRL)
    clerk.paste(1, AMOUNT)
    assert open_book.book.basic[1].amount == 46_439_600_000


def test_a_whole_copied_row_goes_into_a_new_line(clerk, open_book):
    clerk.keys.at(0, SOURCE).press(Key.Key_Space, SHIFT).press(Key.Key_C, CTRL)
    clerk.paste(len(open_book.book.basic), FUNCTION)
    first, last = open_book.book.basic[0], open_book.book.basic[-1]
    assert (last.function, last.economic, last.amount) == (first.function, first.economic, first.amount)


def test_thousands_of_cells_are_one_step(clerk, open_book):
    count = len(open_book.book.basic)
    clerk.copy("\r\n".join(f"2013201\t行政运行\t30101\t基本工资\t\t一般公共预算拨款\t本年\t{n}.5\t第{n}行" for n in range(300)))
    clerk.paste(count, FUNCTION)
    assert len(open_book.book.basic) == count + 300
    assert open_book.book.basic[-1].note == "第299行"
    assert open_book.history[1:] == ("粘贴 300 行 × 9 列：基本支出 第 19–318 行",)


# --- the preview


def test_too_wide_tells_what_does_not_land(clerk, open_book):
    def look(dialog, qtbot):
        assert dialog.plan.count(Outcome.BLOCKED) == 1
        assert any("右边没有列了" in text for text in table_of(dialog)[0])
        enter(dialog, qtbot)

    clerk.copy("3\t注\t多的").paste(0, AMOUNT, look)
    assert (open_book.book.basic[0].amount, open_book.book.basic[0].note) == (3_000_000, "注")


def test_escape_leaves_all_as_it_is(clerk, open_book):
    clerk.copy("3\t注\t多的").paste(0, AMOUNT, escape)
    assert open_book.step == 0


def test_a_block_without_names_goes_past_the_computed_cells(clerk, open_book):
    clerk.copy("2013202\t30102\t其他收入\t上年结转\t5").paste(0, FUNCTION, enter)
    line = open_book.book.basic[0]
    assert (line.function, line.economic, line.source, line.carried) == ("2013202", "30102", "other_income", True)
    assert line.amount == 5_000_000


def test_words_over_a_computed_cell(clerk, open_book):
    def look(dialog, qtbot):
        assert dialog.plan.rows[0].note == "由功能科目带出，是“行政运行”，粘贴的是“组织事务”"
        escape(dialog, qtbot)

    clerk.copy("2013201\t组织事务\t30102").paste(0, FUNCTION, look)


def test_nothing_lands_in_a_computed_cell(clerk, open_book):
    def look(dialog, qtbot):
        assert not dialog.buttons[FILL].isEnabled()
        enter(dialog, qtbot)
        assert dialog.isVisible()

    clerk.copy("30102").paste(0, FUNCTION_NAME, look)
    assert open_book.step == 0


def test_unknown_codes_and_choices_are_named(clerk, open_book):
    def look(dialog, qtbot):
        notes = [row.note for row in dialog.plan.rows]
        assert notes == ["“彩票”不在资金来源的可选内容里", "科目表里没有“38888”，照填并标出"]
        enter(dialog, qtbot)

    before = open_book.book.basic[0].source
    clerk.copy("30101\t基本工资\t人员\t彩票\n38888\t\t\t事业收入").paste(0, ECONOMIC, look)
    assert (open_book.book.basic[0].source, open_book.book.basic[1].economic) == (before, "38888")


def test_a_project_name_that_two_share_is_left_out_and_told(clerk, keys, open_book):
    for project in (open_book.book.projects[1], open_book.book.projects[3]):
        open_book.edit(edits.set_field(project.id, "name", "道路养护经费"))
    keys.window.workspace.open_page("procurement")

    def look(dialog, qtbot):
        assert [row.note for row in dialog.plan.rows] == ["“道路养护经费”可以是 2 项", "新增一行"]
        enter(dialog, qtbot)

    clerk.copy("项目\t采购物品名称\n道路养护经费\t沥青\n4 道路养护经费\t碎石").paste(0, 0, look)
    fourth = open_book.book.projects[3].id
    assert [(line.project, line.name) for line in open_book.book.procurement] == [(0, "沥青"), (fourth, "碎石")]


@pytest.mark.parametrize("zoom", [100, 150])
def test_several_reasons_of_a_row_are_read_whole(clerk, theme, zoom):
    def look(dialog, qtbot):
        result = dialog.model.columnCount() - 1
        index = dialog.model.index(0, result)
        assert index.data().count("；") >= 2
        needed = wrapped_height(index.data(), dialog.table.font(), dialog.table.fontMetrics(), dialog.table.columnWidth(result))
        assert needed > dialog.table.fontMetrics().height()
        assert dialog.table.rowHeight(0) >= needed
        assert dialog.table.rowHeight(1) == theme.height("row")
        escape(dialog, qtbot)

    theme.set_zoom(zoom)
    wrong, right = "38888\t基本工资\t人员\t彩票\t2019\t见附表", "30101\t基本工资\t人员\t一般公共预算拨款\t本年\t5"
    clerk.copy(f"{wrong}\n{right}").paste(0, ECONOMIC, look)


def test_a_code_of_another_year_is_named_as_one(clerk):
    def look(dialog, qtbot):
        assert dialog.plan.rows[0].note == "科目表里没有“2170404”（2025 年起才有），照填并标出"
        escape(dialog, qtbot)

    clerk.copy("2170404\t\t30102").paste(0, FUNCTION, look)


@pytest.mark.parametrize("pasted", ["2170404\t30102", "2013298\t\t30101", "2170404\t\t30102\t\t人员"])
@pytest.mark.parametrize("amount", ["", "\t5.5"])
def test_a_code_that_the_table_lacks_is_no_amount(clerk, open_book, pasted, amount):
    """It became 217.0404 万元, since the column beside it had a known code."""
    clerk.copy(pasted + amount).paste(0, FUNCTION, enter)
    function, economic = pasted.split("\t")[0], pasted.split("\t")[-1 if "人员" not in pasted else 2]
    amounts = {line.amount for line in open_book.book.basic if (line.function, line.economic) == (function, economic)}
    assert len(amounts) == 1
    assert amounts <= {None, 5_500_000, 464_396_000}


def test_text_where_an_amount_stands_is_not_taken(clerk, open_book):
    def look(dialog, qtbot):
        assert dialog.plan.rows[0].note == "“见附表”不是数字，保留 464.40"
        enter(dialog, qtbot)

    clerk.copy("见附表\n5").paste(0, AMOUNT, look)
    assert [line.amount for line in open_book.book.basic[:2]] == [464_396_000, 5_000_000]


def test_a_comma_or_a_space_that_separates_no_thousands_is_not_dropped(clerk, open_book):
    typed = ("12,5", "3,5", "1,23", "0,125", "12 5")

    def look(dialog, qtbot):
        assert [row.note for row in dialog.plan.rows] == [f"“{text}”不是数字，照填并标出" for text in typed]
        enter(dialog, qtbot)

    count = len(open_book.book.basic)
    codes = ("30101", "30102", "30103", "30201", "30202")
    lines = (f"2013202\t{code}\t{text}" for code, text in zip(codes, typed, strict=True))
    clerk.copy("功能科目\t经济科目\t金额\n" + "\n".join(lines)).paste(count, FUNCTION, look)
    assert [line.amount for line in open_book.book.basic[count:]] == [Unread(text) for text in typed]
    clerk.keys.at(count, AMOUNT).press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "12,5"


def test_large_numbers_without_a_unit_ask(clerk, open_book):
    def look(dialog, qtbot):
        assert dialog.units[MoneyUnit.YUAN].isChecked()
        assert table_of(dialog)[1][2:5] == ["4643960", "464.40", "与现有相同"]
        qtbot.waitUntil(dialog.isActiveWindow)
        qtbot.keyClick(dialog, Key.Key_W, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(dialog.units[MoneyUnit.WAN].isChecked)
        assert dialog.plan.count(Outcome.CHANGED) == 2
        qtbot.keyClick(dialog, Key.Key_Y, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(dialog.units[MoneyUnit.YUAN].isChecked)
        enter(dialog, qtbot)

    clerk.copy("4643960\n112200").paste(0, AMOUNT, look)
    assert [line.amount for line in open_book.book.basic[:2]] == [464_396_000, 11_220_000]
    assert open_book.undo_label == "修改 2013201 行政运行 / 30102 津贴补贴：30.30 → 11.22 万元"


def test_a_filter_shows_one_kind_of_row(clerk, open_book):
    def look(dialog, qtbot):
        qtbot.mouseClick(dialog.filters[Outcome.BLOCKED], Qt.MouseButton.LeftButton)
        assert [row[-1] for row in table_of(dialog)] == ["“见附表”不是数字，保留 464.40"]
        escape(dialog, qtbot)

    clerk.copy("见附表\n5").paste(0, AMOUNT, look)


# --- headings


def test_wps_with_caption_and_headings_finds_the_lines_by_their_codes(clerk, open_book):
    def look(dialog, qtbot):
        assert "按标题对上了：功能科目、经济科目、金额" in dialog.sentence.text()
        assert dialog.plan.found.reason == "表头写“单位：元”；按元换算，2 行与现有的数相同"
        assert dialog.changes == 0
        assert not dialog.buttons[FILL].isEnabled()
        escape(dialog, qtbot)

    clerk.copy_sample("wps").paste(len(open_book.book.basic), FUNCTION, look)


def test_a_table_with_headings_changes_adds_and_leaves_sums_out(clerk, open_book):
    count = len(open_book.book.basic)
    lines = ("301\t\t工资福利支出\t500", "30101\t2013201\t基本工资\t400", "30211\t2013201\t差旅费\t7", "\t\t合计\t407")

    def look(dialog, qtbot):
        fates = {row.number: row.fate for row in dialog.plan.rows}
        assert fates == {2: Outcome.PASSED, 3: Outcome.CHANGED, 4: Outcome.CHANGED, 5: Outcome.PASSED}
        enter(dialog, qtbot)

    clerk.copy("经济分类科目\t功能分类科目\t科目名称\t预算数（万元）\n" + "\n".join(lines)).paste(count, FUNCTION, look)
    assert open_book.book.basic[0].amount == 400_000_000
    assert len(open_book.book.basic) == count
    open_book.undo()
    assert open_book.book.basic[0].amount == 464_396_000


def test_a_heading_without_a_column_is_listed(clerk, open_book):
    def look(dialog, qtbot):
        assert "没有对应的列，不填：序号、处室。" in dialog.sentence.text()
        enter(dialog, qtbot)

    count = len(open_book.book.basic)
    clerk.copy("序号\t功能科目\t经济科目\t处室\t金额\n1\t2013201\t30226\t办公室\t3").paste(count, FUNCTION, look)
    line = open_book.book.basic[-1]
    assert (line.function, line.economic, line.amount) == ("2013201", "30226", 3_000_000)


def test_headings_of_our_own_copy_lead_the_cells_home(clerk, open_book):
    keys = clerk.keys
    keys.at(0, COST)
    for _ in range(LAST - COST):
        keys.press(Key.Key_Right, SHIFT)
    QGuiApplication.clipboard().clear()
    keys.grid.block.copy_with_headings()
    clerk.paste(3, NOTE, enter)
    first, fourth = open_book.book.basic[0], open_book.book.basic[3]
    assert (fourth.source, fourth.carried, fourth.amount, fourth.note) == (first.source, first.carried, first.amount, first.note)
    assert YEAR < AMOUNT


def test_a_page_typed_in_yuan_reads_bare_numbers_as_yuan(clerk, open_book):
    open_book.entry_settings.switch_unit()
    count = len(open_book.book.basic)
    clerk.copy("80366\n5万\n").paste(count, AMOUNT)
    assert [line.amount for line in open_book.book.basic[count:]] == [8_036_600, 5_000_000]
    assert clerk.seen == []


def test_a_copy_pastes_the_same_amounts_in_either_unit(clerk, keys, open_book):
    first, second = open_book.book.basic[0].amount, open_book.book.basic[1].amount
    keys.at(0, AMOUNT).press(Key.Key_Down, SHIFT).press(Key.Key_C, CTRL)
    open_book.entry_settings.switch_unit()
    clerk.paste(4, AMOUNT, enter)
    assert [line.amount for line in open_book.book.basic[4:6]] == [first, second]
    keys.at(0, AMOUNT).press(Key.Key_C, CTRL)
    open_book.entry_settings.switch_unit()
    clerk.seen.clear()
    clerk.paste(7, AMOUNT)
    assert open_book.book.basic[7].amount == first


def test_amounts_finer_than_a_fen_of_yuan_are_asked_about(clerk, open_book):
    open_book.entry_settings.switch_unit()
    totals = []

    def look(dialog, qtbot):
        totals.append(dialog.totals.text())
        enter(dialog, qtbot)

    clerk.copy("1.23456\n2.5\n").paste(0, AMOUNT, look)
    assert [line.amount for line in open_book.book.basic[:2]] == [1_234_560, 2_500_000]
    assert totals[0].endswith(" 元")


def test_small_amounts_on_a_page_typed_in_yuan_are_asked_about(clerk, open_book):
    open_book.entry_settings.switch_unit()

    def look(dialog, qtbot):
        assert dialog.units[MoneyUnit.WAN].text().startswith("万元，换算成元")
        assert table_of(dialog)[0][2:5] == ["46.5", "465,000.00", "修改：原来 4,643,960.00"]
        enter(dialog, qtbot)

    clerk.copy("46.5\n12.5").paste(0, AMOUNT, look)
    assert [line.amount for line in open_book.book.basic[:2]] == [46_500_000, 12_500_000]


# --- every grid takes its own copy back


@pytest.mark.parametrize("headed", [False, True])
@pytest.mark.parametrize("key", ["basic", "others", "income", "three_public", "procurement", "assets", "explanations"])
def test_a_copy_over_itself_changes_nothing(qtbot, theme, icons, settings, xingtai, codes, key, headed):
    book = second_book()
    open_book = OpenBook(book, xingtai, codes, lambda *_: 0)
    window = MainWindow(PAGES, theme, icons, settings)
    qtbot.addWidget(window)
    window.show_book(open_book)
    window.show()
    window.workspace.open_page(key)
    for grid in window.workspace.page.findChildren(GridView):
        lines = grid.grid_model.line_count
        grid.setFocus()
        grid.setCurrentIndex(grid.grid_model.index(0, 0))
        grid.block.select((0, 0), (max(lines - 1, 0), grid.grid_model.columnCount() - 1))
        QGuiApplication.clipboard().clear()
        qtbot.keyClick(grid, Key.Key_C, CTRL)
        if headed:
            grid.block.copy_with_headings()
        grid.setCurrentIndex(grid.grid_model.index(0, 0))
        seen = []
        QTimer.singleShot(0, grid, lambda seen=seen: _refuse(seen))
        qtbot.keyClick(grid, Key.Key_V, CTRL)
        assert all(dialog.changes == 0 for dialog in seen)
        assert open_book.book == book


def _refuse(seen):
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, PastePreview):
        seen.append(dialog)
        dialog.reject()


def test_a_million_rows_are_refused_before_they_are_read(clerk, open_book, monkeypatch):
    told = []
    monkeypatch.setattr(Question, "ask", lambda *values: told.append(values[-1]))
    before = open_book.book
    clerk.copy("2013201\t1\n" * 1_000_000).paste(0, AMOUNT)
    assert told == ["剪贴板上有 1,000,000 行，超过 20,000 行，没有粘贴。只选要的那些行，再复制一次。"]
    assert open_book.book is before
