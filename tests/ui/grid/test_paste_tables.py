"""Blocks as other programs and published tables print them, pasted with real keys: understood, or shown for the clerk to say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from models.book.places import Place
from models.values.money import show_exact
from tests.ui.grid.clerk import Clerk, enter, escape
from tests.ui.grid.columns_of_basic import ALT, AMOUNT, ECONOMIC, FUNCTION, NOTE, Key
from ui.grid.paste.cells import Outcome

pytestmark = pytest.mark.package


@pytest.fixture
def clerk(keys, qtbot):
    return Clerk(keys, qtbot)


def added(open_book, count):
    return [
        (line.function, line.economic, show_exact(line.amount) if line.amount is not None else "")
        for line in open_book.book.basic[count:]
    ]


KINDS = """\
科目编码	科目名称	合计	基本支出	项目支出
201	一般公共服务支出	871.12	673.50	197.62
20132	组织事务	871.12	673.50	197.62
2013201	行政运行	673.50	673.50
2013202	一般行政管理事务	197.62		197.62
"""
NUMBERED = """\
序号	支出部门经济分类科目		一般公共预算基本支出
	科目编码	科目名称	合计	人员经费	公用经费
栏次	1	2	3	4	5
1		合计	864.42	813.97	50.45
2	301	工资福利支出	796.52	796.52
3	30101	基本工资	464.40	464.40
4	30102	津贴补贴	332.12	332.12
"""
UPPER_AMOUNT = """\
功能科目		经济科目		金额（万元）
编码	名称	编码	名称
2013202	一般行政管理事务	30201	办公费	1.5
2013202	一般行政管理事务	30205	水费	0.5
"""
WIDE_KIND = """\
科目编码	科目名称	合计	基本支出			项目支出
			小计	人员经费	公用经费
2013202	一般行政管理事务	9	5	3	2	4
2080502	事业单位离退休	6	6	6
"""
BARE = """\
2013202	一般行政管理事务	30201	办公费	1.5
2013202	一般行政管理事务	30205	水费	0.5
		合计		2
"""
NUMBERS_ALONE = """\
功能科目	经济科目	金额
1	2	3
2013202	30201	1.5
功能科目	经济科目	金额
2013202	30205	0.5
"""
LEVELS = """\
科目编码			科目名称	合计
类	款	项
			合计	7.5
201			一般公共服务支出	7.5
	32		组织事务	7.5
		02	一般行政管理事务	7.5
"""
LEVELS_ALONE = """\
201			一般公共服务支出	7.5
201	32		组织事务	7.5
201	32	2	一般行政管理事务	7.5
"""
LEVELS_BELOW_A_HEADING = """\
经济科目		科目名称	金额
类	款
301		工资福利支出	5
	01	基本工资	3
	02	津贴补贴	2
"""
SUMS_UNDER_NAMES = """\
功能科目	科目名称	经济科目	金额
2013202	一般行政管理事务	30201	1.5
2013202	一般行政管理事务	30205	0.5
2013202	小计		2
	本页小计		2
	办公室合计		2
"""
NOTES_BELOW = """\
功能科目	经济科目	金额
2013202	30201	1.5
2013202	30205	0.5
注：本表金额单位为万元，四舍五入。
功能科目	经济科目	金额
2013202	30206	0.7
第 2 页，共 2 页
填报人：张三		填报日期：2026年1月5日
"""
ANOTHER_TABLE_BELOW = """\
功能科目	经济科目	金额
2013202	30201	1.5
2013202	30205	0.5
合计		2

表二
经济科目	功能科目	金额
30206	2013202	0.7
"""
THE_SAME_HEADINGS_BELOW = """\
功能科目	经济科目	金额（万元）
2013202	30201	1.5
合计		1.5

