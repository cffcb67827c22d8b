"""Search across the pages: what finds which entry, and that every entry is found by what it holds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from models.book.fields import FieldKind, record_fields
from models.book.records import Book, Goal, Indicator, PlannedTask, Project
from models.values.text import plain_name
from models.words.search import entries, find
from storage.packs.initials import pinyin_readings
from tests import strategies
from tests.golden_books import with_seed1_texts
from tests.second_budget import second_book


@pytest.fixture(scope="module")
def known(seed1, xingtai, codes):
    return entries(seed1, xingtai, codes)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("30108", "基本支出 第 6 行 经济科目", "30108 机关事业单位基本养老保险缴费"),
        ("机关事业单位基本养老保险缴费支出", "基本支出 第 6 行 功能科目", "2080505 机关事业单位基本养老保险缴费支出"),
        ("zfgjj", "基本支出 第 8 行 功能科目", "2210201 住房公积金"),
        ("464.396", "基本支出 第 1 行 金额", "464.40 万元"),
        ("4,643,960元", "基本支出 第 1 行 金额", "464.40 万元"),
        ("464。396", "基本支出 第 1 行 金额", "464.40 万元"),
        ("４,６４３,９６０", "基本支出 第 1 行 金额", "464.40 万元"),
        ("¥ 464.396 万", "基本支出 第 1 行 金额", "464.40 万元"),
        ("464.40", "基本支出 第 1 行 金额", "464.40 万元"),
        ("４６４．４０", "基本支出 第 1 行 金额", "464.40 万元"),
        ("党群工作部", "封面 单位名称", "开发区党群工作部"),
        ("武装工作经费", "项目 第 1 个 项目名称", "2024年武装工作经费"),
    ],
)
def test_text_codes_initials_and_amounts_find(known, text, where, what):
    assert (where, what) in [(match.where, match.what) for match in find(known, text, pinyin_readings)]


def test_what_was_written_is_found_under_its_name(seed1, xingtai, codes):
    known = entries(with_seed1_texts(seed1), xingtai, codes)
    found = find(known, "达力斯", pinyin_readings)
    assert [match.where for match in found] == ["情况说明 总体绩效目标 内容"]
    assert find(known, "副处", pinyin_readings)[0].where == "机构设置 第 2 行 单位规格"


def test_nothing_and_blanks_find_nothing(known):
    assert find(known, "", pinyin_readings) == ()
    assert find(known, "   ", pinyin_readings) == ()
    assert not find(known, "天上掉下来的", pinyin_readings)


def test_long_text_is_shown_around_what_was_found(known):
    matches = find(known, "基干民兵", pinyin_readings)
    assert matches
    assert all("基干民兵" in match.what and len(match.what) <= 45 for match in matches)


def test_an_amount_is_found_from_its_first_digit_on(known):
    assert all("64.4" not in match.what[1:] for match in find(known, "64.4", pinyin_readings) if match.what.startswith("464"))


@pytest.mark.parametrize("text", ["46,4", "4,64,3960", "464.396元", "4643960万元"])
def test_what_would_be_typed_as_another_amount_or_none_is_not_found(known, text):
    assert not [match for match in find(known, text, pinyin_readings) if match.what == "464.40 万元"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(book=strategies.books())
def test_every_typed_text_is_found_where_it_stands(book, xingtai, codes):
    known = entries(book, xingtai, codes)
    for line in book.basic:
        for field in record_fields(type(line)):
            value = getattr(line, field.name)
            if field.name == "note" and field.kind is FieldKind.TEXT and plain_name(value):
                places = [match.place for match in find(known, value, pinyin_readings)]
                assert any(place.line == line.id and place.field == "note" for place in places)


def test_withheld_amounts_are_never_found(xingtai, codes):
    assert all(entry.place.page != "withheld" for entry in entries(second_book(), xingtai, codes))


def test_further_fields_are_found_and_what_is_blank_is_no_entry(xingtai, codes):
    goals, rows = (Goal(2, text="修路"), Goal(3, text="管护", period="term")), (Indicator(4, cells=(("weight", "12.5"),)),)
    project = Project(1, name="甲", goals=goals, indicators=rows, cells=(("person", "张三"), ("term_fiscal", 120_000_000)))
    overall = Project(5, scope="department", tasks=(PlannedTask(6, "换届", fiscal=3_000_000),))
    found = entries(Book("p", 2024, projects=(project,), overall=(overall,)), xingtai, codes)
    assert {entry.where: (entry.place.page, entry.shown) for entry in found if "名称" not in entry.where} == {
        "项目 第 1 个 负责人": ("projects", "张三"),
        "项目 第 1 个 实施期财政资金": ("projects", "120.00 万元"),
        "项目 第 1 个 目标内容": ("projects", "管护"),
        "项目 第 1 个 目标期间": ("projects", "实施期"),
        "项目 第 1 个 权重": ("projects", "12.5"),
        "部门整体绩效目标 主要任务": ("overall", "换届"),
        "部门整体绩效目标 财政资金": ("overall", "3.00 万元"),
    }
