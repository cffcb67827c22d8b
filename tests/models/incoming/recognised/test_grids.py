"""A list of indicators is known by its headings, whatever the sheet is called."""

from __future__ import annotations

import pytest

from models.incoming.recognised.titles import SHEET
from tests.models.incoming.recognised.records.written import read, sheet

ROW = ["A01", "路灯维护", "产出指标", "数量指标", "路灯数", "≥5盏"]


@pytest.mark.parametrize(
    "headings",
    [
        ["项目编码", "项目名称", "一级指标", "二级指标", "三级指标", "指标值"],
        ["项目代码", "专项名称", "一级指标", "二级指标", "指标名称", "目标值"],
    ],
)
@pytest.mark.parametrize("above", [[], [["2024年项目支出绩效指标表"]], [["填报单位：某镇人民政府"], []]])
def test_a_list_of_indicators(headings, above):
    (block,) = read(sheet(*above, headings, ROW)).blocks
    assert (block.kind, block.reason) == (SHEET, "标题不认识，表头是绩效指标的")


def test_other_tables_are_none():
    found = read(sheet(["姓名", "职务", "联系电话"], ["张三", "主任", "1"]), sheet(["项目名称", "进度"], ["甲", "好"], name="二"))
    assert [block.kind for block in found.blocks] == ["unknown", "unknown"]
