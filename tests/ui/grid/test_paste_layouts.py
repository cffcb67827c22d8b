"""Blocks in other layouts than a line a row: a column for each source, the rows of a form side by side, codes without headings."""

from __future__ import annotations

import pytest

from models.values.money import Unread, show_exact
from tests.ui.grid.clerk import Clerk, OnGrid, enter
from tests.ui.grid.columns_of_basic import AMOUNT, ECONOMIC, FUNCTION, NOTE
from ui.grid.view.view import GridView
from ui.pages.entry.last_year import LastYearSource

pytestmark = pytest.mark.package


@pytest.fixture
def clerk(keys, qtbot):
    return Clerk(keys, qtbot)


@pytest.fixture
def open_page(keys):
    return keys.window.workspace.open_page


def money(lines):
    shown = ((line, show_exact(line.amount) if isinstance(line.amount, int) else "") for line in lines)
    return [(line.function, line.source, line.carried, amount) for line, amount in shown]


def notes(clerk):
    return [row.note for row in clerk.seen[-1].plan.rows if row.fate == "blocked"]


# --- a column for each source

ONE_ROW = """\
科目编码	科目名称	合计	一般公共预算	政府性基金预算	国有资本经营预算	财政专户管理资金	单位资金
201	一般公共服务支出	7.5	5			1.5	1
2013202	一般行政管理事务	7.5	5			1.5	1
2120801	征地和拆迁补偿支出	9		9
合计		16.5	5	9		1.5	1
"""
UNDER_GROUPS = """\
科目编码	合计	财政拨款			财政专户管理资金	单位资金
		小计	一般公共预算	政府性基金		小计	事业收入	经营收入
2013202	8	5	5		1.5	1.5	1	0.5
2120801	9	9		9
"""
CARRIED = """\
功能科目	本年收入		上年结转
	一般公共预算	政府性基金	一般公共预算	政府性基金
2013202	5		1
2120801		9		2
"""
OF_A_SUM = """\
功能科目	预算数	其中：一般公共预算	政府性基金
2013202	9	6	3
2120801	9		9
"""
TWO_YEARS = """\
功能科目	{before}年预算数		{year}年预算数
	一般公共预算	政府性基金	一般公共预算	政府性基金
2013202	4		5
2120801		8		9
"""
TWO_KINDS = """\
功能科目	基本支出		项目支出
	一般公共预算	政府性基金	一般公共预算	政府性基金
2013202	4		5
2120801	3			9
"""
PRINTED = """\
单位：元
科目编码	合计	一般公共预算	政府性基金
栏次	1=2+3	2	3
2013202	50000	50000
科目编码	合计	一般公共预算	政府性基金
2120801	90000		90000
注：四舍五入。
"""
IN_YUAN_EACH = "科目编码\t一般公共预算（元）\t政府性基金（元）\n2013202\t50000\t\n2120801\t\t90000\n"
GENERAL, FUND = ("2013202", "general", False), ("2120801", "government_fund", False)
CARRIED_LINES = [(*GENERAL, "5"), ("2013202", "general", True, "1"), (*FUND, "9"), ("2120801", "government_fund", True, "2")]


@pytest.mark.parametrize(
    ("text", "lines", "told"),
    [
        (
            ONE_ROW, [(*GENERAL, "5"), ("2013202", "fiscal_account", False, "1.5"), (*FUND, "9")],
            ["“单位资金”没有分是事业收入、经营收入还是其他收入，“1”没有填"],
        ),
        (
            UNDER_GROUPS,
            [
                (*GENERAL, "5"), ("2013202", "fiscal_account", False, "1.5"), ("2013202", "institutional", False, "1"),
                ("2013202", "business", False, "0.5"), (*FUND, "9"),
            ],
            [],
        ),
        (CARRIED.replace("本年收入", "当年安排"), CARRIED_LINES, []),
        (OF_A_SUM, [(*GENERAL, "6"), ("2013202", "government_fund", False, "3"), (*FUND, "9")], []),
        (TWO_YEARS, [(*GENERAL, "5"), (*FUND, "9")], []),
        (PRINTED, [(*GENERAL, "5"), (*FUND, "9")], []),
        (IN_YUAN_EACH, [(*GENERAL, "5"), (*FUND, "9")], []),
        (TWO_KINDS, [(*GENERAL, "5"), (*FUND, "9")], []),
    ],
    ids=["one row", "under groups", "carried over", "of a sum", "two years", "printed", "in yuan", "two kinds"],
)  # fmt: skip
def test_a_project_gets_a_line_for_each_source_with_money(window, qtbot, open_page, open_book, text, lines, told):
    open_page("projects")
    keys = OnGrid(qtbot, window)
    keys.grid = window.workspace.page.sheet.grids["funding"]
    clerk, count = Clerk(keys, qtbot), len(open_book.book.projects[0].funding)
    year = open_book.book.year
    clerk.copy(text.format(year=year, before=year - 1)).paste(count, 0, enter)
    assert money(open_book.book.projects[0].funding[count:]) == lines
    assert notes(clerk) == told
    assert "每种资金来源一行。" in clerk.seen[0].sentence.text()


