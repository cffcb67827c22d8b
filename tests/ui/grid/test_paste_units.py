"""The unit that a pasted block names, wherever it says so; one that is not read is told, never taken for another."""

from __future__ import annotations

import pytest

from models.values.money import show_exact
from tests.ui.grid.clerk import Clerk, enter
from tests.ui.grid.columns_of_basic import FUNCTION

pytestmark = pytest.mark.package

HEADED = "功能科目\t经济科目\t{heading}\n2013202\t30201\t1500\n2013202\t30205\t500\n"
BARE = "2013202\t30201\t1500\n2013202\t30205\t500\n"


@pytest.fixture
def clerk(keys, qtbot):
    return Clerk(keys, qtbot)


def pasted(clerk, open_book, text, answer):
    count = len(open_book.book.basic)
    clerk.copy(text).paste(count, FUNCTION, answer)
    lines = open_book.book.basic[count:]
    return [(line.function, line.economic, line.amount if line.amount is None else show_exact(line.amount)) for line in lines]


@pytest.mark.parametrize(
    "heading", ["金额/元", "金额【元】", "金额元", "预算数（单位：元）", "金额（人民币元）", "金额：元", "金额，元"]
)
def test_a_heading_names_it_in_any_way(clerk, open_book, heading):
    found = pasted(clerk, open_book, HEADED.format(heading=heading), None)
    assert found == [("2013202", "30201", "0.15"), ("2013202", "30205", "0.05")]


@pytest.mark.parametrize("line", ["单位：元", "\t\t单位：元", "金额单位：人民币元", "（单位：元）", "某镇\t\t单位:  元"])
@pytest.mark.parametrize("headings", [True, False])
@pytest.mark.parametrize("above", [True, False])
def test_a_line_above_or_below_the_table_names_it(clerk, open_book, line, headings, above):
    table = HEADED.format(heading="金额") if headings else BARE
    text = f"{line}\n{table}" if above else f"{table}{line}\n"
    found = pasted(clerk, open_book, text, None if above and headings else enter)
    assert found == [("2013202", "30201", "0.15"), ("2013202", "30205", "0.05")]


@pytest.mark.parametrize("word", ["千元", "百元", "百万元", "亿元"])
@pytest.mark.parametrize("in_heading", [True, False])
def test_another_unit_than_yuan_and_wan_is_told(clerk, open_book, word, in_heading):
    text = HEADED.format(heading=f"金额（{word}）") if in_heading else f"单位：{word}\n{HEADED.format(heading='金额')}"
    found = pasted(clerk, open_book, text, enter)
    assert found == [("2013202", "30201", None), ("2013202", "30205", None)]
    assert {row.note for row in clerk.seen[0].plan.rows} == {f"单位是{word}，先在表格里换成元或万元"}


def test_a_county_is_no_unit(clerk, open_book):
    found = pasted(clerk, open_book, f"预算单位：元氏县财政局\n{HEADED.format(heading='金额')}", None)
    assert found == [("2013202", "30201", "1500"), ("2013202", "30205", "500")]


def test_a_heading_and_a_caption_that_differ_ask(clerk, open_book):
    found = pasted(clerk, open_book, f"单位：万元\n{HEADED.format(heading='金额（元）')}", enter)
    assert found == [("2013202", "30201", "0.15"), ("2013202", "30205", "0.05")]
    assert clerk.seen[0].plan.found.reason == "标题写“金额（元）”，表头写“单位：万元”"


def test_a_caption_is_no_heading_of_a_list(clerk, keys, open_book):
    keys.window.workspace.open_page("procurement")
    count = len(open_book.book.procurement)
    clerk.copy("单位：元\n物品名称\t数量\t单价\t总价\n电脑\t5\t5000\t25000\n").paste(count, 0)
    [line] = open_book.book.procurement[count:]
    assert (line.name, line.quantity, line.measure, line.amount) == ("电脑", "5", "", 2_500_000)
