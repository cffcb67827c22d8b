"""Rows and codes as tables of other programs write them: sums and numbers of columns are no lines, codes are read in any shape."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from models.values.money import show_exact
from tests.ui.grid.clerk import Clerk, enter, escape, table_of
from tests.ui.grid.columns_of_basic import AMOUNT, FUNCTION

pytestmark = pytest.mark.package

HEAD = "功能科目\t经济科目\t金额\n"
LINE = "2013202\t30201\t1.5\n"


@pytest.fixture
def clerk(keys, qtbot):
    return Clerk(keys, qtbot)


@pytest.fixture
def pasted(clerk, open_book):
    def pasted(text, answer=None):
        count = len(open_book.book.basic)
        clerk.copy(text).paste(count, FUNCTION, answer)
        lines = open_book.book.basic[count:]
        return [(line.function, line.economic, show_exact(line.amount) if line.amount is not None else "") for line in lines]

    return pasted


@pytest.mark.parametrize(
    "numbers",
    ["A\tB\tC", "甲\t乙\t丙", "一\t二\t三", "①\t②\t③", "**\t**\t1", "甲\t乙\t1", "1\t2\t3", "（1）\t（2）\t（3）", "Ａ\tＢ\tＣ"],
)
def test_a_row_that_numbers_the_columns_in_any_way_is_no_line(pasted, clerk, numbers):
    assert pasted(f"{HEAD}{numbers}\n{LINE}", enter) == [("2013202", "30201", "1.5")]
    assert clerk.seen[0].plan.rows[-1].note == "栏次行，是各列的编号"


def test_two_numbers_where_a_code_belongs_are_no_line(pasted):
    assert pasted("经济科目\t金额\n1\t2\n30201\t1.5\n", enter) == [("", "30201", "1.5")]


def test_numbers_of_columns_above_a_block_without_headings(pasted):
    text = "1\t2\t3\t4\t5\n2013202\t一般行政管理事务\t30201\t办公费\t1.5\n"
    assert pasted(text, enter) == [("2013202", "30201", "1.5")]


@pytest.mark.parametrize(
    ("function", "economic"),
    [
        ("201 32 02", "302 01"), ("201.32.02", "302.01"), ("201-32-02", "302-01"), ("2013202.0", "30201.0"),
        ("2,013,202", "30,201"), ("'2013202", "'30201"), ("2013202.", "30201."), ("一般行政管理事务（2013202）", "办公费30201"),
        ("[2013202]", "30201：办公费"),
    ],
)  # fmt: skip
def test_a_code_in_another_shape(pasted, function, economic):
    assert pasted(f"{HEAD}{function}\t{economic}\t1.5\n") == [("2013202", "30201", "1.5")]


def test_a_figure_is_no_code_because_its_digits_are(pasted):
    assert pasted("302.01\t30201\t2013202\n305.05\t30205\t2013202\n", enter) == [
        ("2013202", "30201", "302.01"),
        ("2013202", "30205", "305.05"),
    ]


def test_a_code_of_another_length_makes_no_sum_of_its_beginning(pasted):
    found = pasted(f"{HEAD}201320201\t30201\t1\n2013202\t30205\t2\n", enter)
    assert found == [("201320201", "30201", "1"), ("2013202", "30205", "2")]


def test_a_code_that_a_spreadsheet_spoilt_is_said_to_be_spoilt(pasted, clerk):
    pasted(f"{HEAD}2.01E+06\t30201\t1\n", enter)
    assert "是表格改坏的代码" in clerk.seen[0].plan.rows[0].note


def test_a_name_of_several_codes_is_not_said_to_be_missing(pasted, clerk):
    pasted("机关服务\t办公费\t1.5\n机关服务\t水费\t0.5\n", enter)
    assert clerk.seen[0].plan.rows[0].note.startswith("叫“机关服务”的科目有 ")


OF_WHICH = """\
科目编码	科目名称	金额
301	工资福利支出	2
	其中：基本工资	1.5
	　　　津贴补贴	0.5
"""
NAMES = """\
经济科目名称	金额
工资福利支出	2
其中：基本工资	1.5
其中：津贴补贴	0.5
"""
BY_COST = """\
科目编码	科目名称	金额
	人员经费	2
30101	基本工资	1.5
30102	津贴补贴	0.5
	公用经费
