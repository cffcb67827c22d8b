"""What a 绩效目标表 says of a project, by the ids that its form shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book.list_lines import with_values
from models.book.records import Book, FundingLine, Goal, Indicator, Project, Unit
from models.pack.forms.sheet import MONEY, NO_SHEET, GoalBlock, IndicatorColumn, SheetField
from models.projects.amounts import amount_as_written, project_amount
from models.projects.sheet_values import goals_of, goals_text, grid_text, is_money, project_value
from models.values.target import read_target
from models.values.target_parts import SYMBOLS
from tests.strategies import books

WAN = 1_000_000
BOOK = Book("p", 2026, unit=Unit(name="镇政府"))
PARTS = ("sign", "value", "unit")


def form(*columns, **keys):
    return replace(NO_SHEET, columns=tuple(IndicatorColumn(name, (name,)) for name in columns), **keys)


def project(**values):
    funding = (
        FundingLine(2, amount=8 * WAN, level="superior", sub_unit="卫生院"),
        FundingLine(3, amount=5 * WAN, carried=True, level="own", sub_unit="卫生院"),
        FundingLine(4, amount=2 * WAN, sub_unit="卫生院"),
        FundingLine(5, amount=WAN, source="business", carried=True, sub_unit="卫生院"),
    )
    return with_values(Project(1, "001", "道路硬化", funding=funding), values)


def test_every_amount_of_a_head_is_a_sum_of_the_projects_money():
    road = project(**{"amount:term_fiscal": 40 * WAN, "amount:term_other": 2 * WAN})
    assert {name: project_amount(road, name) // WAN for name in MONEY} == {
        "budget": 16, "fiscal": 15, "other": 1, "fiscal_current": 10, "fiscal_carried": 5, "superior": 8, "own": 7,
        "term_budget": 42, "term_fiscal": 40, "term_other": 2,
    }  # fmt: skip
    assert all(project_value(road, name, NO_SHEET, BOOK) == project_amount(road, name) for name in MONEY)
    assert amount_as_written(road, "term_budget") == "42万元"
    assert amount_as_written(project(), "term_budget") == ""


@given(books())
def test_parts_of_the_money_add_up_to_the_whole(book):
    for each in book.projects:
        sums = {name: project_amount(each, name) for name in MONEY}
        assert sums["budget"] == sums["fiscal"] + sums["other"]
        assert sums["fiscal"] == sums["fiscal_current"] + sums["fiscal_carried"] == sums["superior"] + sums["own"]
        assert sums["term_budget"] == sums["term_fiscal"] + sums["term_other"]


def test_fields_of_the_head_by_their_ids():
    road = project(**{"text:department": "交通局", "amount:loan": 3 * WAN, "use": "修路"})
    lent = replace(NO_SHEET, fields=(SheetField("loan", "贷款", "amount"), SheetField("department", "主管部门")))
    said = {name: project_value(road, name, lent, BOOK) for name in ("name", "code", "use", "department", "loan", "unit", "year")}
    assert said == {
        "name": "道路硬化", "code": "001", "use": "修路", "department": "交通局", "loan": 3 * WAN, "unit": "镇政府", "year": "2026",
    }  # fmt: skip
    assert [name for name in ("loan", "department", "fiscal") if is_money(name, lent)] == ["loan", "fiscal"]


def test_columns_of_a_table_for_all_projects_name_project_and_body():
    road = project()
    assert project_value(road, "name_of_project", NO_SHEET, BOOK) == "道路硬化"
    assert project_value(road, "unit_name", NO_SHEET, BOOK) == "卫生院"
    shared = replace(road, funding=(*road.funding, FundingLine(6, amount=WAN)))
    assert project_value(shared, "unit_name", NO_SHEET, BOOK) == "镇政府"


@pytest.mark.parametrize(
    ("goals", "text"),
    [
        ((), ""),
        ((Goal(2, text="修好路"), Goal(3, text="长期", period="term")), "修好路"),
        ((Goal(2, text="修好路"), Goal(3, text="养好路")), "1.修好路\n2.养好路"),
        ((Goal(2, "目标1", "修好路"), Goal(3, "目标2", "养好路"), Goal(4)), "目标1：修好路\n目标2：养好路"),
    ],
)
def test_goals_of_one_time_in_one_cell(goals, text):
    road = replace(project(), goals=goals)
    assert project_value(road, "goals", NO_SHEET, BOOK) == text
    assert goals_text(goals_of(road, NO_SHEET.goals[0], NO_SHEET)) == text


def test_a_goal_of_no_time_stands_in_the_first_block_of_a_form_that_asks_for_no_year():
    term, year, first = GoalBlock("term", "总目标"), GoalBlock("year", "年度目标"), GoalBlock("q1", "一季度")
    goals = (Goal(2, text="修好路"), Goal(3, text="路网成形", period="term"))
    road = replace(project(), goals=goals)
    for blocks, said in [((term, year), [goals[1:], goals[:1]]), ((term,), [goals]), ((first, term), [goals[:1], goals[1:]])]:
        asked = replace(NO_SHEET, goals=blocks)
        assert [goals_of(road, block, asked) for block in blocks] == said


@pytest.mark.parametrize(
    ("target", "columns", "shown"),
    [
        ("≥95%", ("sign", "value", "unit", "measure", "direction"), ["≥", "95", "%", "定量", "正向"]),
        ("提升", ("sign", "value", "unit", "measure", "direction"), ["定性", "提升", "", "定性", ""]),
        ("≤3天", ("sign", "value"), ["≤", "3天"]),
        ("≤3天", ("value", "unit"), ["≤3", "天"]),
        ("≤3天", ("value",), ["≤3天"]),
        ("≤3天", ("target", "unit"), ["≤3天", "天"]),
    ],
)
def test_a_target_in_the_parts_that_a_form_prints(target, columns, shown):
    assert [grid_text(Indicator(2, target=target), name, form(*columns)) for name in columns] == shown


def test_signs_print_in_the_words_of_the_form():
    worded = form("sign", "value", "unit", signs={"≥": "大于等于", "定性": "定性指标"})
    assert grid_text(Indicator(2, target="≥95%"), "sign", worded) == "大于等于"
    assert grid_text(Indicator(2, target="提升"), "sign", worded) == "定性指标"
    assert grid_text(Indicator(2, target="≤95%"), "sign", worded) == "≤"


def test_further_columns_and_a_direction_that_was_typed():
    line = with_values(Indicator(2, target="≥95%"), {"text:weight": "10", "text:direction": "反向", "text:own_column": "甲"})
    assert [grid_text(line, name, NO_SHEET) for name in ("weight", "direction", "own_column", "note")] == ["10", "反向", "甲", ""]


@given(
    st.tuples(st.sampled_from(("", *SYMBOLS)), st.sampled_from(("9", "9.5", "提升")), st.sampled_from(("", "天"))).map("".join),
    st.sets(st.sampled_from(("sign", "unit"))),
)
def test_parts_together_mean_what_was_typed(target, apart):
    shown = form("value", *apart)
    texts = {name: grid_text(Indicator(2, target=target), name, shown) for name in ("value", *apart)}
    sign = texts.get("sign", "").replace("定性", "")
    assert read_target(sign + texts["value"] + texts.get("unit", "")) == read_target(target)
