"""情况说明: generated sentences say what the tables say, and what the published budget said."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book import edits
from models.book.places import Place
from models.book.records import LastYearFigure, ProcurementLine
from models.pack.forms.narrative import AtomKind, PartKind
from models.published.context import Context
from models.published.figures import Figures
from models.published.texts.narrative import narrative, plain_text
from models.values.money import MoneyUnit, Unread, show_wan
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import GOLDEN, seed1_book, with_seed1_texts
from tests.second_budget import second_book
from tests.strategies import books, texts

WAN = MoneyUnit.WAN.value
PACK = load_pack("hebei-xingtai-2024")
CODES = built_in_codes(PACK.codes)
OURS = {
    "包括人员经费813.97万元和日常公用经费50.45万元；项目支出1829.55万元，主要为": "a full stop where none is published",
    "绩效目标：招引高层次人才来我区干事创业": "one full stop where two are published",
    "开发区党群工作部（含所属单位）上年末固定资产金额为371.12万元": "the table that is published below has a sheet of its own here",
}
"""Paragraphs of the published text that are told a little differently, and why."""

NOT_PUBLISHED = {
    "2024年，我部门机关运行经费安排50.45万元。": "left blank, against P-4",
    "2024年安排项目支出1829.55万元，各项目的绩效目标表附后。": "the sheets of the projects stand there",
    "2024年未安排政府采购预算，部门政府采购预算表空表列示。": "the table stands there with its note",
}
"""Paragraphs that the published text does not have, and what it has instead."""


def text_of(book, name="情况说明"):
    return plain_text(next(d for d in narrative(Context(book, PACK, CODES)) if d.name == name), draft=False)


def paragraphs(book):
    """The text without numbers of paragraphs: those of the definitions were lost in the published copy."""
    return [re.sub(r"^\d+、(?=[^收支比])", "", line) for line in text_of(book).split("\n") if line]


def published():
    lines = (GOLDEN / "seed1_narrative.txt").read_text(encoding="utf-8").splitlines()
    return [re.sub(r"^\d+、(?=[^收支比])", "", line) for line in lines]


def test_the_published_paragraphs():
    ours, theirs = paragraphs(with_seed1_texts(seed1_book())), published()
    missing = [line for line in theirs if line not in ours]
    assert len(missing) == len(OURS)
    for line, known in zip(missing, OURS, strict=True):
        assert known in line
        assert any(known in own for own in ours)
    assert [line for line in ours if line not in theirs and not any(known in line for known in OURS)] == list(NOT_PUBLISHED)
    kept = [line for line in ours if line in theirs]
    assert kept == [line for line in theirs if line in ours]


def test_the_paragraphs_that_differ_differ_in_what_is_told_only():
    ours, theirs = paragraphs(with_seed1_texts(seed1_book())), published()
    spending, goal, assets = (next(line for line in ours if known in line) for known in OURS)
    assert spending.removesuffix("。") in theirs
    assert goal in [line.replace("。。", "。") for line in theirs]
    assert assets.replace("部门固定资产占用情况表", "下表") in theirs


def test_every_figure_of_the_published_text_is_generated():
    pieces = [p for d in narrative(Context(seed1_book(), PACK, CODES)) for s in d.sections for b in s.blocks for p in b.pieces]
    made = {p.text for p in pieces if p.kind is AtomKind.FIGURE}
    made |= {number for p in pieces if p.kind is AtomKind.CHANGE for number in re.findall(r"\d+\.\d\d", p.text)}
    typed = "".join(line.reason for line in seed1_book().last_year)
    head = "".join(published()).split("五、部门整体绩效目标")[0] + "".join(published()).split("九、国有资产信息")[1]
    assert {number for number in re.findall(r"\d+\.\d+", head) if number not in typed} <= made


# --- figures and places


@settings(max_examples=8)
@given(books())
def test_figures_are_those_of_the_tables(book):
    context = Context(replace(book, pack=PACK.id), PACK, CODES)
    for document in narrative(context):
        for piece in (p for s in document.sections for b in s.blocks for p in b.pieces if p.kind is AtomKind.FIGURE):
            if piece.place is not None and piece.place.page == "table" and piece.item not in {"staff", "office"}:
                table, row, column = piece.place.field.split(":")
                assert piece.text == show_wan(context.tables[table].amount(row, column))


def test_staff_and_office_add_up_to_basic_whatever_the_source():
    book = replace(second_book(), basic=tuple(line for line in second_book().basic if line.function and line.economic[:3] != "307"
                                              and line.economic))  # fmt: skip
    figures = Figures(Context(book, PACK, CODES))
    withheld = sum(line.amount for line in book.withheld)
    assert figures.amount("staff") + figures.amount("office") == figures.amount("spending_basic")
    assert withheld


def test_each_figure_says_where_it_comes_from():
    context = Context(with_seed1_texts(seed1_book()), PACK, CODES)
    pieces = [p for d in narrative(context) for s in d.sections for b in s.blocks for p in b.pieces]
    at = {p.item: p.place for p in pieces if p.kind is AtomKind.FIGURE}
    assert at["income"] == Place("table", field="T1:income_total:income")
    assert at["staff"] == Place("table", field="T6:total:staff")
    assert at["assets"] == Place("assets")
    change = next(p for p in pieces if p.kind is AtomKind.CHANGE and p.item == "basic")
    line = next(line for line in context.book.last_year if line.item == "basic")
    assert (change.text, change.place) == ("减少50.56万元", Place("last_year", line.id, "amount"))
    goals = next(p for p in pieces if p.item == "goals")
    assert goals.place == Place("texts", next(line.id for line in context.book.texts if line.item == "goals"), "text")
    assert next(p for p in pieces if p.item == "duties").place == Place("texts", field="duties")


def test_purchases_by_class_and_fixed_assets():
    lines = (
        ProcurementLine(90_001, catalogue="A02010104", amount=3 * WAN, small_firms=WAN),
        ProcurementLine(90_002, catalogue="A07010300", amount=2 * WAN),
        ProcurementLine(90_003, catalogue="C0101", amount=4 * WAN),
        ProcurementLine(90_005, catalogue="A05010201", amount=WAN),  # 办公桌
        ProcurementLine(90_006, catalogue="A05040101", amount=WAN),  # 复印纸: of the class of furniture, but used up
        ProcurementLine(90_007, catalogue="A08060301", amount=WAN),  # 无形资产
    )
    text = text_of(replace(seed1_book(), procurement=lines, next_id=90_008))
    assert "2024年安排政府采购预算12.00万元，其中：货物8.00万元、工程0.00万元、服务4.00万元；预留中小微企业份额1.00万元，" in text
    assert "未安排政府采购预算" not in text
    assert "本年度拟购置固定资产总额为4.00万元" in text


# --- clauses


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("914.98", "其中：基本支出减少50.56万元，主要为机构改革，人社口和就业口划分到社会事务局，相应减少基本支出。项目支出"),
        ("800", "其中：基本支出增加64.42万元，主要为机构改革"),
        ("864.42", "其中：基本支出持平。项目支出"),
    ],
)
def test_more_less_and_the_same(before, told):
    assert told in text_of(edits.set_last_year("basic", "amount", before)(seed1_book()))


@pytest.mark.parametrize("amount", [None, Unread("约三万")])
def test_a_figure_of_last_year_that_is_not_known_leaves_no_hole(amount):
    book = seed1_book()
    lines = tuple(replace(line, amount=amount) if line.item != "project" else line for line in book.last_year)
    text = text_of(replace(book, last_year=lines))
    assert "3、比上年增减情况\n2024年预算收支安排2693.97万元。项目支出减少7799.98万元，主要为" in text
    assert "与2023年相比" not in text
    assert "公务接待费0.00万元。\n" in text


def test_a_clause_waits_for_the_words_of_the_clerk():
    text = text_of(seed1_book())
    assert "项目支出1829.55万元。" in text
    assert "主要为村干部" not in text
    text = text_of(edits.set_text("project_use", "村级补贴等。")(seed1_book()))
    assert "项目支出1829.55万元，主要为村级补贴等。\n" in text


def test_a_clause_that_waits_is_there_for_the_page():
    context = Context(replace(seed1_book(), last_year=()), PACK, CODES)
    pieces = [p for d in narrative(context) for s in d.sections for b in s.blocks for p in b.pieces]
    waiting = {(p.kind, p.item) for p in pieces if not p.printed}
    assert {(AtomKind.CHANGE, "total"), (AtomKind.WRITTEN, "project_use")} <= waiting


def test_other_expenditure_is_told_where_there_is_some():
    text = text_of(second_book())
    assert "；经营支出1024.00万元；上解上级支出2048.00万元；对附属单位补助支出12288.00万元；年终结转结余" in text
    assert "经营支出0.00" not in text_of(seed1_book())


def test_what_the_clerk_writes_is_paragraphs():
    book = edits.set_text("duties", "  一、负责甲。\n\n二、负责乙。 ")(seed1_book())
    assert "部门职责：\n一、负责甲。\n二、负责乙。\n机构设置：" in text_of(book)


def test_agencies_print_as_a_list():
    assert "部门机构设置情况\n单位名称\t单位性质\t单位规格\t经费保障形式\n开发区党群工作部（组织口）本级\t行政" in text_of(
        with_seed1_texts(seed1_book())
    )
    assert "单位名称" not in text_of(seed1_book())


def test_what_has_to_be_there_and_is_not():
    document = narrative(Context(seed1_book(), PACK, CODES))[0]
    unmet = [(rule, block and block.kind) for s in document.sections for rule, block in s.unmet]
    assert unmet == [("P-7", PartKind.WRITTEN), ("P-7", PartKind.AGENCIES)]
    nothing = replace(seed1_book(), basic=())
    assert ("P-4", None) in [w for s in narrative(Context(nothing, PACK, CODES))[0].sections for w in s.unmet]
    said = edits.set_text("operating_note", "我部门没有机关运行经费。")(nothing)
    assert "P-4" not in [rule for s in narrative(Context(said, PACK, CODES))[0].sections for rule, _ in s.unmet]


@settings(max_examples=8)
@given(books(), st.sampled_from(("duties", "goals", "other")), texts)
def test_nothing_is_half_said(book, item, words):
    unit = replace(book.unit, name=re.sub("[{}。]", "", book.unit.name))  # its name is printed as it is typed
    context = Context(replace(edits.set_text(item, words)(book), pack=PACK.id, unit=unit), PACK, CODES)
    for document in narrative(context):
        for section in document.sections:
            for block in section.blocks:
                if block.kind is PartKind.TEXT:
                    assert not re.search(r"\{|\}|。。|^。", "".join(p.text for p in block.pieces if p.printed and not p.item))
    assert plain_text(narrative(context)[0], draft=False).endswith("\n")


def test_a_last_year_figure_of_another_item_changes_nothing():
    book = seed1_book()
    more = replace(book, last_year=(*book.last_year, LastYearFigure(90_001, "unknown", 1)), next_id=90_002)
    assert text_of(more) == text_of(book)