PARTS = "科目编码\t一般公共预算\t\t\t政府性基金\t\t\n\t小计\t{0}\t{1}\t小计\t{0}\t{1}\n"


@pytest.mark.parametrize(
    ("text", "lines", "left"),
    [
        (
            "科目编码\t一般公共预算\t\t\t\n\t上年数\t本年数\t增减额\t增长率\n2013202\t4\t5\t1\t25\n", [(*GENERAL, "5")],
            "上年数、增减额、增长率",
        ),
        ("科目编码\t一般公共预算\t\t\n\t预算数\t已支出\t余额\n2013202\t5\t2\t3\n", [(*GENERAL, "5")], "已支出、余额"),
        (
            "科目编码\t一般公共预算\t\t政府性基金\t\n\t人数\t金额\t人数\t金额\n2013202\t3\t5\t\t\n2120801\t\t\t2\t9\n",
            [(*GENERAL, "5"), (*FUND, "9")], "人数、人数",
        ),
        (
            PARTS.format("人员经费", "公用经费") + "2013202\t5\t3\t2\t\t\t\n2120801\t\t\t\t9\t9\t\n",
            [(*GENERAL, "5"), (*FUND, "9")], "人员经费、公用经费、人员经费、公用经费",
        ),
        (
            PARTS.format("本年安排", "上年结转") + "2013202\t5\t3\t2\t\t\t\n2120801\t\t\t\t9\t9\t\n",
            [(*GENERAL, "3"), ("2013202", "general", True, "2"), (*FUND, "9")], "小计、小计",
        ),
        ("科目编码\t一般公共预算\t\n\t预算数\t其中：上年结转\n2013202\t5\t2\n", [(*GENERAL, "5")], "其中：上年结转"),
        (
            "科目编码\t一般公共预算\t政府性基金\t上年结转\n2013202\t5\t\t否\n2120801\t\t9\t否\n",
            [(*GENERAL, "5"), (*FUND, "9")], "上年结转",
        ),
    ],
    ids=["changes", "what became of it", "people", "parts of a source", "two years of a source", "of which", "yes or no"],
)  # fmt: skip
def test_what_stands_below_a_source_is_its_money_once(window, qtbot, open_page, open_book, text, lines, left):
    open_page("projects")
    keys = OnGrid(qtbot, window)
    keys.grid = window.workspace.page.sheet.grids["funding"]
    clerk, count = Clerk(keys, qtbot), len(open_book.book.projects[0].funding)
    clerk.copy(text).paste(count, 0, enter)
    assert money(open_book.book.projects[0].funding[count:]) == lines
    assert notes(clerk) == []
    assert f"没有对应的列，不填：{left}。" in clerk.seen[0].sentence.text()


def test_amounts_whose_thousands_stand_apart_are_no_codes_with_figures(clerk, open_book):
    before = open_book.book
    clerk.copy("201,302.00\n205,101.00\n").paste(0, FUNCTION, enter)
    assert len(notes(clerk)) == 2
    assert open_book.book.basic == before.basic


def test_a_code_tells_from_which_budget_its_fiscal_money_is(clerk, open_page, open_book):
    open_page("others")
    text = "科目编码\t合计\t财政拨款\t单位资金\n2013202\t6\t5\t1\n2120801\t9\t9\t\n2999999\t3\t3\t\n"
    clerk.copy(text).paste(0, 0, enter)
    assert money(open_book.book.others) == [(*GENERAL, "5"), (*FUND, "9")]
    assert [row.note for row in clerk.seen[0].plan.rows if row.fate == "new"] == [
        "“财政拨款”按科目是一般公共预算拨款", "“财政拨款”按科目是政府性基金预算拨款"
    ]  # fmt: skip
    assert len(notes(clerk)) == 2


