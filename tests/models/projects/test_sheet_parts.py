"""What a form prints of a project, what it has no cell for, and what nobody has filled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book.records import FundingLine, Goal, Indicator, PlannedTask, PlanPoint, Project
from models.pack.forms.sheet import NO_SHEET, TABLE, GoalBlock, IndicatorColumn, SheetField, TaskForm, head_row
from models.projects.sheet_parts import part_name, prints_part, unfilled_parts, unprinted_parts
from storage.packs.catalogue import load_pack

HEBEI = load_pack("hebei-xingtai-2024").sheet
WIDE = replace(
    HEBEI,
    fields=(SheetField("department", "项目主管部门"), SheetField("village", "所在村")),
    rows=(*HEBEI.rows, head_row([("", "department"), ("", "village"), ("", "term_budget")], (1, 1, 5))),
    goals=(GoalBlock("year", "年度目标"), GoalBlock("term", "总目标")),
    columns=(*HEBEI.columns, IndicatorColumn("weight", ("分值",)), IndicatorColumn("sign", ("符号",))),
    tasks=TaskForm("重点工作", ("名称", "内容", "总额", "财政", "其他")),
)
FULL = Project(
    1,
    name="修路",
    use="铺路",
    cells=(("department", "镇政府"), ("term_fiscal", 100), ("village", "东村")),
    funding=(FundingLine(2, level="own", amount=100),),
    goals=(Goal(3, text="修好"), Goal(4, text="用好", period="term")),
    plan=(PlanPoint(5, "3月底", "50"),),
    tasks=(PlannedTask(6, "铺路"),),
    indicators=(Indicator(7, name="里程", target="≥3公里", cells=(("weight", "10"),)), Indicator(8, cells=(("weight", "5"),))),
)


def told(parts):
    return {part.name: part.projects for part in parts}


def test_what_a_form_has_no_cell_for_is_told_with_the_words_of_the_other():
    assert unprinted_parts([FULL], WIDE, WIDE) == tuple(p for p in unprinted_parts([FULL], WIDE, WIDE) if p.id == "level")
    assert told(unprinted_parts([FULL, FULL, Project(9)], HEBEI, WIDE)) == {
        "项目主管部门": 2, "实施期财政资金": 2, "所在村": 2, "总目标": 2, "重点工作": 2, "资金的上级、本级": 2, "分值": 2,
    }  # fmt: skip
    assert unprinted_parts([Project(9, code="x", name="y")], NO_SHEET, HEBEI) == ()


def test_what_nobody_has_filled_is_told_in_the_order_of_the_form():
    missing = ["实施期其他资金", "一级指标", "二级指标", "绩效指标描述", "指标值确定依据"]
    assert told(unfilled_parts([FULL], WIDE)) == dict.fromkeys(missing, 1)
    assert list(told(unfilled_parts([FULL, Project(9)], WIDE)))[:3] == ["资金用途", "项目主管部门", "所在村"]
    assert told(unfilled_parts([FULL, Project(9)], WIDE))["所在村"] == 1
    assert unfilled_parts([], WIDE) == ()


@pytest.mark.parametrize(("form", "block", "printed"), [(HEBEI, "year", True), (HEBEI, "term", False), (WIDE, "term", True)])
def test_goals_are_printed_in_the_blocks_of_a_form(form, block, printed):
    assert prints_part(form, f"goals:{block}") is printed


def test_a_table_for_all_projects_prints_the_goals_that_it_has_columns_for():
    table = replace(HEBEI, layout=TABLE, columns=(*HEBEI.columns, IndicatorColumn("goals_of_term", ("总体目标",))))
    assert (prints_part(table, "goals:year"), prints_part(table, "goals:term")) == (False, True)
    assert part_name("goals:term", table) == "总体目标"
    assert part_name("goals:q1", table) == "一季度目标"


PARTS = ["use", "department", "village", "term_fiscal", "goals:year", "goals:term", "plan", "tasks", "level", "column:weight"]


@given(st.sampled_from([NO_SHEET, HEBEI, WIDE]), st.lists(st.sampled_from([FULL, Project(9)])))
def test_every_filled_part_is_printed_or_told(form, projects):
    """The law: nothing that is filled in is missing from paper without a word."""
    missing = {part.id for part in unprinted_parts(projects, form, WIDE)}
    filled = PARTS if FULL in projects else []
    assert all(prints_part(form, part) != (part in missing) for part in filled)
    assert not missing & {part.id for part in unfilled_parts(projects, form)}
