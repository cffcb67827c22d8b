"""The sheet of the whole department as it prints: in the contents, with the money of the budget, in each layout that ships."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from models.book.records import DEPARTMENT, AgencyLine, Goal, Indicator, PlannedTask, Project
from models.paper.sheet_list import sheet_plans
from models.published.context import Context
from models.published.sub_units import book_of_agency
from models.values.money import MoneyUnit
from storage.packs.catalogue import built_in_codes
from tests.golden_books import seed1_book
from tests.overall_pack import overall_pack

CODES = built_in_codes("2024")
WAN = MoneyUnit.WAN.value
DIMENSIONS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)


def filled(count=4):
    """A sheet with two goals, two tasks and this many indicators."""
    indicators = tuple(
        Indicator(
            9100 + i, *DIMENSIONS[i * len(DIMENSIONS) // count], f"指标{i + 1}", "", "≥95%", "年度工作要点",
            (("last_year", "94%"), ("weight", "10"), ("year_before", "93%")),
        )
        for i in range(count)
    )  # fmt: skip
    return Project(
        9000, scope=DEPARTMENT, indicators=indicators,
        goals=(Goal(9001, "", "完成全年财政收支任务，保障机关运转"), Goal(9002, "", "办好民生实事")),
        tasks=(
            PlannedTask(9011, "基层治理", "村级组织运转、综治和信访维稳", fiscal=500 * WAN),
            PlannedTask(9012, "民生保障", "困难群众救助，养老服务", fiscal=300 * WAN, other=20 * WAN),
        ),
    )  # fmt: skip


def context_of(folder: Path, base="overall-ministry", **changes):
    book = replace(seed1_book(), pack="with-overall", overall=(filled(),), next_id=10_000, **changes)
    return Context(book, overall_pack(folder, base), CODES)


def the_plan(context):
    return next((plan for plan in sheet_plans(context) if plan.entry.key == "overall"), None)


@pytest.mark.parametrize("base", ["overall-ministry", "overall-one-system"])
def test_a_sheet_prints_what_was_typed_and_what_the_tables_say(tmp_path, base):
    context = context_of(tmp_path / "包", base)
    plan = the_plan(context)
    shown = [text for row in plan.lay_out(draft=False).shown() for text in row if text]
    total = context.tables["T3"].amount("total", "total")
    assert plan.entry.title == shown[0]
    assert {context.book.unit.name, f"{total / WAN:.2f}", "（2024年度）", "指标4", "94%" if "one" in base else "基层治理"} <= set(
        shown
    )
    assert any("办好民生实事" in text for text in shown)
    if base == "overall-ministry":
        assert {"基层治理", "金额合计", "820.00", "800.00", "20.00", "≥95%"} <= set(shown)
    else:
        assert {"93%", "94%", "≥", "95", "%", "年度工作要点"} <= set(shown)


def test_the_contents_list_it_before_the_projects(tmp_path):
    context = context_of(tmp_path / "包")
    keys = [plan.entry.key for plan in sheet_plans(context)]
    assert keys.index("overall") == keys.index("assets") + 1
    contents = next(plan for plan in sheet_plans(context) if plan.entry.key == "contents")
    assert any("部门整体支出绩效目标表" in text for row in contents.lay_out(draft=False).shown() for text in row)


def test_no_sheet_while_nothing_is_filled_in(tmp_path):
    context = context_of(tmp_path / "包")
    assert the_plan(Context(replace(context.book, overall=()), context.pack, CODES)) is None


def test_an_only_body_has_it_in_its_document_and_one_of_several_has_not(tmp_path):
    context = context_of(tmp_path / "包")
    first = AgencyLine(9_998, context.book.unit.name)
    alone = Context(replace(context.book, agencies=(first,)), context.pack, CODES)
    assert the_plan(Context(book_of_agency(alone, first), context.pack, CODES)) is not None
    several = Context(replace(context.book, agencies=(first, replace(first, id=9_999, name="某某站"))), context.pack, CODES)
    assert the_plan(Context(book_of_agency(several, first), context.pack, CODES)) is None


@pytest.mark.parametrize("base", ["overall-ministry", "overall-one-system"])
def test_forty_indicators_print_without_a_cut(tmp_path, base):
    context = context_of(tmp_path / "包", base)
    long = Context(replace(context.book, overall=(filled(40),)), context.pack, CODES)
    sheet = the_plan(long).lay_out(draft=False)
    texts = [cell.text for _, cell in sheet.placed_cells()]
    assert all(f"指标{i + 1}" in texts for i in range(40))
    assert sheet.page_count <= 3