def test_a_table_of_income_gives_no_lines_of_spending(clerk, open_page, open_book):
    open_page("others")
    before = money(open_book.book.others)
    clerk.copy(CARRIED).paste(0, 0, lambda dialog, _qtbot: dialog.reject())
    assert clerk.seen[0].sentence.text().endswith("没有一列是金额，点标题选。")
    assert money(open_book.book.others) == before


def test_sources_in_different_units_are_shown_and_not_taken(clerk, open_page, open_book):
    open_page("others")
    before = money(open_book.book.others)
    text = "科目编码\t一般公共预算（元）\t政府性基金（万元）\n2013202\t50000\t\n2120801\t\t9\n"
    clerk.copy(text).paste(0, 0, lambda dialog, _qtbot: dialog.reject())
    assert clerk.seen[0].sentence.text().endswith("没有一列是金额，点标题选。")
    assert money(open_book.book.others) == before


def test_a_row_whose_sources_do_not_add_up_is_marked(clerk, open_page, open_book):
    open_page("others")
    clerk.copy("科目编码\t合计\t一般公共预算\t政府性基金\n2013202\t10\t5\t3\n2120801\t9\t\t9\n").paste(0, 0, enter)
    assert [row.note for row in clerk.seen[0].plan.rows][:2] == ["各种资金来源加起来不是这一行的合计“10”"] * 2
    assert [show_exact(line.amount) for line in open_book.book.others] == ["5", "3", "9"]


def test_a_part_of_a_wide_amount_is_not_the_amount(clerk, open_book):
    """Without 小计 below 基本支出, 人员经费 alone became the amount."""
    count = len(open_book.book.basic)
    text = "科目编码\t科目名称\t基本支出\t\t项目支出\n\t\t人员经费\t公用经费\t\n2013201\t行政运行\t5\t1\t\n"
    clerk.copy(text).paste(count, FUNCTION, lambda dialog, _qtbot: dialog.reject())
    assert clerk.seen[0].sentence.text().endswith("没有一列是金额，点标题选。")


def test_an_amount_that_is_no_sum_of_the_sources_beside_it_stays_the_amount(clerk, open_book):
    count = len(open_book.book.basic)
    clerk.copy("功能科目\t经济科目\t金额\t上级补助收入\n2013202\t30201\t5\t1\n2013202\t30202\t9\t\n").paste(count, FUNCTION, enter)
    assert [show_exact(line.amount) for line in open_book.book.basic[count:]] == ["5", "9"]


def test_a_purchase_from_two_sources_is_not_divided(clerk, open_page, open_book):
    open_page("procurement")
    count = len(open_book.book.procurement)
    text = "采购物品名称\t数量\t单价（元）\t一般公共预算\t政府性基金\n电脑\t5\t5000\t2.5\t\n桌子\t5\t1000\t0.3\t0.2\n"
    clerk.copy(text).paste(count, 0, enter)
    assert [(line.name, line.source, line.amount) for line in open_book.book.procurement[count:]] == [
        ("电脑", "general", 2_500_000)
    ]
    assert notes(clerk)[0] == "有几种资金来源，数量和单价分不开，在表格里先分成几行，“0.3”没有填"


@pytest.mark.parametrize("word", ["单位资金", "彩票"])
def test_a_line_with_an_unknown_source_does_not_become_one_of_the_general_budget(clerk, open_book, word):
    count = len(open_book.book.basic)
    text = f"功能科目\t经济科目\t资金来源\t金额\n2013202\t30201\t11-一般公共预算资金\t5\n2013202\t30202\t{word}\t6\n"
    clerk.copy(text).paste(count, FUNCTION, enter)
    assert [(line.economic, line.source) for line in open_book.book.basic[count:]] == [("30201", "general")]
    assert notes(clerk) == [f"“{word}”不在资金来源的可选内容里"]


def typed_income(open_book):
    before = {"2013202", "2120801", "2080505"}
    return sorted(row for row in money(open_book.book.income) if row[0] in before)


