"""Rows that the form fixes (固定资产, 三公经费) are found by their labels, wherever the cursor is and whatever their order."""

from __future__ import annotations

import pytest

from models.values.money import show_exact
from tests.ui.grid.clerk import Clerk, OnGrid, enter
from ui.grid.view.view import GridView
from ui.pages.entry.last_year import LastYearSource

pytestmark = pytest.mark.package


@pytest.fixture
def clerk(keys, qtbot):
    return Clerk(keys, qtbot)


@pytest.fixture
def open_page(keys):
    return keys.window.workspace.open_page


def assets(open_book):
    held = {line.item: (line.quantity, show_exact(line.value)) for line in open_book.book.assets if line.value is not None}
    return {item: cells for item, cells in held.items() if item != "other"}


ASSETS = """\
资产类别	价值	数量
单价在20万元以上的设备	60	1
车辆	30	2
房屋	350.5	1200
"""
PUBLISHED = """\
项  目	数量	价值（金额单位：元）
栏次	1	2
资产总额		4405000
1、房屋（平方米）	1200	3505000
2、车辆（台、辆）	2	300000
3、单价在20万元以上的设备（台、套）	1	600000
"""
BARE = "单价在20万元以上的设备\t1\t60\n车辆\t2\t30\n房屋\t1200\t350.5\n"
FOUND = {"equipment": ("1", "60"), "vehicle": ("2", "30"), "building": ("1200", "350.5")}


@pytest.mark.parametrize("text", [ASSETS, PUBLISHED, BARE], ids=["headed", "published", "bare"])
@pytest.mark.parametrize("row", [0, 2])
def test_the_rows_of_the_form_by_their_labels(clerk, open_page, open_book, text, row):
    open_page("assets")
    clerk.copy(text)
    clerk.paste(row, 0, None if text == BARE else enter)
    assert assets(open_book) == FOUND


def test_a_row_that_the_form_does_not_have_is_told(clerk, open_page, open_book):
    open_page("assets")
    clerk.copy("项目\t数量\t价值\n无形资产\t1\t8\n\t3\t4\n车辆\t2\t30\n").paste(0, 0, enter)
    assert assets(open_book) == {"vehicle": ("2", "30")}
    notes = {row.number: row.note for row in clerk.seen[0].plan.rows}
    assert (notes[2], notes[3]) == ("表格里没有“无形资产”这一行", "没有写是哪一行")


THREE_PUBLIC = """\
项目	本年预算数
“三公”经费合计	3.5
因公出国（境）费用
公务接待费	0.5
公务用车购置及运行维护费	3
公务用车运行维护费	3
"""
BY_SOURCE = "项目\t合计\t一般公共预算拨款\t政府性基金预算拨款\n公务用车运行费\t3\t3\t\n公务接待费\t0.5\t0.5\t\n"


@pytest.mark.parametrize(("text", "answer"), [(THREE_PUBLIC, enter), (BY_SOURCE, None)])
def test_other_names_of_the_same_row(clerk, open_page, open_book, text, answer):
    open_page("three_public")
    clerk.copy(text).paste(0, 0, answer)
    held = {line.item: show_exact(line.amount) for line in open_book.book.three_public}
    assert held == {"car_running": "3", "reception": "0.5"}


@pytest.mark.parametrize(
    "headings", ["上年预算数\t本年预算数", "{before}年预算数\t{year}年预算数", "{before}年度\t{year}年度", "上年数\t本年数"]
)
@pytest.mark.parametrize("turned", [False, True])
def test_each_year_goes_to_its_own_column(window, qtbot, open_page, open_book, headings, turned):
    open_page("cover")
    keys = OnGrid(qtbot, window)
    grids = window.workspace.page.findChildren(GridView)
    keys.grid = next(grid for grid in grids if isinstance(grid.grid_model.source, LastYearSource))
    year = open_book.book.year
    titles = headings.format(year=year, before=year - 1).split("\t")
    rows = [["项目", *titles], ["项目支出", "2", "9"], ["基本支出", "5", "6"]]
    rows = [[label, second, first] for label, first, second in rows] if turned else rows
    Clerk(keys, qtbot).copy("\n".join("\t".join(row) for row in rows)).paste(0, 0, enter)
    held = {line.item: show_exact(line.amount) for line in open_book.book.last_year if line.amount is not None}
    assert (held["basic"], held["project"]) == ("5", "2")


@pytest.mark.parametrize("label", ["财政拨款三公经费", '财政拨款"三公"经费', "三、财政拨款「三公」经费"])
def test_a_label_in_other_quotation_marks_or_none(window, qtbot, open_page, open_book, label):
    open_page("cover")
    keys = OnGrid(qtbot, window)
    grids = window.workspace.page.findChildren(GridView)
    keys.grid = next(grid for grid in grids if isinstance(grid.grid_model.source, LastYearSource))
    Clerk(keys, qtbot).copy(f"项目\t上年预算数\n{label}\t2\n基本支出\t5\n").paste(0, 0, enter)
    held = {line.item: show_exact(line.amount) for line in open_book.book.last_year if line.amount is not None}
    assert (held["basic"], held["three_public"]) == ("5", "2")


def test_quantities_are_not_written_over_without_the_preview(clerk, open_page, open_book):
    open_page("assets")
    clerk.copy("1200\n\n2\n").paste(1, 1)
    clerk.copy("1300\n\n3\n").paste(1, 1, enter)
    held = {line.item: line.quantity for line in open_book.book.assets}
    assert (held["building"], held["vehicle"]) == ("1300", "3")
