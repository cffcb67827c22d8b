"""The layout of the official tables: which rows and label cells print, in which order, on which line."""

from __future__ import annotations

from hypothesis import given, settings
from msgspec.structs import replace

from models.book.fact_totals import book_facts
from models.book.facts import tally_facts
from models.book.records import BasicLine, Book, CarryForwardLine, OtherLine, TypedFigure, Unit
from models.checks.checker import run_checks
from models.pack.filters import CellRef
from models.pack.forms.checks import Equation
from models.pack.forms.tables import TOTAL_ROW
from models.published.context import Context
from models.published.table_totals import TableSums, build_tables
from models.published.tables import tallies_behind
from tests.layout_pack import layout_book, layout_context, layout_pack
from tests.models.published.test_tables import assert_conserved
from tests.second_budget import power
from tests.strategies import books

BLANK = ["", "", "", "", "", "", ""]
GROUPS = {"classes", "others"}
"""The lines of the form that stand for the classes that are present."""


def printed(table_id, book=None):
    return layout_context(book).tables[table_id].printed()


def tallies_of(book, codes):
    return tally_facts(book_facts(book, codes, withheld_counts=True))


def test_only_the_classes_with_money_print_numbered_and_both_sides_end_on_the_last_line():
    rows = printed("T1")
    assert len(rows) == 16
    assert [row[2] for row in rows[:4]] == ["一、一般公共服务支出", "二、公共安全支出", "三、教育支出", "四、社会保障和就业支出"]
    assert rows[0][:2] == ["一、财政拨款收入", "155313051.00"]
    assert rows[8:14] == [["", "", *BLANK[2:], ""]] * 6
    assert [row[2] for row in rows[14:]] == ["结转下年", "支出总计"]
    assert rows[-1][:4] == ["收入总计", "231210971.00", "支出总计", "142605439.00"]


def test_more_rows_than_the_form_has_make_it_longer():
    book = layout_book()
    more = (OtherLine(900 + i, "business", f"{code}0101", "business", amount=power(0)) for i, code in enumerate(range(215, 222)))
    rows = printed("T1", replace(book, others=(*book.others, *more)))
    assert len(rows) == 17
    assert rows[-1][0], rows[-1][2] == ("收入总计", "支出总计")
    assert [row[2].partition("、")[0] for row in rows[:15]] == [*"一二三四五六七八九", "十", "十一", "十二", "十三", "十四", "十五"]


def test_a_class_that_goes_lets_the_others_move_up(codes):
    sums = TableSums(layout_pack().tables, codes)
    whole = sums.update(tallies_of(layout_book(), codes))["T1"]
    lines = tuple(line for line in layout_book().basic if not line.function.startswith("205"))
    part = sums.update(tallies_of(replace(layout_book(), basic=lines), codes))["T1"]
    assert [row.labels[0] for row in whole.sides[1].rows[1:4]] == ["二、公共安全支出", "三、教育支出", "四、社会保障和就业支出"]
    assert [row.labels[0] for row in part.sides[1].rows[1:3]] == ["二、公共安全支出", "三、社会保障和就业支出"]
    assert part.sides[0] is whole.sides[0]
    assert part.sides[1].row("204") is whole.sides[1].row("204")


def test_a_code_in_three_columns_with_the_total_below_across_them():
    rows = printed("T2")
    assert [row[:4] for row in rows[:3]] == [
        ["201", "", "", "一般公共服务支出"],
        ["201", "03", "", "政府办公厅（室）及相关机构事务"],
        ["201", "03", "01", "行政运行"],
    ]
    assert rows[-1] == ["合计", "", "", "", "268435295.00", "190440223.00", "77995072.00"]


def test_a_total_that_does_not_print_still_counts_and_names_move_in_by_level():
    table = layout_context().tables["T3"]
    rows = table.printed()
    assert [row[:3] for row in rows[:3]] == [
        ["1", "201", "一般公共服务支出"],
        ["2", "20103", "\u3000政府办公厅（室）及相关机构事务"],
        ["3", "2010301", "\u3000\u3000行政运行"],
    ]
    assert not any("合计" in row for row in rows)
    assert table.amount(TOTAL_ROW, "total") == sum(row.values[0] for row in table.sides[0].rows if row.level == 1)


def test_a_total_first_stands_in_the_column_of_the_names():
    assert printed("T4")[:2] == [["", "", "总计", "255.00", "5.00", "250.00"], ["301", "", "工资福利支出", "5.00", "5.00", ""]]


def test_classes_of_economic_codes_between_fixed_lines():
    assert printed("T5") == [["1", "人员经费", "5.00"], ["2", "（一）商品和服务支出", "250.00"], ["3", "合计", "255.00"]]


def test_an_empty_form_keeps_its_blank_lines_and_its_total_without_figures():
    table = layout_context().tables["T6"]
    assert table.is_empty
    assert table.printed() == [BLANK, BLANK, BLANK, ["合计", *BLANK[1:]]]
    line = OtherLine(901, "granted_down", "2230107", "state_capital", amount=power(3))
    filled = layout_context(replace(layout_book(), others=(line,))).tables["T6"]
    assert not filled.is_empty
    assert [row[:5] for row in filled.printed()] == [
        ["223", "", "", "国有资本经营预算支出", "8.00"],
        ["223", "01", "", "解决历史遗留问题及改革成本支出", "8.00"],
        ["223", "01", "07", "国有企业改革成本支出", "8.00"],
        ["合计", "", "", "", "8.00"],
    ]


