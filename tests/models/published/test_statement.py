"""The statement of a whole district: as published but for its slips, each of its figures from one that was entered."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book.edits import set_text
from models.book.records import BasicLine, Book, Goal, LastYearFigure, Project, TypedFigure
from models.checks.checker import run_checks
from models.paper.sheet_list import sheet_plans
from models.published.context import Context
from models.published.texts.narrative import html_text, narrative, plain_text
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import district_book, statement_lines

PACK = load_pack("hebei-lutai-district-2025")
CODES = built_in_codes("2025")
WAN = 1_000_000

SLIPS = (
    ("关于2024年区级预算公开", "关于2025年区级预算公开"),
    ("与上年增加2万元", "比上年增加2万元"),
    ("政府采购预根据", "政府采购预算根据"),
    ("严行采购程序", "严格执行采购程序"),
)
"""What is wrong in the form's own words of the published text, and what stands there instead."""

OWN_SLIPS = {
    "P-11h": "绩效管理：绩效目标：“编制2024年度预算”写的是 2024 年，预算年度是 2025 年（共 2 处）",
    "R-20": "绩效管理：事前绩效评估：“新华区”不是本地",
}
"""What is wrong in the words of its clerk: they stay, and are told."""


@pytest.fixture(scope="module")
def district():
    return district_book()


def context_of(book):
    return Context(book, PACK, CODES)


def lines_of(book):
    texts = "\n".join(plain_text(document, draft=False) for document in narrative(context_of(book)))
    return [line for line in texts.splitlines() if line]


def said(book, start):
    return next(line for line in lines_of(book) if line.startswith(start))


def findings(book):
    return {finding.code: finding.message for finding in run_checks(context_of(book))}


def typed(book, **wan):
    """The book with these typed figures (万元; None: not typed)."""
    figures = {figure.item: figure for figure in book.typed}
    for number, (item, amount) in enumerate(wan.items(), book.next_id):
        figures.pop(item, None)
        if amount is not None:
            figures[item] = TypedFigure(number, item, "", amount * WAN)
    return replace(book, typed=tuple(figures.values()), next_id=book.next_id + len(wan))


def before(book, item, wan):
    lines = tuple(LastYearFigure(line.id, item, wan * WAN) if line.item == item else line for line in book.last_year)
    return replace(book, last_year=lines)


def test_the_statement_comes_out_whole_but_for_the_slips_of_its_source(district):
    published = "\n".join(statement_lines())
    for wrong, right in SLIPS:
        assert published.count(wrong) == 1
        published = published.replace(wrong, right)
    assert "\n".join(lines_of(district)) == published


def test_the_slips_of_the_clerk_are_findings(district):
    found = findings(district)
    assert {code: found.get(code) for code in OWN_SLIPS} == OWN_SLIPS
    assert not [code for code in found if code.startswith(("X-", "C-")) or code in {"P-2", "P-12"}], "its sums are right"


def test_the_sheets_stand_inside_the_text(district):
    book = replace(district, projects=tuple(Project(20_000 + n, name=f"项目{n}", goals=(Goal(30_000 + n),)) for n in range(37)))
    keys = [plan.entry.key for plan in sheet_plans(context_of(book))]
    assert keys[0] == "text:区级预算公开说明"
    assert keys[-1] == "text:区级预算公开说明（续）"
    assert len(keys) == 39
    assert all(key.startswith("project:") for key in keys[1:-1])


@pytest.mark.parametrize(
    ("change", "start", "says"),
    [
        ({"debt_general": 24300}, "截至2024年底", "债务余额为104800万元（一般债务24300万元，专项债务80500万元）"),
        ({"due_interest": 3945}, "截至2024年底", "债务本息4945万元，其中：本金1000万元，利息3945万元。"),
        ({"fund_interest": 3177}, "截至2024年底", "债务本息4945万元，其中：本金1000万元，利息3945万元。"),
        ({"fund_interest": 3177}, "截至2024年底", "还本付息支出4177万元（其中：本金1000万元，利息3177万元），一般"),
        ({"general_principal": 32}, "截至2024年底", "安排还本付息800万元（其中：本金32万元，利息768万元）。"),
        (
            {"fund_principal": None, "fund_interest": None, "due_principal": 9},
            "截至2024年底",
            "利息768万元。一般公共预算安排还本",
        ),
        ({"transfers": 50}, "年初预算安排", "年初预算安排对乡镇的转移支付50万元。"),
        ({"state_capital": 7}, "2025年安排国有", "2025年安排国有资本经营预算7万元。"),
    ],
)
def test_every_figure_is_one_that_was_entered(district, change, start, says):
    assert says in said(typed(district, **change), start)


@pytest.mark.parametrize(
    ("wan", "says"),
    [
        (113, "公务接待费113万元，与上年持平；"),
        (112, "公务接待费113万元，比上年增加1万元，同比增长0.9%；"),
        (226, "公务接待费113万元，比上年减少113万元，同比降低50%；"),
        (0, "公务接待费113万元，比上年增加113万元；"),
    ],
)
def test_an_item_is_compared_with_last_year(district, wan, says):
    assert says in said(before(district, "reception", wan), "按照中央")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"due_interest": 3943}, "安排支付的利息 3944.00，应偿还的利息 3943.00，多 1.00"),
        ({"general_interest": 678, "due_interest": 3944}, "安排支付的利息 3854.00，应偿还的利息 3944.00，少 90.00"),
        ({"fund_principal": None, "due_principal": 1000}, "安排偿还的本金 0.00，应偿还的本金 1000.00，少 1000.00"),
        ({"fund_principal": 1001}, None),
        ({"due_principal": 1000, "due_interest": 3944}, None),
    ],
)
def test_what_is_set_aside_is_what_is_due(district, change, message):
    assert findings(typed(district, **change)).get("X-30") == message


def test_a_part_of_the_form_prints_its_standard_text_until_another_is_written():
    book = Book(PACK.id, 2026)
    assert said(book, "一、持续").startswith("一、持续强化绩效目标管理。一是在编制2026年度预算时，")
    assert "我区将预算项目" in said(book, "二、稳步")
    assert "二是" not in said(set_text("performance_goals", "一、持续加强。")(book), "一、持续")
    assert said(set_text("performance_goals", " ")(book), "一、持续") == said(book, "一、持续")


def test_the_second_text_goes_on_without_a_title(district):
    first, second = narrative(context_of(district))
    assert plain_text(second, draft=False).startswith("五、政府采购情况\n")
    assert plain_text(second, draft=True).startswith("（草稿）\n\n五、")
    assert html_text((first, second), draft=False).count("<h1>") == 1
    sheets = [plan.lay_out(draft=False) for plan in sheet_plans(context_of(district))]
    assert sheets[-1].shown()[0] == ["五、政府采购情况"]
    assert "（草稿）" in str(sheet_plans(context_of(district))[-1].lay_out(draft=True).shown()[0])


def test_what_the_statement_does_not_print_is_told(district):
    book = replace(district, basic=(BasicLine(40_000, "2010301", "30101", amount=WAN),), next_id=40_001)
    assert findings(book)["L-5"] == "基本支出 1 行：这个版式没有这张表，数据留着，不会印出来"
    assert "L-5" not in findings(district)
