"""A document of a place whose form is not here: sums by codes are computed all the same, and nothing else is claimed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checks.findings import Severity
from models.incoming.html_document import html_document
from models.publication.review.review import review_document

ROWS = (
    ("", "合计", "150.30", "100.10", "50.20"),
    ("201", "一般公共服务支出", "120.10", "90.00", "30.10"),
    ("20103", "政府办公厅（室）及相关机构事务", "120.10", "90.00", "30.10"),
    ("2010301", "行政运行", "90.00", "90.00", ""),
    ("2010302", "一般行政管理事务", "30.10", "", "30.10"),
    ("208", "社会保障和就业支出", "30.20", "10.10", "20.10"),
    ("20805", "行政事业单位养老支出", "30.20", "10.10", "20.10"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "30.20", "10.10", "20.10"),
)


def found(rows, heads=("科目编码", "科目名称", "合计", "基本支出", "项目支出")):
    lines = [heads, *rows]
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in line) + "</tr>" for line in lines)
    review = review_document(html_document(f"<p>某县支出情况表</p><table>{cells}</table>"), (), lambda _: None)
    return [one for one in review.findings if one.code.startswith("D-")], review.coverage.relations


def changed(row, column, text):
    return [tuple(text if (r, c) == (row, column) else old for c, old in enumerate(line)) for r, line in enumerate(ROWS)]


def test_what_adds_up_is_not_told():
    assert found(ROWS) == ([], found(ROWS)[1])
    assert found(ROWS)[1] > 10


@pytest.mark.parametrize(("row", "column", "right"), [(3, 3, "90.00"), (5, 2, "30.20"), (0, 4, "50.20"), (7, 4, "20.10")])
def test_one_wrong_figure_is_told_with_what_it_should_be(row, column, right):
    (one,), _ = found(changed(row, column, "77.70"))
    assert one.severity is Severity.VERIFY
    assert "77.70" in one.message
    assert right in one.message + one.remedy
    assert (one.place.row, one.place.column) == (row + 2, column + 1)


def test_other_headings_have_no_sum_across():
    rows = [(*row[:2], row[2], "1.00", row[4]) for row in ROWS]
    told, _ = found(rows, ("科目编码", "科目名称", "合计", "财政拨款", "上年执行数"))
    assert all("各栏之和" not in one.message for one in told)


@pytest.mark.parametrize("rows", [[], ROWS[:3], [*ROWS, *ROWS], [("201", "名称", "若干", "", "")] * 5])
def test_a_table_that_is_not_understood_is_left_alone(rows):
    assert found(rows)[1] == 0


@given(st.permutations(ROWS[1:]))
def test_the_order_of_the_rows_does_not_matter(rows):
    assert found([ROWS[0], *rows])[0] == []