"""
NUMBERED_GROUPS = """\
科目编码	科目名称	金额
一	人员经费	2
30101	基本工资	1.5
30102	津贴补贴	0.5
"""
GROUPS_IN_WORDS = """\
经济科目	金额
一、人员经费	2
30101 基本工资	1.5
30102 津贴补贴	0.5
"""


@pytest.mark.parametrize("text", [OF_WHICH, NAMES, BY_COST, NUMBERED_GROUPS, GROUPS_IN_WORDS])
def test_groups_and_their_parts_are_counted_once(pasted, text):
    assert pasted(text, enter) == [("", "30101", "1.5"), ("", "30102", "0.5")]


def test_groups_of_a_list_are_no_lines(clerk, keys, open_book):
    keys.window.workspace.open_page("procurement")
    count = len(open_book.book.procurement)
    text = "序号\t物品名称\t数量\t单价\t金额\n一\t货物\t\t\t2.5\n1\t电脑\t5\t0.5\t2.5\n二\t服务\t\t\t1\n1\t保洁\t1\t1\t1\n"
    clerk.copy(text).paste(count, 0, enter)
    assert [line.name for line in open_book.book.procurement[count:]] == ["电脑", "保洁"]


def test_whole_figures_of_another_kind_of_spending_make_no_line(pasted):
    text = "科目编码\t科目名称\t合计\t基本支出\t项目支出\n2013201\t行政运行\t6\t6\t\n2013202\t一般行政管理事务\t4\t\t4\n"
    assert pasted(text, enter) == [("2013201", "", "6")]


def test_a_row_that_was_copied_with_its_number(pasted):
    assert pasted("1\t2013202\t30201\t1.5\n", enter) == [("2013202", "30201", "1.5")]
    assert pasted("201\t32\t02\t一般行政管理事务\t1.5\n", enter) == [("2013202", "", "1.5")]


def test_the_amount_of_the_year_stands_beside_that_of_another(pasted, open_book):
    year = open_book.book.year
    text = f"功能科目\t经济科目\t{year - 1}年预算数\t{year}年预算数\n2013202\t30201\t1\t2\n"
    assert pasted(text, enter) == [("2013202", "30201", "2")]


def test_yes_and_no_below_a_carried_over_column(pasted, open_book):
    pasted("功能科目\t经济科目\t金额\t是否结转\n2013202\t30201\t1\t是\n2013202\t30205\t2\t否\n")
    assert [line.carried for line in open_book.book.basic[-2:]] == [True, False]


def test_a_block_without_a_known_amount_says_so(pasted, clerk):
    pasted("功能科目\t经济科目\t人员经费\t公用经费\n2013201\t30101\t1.5\t\n2013201\t30201\t\t0.5\n", enter)
    assert clerk.seen[0].sentence.text().endswith("没有对应的列，不填：人员经费、公用经费。没有一列是金额，点标题选。")


def test_an_amount_merged_over_several_lines_is_told(clerk, open_book):
    count = len(open_book.book.basic)
    rows = "<tr><td>2013202<td>30201<td rowspan=2>2<tr><td>2013202<td>30205"
    clerk.copy(html=f"<table><tr><td>功能科目<td>经济科目<td>金额{rows}</table>").paste(count, FUNCTION, enter)
    assert "和上面合并的一格，“2”只填在上面那一行" in [row.note for row in clerk.seen[0].plan.rows]
    assert [show_exact(line.amount) if line.amount else "" for line in open_book.book.basic[count:]] == ["2", ""]


def test_a_heading_with_the_sign_of_a_note(pasted):
    assert pasted(f"功能科目\t经济科目\t金额①\n{LINE}") == [("2013202", "30201", "1.5")]


def test_a_cell_that_will_be_marked_is_red_and_its_row_comes_first(clerk, open_book, theme):
    def look(dialog, qtbot):
        assert [row.number for row in dialog.plan.rows] == [4, 2, 3]
        cells = [dialog.model.index(0, at) for at in range(dialog.model.columnCount())]
        red = [cell.data() for cell in cells if cell.data(Qt.ItemDataRole.BackgroundRole) == theme.color("error_ground")]
        assert red == ["12,5", "12,5"]

    clerk.copy(f"{HEAD}{LINE}2013202\t30205\t2\n2013202\t30206\t12,5\n").paste(len(open_book.book.basic), FUNCTION, look)


def test_figures_above_a_sum_are_no_headings(clerk, open_book):
    count = len(open_book.book.basic)
    clerk.copy("1.5\n2.5\n合计\n4\n").paste(count, AMOUNT, enter)
    assert [line.amount for line in open_book.book.basic[count : count + 2]] == [1_500_000, 2_500_000]


def test_figures_above_the_headings_are_told(pasted, clerk):
    assert pasted(f"2013202\t30205\t7\n{HEAD}{LINE}", enter) == [("2013202", "30201", "1.5")]
    assert [row.note for row in clerk.seen[0].plan.rows if row.number == 1] == ["标题上面的，不是数据"]


def test_the_measure_is_not_the_name_of_the_unit(clerk, keys, open_book):
    keys.window.workspace.open_page("procurement")
    count = len(open_book.book.procurement)
    text = "单位\t采购物品名称\t数量\t计量单位\t单价\t金额\n某镇\t电脑\t5\t台\t0.5\t2.5\n"
    clerk.copy(text).paste(count, 0, enter)
    assert open_book.book.procurement[count].measure == "台"


@pytest.mark.parametrize(
    "block",
    [
        "2013202\t30201\t测算\t约12\n2013202\t30202\t测算\t3",
        "功能科目\t经济科目\t测算口径\n2013202\t30201\t约12\n2013202\t30202\t3",
    ],
)
def test_lines_that_would_come_without_their_figure_say_so(clerk, open_book, block):
    count = len(open_book.book.basic)
    clerk.copy(block).paste(count, FUNCTION, escape)
    dialog = clerk.seen[0]
    rows = table_of(dialog)
    assert [row[-1].removeprefix("新增一行；").split("；")[-1] for row in rows] == [
        "“约12”没有填，没有一列是金额", "“3”没有填，没有一列是金额",
    ]  # fmt: skip
    assert dialog.sentence.text().endswith("没有一列是金额，点标题选。")
    figures = [dialog.model.index(row, len(rows[0]) - 2) for row in range(2)]
    assert all(figure.data(Qt.ItemDataRole.ForegroundRole) == dialog.model._colors["error"] for figure in figures)
    assert len(open_book.book.basic) == count