@pytest.mark.parametrize(
    ("text", "lines", "told"),
    [
        (
            ONE_ROW + "2080505\t机关养老\t2\t\t2\n", [(*FUND, "9")],
            [
                "“单位资金”没有分是事业收入、经营收入还是其他收入，“1”没有填",
                "这个科目的数记为一般公共预算拨款，“政府性基金预算”的 2 不能填；点“按来源分行”，再录入到各种资金来源的行里",
            ],
        ),
        (CARRIED, CARRIED_LINES, []),
        (
            "功能科目\t一般公共预算\t政府性基金\n2013202\t5\t3\n2120801\t\t9\n", [(*FUND, "9")],
            ["“一般公共预算、政府性基金”在这一页是一格；点“按来源分行”，再录入到各种资金来源的行里"],
        ),
    ],
    ids=["one row", "carried over", "two in a row"],
)  # fmt: skip
def test_income_takes_the_sources_that_its_columns_tell_apart(clerk, open_page, open_book, text, lines, told):
    open_page("income")
    held = typed_income(open_book)
    clerk.copy(text).paste(clerk.keys.grid.grid_model.line_count, 0, enter if told else None)
    assert [line for line in typed_income(open_book) if line not in held] == lines
    assert (notes(clerk) if told else []) == told


# --- a column divided by year

BY_YEAR = "科目编码\t{}\t\t\n\t{}\t{}\t{}\n{}\t4\t5\t1\n"
MERGED_YEARS = """
<table><tr><td rowspan=2>科目编码<td rowspan=2>科目名称<td colspan=3>{}
<tr><td>{}<td>{}<td>{}<tr><td>{}<td><td>4<td>5<td>1</table>
"""
ORDERS = [
    ("上年数", "本年数", "增减额"), ("上年执行数", "本年预算数", "增减额"), ("{before}年预算数", "{year}年预算数", "增减%"),
    ("{before}年执行数", "预算数", "比上年增减"), ("调整预算", "年初预算", "差额"),
]  # fmt: skip


def years_of(text, open_book, *words):
    years = {"year": open_book.book.year, "before": open_book.book.year - 1}
    return text.format(*(word.format(**years) for word in words), **years)


@pytest.mark.parametrize("layout", [BY_YEAR, MERGED_YEARS], ids=["text", "html"])
@pytest.mark.parametrize("words", ORDERS)
@pytest.mark.parametrize(("source", "line"), [("一般公共预算", GENERAL), ("财政拨款收入", GENERAL), ("政府性基金", FUND)])
def test_income_of_this_year_is_taken_from_a_source_divided_by_year(clerk, open_page, open_book, layout, words, source, line):
    """Those of last year were entered as 财政拨款, or as 上年结转."""
    open_page("income")
    before = money(open_book.book.income)
    text = years_of(layout, open_book, source, *words, line[0])
    clerk.copy(**{"html" if layout is MERGED_YEARS else "text": text}).paste(clerk.keys.grid.grid_model.line_count, 0, enter)
    assert [held for held in money(open_book.book.income) if held not in before] == [(*line, "5")]


@pytest.mark.parametrize(
    "text",
    [
        "科目编码\t上年数\t增减额\n2013202\t4\t1\n",
        "科目编码\t财政拨款\t\n\t上年数\t增减额\n2013202\t4\t1\n",
        "科目编码\t一般公共预算\t\n\t{before}年预算数\t{before}年执行数\n2013202\t4\t1\n",
        "科目编码\t一般公共预算\t\n\t本年数\t本年安排\n2013202\t4\t1\n",
    ],
    ids=["alone", "a column", "a source", "two of this year"],
)
def test_income_of_no_year_that_is_known_is_shown_and_not_taken(clerk, open_page, open_book, text):
    open_page("income")
    before = {held for held in money(open_book.book.income) if held[3]}
    clerk.copy(years_of(text, open_book)).paste(clerk.keys.grid.grid_model.line_count, 0, enter)
    assert {held for held in money(open_book.book.income) if held[3]} == before


