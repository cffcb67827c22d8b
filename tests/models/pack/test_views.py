"""Lists that the program fills: what they show of projects and purchases, and that none of their money is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from models.book.purchases import purchase_money
from models.book.records import AgencyLine, FundingLine, Goal, ProcurementLine, Project
from models.checks.texts.lists import data_has_a_form, totals_equal_the_tables
from models.pack.lists.entered import is_entered
from models.pack.lists.rows import rows_of_view
from models.paper.sheet_list import sheet_plans
from models.projects.amounts import project_budget
from models.published.context import Context
from models.values.money import MoneyUnit
from models.years.no_place import without_a_place
from storage.packs.catalogue import built_in_codes
from storage.packs.folder import read_pack_folder
from tests.folders import ROOT
from tests.form_packs import install, other_forms
from tests.golden_books import seed1_book
from tests.strategies import books

WAN = MoneyUnit.WAN.value
CHAPTER = "### 程序列出来的清单"
BY_SOURCE = """
[[list]]
id = "by_code"
title = "TITLE"
lines = "projects"
each = "EACH"
total_at = "last"
empty_note = "注：没有项目。"
length = 3
amounts = { unit = "元", grouping = true, decimals = 0 }
columns = [
  { id = "code", heading = "科目", field = "function" },
  { id = "words", heading = "科目名称", field = "function_name" },
  { id = "name", heading = "项目", field = "name" },
  { id = "agency", heading = "单位", field = "agency" },
  { id = "goals", heading = "目标", field = "goals" },
  { id = "all", heading = ["金额", "合计"], field = "amount", sum = true },
  { id = "fiscal", heading = ["金额", "拨款"], field = "amount", sum = true, where = { source = "fiscal", carried = false } },
  { id = "carried", heading = ["金额", "结转"], field = "amount", sum = true, where = { source = "fiscal", carried = true } },
  { id = "other", heading = ["金额", "其他"], field = "amount", sum = true, where = { source = ["own", "fiscal_account"] } },
]
"""


def read(folder, forms, *names):
    listed = ", ".join(f'"list:{name}"' for name in names)
    files = other_forms(pack=('"list:services"', listed))
    files["forms.toml"] = forms.encode()
    files["pack.toml"] = files["pack.toml"].replace("单位：万元".encode(), "单位：{money_unit}".encode())
    install(files, folder)
    return read_pack_folder(folder / "elsewhere-2024", None)


@pytest.fixture(scope="module")
def of_guide(tmp_path_factory):
    chapter = (ROOT / "docs/form-pack.md").read_text(encoding="utf-8").split(CHAPTER)[1]
    return read(tmp_path_factory.mktemp("包"), chapter.split("```toml")[1].split("```")[0], "spending", "purchases")


@pytest.fixture(scope="module")
def by_code(tmp_path_factory):
    forms = BY_SOURCE.replace("TITLE", "甲").replace("EACH", "function")
    forms += BY_SOURCE.replace("TITLE", "乙").replace("EACH", "project").replace("by_code", "whole")
    return read(tmp_path_factory.mktemp("包"), forms, "by_code", "whole")


def context_of(pack, book):
    return Context(replace(book, pack=pack.id), pack, built_in_codes(pack.codes))


def printed(context, form):
    return next(plan for plan in sheet_plans(context) if plan.entry.key == form).lay_out(draft=False).shown()


def project(number, *funding, **fields):
    lines = tuple(FundingLine(number + at, **part) for at, part in enumerate(funding, 1))
    return Project(number, name=f"项目{number}", funding=lines, **fields)


def test_the_projects_are_listed_with_their_money_and_their_sum_is_that_of_the_table(of_guide):
    context = context_of(of_guide, seed1_book())
    rows = [[text.strip() for text in row] for row in printed(context, "list:spending")]
    first, budget = context.book.projects[0], project_budget(context.book.projects[0])
    assert rows[4][:2] == ["1", first.name]
    assert rows[4][3] == f"{budget / WAN:.2f}"
    total = context.tables["T3"].amount("total", "project")
    assert rows[-1][0] == "合计"
    assert rows[-1][3] == f"{total / WAN:.2f}"
    assert list(totals_equal_the_tables(context)) == []


def test_a_total_that_is_not_that_of_the_table_is_told_on_the_page_of_the_projects(of_guide):
    spending, purchases = of_guide.views
    partly = replace(spending.columns[4], equals=spending.columns[3].equals)
    pack = replace(of_guide, views=(replace(spending, columns=(*spending.columns[:4], partly)), purchases))
    one = project(10, {"function": "2013101", "amount": 2 * WAN, "carried": True})
    (found,) = totals_equal_the_tables(context_of(pack, replace(seed1_book(), projects=(one,))))
    assert found.message == "部门预算项目支出表 金额 一般公共预算合计 0.00，部门预算支出总表 2.00，少 2.00"
    assert found.place.page == "projects"


def test_the_purchases_are_listed_with_the_fields_that_the_form_names(of_guide):
    bought = ProcurementLine(9_001, name="复印纸", catalogue="A05", quantity="3", price=5 * WAN, origin="公用经费")
    context = context_of(of_guide, replace(seed1_book(), procurement=(bought,), next_id=9_002))
    assert printed(context, "list:purchases")[-2:] == [["合计", "", "", "15.00"], ["A05", "复印纸", "3", "15.00", "公用经费"]]


def test_purchases_that_only_a_list_prints_are_entered_and_have_their_place(of_guide):
    bought = replace(seed1_book(), procurement=(ProcurementLine(9_001, name="复印纸", measure="箱"),), assets=(), next_id=9_002)
    assert is_entered(replace(bought, procurement=()), of_guide, "procurement")
    assert not [found for found in data_has_a_form(context_of(of_guide, bought)) if "政府采购" in found.message]
    listless = replace(of_guide, views=of_guide.views[:1], contents=())
    assert not is_entered(replace(bought, procurement=()), listless, "procurement")
    context = context_of(of_guide, bought)
    assert "政府采购 1 行" in without_a_place(context, Context(context.book, listless, context.codes))
    shorter = replace(of_guide.views[1], columns=of_guide.views[1].columns[2:])
    fewer = replace(of_guide, views=(of_guide.views[0], shorter))
    assert "政府采购的“采购品目” 1 格" in without_a_place(context, Context(context.book, fewer, context.codes))


def test_each_function_code_of_a_project_has_its_row_and_a_project_without_money_too(by_code):
    parts = (
        {"function": "2080505", "amount": 3 * WAN, "sub_unit": "二中心"},
        {"function": "2013101", "amount": 2 * WAN, "carried": True},
        {"function": "2080505", "amount": WAN, "source": "business"},
    )
    projects = (project(10, *parts, goals=(Goal(11, "", "办成"),)), project(20))
    agencies = (AgencyLine(31, "本级"), AgencyLine(32, "二中心"))
    context = context_of(by_code, replace(seed1_book(), projects=projects, agencies=agencies, next_id=40))
    assert printed(context, "list:by_code")[4:] == [
        ["2013101", "行政运行", "项目10", "本级", "办成", "20,000", "", "20,000"],
        ["2080505", "机关事业单位基本养老保险缴费支出", "项目10", "二中心、本级", "办成", "40,000", "30,000", "", "10,000"],
        ["", "", "项目20"],
        ["合计", "", "", "", "", "60,000", "30,000", "20,000", "10,000"],
    ]
    assert [row[2] for row in printed(context, "list:whole")[4:6]] == ["项目10", "项目20"]
    empty = printed(context_of(by_code, replace(context.book, projects=())), "list:by_code")
    assert [*map("".join, empty[4:])] == ["", "", "", "合计", "注：没有项目。"]


@given(books())
@settings(max_examples=30, deadline=None)
def test_the_totals_are_the_money_of_the_projects_however_it_is_listed(by_code, of_guide, book):
    codes = built_in_codes("2024")
    money = sum(map(project_budget, book.projects))
    for view in by_code.views:
        listed = rows_of_view(view, book, codes)
        whole, *shares = listed.totals[5:]
        assert (whole, sum(shares)) == (money, money)
        assert {row.record for row in listed.rows} == {project.id for project in book.projects}
        parts = [part for row in listed.rows for part in row.parts[5]]
        assert sorted(parts) == sorted(part.id for project in book.projects for part in project.funding)
    bought = rows_of_view(of_guide.views[1], book, codes)
    assert bought.totals[3] == sum(map(purchase_money, book.procurement))
