"""Published tables on the clipboard: codes in three columns, rows that are no lines, columns told by what stands in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.incoming.clipboard.contents import ContentTest, fields_by_content
from models.incoming.clipboard.layouts.code_levels import joined_levels
from models.incoming.clipboard.passed_rows import heading_rows, is_column_numbers, total_rows
from models.incoming.clipboard.row_labels import row_key
from models.incoming.clipboard.tsv import from_tsv
from models.values.codes import FUNCTION_LEVELS, Code, CodeTable

LEAVES = ("2010301", "2010302", "2013201", "2013202", "2080505", "2080506", "2101101")
TABLE = CodeTable(FUNCTION_LEVELS, [Code(code, code) for code in sorted({c[:n] for c in LEAVES for n in (3, 5, 7)})])


@given(st.lists(st.sampled_from(LEAVES), min_size=2, unique=True), st.booleans(), st.booleans())
def test_codes_in_three_columns_come_back_whole(leaves, repeated, zeros):
    """Printed with the levels above, each once or in every row; a spreadsheet may have dropped the zero of 01."""
    codes = sorted({code[:n] for code in leaves for n in (3, 5, 7)})
    rows, above = [], ["", "", ""]
    for code in codes:
        parts = [code[:3], code[3:5], code[5:7]]
        shown = [part if repeated or part != known else "" for part, known in zip(parts, above, strict=True)]
        if not repeated:
            deepest = max(n for n, part in enumerate(parts) if part)
            shown = ["" for _ in range(deepest)] + [parts[deepest]] + ["" for _ in range(2 - deepest)]
        above = parts
        rows.append("\t".join([*(part if zeros or len(part) > 2 else part.lstrip("0") for part in shown), "名称", "1.5"]))
    block = joined_levels(from_tsv("\n".join(rows)), [TABLE])
    assert [row[0] for row in block.rows] == codes
    assert {tuple(row[1:]) for row in block.rows} == {("名称", "1.5")}


@pytest.mark.parametrize("text", ["201\t5\t7\n201\t6\t7", "2013201\t30101\t5", "说明\t甲\n乙\t丙", "201\t32", ""])
def test_other_columns_are_not_joined(text):
    block = from_tsv(text)
    assert joined_levels(block, [TABLE]) is block


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("栏次\t1\t2\t3", True), ("\t1\t2\t3", True), ("甲\t乙\t1\t2=3+4\t3", True), ("行次\t（1）\t（2）", True),
        ("1\t2", False), ("7\t8\t9", False), ("1\t2\t4", False), ("栏次\t说明", False), ("1\t基本工资\t2", False), ("", False),
        ("甲\t20", False), ("A\t5", False), ("一\t3\t4", False), ("**\t20", False), ("甲\t乙\t3\t4", True), ("**\t**\t1\t2", True),
        ("栏次\t3\t4", True), ("甲\t1", True),
    ],
)  # fmt: skip
def test_a_row_that_numbers_the_columns(row, expected):
    assert is_column_numbers(row.split("\t")) is expected


def test_three_figures_in_a_row_are_data_without_headings_or_below_data():
    block = from_tsv("甲\t乙\t丙\n1\t2\t3\n5\t6\t7\n1\t2\t3\n甲\t乙\t丙")
    assert heading_rows(block, 1, labelled=False).keys() == {1, 4}
    assert heading_rows(from_tsv("1\t2\t3"), 0, labelled=True) == {}
    assert heading_rows(from_tsv("栏次\t1\t2"), 0, labelled=True).keys() == {0}


def test_a_total_is_a_row_without_a_code():
    assert total_rows(from_tsv("1\t合 计：\t5\n30101\t合计\t5\n\t小计\t2"), 0, [0]).keys() == {2}
    assert total_rows(from_tsv("合 计：\t\t5\n30101\t合计\t5\n\t小计\t2"), 0, [0]).keys() == {0, 2}


def test_the_only_figures_are_amounts_even_if_they_follow_each_other():
    tests = [ContentTest("code", lambda text: len(text) == 5), ContentTest("amount", str.isdigit, single=True)]
    assert fields_by_content(from_tsv("30201\t5\n30202\t6\n30205\t7"), range(3), tests) == {0: "code", 1: "amount"}
    assert fields_by_content(from_tsv("5\t30201\n6\t30202\n7\t30205"), range(3), tests) == {1: "code"}
    assert fields_by_content(from_tsv("30201\t1\n30202\t2\n30205\t3"), range(3), tests) == {0: "code"}
    assert fields_by_content(from_tsv("30201\t5\t9\n30202\t6\t2\n30205\t7\t3"), range(3), tests) == {0: "code", 2: "amount"}


def test_two_columns_of_figures_are_no_amount():
    tests = [ContentTest("code", str.isdigit), ContentTest("amount", lambda text: "." in text, single=True)]
    one = from_tsv("1\t30101\t1.5\n2\t30102\t2.5\n3\t30103\t")
    assert fields_by_content(one, range(3), tests) == {1: "code", 2: "amount"}
    two = from_tsv("30101\t1.5\t1.5\n30102\t2.5\t0.5")
    assert fields_by_content(two, range(2), tests) == {0: "code"}


@pytest.mark.parametrize(
    "label", ["三公经费", "“三公”经费", '"三公"经费', "「三公」经费", "三、三公经费", "（三）“三公”经费", "3.其中：三公经费"]
)
def test_a_label_is_the_same_with_other_numbers_and_quotation_marks(label):
    assert row_key(label) == "三公经费"