@pytest.mark.parametrize("words", ORDERS)
@pytest.mark.parametrize("heading", ["金额", "预算数", "基本支出"])
def test_an_amount_divided_by_year_is_that_of_this_year(clerk, open_book, words, heading):
    count = len(open_book.book.basic)
    text = "功能科目\t经济科目\t{}\t\t\n\t\t{}\t{}\t{}\n2013202\t30201\t4\t5\t1\n"
    clerk.copy(years_of(text, open_book, heading, *words)).paste(count, FUNCTION, enter)
    assert [show_exact(line.amount) for line in open_book.book.basic[count:]] == ["5"]


@pytest.mark.parametrize("words", ORDERS)
def test_the_lines_of_a_source_divided_by_year_are_those_of_this_year(clerk, open_page, open_book, words):
    open_page("others")
    clerk.copy(years_of(BY_YEAR, open_book, "一般公共预算", *words, "2013202")).paste(0, 0, enter)
    assert money(open_book.book.others) == [(*GENERAL, "5")]


# --- the rows of a form side by side

CARS = "合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\n\t\t小计\t公务用车购置费\t公务用车运行维护费\t\n"
FIGURES = "4.5\t1\t3\t1\t2\t0.5\n"
YEARS = """\
{before}年预算数						{year}年预算数
合计	因公出国费	公务用车购置及运行费			公务接待费	合计	因公出国费	公务用车购置及运行费			公务接待费
		小计	购置费	运行费				小计	购置费	运行费
9	0	8	6	2	1	4.5	1	3	1	2	0.5
"""
YEARS_DOWN = """\
项目	合计	因公出国（境）费	公务用车购置费	公务用车运行维护费	公务接待费
{before}年预算数	9	0	6	2	1
{year}年预算数	4.5	1	1	2	0.5
增减额	-4.5	1	-5	0	-0.5
"""
IN_YUAN = "单位：元\n公务用车运行维护费\t公务接待费\t因公出国（境）费\t公务用车购置费\n20000\t5000\t10000\t10000\n"
MERGED = """
<table><tr><td rowspan=2>合计<td rowspan=2>因公出国（境）费<td colspan=3>公务用车购置及运行费<td rowspan=2>公务接待费
<tr><td>小计<td>公务用车购置费<td>公务用车运行费<tr><td>4.5<td>1<td>3<td>1<td>2<td>0.5</table>
"""
FLAT = "合计\t因公出国（境）费\t小计\t公务用车购置费\t公务用车运行维护费\t公务接待费\n1\t2\t3\t4\t5\t6\n4.5\t1\t3\t1\t2\t0.5\n"


@pytest.mark.parametrize("text", [CARS + FIGURES, YEARS, YEARS_DOWN, IN_YUAN, MERGED, FLAT, f"某镇三公经费\n{CARS}{FIGURES}"])
def test_a_wide_table_of_three_public_expenses(clerk, open_page, open_book, text):
    open_page("three_public")
    year = open_book.book.year
    text = text.format(year=year, before=year - 1)
    clerk.copy(**{"html" if text.strip().startswith("<") else "text": text}).paste(0, 0, enter)
    assert {line.source for line in open_book.book.three_public} == {"general"}
    held = {line.item: show_exact(line.amount) for line in open_book.book.three_public}
    assert held == {"abroad": "1", "car_purchase": "1", "car_running": "2", "reception": "0.5"}


@pytest.mark.parametrize("row", ["增减\t-1\t2\t3", "批次\t1\t20\t3", "比上年增长（%）\t5\t6\t7"])
def test_a_row_of_a_wide_table_that_is_no_money_is_not_taken(clerk, open_page, open_book, row):
    open_page("three_public")
    titles = "项目\t因公出国（境）费\t公务用车购置费\t公务接待费\n"
    clerk.copy(f"{titles}{row}\n").paste(0, 0, enter)
    assert open_book.book.three_public == ()
    clerk.copy(f"{titles}预算数\t1\t2\t3\n{row}\n").paste(0, 0, enter)
    assert [line.amount for line in open_book.book.three_public] == [1_000_000, 2_000_000, 3_000_000]


def test_a_wide_table_with_one_figure(clerk, open_page, open_book):
    open_page("three_public")
    clerk.copy("因公出国（境）费\t公务用车购置费\t公务接待费\n\t\t0.5\n").paste(0, 0, enter)
    assert [(line.item, line.amount) for line in open_book.book.three_public] == [("reception", 500_000)]