def test_one_row_takes_a_column_from_another_stream():
    typed = (TypedFigure(903, "operating", amount=power(6)), TypedFigure(904, "of_a_text", amount=power(7)))
    book = replace(layout_book(), typed=typed)
    assert printed("T7", book) == [["31.00", "1.00", "24.00", "6.00", "2.00", "4.00", "117440512.00", "64.00"]]
    assert not layout_context(book).tables["T7"].unplaced


def test_money_that_no_line_takes_is_reported():
    """收入 carried over from last year has no line in a form without carried lines, nor 结转 a column that takes it."""
    reasons = {(item.tally.stream, item.reason) for item in layout_context().tables["T1"].unplaced}
    assert reasons == {("income", "row"), ("spending", "code"), ("spending", "column"), ("carry_forward", "column")}
    told = [finding.message for finding in run_checks(layout_context()) if "收入没有一行能放" in finding.message]
    assert [message.partition("收入没有一行能放")[::2] for message in told] == [
        ("项目 第 4 个：", "上年结转的事业收入，2097152.00 万元没有归入财务收支预算总表"),
        ("基本支出 第 3 行：", "上年结转的一般公共预算拨款，4.00 万元没有归入财务收支预算总表"),
        ("项目 第 4 个：", "上年结转的政府性基金预算拨款，524288.00 万元没有归入财务收支预算总表"),
        ("项目 第 4 个：", "上年结转的国有资本经营预算拨款，1048576.00 万元没有归入财务收支预算总表"),
    ]


@settings(max_examples=25)
@given(books())
def test_no_layout_loses_or_doubles_a_fen(book):
    context = layout_context(book)
    for table in context.tables.values():
        for index, side in enumerate(table.sides):
            assert_conserved(context.facts, table, index, side)


@settings(max_examples=15)
@given(books(), books())
def test_tables_brought_up_to_date_are_the_same_as_fresh_ones(first, second):
    pack, codes = layout_pack(), layout_context().codes
    sums = TableSums(pack.tables, codes)
    for book in (first, second, first, Book("layout-2024", 2024, "", Unit(), next_id=1)):
        tallies = tallies_of(book, codes)
        kept, fresh = sums.update(tallies), build_tables(pack, codes, tallies)
        assert {key: table.printed() for key, table in kept.items()} == {key: table.printed() for key, table in fresh.items()}
        assert kept == fresh


def test_lines_behind_a_figure_add_up_to_it_in_every_layout(codes):
    tallies = tallies_of(layout_book(), codes)
    for table in layout_context().tables.values():
        for index, side in enumerate(table.sides):
            for row in side.rows:
                for column, value in zip(side.side.columns, row.values, strict=True):
                    behind = tallies_behind(table, codes, tallies, index, row.id, column.id)
                    assert sum(t.amount for t in behind) == value, (table.spec.id, row.id, column.id)


@settings(max_examples=25)
@given(books())
def test_what_prints_adds_up_to_its_totals(book):
    """In every layout: the classes, or the lines that a sum names, and the leaf columns below every column that is a sum."""
    for table in layout_context(book).tables.values():
        for side in table.sides:
            for row in side.rows:
                for total, values in summed(side, row):
                    assert total == sum(values), (table.spec.id, row.id)


def summed(side, row):
    """Each sum that a row holds, with what prints of its parts; a part that does not print counts nothing."""
    for column in side.side.columns:
        if column.sum:
            yield row.values[side.column_index(column.id)], [row.values[side.column_index(part)] for part in column.sum]
    line = next((line for line in side.side.lines if line.id == row.id), None)
    if side.side.rows and row.id == TOTAL_ROW:
        parts = [other for other in side.rows if other.level == 1]
    elif line is not None and line.sum:
        classes = [other for other in side.rows if other.id.isdecimal()]
        parts = [other for part in line.sum for other in (classes if part in GROUPS else [side.row(part)])]
    else:
        return
    assert all(part.at for part in parts)
    yield from ((total, [part.values[at] for part in parts]) for at, total in enumerate(row.values))


def test_a_carried_line_that_has_a_column_prints():
    book = replace(layout_book(), carry_forward=(CarryForwardLine(902, "2010302", "general", amount=power(5)),))
    assert printed("T7", book)[0][-2] == "32.00"


def test_an_equation_compares_a_class_by_its_code_whether_it_is_present_or_not():
    lines = (BasicLine(1, "2010301", "30101", amount=power(0)), BasicLine(2, "2010301", "30201", amount=power(1)))
    book = Book("layout-2024", 2024, "批复", Unit(), basic=lines, next_id=3)
    cells = {"left": (CellRef("T1", "201", "office"),), "right": (CellRef("T3", "201", "basic"),)}
    absent = {"left": (CellRef("T1", "208", "office"),), "right": (CellRef("T3", "201", "basic"),)}
    equations = (Equation(code="L-8", rule="", **cells), Equation(code="L-9", rule="", **absent))
    context = Context(book, replace(layout_pack(), equations=equations), layout_context().codes)
    told = {finding.code: finding.message for finding in run_checks(context) if finding.code in {"L-8", "L-9"}}
    assert told == {
        "L-8": "财务收支预算总表 一、一般公共服务支出 公用经费 2.00，支出预算总表 201 一般公共服务支出 基本支出 3.00，少 1.00",
        "L-9": "财务收支预算总表 208 社会保障和就业支出 公用经费 0.00，支出预算总表 201 一般公共服务支出 基本支出 3.00，少 3.00",
    }
