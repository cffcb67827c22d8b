"""An export of the one-system becomes projects with their money, and lines of 基本支出."""

from __future__ import annotations

import pytest

from models.book.records import Goal, Project
from tests.models.incoming.recognised.records.written import only, proposed, read, sheet

BY_ROW = sheet(
    ["单位编码", "单位名称", "项目编码", "项目名称", "项目类别", "功能分类科目", "部门经济分类科目", "资金性质", "金额"],
    ["113001", "某镇人民政府", "13052424P001", "村级运转经费", "特定目标类", "2130705 对村民委员会和村党支部的补助", "30201 办公费",
     "一般公共预算资金", "120,000.00"],
    ["113001", "某镇人民政府", "13052424P001", "村级运转经费", "特定目标类", "2130705", "30305 生活补助", "一般公共预算资金",
     "30000"],
    ["113002", "某镇便民服务中心", "13052424P001", "村级运转经费", "特定目标类", "2120399", "30201", "政府性基金预算资金", "5000"],
    ["113001", "某镇人民政府", "13052424Y002", "基本工资", "人员类", "2010301", "30101", "一般公共预算资金", "864400"],
    ["", "合计", "", "", "", "", "", "", "1019400"],
)  # fmt: skip
BY_COLUMN = sheet(
    ["2024年项目支出明细表"],
    ["编制单位：某镇人民政府", "", "", "", "", "单位：万元"],
    ["支出功能分类科目", "", "项目名称", "资金来源", "", "是否上年结转"],
    ["编码", "名称", "", "一般公共预算拨款", "单位资金", ""],
    ["2130705", "对村民委员会和村党支部的补助", "村级运转经费", "15.00", "", "否"],
    ["2130705", "对村民委员会和村党支部的补助", "村级运转经费", "2.50", "1.00", "是"],
    ["", "行政运行", "机关维修", "3", "", ""],
)


def money(project):
    return [(part.function, part.source, part.carried, part.sub_unit, part.amount) for part in project.funding]


def test_rows_by_codes_and_sources():
    proposal = proposed(BY_ROW)
    (project,) = proposal.book.projects
    assert (project.code, project.name) == ("13052424P001", "村级运转经费")
    assert money(project) == [
        ("2130705", "general", False, "某镇人民政府", 15_000_000),
        ("2120399", "government_fund", False, "某镇便民服务中心", 500_000),
    ]  # fmt: skip
    (line,) = proposal.book.basic
    assert (line.function, line.economic, line.amount, line.sub_unit) == ("2010301", "30101", 86_440_000, "某镇人民政府")
    assert ["经济科目" in sentence for sentence in proposal.left_out] == [True]


def test_columns_of_sources():
    proposal = proposed(BY_COLUMN)
    assert [(project.name, money(project)) for project in proposal.book.projects] == [
        ("村级运转经费", [("2130705", "general", False, "", 15_000_000), ("2130705", "general", True, "", 2_500_000),
                    ("2130705", "other_income", True, "", 1_000_000)]),
        ("机关维修", [("", "general", False, "", 3_000_000)]),
    ]  # fmt: skip
    assert any("单位资金" in sentence for sentence in proposal.assumed)
    assert any("“行政运行”不是科目" in sentence for sentence in proposal.left_out)  # several codes have this name


def test_a_row_of_headings_that_is_not_understood_is_not_passed_over():
    document = sheet(
        ["项目名称", "功能科目", "资金来源", "金额", ""],
        ["", "", "", "上年数", "本年数"],
        ["甲", "2010301", "一般公共预算", "1", "2"],
    )
    assert proposed(document).book.projects == ()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("项目甲", "2010301", "预算外资金", "100"), "资金来源“预算外资金”不认识"),
        (("项目甲", "2010301 对村民委员会和村党支部的补助", "一般公共预算", "100"), "不是科目"),
        (("项目甲", "2010301", "一般公共预算", "待定"), "不是金额"),
        (("项目甲", "办公室", "一般公共预算", "100"), "“办公室”不是科目"),
    ],
)
def test_what_is_not_clear_is_said(cells, said):
    document = sheet(["项目名称", "功能科目", "资金来源", "金额"], list(cells))
    proposal = proposed(document)
    sentences = [*proposal.assumed, *proposal.left_out, *(each.reason for each in only(read(document))[1].leftovers)]
    assert any(said in sentence for sentence in sentences), sentences


def test_the_sheets_of_the_projects_are_joined():
    sheets = (Project(1, "", "村级运转经费", goals=(Goal(2, text="保障运转"),)), Project(3, "X9", "别的项目"))
    projects = proposed(BY_ROW, sheets=sheets).book.projects
    assert [(project.code, project.name, [goal.text for goal in project.goals], len(project.funding)) for project in projects] == [
        ("13052424P001", "村级运转经费", ["保障运转"], 2), ("X9", "别的项目", [], 0),
    ]  # fmt: skip