def test_figures_of_several_bodies_are_not_guessed_and_other_items_are_told(clerk, open_page, open_book):
    open_page("three_public")
    before = open_book.book
    text = "单位\t公务用车运行维护费\t公务接待费\t培训费\n某镇\t2\t0.5\t4\n某站\t1\t0.1\t\n"
    clerk.copy(text).paste(0, 0, enter)
    assert open_book.book == before
    assert notes(clerk) == ["表格里没有“培训费”这一行"]
    assert clerk.seen[0].sentence.text().endswith("不填：某镇、某站。没有一列是金额，点标题选。")


@pytest.mark.parametrize(
    "text",
    [
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t9\t5\t4\n2013202\t一般行政管理事务\t9\t5\t4\n",
        "项目\t合计\n注：没有这项预算，空表列示。\t\n",
    ],
    ids=["a table of codes", "a note"],
)
def test_figures_of_last_year_are_not_replaced_by_those_of_another_table(window, qtbot, open_page, open_book, text):
    open_page("cover")
    keys, before = OnGrid(qtbot, window), open_book.book.last_year
    grids = window.workspace.page.findChildren(GridView)
    keys.grid = next(grid for grid in grids if isinstance(grid.grid_model.source, LastYearSource))
    Clerk(keys, qtbot).copy(text).paste(0, 0, enter)
    assert open_book.book.last_year == before


def test_quantities_side_by_side_are_no_values(clerk, open_page, open_book):
    open_page("assets")
    before = open_book.book.assets
    text = "资产总额\t房屋\t\t车辆\t\n\t数量\t价值\t数量\t价值\n440\t1200\t350.5\t2\t30\n"
    clerk.copy(text).paste(0, 0, enter)
    assert open_book.book.assets == before


@pytest.mark.parametrize("titles", ["{before}年预算数\t{year}年预算数", "{year}年预算数\t{before}年预算数"])
def test_the_figure_of_this_year_beside_that_of_another(clerk, open_page, open_book, titles):
    open_page("three_public")
    year = open_book.book.year
    figures = ["0.5", "9"] if titles.startswith("{year}") else ["9", "0.5"]
    text = f"项目\t{titles}\n公务接待费\t{figures[0]}\t{figures[1]}\n".format(year=year, before=year - 1)
    clerk.copy(text).paste(0, 0, enter)
    assert [(line.item, show_exact(line.amount)) for line in open_book.book.three_public] == [("reception", "0.5")]


# --- what is no amount


@pytest.mark.parametrize("pasted", [("30201", "30202"), ("50201", "50202"), ("2013202", "2080505"), ("'30201", "'30202")])
def test_codes_in_the_column_of_the_amount_are_codes(clerk, open_book, pasted):
    count = len(open_book.book.basic)
    clerk.copy("\n".join(pasted)).paste(count, AMOUNT, enter)
    assert len(open_book.book.basic) == count
    assert notes(clerk) == [f"“{code}”是科目编码，不是金额" for code in pasted]


@pytest.mark.parametrize("line", ["2013202\t{code}\t1.5", "2013202\t{code}\t30299\t1.5", "（{number}）\t2013202\t{code}\t1.5"])
def test_codes_of_the_governments_classification_are_no_amounts(clerk, open_book, line):
    count = len(open_book.book.basic)
    text = "\n".join(line.format(code=code, number=number) for number, code in enumerate(("50201", "50202"), 1))
    clerk.copy(text).paste(count, FUNCTION, enter)
    assert [(line.function, show_exact(line.amount)) for line in open_book.book.basic[count:]] == [("2013202", "1.5")] * 2


def test_a_number_in_brackets_is_looked_at_first(clerk, open_book):
    count = len(open_book.book.basic)
    said = "按会计的写法是 -{}；要是编号，不填"
    for text, told in (("（3）", ["“（3）”" + said.format(3)]), ("(3)\n(5)", [f"“({n})”{said.format(n)}" for n in (3, 5)])):
        clerk.seen.clear()
        clerk.copy(text).paste(count, AMOUNT, lambda dialog, _qtbot: dialog.reject())
        assert [row.note for row in clerk.seen[0].plan.rows] == told
    clerk.seen.clear()
    clerk.copy("（3）\n（4）\n（5）").paste(count, AMOUNT, enter)
    assert notes(clerk) == ["“（3）”是编号，不是金额", "“（4）”是编号，不是金额", "“（5）”是编号，不是金额"]
    assert len(open_book.book.basic) == count
    clerk.seen.clear()
    clerk.copy("（3）\n（5.50）\n7").paste(count, AMOUNT)
    assert [show_exact(line.amount) for line in open_book.book.basic[count:]] == ["-3", "-5.5", "7"]


