"""Find and replace: which hits there are, what cannot be read afterwards, and one edit for the chosen ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.book.records import (
    AssetLine,
    BasicLine,
    Book,
    FundingLine,
    IncomeLine,
    OtherLine,
    ProcurementLine,
    Project,
    ThreePublicLine,
    Unit,
    WrittenText,
)
from models.values.money import MoneyUnit, Unread
from models.words.replace import Pattern, hits, replace_hits
from models.words.search import entries
from tests.strategies import books

LINES = Book(
    "hebei-xingtai-2024", 2024, unit=Unit(name="甲镇人民政府"),
    basic=(BasicLine(1, "2013101", "30201", amount=1_250_000, note="甲镇"), BasicLine(2, "2013101", "30299", amount=Unread("1O"))),
    others=(OtherLine(3, "business", "2013101"),),
    projects=(Project(4, name="甲镇道路（甲镇）", status="新增", funding=(FundingLine(5, "2013101", amount=300_000),)),),
    income=(IncomeLine(6, "2013101", amount=1_250_000),),
    three_public=(ThreePublicLine(7, amount=20_000),),
    assets=(AssetLine(8, "car", "3"),), texts=(WrittenText(9, "duties", "甲镇"),), next_id=10,
)  # fmt: skip


@pytest.fixture(scope="module")
def find(xingtai, codes):
    def find(book, text, instead, **options):
        return list(hits(entries(book, xingtai, codes), Pattern(text, **options), instead, codes))

    return find


def test_each_occurrence_of_a_text_is_a_hit_of_its_own(find):
    found = find(LINES, "甲镇", "乙镇")
    assert [hit.place.page for hit in found] == ["cover", "basic", "projects", "projects", "texts"]
    assert found[1].where == "基本支出 第 1 行 备注"
    assert [hit.texts for hit in found if hit.place.page == "projects"] == [
        ("甲镇道路（甲镇）", "乙镇道路（甲镇）"), ("甲镇道路（甲镇）", "甲镇道路（乙镇）"),
    ]  # fmt: skip
    new = replace_hits([found[0], found[3]])(LINES)
    assert new.unit.name == "乙镇人民政府"
    assert new.projects[0].name == "甲镇道路（乙镇）"
    assert new.basic is LINES.basic
    assert replace_hits(found)(LINES).projects[0].name == "乙镇道路（乙镇）"


def test_an_amount_is_found_however_it_is_written(find):
    for text in ("12,500元", "1。25", "1.250", "１．２５万元"):
        assert [hit.texts for hit in find(LINES, text, "1。5")] == [("1.25 万元", "1。5 万元")] * 2
    found = find(LINES, "12,500元", "15,000元")
    assert found[0].texts == ("1.25 万元", "15,000元")
    assert replace_hits(found)(LINES).basic[0].amount == 1_500_000


def test_amounts_are_taken_in_the_unit_of_entry_and_prices_in_yuan(xingtai, codes):
    book = Book("hebei-xingtai-2024", 2024, next_id=3, basic=(BasicLine(1, amount=1_250_000),),
                procurement=(ProcurementLine(2, price=350_000, amount=1_250_000),))  # fmt: skip
    in_yuan, in_wan = entries(book, xingtai, codes, MoneyUnit.YUAN), entries(book, xingtai, codes)
    found = list(hits(in_yuan, Pattern("12500"), "13000", codes))
    assert [hit.texts for hit in found] == [("12500 元", "13000 元")] * 2
    new = replace_hits(found)(book)
    assert (new.basic[0].amount, new.procurement[0].amount, new.procurement[0].price) == (1_300_000, 1_300_000, 350_000)
    for known in (in_yuan, in_wan):
        (price,) = hits(known, Pattern("3500"), "3600", codes)
        assert price.texts == ("3500 元", "3600 元")
        assert replace_hits([price])(book).procurement[0].price == 360_000


def test_a_code_changes_everywhere_and_an_unknown_one_is_named(find):
    found = find(LINES, "2013101", "2013199")
    assert [hit.place.page for hit in found] == ["basic", "basic", "others", "projects", "income"]
    assert not any(hit.problem for hit in found)
    new = replace_hits(found)(LINES)
    assert {new.basic[0].function, new.others[0].function, new.projects[0].funding[0].function} == {"2013199"}
    assert new.income[0].function == "2013199"
    assert {hit.problem for hit in find(LINES, "2013101", "2013998")} == {"科目表里没有 2013998"}
    assert {hit.problem for hit in find(LINES, "2013101", "2170404")} == {"科目表里没有 2170404（2025 年起才有）"}


def test_amounts_are_found_as_typed_and_what_is_no_number_is_named(find):
    found = find(LINES, "1.25", "1.5", whole=True)
    assert [hit.texts for hit in found] == [("1.25 万元", "1.5 万元")] * 2
    new = replace_hits(found)(LINES)
    assert (new.basic[0].amount, new.income[0].amount) == (1_500_000, 1_500_000)
    broken = find(LINES, "1.25", "见附表", whole=True)
    assert {hit.problem for hit in broken} == {"“见附表”不是数字"}
    assert replace_hits(broken[:1])(LINES).basic[0].amount == Unread("见附表")
    (mended,) = find(LINES, "O", "0", exact=True)
    assert replace_hits([mended])(LINES).basic[1].amount == 10_000_000


def test_a_part_of_an_amount_a_code_or_a_number_is_told(find):
    book = Book(
        "hebei-xingtai-2024", 2024, next_id=4,
        basic=(BasicLine(1, "2013101", "30201", amount=2_024_000_000, note="2024年；2024.12.31；文号120245；1,202.40 万元"),),
        projects=(Project(2, name="2024年道路", code="13050024P000021100024"), Project(3, code="13052024P000021100024")),
    )  # fmt: skip
    parts = {(hit.place.field, hit.new): hit.is_part for hit in find(book, "2024", "2025")}
    assert parts == {
        ("amount", "2025"): False,
        ("note", "2025年；2024.12.31；文号120245；1,202.40 万元"): False,
        ("note", "2024年；2025.12.31；文号120245；1,202.40 万元"): False,
        ("note", "2024年；2024.12.31；文号120255；1,202.40 万元"): True,
        ("name", "2025年道路"): False,
        ("code", "13052025P000021100024"): True,
    }
    assert {hit.place.field: hit.is_part for hit in find(book, "202", "203")}["amount"]
    assert [hit.is_part for hit in find(book, "20131", "20132") if hit.place.field == "function"] == [True]
    assert all(hit.is_part for hit in find(book, ".40", ".50"))
    assert not any(hit.is_part for hit in find(LINES, "O", "0", exact=True))  # what is no number yet is being mended


def test_a_word_of_a_list_is_only_replaced_by_another_one(find):
    good, bad = find(LINES, "新增", "延续"), find(LINES, "新增", "新建")
    assert replace_hits(good)(LINES).projects[0].status == "延续"
    assert [hit.refused for hit in bad] == [True]
    assert replace_hits(bad)(LINES) is LINES
    sources = find(LINES, "一般公共预算拨款", "其他收入")
    assert "three_public" not in {hit.place.page for hit in sources}
    assert replace_hits(sources)(LINES).basic[0].source == "other_income"
    assert [hit.refused for hit in find(LINES, "经营支出", "基本支出")] == [True]


def test_case_and_width_count_only_when_asked_for(find):
    book = Book("p", 2024, basic=(BasicLine(1, note="ＡB㎡"),), next_id=2)
    assert [hit.new for hit in find(book, "ab", "c")] == ["c㎡"]
    assert not find(book, "ab", "c", exact=True)
    assert [hit.new for hit in find(book, "m2", "平米")] == ["ＡB平米"]
    assert not find(book, "ab", "c", whole=True)
    assert [hit.new for hit in find(book, "AB㎡", "c", whole=True)] == ["c"]


def test_a_fixed_cell_that_loses_its_text_is_blank_again(find):
    new = replace_hits([*find(LINES, "甲镇", ""), *find(LINES, "3", "", whole=True)])(LINES)
    assert new.texts == ()
    assert new.assets == ()
    assert new.basic[0].note == ""


@settings(max_examples=30)
@given(books(), st.data())
def test_only_the_chosen_fields_change(find, xingtai, codes, book, data):
    found = find(book, data.draw(st.sampled_from(["1", "a", "0", "预算", "."])), data.draw(st.sampled_from(["", "7", "乙"])))
    chosen = [hit for hit in found if data.draw(st.booleans()) and not hit.refused]
    new = replace_hits(chosen)(book)
    places = {hit.place for hit in chosen}
    lines = {place.line for place in places if place.page in {"income", "three_public", "assets", "last_year", "texts"}}

    def others(book):
        read = entries(book, xingtai, codes)
        return {one.place: one.typed for one in read if one.place not in places and one.place.line not in lines}

    assert others(new) == others(book)
    assert (new is book) >= (not chosen)