功能科目编码	经济科目编码	金额
2013202	30205	0.5
"""
WORDS_FOR_THE_AMOUNT = """\
功能科目	经济科目	年初预算
编码	编码	元
2013202	30201	15000
2013202	30205	5000
"""
OTHER_WORDS = """\
摘要	什么科目	多少
办公用品	30201	1.5
自来水	30205	0.5
"""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (KINDS, [("2013201", "", "673.5")]),
        (NUMBERED, [("", "30101", "464.4"), ("", "30102", "332.12")]),
        (WIDE_KIND, [("2013202", "", "5"), ("2080502", "", "6")]),
        (BARE, [("2013202", "30201", "1.5"), ("2013202", "30205", "0.5")]),
        (NUMBERS_ALONE, [("2013202", "30201", "1.5"), ("2013202", "30205", "0.5")]),
        (LEVELS, [("2013202", "", "7.5")]),
        (LEVELS_ALONE, [("2013202", "", "7.5")]),
        (LEVELS_BELOW_A_HEADING, [("", "30101", "3"), ("", "30102", "2")]),
        (SUMS_UNDER_NAMES, [("2013202", "30201", "1.5"), ("2013202", "30205", "0.5")]),
        (NOTES_BELOW, [("2013202", "30201", "1.5"), ("2013202", "30205", "0.5"), ("2013202", "30206", "0.7")]),
        (ANOTHER_TABLE_BELOW, [("2013202", "30201", "1.5"), ("2013202", "30205", "0.5")]),
        (THE_SAME_HEADINGS_BELOW, [("2013202", "30201", "1.5"), ("2013202", "30205", "0.5")]),
        (OTHER_WORDS, [("", "30201", "1.5"), ("", "30205", "0.5")]),
    ],
    ids=[
        "kinds", "numbered", "wide-kind", "bare", "numbers-alone", "levels", "levels-alone", "levels-below", "named-sums",
        "notes", "another-table", "same-headings", "other-words",
    ],
)  # fmt: skip
@pytest.mark.parametrize("at_the_end", [True, False], ids=["at the end", "over lines"])
def test_a_table_gives_its_lines_and_nothing_else(clerk, open_book, text, lines, at_the_end):
    count, before = len(open_book.book.basic), open_book.book.basic
    clerk.copy(text).paste(count if at_the_end else 0, FUNCTION, enter)
    assert added(open_book, count) == lines
    assert open_book.book.basic[:count] == before


def test_headings_in_two_rows_need_no_preview(clerk, open_book):
    count = len(open_book.book.basic)
    clerk.copy(UPPER_AMOUNT).paste(count, FUNCTION)
    assert added(open_book, count) == [("2013202", "30201", "1.5"), ("2013202", "30205", "0.5")]


def test_another_word_for_the_amount_above_a_row_of_units_needs_no_preview(clerk, open_book):
    count = len(open_book.book.basic)
    clerk.copy(WORDS_FOR_THE_AMOUNT).paste(count, FUNCTION)
    assert added(open_book, count) == [("2013202", "30201", "1.5"), ("2013202", "30205", "0.5")]


def test_what_is_left_out_below_a_table_is_shown(clerk, open_book):
    def look(dialog, qtbot):
        notes = {row.number: row.note for row in dialog.plan.rows if row.fate is Outcome.PASSED}
        assert notes == {
            4: "合计行，程序自己算", 6: "表下面的话，不是数据",
            7: "下面另一张表的，单独复制来粘贴", 8: "下面另一张表的，单独复制来粘贴",
        }  # fmt: skip

    clerk.copy(ANOTHER_TABLE_BELOW).paste(len(open_book.book.basic), FUNCTION, look)


def test_a_sum_over_kinds_of_spending_is_not_taken(clerk, open_book):
    """The page 基本支出 finds no column of its own: 合计 holds the money of projects too."""
    text = "科目编码\t科目名称\t合计\t项目支出\t经营支出\n2013202\t一般行政管理事务\t9\t5\t4\n"

    def look(dialog, qtbot):
        assert "没有对应的列，不填：合计、项目支出、经营支出。" in dialog.sentence.text()
        assert dialog.plan.fields == {0: "function", 1: "function_name", 2: "", 3: "", 4: ""}

    clerk.copy(text).paste(len(open_book.book.basic), FUNCTION, look)


def test_a_name_of_another_code_is_kept_beside_the_code_and_marked(clerk, open_book):
    def look(dialog, qtbot):
        assert dialog.plan.rows[0].note == "30203 是咨询费，水费是 30205，照填并标出"
        enter(dialog, qtbot)

    count = len(open_book.book.basic)
    clerk.copy("功能科目\t经济科目\t科目名称\t金额\n2013202\t30203\t水费\t1.5\n").paste(count, FUNCTION, look)
    assert added(open_book, count) == [("2013202", "30203 水费", "1.5")]
    line = open_book.book.basic[-1]
    assert "C-1b" in {finding.code for finding in open_book.findings if finding.place == Place("basic", line.id, "economic")}


def test_a_name_that_no_code_has_is_shown_beside_the_name_of_the_code(clerk, open_book):
    def look(dialog, qtbot):
        assert dialog.plan.rows[0].note == "由经济科目带出，是“咨询费”，粘贴的是“水电费”"
        enter(dialog, qtbot)

    count = len(open_book.book.basic)
    clerk.copy("功能科目\t经济科目\t经济科目名称\t金额\n2013202\t30203\t水电费\t1.5\n").paste(count, FUNCTION, look)
    assert added(open_book, count) == [("2013202", "30203", "1.5")]


def test_figures_are_not_written_over_without_the_preview(clerk, open_book):
    def look(dialog, qtbot):
        assert [row.note for row in dialog.plan.rows] == ["修改：原来 464.40", "修改：原来 30.30"]
        enter(dialog, qtbot)

    clerk.copy("400\n30").paste(0, AMOUNT, look)
    assert [line.amount // 10_000 for line in open_book.book.basic[:2]] == [40_000, 3_000]


def test_a_blank_row_is_no_new_line(clerk, open_book):
    def look(dialog, qtbot):
        assert sorted((row.number, row.note) for row in dialog.plan.rows) == [
            (1, "新增一行"), (2, "空行"), (3, "“多少”不是数字，照填并标出")
        ]  # fmt: skip
        enter(dialog, qtbot)

    count = len(open_book.book.basic)
    clerk.copy("2013202\t\t30201\t\t\t\t\t1.5\n\t\n2013202\t\t30299\t\t\t\t\t多少").paste(count, FUNCTION, look)
    assert [line.economic for line in open_book.book.basic[count:]] == ["30201", "30299"]


def test_only_what_landed_is_selected(clerk, keys, open_book):
    """Two lines far apart are found by their codes: nothing between them is selected, and Delete leaves it alone."""
    first, last = open_book.book.basic[2], open_book.book.basic[9]
    lines = "".join(f"{line.function}\t{line.economic}\t1\n" for line in (first, last))
    clerk.copy(f"功能科目\t经济科目\t金额\n{lines}").paste(0, NOTE, enter)
    chosen = {(index.row(), index.column()) for index in keys.grid.selectionModel().selectedIndexes()}
    assert chosen == {(row, column) for row in (2, 9) for column in (FUNCTION, ECONOMIC, AMOUNT)}
    assert keys.here == (2, FUNCTION)
    between = open_book.book.basic[3:9]
    keys.press(Key.Key_Delete)
    assert open_book.book.basic[3:9] == between
    assert (open_book.book.basic[2].function, open_book.book.basic[9].amount) == ("", None)


def test_new_lines_are_selected_where_they_stand(clerk, keys, open_book):
    count = len(open_book.book.basic)
    clerk.copy("2013202\t\t30201\n2013202\t\t30299").paste(count, FUNCTION)
    assert keys.grid.block.rectangle == (count, FUNCTION, count + 1, ECONOMIC)
    assert keys.here == (count, FUNCTION)


# --- the clerk says which column is what


def say(qtbot, dialog, column, words):
    """← → to a column, Alt+↓, down to the words, Enter."""
    table = dialog.table
    while table.currentIndex().column() != column:
        right = table.currentIndex().column() < column
        qtbot.keyClick(table, Key.Key_Right if right else Key.Key_Left)
    qtbot.keyClick(table, Key.Key_Down, ALT)
    menu = QApplication.activePopupWidget()
    while menu.activeAction().text() != words:
        qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)


UNCLEAR = "单位\t科目编码\t年初\t年末\n甲\t30201\t1.5\t3.1\n甲\t30205\t0.5\t4.2\n"


def test_the_clerk_says_which_column_is_the_amount(clerk, open_book):
    def look(dialog, qtbot):
        assert dialog.plan.fields == {0: "", 1: "economic", 2: "", 3: ""}
        say(qtbot, dialog, 5, "金额")
        assert dialog.plan.fields == {0: "", 1: "economic", 2: "", 3: "amount"}
        say(qtbot, dialog, 4, "金额")
        assert dialog.plan.fields == {0: "", 1: "economic", 2: "amount", 3: ""}
        assert "按选定的列填：经济科目、金额。" in dialog.sentence.text()
        enter(dialog, qtbot)

    count = len(open_book.book.basic)
    clerk.copy(UNCLEAR).paste(count, FUNCTION, look)
    assert added(open_book, count) == [("", "30201", "1.5"), ("", "30205", "0.5")]


def test_a_choice_is_remembered_for_the_same_headings_of_the_page(clerk, open_book, settings):
    def choose(dialog, qtbot):
        say(qtbot, dialog, 4, "金额")
        enter(dialog, qtbot)

    def look(dialog, qtbot):
        assert dialog.plan.fields == {0: "", 1: "economic", 2: "amount", 3: ""}
        enter(dialog, qtbot)

    count = len(open_book.book.basic)
    clerk.copy(UNCLEAR).paste(count, FUNCTION, choose)
    assert settings.get("paste/basic") == [["单位|科目编码|年初|年末", ["", "economic", "amount", ""]]]
    clerk.copy(UNCLEAR.replace("30201", "30202").replace("30205", "30206")).paste(count + 2, FUNCTION, look)
    assert [line[1:] for line in added(open_book, count + 2)] == [("30202", "1.5"), ("30206", "0.5")]


@pytest.mark.parametrize("kept", [7, [[1, 2]], [["a", 3]], [["单位|科目编码|年初|年末", [1]]], "x"])
def test_an_edited_settings_file_does_no_harm(clerk, open_book, settings, kept):
    settings.set("paste/basic", kept)
    clerk.copy(UNCLEAR).paste(len(open_book.book.basic), FUNCTION, lambda dialog, _qtbot: dialog.reject())


@pytest.mark.parametrize(("size", "zoom"), [((1366, 768), 100), ((1024, 600), 100), ((1366, 768), 150)])
def test_the_result_is_in_sight(clerk, open_book, window, theme, size, zoom):
    theme.set_zoom(zoom)
    window.resize(*size)

    def look(dialog, qtbot):
        header, table = dialog.header, dialog.table
        result = dialog.model.columnCount() - 1
        left = header.sectionViewportPosition(result)
        assert left >= 0
        assert left + header.sectionSize(result) <= table.viewport().width()
        assert dialog.width() <= window.width()
        escape(dialog, qtbot)

    names = "\t".join(f"第{n}列的很长的标题" for n in range(6))
    rows = "\n".join(f"2013202\t30201\t{n}\t" + "\t".join(["一些比较长的内容"] * 6) for n in range(1, 4))
    clerk.copy(f"功能科目\t经济科目\t金额\t{names}\n{rows}").paste(len(open_book.book.basic), FUNCTION, look)


def test_a_click_on_a_heading_opens_its_list(clerk, open_book):
    def look(dialog, qtbot):
        header = dialog.header
        place = QPoint(header.sectionViewportPosition(4) + 20, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        menu = QApplication.activePopupWidget()
        assert [action.text() for action in menu.actions()][:3] == ["不填", "", "功能科目"]
        menu.close()
        escape(dialog, qtbot)

    clerk.copy(UNCLEAR).paste(len(open_book.book.basic), FUNCTION, look)