def test_a_line_named_by_one_character_is_no_row_of_column_numbers(clerk, open_page, open_book):
    open_page("procurement")
    count = len(open_book.book.procurement)
    clerk.copy("采购物品名称\t数量\nA\t20\n电脑\t5\n").paste(count, 0)
    assert [(line.name, line.quantity) for line in open_book.book.procurement[count:]] == [("A", "20"), ("电脑", "5")]


@pytest.mark.parametrize("figure", ["5①", "5²", "½", "12⑴"])
def test_the_sign_of_a_note_is_no_digit(clerk, open_book, figure):
    """5① became 51."""
    count = len(open_book.book.basic)
    clerk.copy(f"功能科目\t经济科目\t金额\n2013202\t30201\t{figure}\n").paste(count, FUNCTION, enter)
    assert open_book.book.basic[count].amount == Unread(figure)


def test_what_cannot_be_a_code_is_not_put_into_its_column(clerk, open_book):
    count = len(open_book.book.basic)
    clerk.copy("50201\t办公经费\t5.5\n50202\t会议费\t3\n").paste(count, FUNCTION, lambda dialog, _qtbot: dialog.reject())
    assert notes(clerk) == [
        f"“{code}”是政府预算支出经济分类的编码，这里没有地方填；“{amount}”不是科目编码"
        for code, amount in (("50201", "5.5"), ("50202", "3"))
    ]


# --- rows that are no lines of their own


@pytest.mark.parametrize("words", ["其中：办公用品\t\t\t3", "\t\t其中：办公用品\t3", "（接上页）\t\t\t"])
def test_a_row_within_the_one_above_is_not_counted_again(clerk, open_book, words):
    count = len(open_book.book.basic)
    text = f"功能科目\t经济科目\t科目名称\t金额\n2013202\t30201\t办公费\t5\n{words}\n2013202\t30202\t印刷费\t6\n"
    clerk.copy(text).paste(count, FUNCTION, enter)
    assert [(line.economic, show_exact(line.amount)) for line in open_book.book.basic[count:]] == [("30201", "5"), ("30202", "6")]
    assert next(row.note for row in clerk.seen[0].plan.rows if row.number == 3) in {
        "其中的一部分，上面的行已经有了",
        "没有科目也没有数",
    }


@pytest.mark.parametrize("total", ["\t\t11", "共计\t\t11", "累计：\t\t11"])
def test_a_sum_without_its_word_or_with_another_is_no_line(clerk, open_book, total):
    """The last row of a table became a line of its own, without a preview."""
    count = len(open_book.book.basic)
    clerk.copy(f"功能科目\t经济科目\t金额\n2013202\t30201\t5\n2013202\t30202\t6\n{total}\n").paste(count, FUNCTION, enter)
    assert [show_exact(line.amount) for line in open_book.book.basic[count:]] == ["5", "6"]
    assert clerk.seen[0].plan.rows[-1].note == "合计行，程序自己算"


def test_a_line_without_codes_that_is_no_sum_stays(clerk, open_book):
    count = len(open_book.book.basic)
    clerk.copy("功能科目\t经济科目\t金额\n2013202\t30201\t5\n2013202\t30202\t6\n\t\t7\n").paste(count, FUNCTION)
    assert [show_exact(line.amount) for line in open_book.book.basic[count:]] == ["5", "6", "7"]


@pytest.mark.parametrize(("word", "carried"), [("当年", False), ("上年结转", True), ("以前年度结余", True)])
def test_other_words_for_the_year_of_the_money(clerk, open_book, word, carried):
    count = len(open_book.book.basic)
    clerk.copy(f"功能科目\t经济科目\t资金年度\t金额\n2013202\t30201\t{word}\t5\n").paste(count, FUNCTION)
    assert [line.carried for line in open_book.book.basic[count:]] == [carried]


