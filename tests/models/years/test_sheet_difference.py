"""How the sheets of projects look under another pack, in words; and that a move and the way back lose nothing of them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book import edits
from models.book.records import Book, Goal, Indicator, PlannedTask, Project
from models.pack.forms.sheet import NO_SHEET, TABLE, GoalBlock, IndicatorColumn
from models.published.context import Context
from models.values.amount_style import AmountStyle
from models.years.pack_move import pack_move
from models.years.roll_over import RollOverOptions
from models.years.roll_over_notes import roll_over_notes
from models.years.sheet_difference import sheet_differences
from storage.packs.catalogue import built_in_codes
from tests.models.projects.test_sheet_parts import FULL, HEBEI, WIDE


def columns(*names):
    return tuple(IndicatorColumn(name, (HEBEI.heading(name),)) for name in names)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (HEBEI, HEBEI, ()),
        (NO_SHEET, NO_SHEET, ()),
        (HEBEI, NO_SHEET, ("这个版式没有",)),
        (NO_SHEET, HEBEI, ("要填：原来的版式没有",)),
        (HEBEI, replace(HEBEI, layout=TABLE), ("所有项目印成一张",)),
        (HEBEI, replace(HEBEI, typed_amounts=True), ("的金额照录入的样子印",)),
        (HEBEI, replace(HEBEI, amounts=AmountStyle(unit="元", decimals=0)), ("的金额按元、0 位小数印",)),
        (HEBEI, replace(HEBEI, months=()), ("没有支出计划",)),
        (HEBEI, replace(HEBEI, months=("6月底", "12月底")), ("的计划写到6月底、12月底",)),
        (HEBEI, replace(HEBEI, plan_unit="percent"), ("的计划填百分比",)),
        (
            HEBEI,
            replace(HEBEI, goals=(GoalBlock("year", "年度绩效目标"), GoalBlock("term", "总目标"))),
            ("的绩效目标多了 1 块：总目标", "的绩效目标“绩效目标”改叫“年度绩效目标”"),
        ),
        (
            HEBEI,
            WIDE,
            (
                "的项目栏目多了 3 栏：项目主管部门、所在村、实施期资金总额",
                "的绩效目标多了 1 块：总目标",
                "的绩效目标“绩效目标”改叫“年度目标”",
                "有年度主要任务",
                "的指标值分开印：符号",
                "的指标多了 1 栏：分值",
            ),
        ),
        (
            replace(HEBEI, columns=columns("name", "sign", "value")),
            replace(HEBEI, columns=columns("name", "value", "unit")),
            ("的指标值改成这样分开印：指标值、计量单位",),
        ),
        (WIDE, replace(WIDE, weight_total=100), ("的“分值”加起来应当是 100",)),
        (replace(WIDE, weight_total=100), WIDE, ("的“分值”加起来是多少不再检查",)),
        (
            HEBEI,
            replace(HEBEI, dimensions={**HEBEI.dimensions, "成本指标": ("经济成本指标",)}),
            ("多了 1 个二级指标：经济成本指标",),
        ),
    ],
)
def test_what_a_sheet_prints_otherwise_is_told(old, new, told):
    assert tuple(sheet_differences(old, new)) == told


def test_a_move_tells_how_many_projects_fill_what_is_not_printed_there_and_the_way_back_brings_it(xingtai):
    overall = Project(20, scope="department", goals=(Goal(21, text="好"),), tasks=(PlannedTask(22, "换届"),))
    other = Project(10, name="修桥", indicators=(Indicator(11, cells=(("weight", "100"),)),))
    book = Book(xingtai.id, 2024, "批复", projects=(FULL, other), overall=(overall,))
    codes = built_in_codes(xingtai.codes)
    wide = replace(xingtai, id="wide", sheet=WIDE, overall=WIDE)
    there = pack_move(Context(book, wide, codes), xingtai, codes)
    assert there.homeless == (
        "绩效目标表的“项目主管部门”：1 个项目",
        "绩效目标表的“实施期财政资金”：1 个项目",
        "绩效目标表的“所在村”：1 个项目",
        "绩效目标表的“总目标”：1 个项目",
        "绩效目标表的“重点工作”：1 个项目",
        "绩效目标表的“分值”：2 个项目",
        "部门整体绩效目标表的目标 1 行",
        "部门整体绩效目标表的“重点工作”",
    )
    assert "部门整体绩效目标表这个版式没有" in there.changed
    back = edits.set_pack("wide", "")(edits.set_pack(xingtai.id, "")(book))
    assert back == replace(book, pack="wide")
    assert pack_move(Context(book, xingtai, codes), wide, codes).homeless == ()


def test_a_roll_over_into_another_form_tells_how_its_sheets_differ(xingtai):
    book = Book("wide", 2024, "批复", projects=(FULL,))
    old = replace(xingtai, id="wide", sheet=replace(HEBEI, goals=WIDE.goals, tasks=WIDE.tasks))
    context = Context(book, old, built_in_codes(xingtai.codes))
    notes = roll_over_notes(context, xingtai, RollOverOptions("一上", frozenset({FULL.id})))
    differs = "绩效目标少了 1 块：总目标；绩效目标“年度目标”改叫“绩效目标”；没有年度主要任务"
    assert f"绩效目标表和上一本的不同：{differs}" in notes
    assert "绩效目标表不再印的，留在项目里：总目标（1 个项目）、重点工作（1 个项目）" in notes
    nobody = roll_over_notes(context, xingtai, RollOverOptions("一上", frozenset()))
    assert not [note for note in nobody if note.startswith("绩效目标表")]
