"""Heading rows of pasted blocks, and the unit of their amounts."""

from __future__ import annotations

import pytest

from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.headings import ColumnTitle, caption_unit, find_headings
from models.incoming.clipboard.tsv import from_tsv
from models.incoming.clipboard.units import amount_meant, unit_by_size
from models.values.money import MoneyUnit, Unread
from models.values.unit_words import unit_of_heading

WAN, YUAN = MoneyUnit.WAN, MoneyUnit.YUAN
BASIC = (
    ColumnTitle("function", "功能科目"), ColumnTitle("function_name", "功能科目名称"), ColumnTitle("economic", "经济科目"),
    ColumnTitle("economic_name", "经济科目名称"), ColumnTitle("source", "资金来源"), ColumnTitle("amount", "金额（万元）"),
    ColumnTitle("note", "备注"),
)  # fmt: skip


def is_code(field, text):
    return text[:2] == {"function": "20", "economic": "30"}[field] or (field == "economic" and text == "基本工资")


def headings(text, columns=BASIC):
    return find_headings(from_tsv(text), columns, is_code)


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ("功能科目\t经济科目\t金额（万元）", {0: "function", 1: "economic", 2: "amount"}),
        ("支出功能分类科目编码\t部门经济分类科目\t预算数(元)", {0: "function", 1: "economic", 2: "amount"}),
        ("金 额\t功能分类科目代码*\t经济分类编码", {0: "amount", 1: "function", 2: "economic"}),
        ("功能科目\t科目编码\t年初预算数", {0: "function", 1: "economic", 2: "amount"}),
    ],
)
def test_titles_and_usual_names(row, fields):
    found = headings(f"{row}\n2013201\t30101\t1\n")
    assert found.fields == fields
    assert found.first == 1
    assert not found.unmatched


def test_the_cells_below_tell_the_classification():
    assert headings("科目编码\t科目名称\t预算数\n30101\t基本工资\t1").fields == {0: "economic", 1: "economic_name", 2: "amount"}
    assert headings("科目编码\t金额\n2013201\t1").fields == {0: "function", 1: "amount"}


def test_a_heading_over_two_rows_below_a_title_and_a_caption():
    text = "基本支出表\t\t\n单位：元\t\t\n功能科目\t\t预算数\n编码\t名称\t\n2013201\t行政运行\t1"
    block = ClipboardBlock(from_tsv(text).rows, {(3, 2): "预算数"})
    found = find_headings(block, BASIC, is_code)
    assert found.first == 4
    assert found.fields == {0: "function", 1: "function_name", 2: "amount"}
    assert caption_unit(block, range(3)) == (YUAN, "单位：元")


def test_what_no_column_takes_is_named():
    found = headings("序号\t功能科目\t处室\t金额\n1\t2013201\t办公室\t3")
    assert found.unmatched == {0: "序号", 2: "处室"}


@pytest.mark.parametrize("text", ["2013201\t30101\t1\n2013201\t30102\t2", "说明\t甲\n乙\t丙", "金额", ""])
def test_data_is_no_heading(text):
    assert headings(text) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [("金额（万元）", WAN), ("预算数(元)", YUAN), ("金额：万元", WAN), ("金额(单位:元)", YUAN), ("元旦慰问", None), ("金额", None)],
)
def test_the_unit_in_a_heading(text, unit):
    assert unit_of_heading(text) is unit


@pytest.mark.parametrize(
    ("text", "fen"),
    [("１，２３４．５０", 1_234_500_000), ("￥46.4", 46_400_000), ("80366元", 8_036_600), ("46.39666667", 46_396_667), ("—", None),
     ("见附表", Unread("见附表"))],
)  # fmt: skip
def test_an_amount_as_spreadsheets_show_it(text, fen):
    assert amount_meant(text, WAN) == fen


@pytest.mark.parametrize(
    ("pasted", "standing", "known", "unit", "sure"),
    [
        (["46.4", "30.3"], [], [], WAN, True),
        (["4643960", "303000"], [], [], YUAN, False),
        (["12000", "13000"], [], [9_000_000_000, 11_000_000_000], WAN, True),
        (["8000"], [("8000", 8_000_000_0 // 100)], [], YUAN, False),
        (["464.396"], [("464.396", 464_396_000)], [], WAN, True),
        (["12345.678"], [], [], WAN, True),
        (["9000"], [], [10_000_000, 464_000_000], YUAN, False),
        (["", "—"], [], [], WAN, True),
    ],
)
def test_the_unit_that_sizes_tell(pasted, standing, known, unit, sure):
    found = unit_by_size(pasted, standing, known)
    assert (found.unit, found.sure) == (unit, sure)


@pytest.mark.parametrize(
    ("text", "kind", "fields"),
    [
        ("科目编码\t合计\t基本支出\t项目支出\n2013201\t9\t5\t4", "基本支出", {0: "function", 2: "amount"}),
        ("科目编码\t合计\t基本支出\t项目支出\n2013201\t9\t5\t4", "", {0: "function"}),
        ("科目编码\t科目名称\t合计\t政府性基金预算\n2013201\t行政运行\t9\t4", "基本支出", {0: "function"}),
        ("科目编码\t合计\t人员经费\t公用经费\n30101\t9\t5\t4", "基本支出", {0: "economic", 1: "amount"}),
        ("科目编码\t基本支出\t\n\t小计\t人员经费\n30101\t9\t5", "基本支出", {0: "economic", 1: "amount"}),
        ("科目编码\t项目支出\t\n\t合计\t其中\n30101\t9\t5", "基本支出", {0: "economic"}),
    ],
)
def test_a_sum_over_kinds_of_spending_or_sources_is_not_the_amount(text, kind, fields):
    found = find_headings(from_tsv(text), BASIC, is_code, kind)
    assert (dict(found.fields) if found else None) == fields


def test_a_heading_that_stands_only_in_the_upper_row():
    found = headings("功能科目\t\t金额\n编码\t名称\t\n2013201\t行政运行\t1")
    assert (found.first, found.fields) == (2, {0: "function", 1: "function_name", 2: "amount"})