def test_money_that_will_be_left_at_the_end_of_the_year_is_not_carried_from_the_last(window, qtbot, open_page, open_book):
    open_page("income")
    keys = OnGrid(qtbot, window)
    keys.grid = window.workspace.page.carry_forward
    Clerk(keys, qtbot).copy("功能科目\t一般公共预算结转\t政府性基金结转\n2013202\t5\t1\n").paste(0, 0, enter)
    lines = [("2013202", "general", False, "5"), ("2013202", "government_fund", False, "1")]
    assert money(open_book.book.carry_forward) == lines


TALL = """\
“三公”经费支出预算表
单位：万元
项目	上年预算数	本年预算数	增减率
合计	4	3.5	-12%
1.因公出国（境）费	0	0
2.公务接待费	1	0.5	-50%
3.公务用车购置及运行维护费	3	3	0
其中：（1）公务用车购置费	1	1
（2）公务用车运行维护费	2	2
"""


def test_the_title_of_a_printed_table_does_not_hide_its_headings(clerk, open_page, open_book):
    """-50% stood in the column of another source."""
    open_page("three_public")
    clerk.copy(TALL).paste(0, 0, enter)
    held = {line.item: (line.source, show_exact(line.amount)) for line in open_book.book.three_public if line.amount}
    assert held == {"reception": ("general", "0.5"), "car_purchase": ("general", "1"), "car_running": ("general", "2")}


# --- lists without cells


@pytest.mark.parametrize(
    "text",
    [
        "| 功能科目 | 经济科目 | 金额 |\n|---|---|---|\n| 2013202 | 30201 | 5 |\n| 2013202 | 30202 | 6.5 |\n",
        "功能科目,经济科目,金额\n2013202,30201,5\n2013202,30202,6.5\n",
        "功能科目  经济科目  金额\n2013202  30201  5\n2013202  30202  6.5\n合计  11.5\n",
        "2013202 一般行政管理事务 30201 办公费 5\n2013202 一般行政管理事务 30202 印刷费 6.5\n",
    ],
    ids=["signs", "commas", "columns of blanks", "blanks"],
)
def test_lines_with_signs_or_blanks_between_their_parts(clerk, open_book, text):
    count = len(open_book.book.basic)
    clerk.copy(text).paste(count, FUNCTION, enter if "合计" in text or "办公费" in text else None)
    lines = [(line.function, line.economic, show_exact(line.amount)) for line in open_book.book.basic[count:]]
    assert lines == [("2013202", "30201", "5"), ("2013202", "30202", "6.5")]


@pytest.mark.parametrize(("text", "column"), [("办公 30201 用\n印刷 30202 用", NOTE), ("办公费 30201\n印刷费 30202", ECONOMIC)])
def test_a_text_with_a_code_in_it_stays_whole(clerk, open_book, text, column):
    count = len(open_book.book.basic)
    clerk.copy(text).paste(count, column)
    lines = open_book.book.basic[count:]
    assert [line.note or line.economic for line in lines] == (text.split("\n") if column == NOTE else ["30201", "30202"])


def test_a_figure_behind_a_code_in_one_cell_is_told(clerk, open_book):
    count = len(open_book.book.basic)
    clerk.copy("2013202 一般行政管理事务 30201 办公费 5").paste(count, FUNCTION, enter)
    assert [row.note for row in clerk.seen[0].plan.rows] == ["只取了 2013202，后面的“30201 办公费 5”没有填"]


# --- the unit of prices


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("物品名称\t数量\t单价\t金额\n电脑\t5\t0.5\t2.5\n", ""),
        ("单位：万元\n物品名称\t数量\t单价\t金额\n电脑\t5\t0.5\t2.5\n", ""),
        ("物品名称\t数量\t单价\t金额\n电脑\t5\t5000\t2.5\n", ""),
        ("单位：万元\n物品名称\t数量\t单价\n电脑\t一批\t0.5\n", "“0.5”按元，表头写“单位：万元”"),
    ],
)
def test_a_price_is_in_the_unit_in_which_it_makes_the_amount(clerk, open_page, open_book, text, note):
    open_page("procurement")
    count = len(open_book.book.procurement)
    clerk.copy(text).paste(count, 0, enter if note else None)
    assert [row.note for row in clerk.seen[0].plan.rows] == [note] if note else not clerk.seen
    assert open_book.book.procurement[count].price == (50 if note else 500_000)
