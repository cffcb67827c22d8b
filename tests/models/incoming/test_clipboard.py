"""Blocks of cells from and to the forms of the clipboard."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.incoming.clipboard.block import ClipboardBlock, CopiedCell, clean_cell
from models.incoming.clipboard.exact_number import exact_number
from models.incoming.clipboard.html_table import from_html
from models.incoming.clipboard.html_write import to_html
from models.incoming.clipboard.tsv import from_tsv, to_tsv
from models.values.money import MoneyUnit
from tests.folders import DATA

SAMPLES = DATA / "clipboard"
SHAPE_TAGS = (
    "<table>", "</table>", "<tr>", "<td>", "</td>", "<td rowspan=3>", "<td colspan=300>", "<td rowspan=99999999999>", "<![if x]>",
    "<![", "<!", "<!--", "-->", "&#99999999999;", "<col width=0 span=2>", "<br>", "<p>", "甲", "1", "<style>",
)  # fmt: skip


def rows_of(html):
    return [list(row) for row in from_html(html).block.rows]


def sample(name):
    return (SAMPLES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("甲\t1\r\n乙\t2\r\n", [["甲", "1"], ["乙", "2"]]),
        ('"第一行\n第二行"\t3', [["第一行\n第二行", "3"]]),
        ('"说""好""\n了"', [['说"好"\n了']]),
        ('"三会一课"制度\tx', [['"三会一课"制度', "x"]]),
        ('"三会一课"\tx', [['"三会一课"', "x"]]),
        ('"没有结束\tx', [['"没有结束', "x"]]),
        ("\t\n\t", [["", ""], ["", ""]]),
        ("一", [["一"]]),
        ("\xa01,234.50\xa0\t\u3000", [["1,234.50", ""]]),
    ],
)
def test_text_becomes_cells(text, block):
    assert from_tsv(text).rows == block


letters = st.text(st.characters(exclude_characters='\r\x00"', exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t ,"))
blocks = st.lists(st.lists(letters.map(clean_cell), min_size=2, max_size=4), min_size=1, max_size=4)


@settings(deadline=None)
@given(blocks)
def test_the_way_there_and_back_as_text(rows):
    assert from_tsv(to_tsv(rows)).rows == rows


@settings(deadline=None)
@given(blocks)
def test_the_way_there_and_back_as_html(rows):
    squeezed = [
        ["\n".join(" ".join(re.split("[ \t]+", line)).strip() for line in text.split("\n")) for text in row] for row in rows
    ]
    assert rows_of(to_html([[CopiedCell(text) for text in row] for row in rows])) == squeezed


def test_quotes_go_there_and_back():
    rows = [["甲\n乙", "1\t2"], ["", '"引"'], ['"第一"\n行', "x"]]
    assert from_tsv(to_tsv(rows)).rows == rows


def test_excel_hidden_column_and_row_merge_line_break_and_every_digit():
    found = from_html(sample("excel.html"))
    assert found.structured
    assert found.block.rows == [
        ["2013201", "30101", "基本工资", "464.396"],
        ["", "30102", "津贴补贴\n（含改革性补贴）", "30.30"],
    ]
    assert found.block.merged == {(1, 0): "2013201"}


def test_wps_keeps_the_caption_in_its_first_cell():
    assert rows_of(sample("wps.html")) == [
        ["单位：元", "", ""],
        ["功能分类科目", "经济分类科目", "预算数"],
        ["[2013201]行政运行", "30101 基本工资", "4,643,960.00"],
        ["[2013201]行政运行", "30102 津贴补贴", "303,000.00"],
    ]


def test_libreoffice_gives_the_exact_number_but_no_serial_of_a_date():
    assert rows_of(sample("libreoffice.html")) == [["30201", "75.17125"], ["2024年1月1日", "12.50%"]]


def test_paragraphs_of_a_word_cell_become_lines():
    found = from_html(sample("word.html"))
    assert found.structured
    assert found.block.rows == [["数量指标", "组织征兵 宣传\n走访适龄青年", "≥100"], ["", "体检人数", "≥50"]]
    assert found.block.merged == {(1, 0): "数量指标"}


def test_text_beside_a_table_is_not_lost():
    assert rows_of("<p>单位：万元</p><table><tr><td>1</td></tr></table>完") == [["单位：万元"], ["1"], ["完"]]


def test_a_table_inside_a_cell_is_its_text():
    assert rows_of("<table><tr><td>甲<table><tr><td>乙</td></tr></table></td><td>丙</td></tr></table>") == [["甲\n乙", "丙"]]


def test_no_table_is_no_block():
    assert from_html("<p>只有文字</p>") is None


@pytest.mark.parametrize(
    ("shown", "exact", "number"),
    [
        ("464.40", "464.39600000000002", "464.396"),
        ("1,234.50", "1234.5", "1,234.50"),
        ("46.4", "464396", "46.4"),
        ("2024年1月1日", "45292", "2024年1月1日"),
        ("12.50%", "0.125", "12.50%"),
        ("0", "-0.0000001", "0"),
        ("1", "1e400", "1"),
    ],
)
def test_the_number_behind_the_shown_one(shown, exact, number):
    assert exact_number(shown, exact) == number


def test_numbers_go_out_as_numbers_and_codes_as_text():
    html = to_html([[CopiedCell("2013201"), CopiedCell("464.396", is_number=True, unit=MoneyUnit.WAN), CopiedCell("<b>\n2")]])
    assert """style='mso-number-format:"\\@"'>2013201</td>""" in html
    assert 'x:num="464.396" sdval="464.396">464.396</td>' in html
    back = from_html(html)
    assert back.structured
    assert back.block == ClipboardBlock([["2013201", "464.396", "<b>\n2"]], {}, {(0, 1): MoneyUnit.WAN})


@settings(deadline=None)
@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")) | st.lists(st.sampled_from(SHAPE_TAGS)).map("".join))
def test_no_garbage_raises(garbage):
    for text in (garbage, f"<table><tr><td>{garbage}"):
        from_html(text)
        from_tsv(text)


def test_an_endless_number_is_no_reason_to_fail():
    assert from_html(f"<table><tr><td>&#{'1' * 5000};</td></tr></table>") is None


def test_spans_of_millions_make_no_millions_of_cells():
    found = from_html("<table>" + "<tr><td rowspan=60000 colspan=9999999>x</td></tr>" * 3 + "</table>")
    assert found.block.height == 3
    assert found.block.width < 1000


def test_a_block_repeated_takes_its_merges_along():
    block = ClipboardBlock([["甲", "1"], [""]], {(1, 0): "甲"}, {(0, 1): MoneyUnit.WAN}).repeated(2, 2)
    assert block.rows == [["甲", "1", "甲", "1"], ["", "", "", ""]] * 2
    assert block.merged == {(1, 0): "甲", (1, 2): "甲", (3, 0): "甲", (3, 2): "甲"}
    assert set(block.units) == {(0, 1), (0, 3), (2, 1), (2, 3)}


def test_a_copied_number_with_separators_is_a_number_for_every_spreadsheet():
    html = to_html([[CopiedCell("1,234,567", is_number=True)]])
    assert 'x:num="1234567" sdval="1234567">1,234,567<' in html
    assert rows_of(html) == [["1,234,567"]]
