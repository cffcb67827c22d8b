"""What the indicator library offers, in which order, and what an offer brings along."""

from __future__ import annotations

import pytest

from models.book.records import Indicator
from models.pack.errors import PackError
from models.pack.forms.sheet import OfferOrigin, UsedIndicator
from models.pack.reading.beside.starters import with_starters
from models.projects.indicator_library import IndicatorLibrary, likeness, used_in
from storage.packs.initials import pinyin_readings

NUMBER, QUALITY = "数量指标", "质量指标"
TRAINED = UsedIndicator(NUMBER, "培训人数", "参加培训的干部", "1200人", "组通字〔2023〕8号", "干部培训经费")
LAST_YEAR = UsedIndicator(
    NUMBER, "培训期数", "举办培训的期数", "9期", "组通字〔2022〕1号", "2023年干部培训经费", 3, OfferOrigin.EARLIER
)
COMMON = UsedIndicator(QUALITY, "培训合格率", "合格人数/参训人数", "≥95%", "考核记录", origin=OfferOrigin.STARTER)
PAID = UsedIndicator(NUMBER, "补贴人数", "享受补贴的人", "331人", "邢字〔2020〕12号", "村干部报酬")


def library(*entries):
    return IndicatorLibrary(entries, pinyin_readings)


def texts(offers):
    return [offer.text for offer in offers]


def test_what_begins_so_goes_before_what_holds_it_before_initials():
    inner = UsedIndicator(NUMBER, "党员培训人数")
    found = library(inner, LAST_YEAR, TRAINED).offers("name", "培训人", Indicator(1), "")
    assert texts(found) == ["培训人数", "党员培训人数"]
    by_initials = library(inner, LAST_YEAR, TRAINED).offers("name", "pxrs", Indicator(1), "")
    assert [(offer.text, offer.by_initials) for offer in by_initials] == [("培训人数", True), ("党员培训人数", True)]


def test_the_category_of_the_line_then_the_like_project_then_the_nearer_book():
    offers = library(COMMON, PAID, LAST_YEAR, TRAINED).offers("name", "", Indicator(1, category=NUMBER), "2024年干部培训经费")
    assert texts(offers) == ["培训人数", "培训期数", "补贴人数", "培训合格率"]
    assert texts(library(COMMON, TRAINED).offers("name", "培训", Indicator(1, category=QUALITY), ""))[0] == "培训合格率"


def test_the_same_words_are_offered_once_with_how_often():
    again = UsedIndicator(NUMBER, "培训 人数", project="妇联经费")
    (offer,) = library(TRAINED, again).offers("name", "培训", Indicator(1), "")
    assert (offer.text, offer.times) == ("培训人数", 2)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("300", ["300人", "300期"]), ("≥300", ["≥300人", "≥300期"]), ("300期", []), ("≥9", ["≥95%", "≥9人", "≥9期"]), ("提", [])],
)
def test_a_number_is_offered_its_units(typed, offered):
    line = Indicator(1, category=NUMBER, name="培训人数")
    found = texts(library(TRAINED, LAST_YEAR, COMMON).offers("target", typed, line, ""))
    assert [text for text in found if text != f"{typed}%"] == [text for text in offered if text != "≥95%"]


def test_a_number_never_changes():
    for offer in library(TRAINED, LAST_YEAR, COMMON, PAID).offers("target", "≥ 12.5", Indicator(1), ""):
        assert offer.text.startswith("≥ 12.5")


def test_quantities_of_the_starter_set_are_only_units():
    starter = UsedIndicator(NUMBER, "覆盖人数", "", "1人", origin=OfferOrigin.STARTER)
    assert texts(library(starter).offers("target", "", Indicator(1), "")) == []
    assert texts(library(starter).offers("target", "8", Indicator(1), "")) == ["8人"]


def test_grounds_of_the_same_project_first():
    other = UsedIndicator(NUMBER, "培训人数", basis="妇联要点", project="妇联经费")
    offers = library(other, TRAINED).offers("basis", "", Indicator(1, name="培训人数"), "干部培训经费")
    assert texts(offers) == ["组通字〔2023〕8号", "妇联要点"]


def test_an_offer_brings_what_belongs_to_it():
    (like,) = library(TRAINED).offers("name", "培训", Indicator(1), "2024年干部培训经费")
    assert like.fills == {"category": NUMBER, "description": "参加培训的干部", "basis": "组通字〔2023〕8号"}
    (unlike,) = library(TRAINED).offers("name", "培训", Indicator(1), "妇联经费")
    assert "basis" not in unlike.fills
    (common,) = library(COMMON).offers("name", "培训", Indicator(1), "")
    assert common.fills["target"] == "≥95%"
    assert common.fills["basis"] == "考核记录"


def test_a_line_is_not_offered_to_itself(seed1):
    line = seed1.projects[3].indicators[0]
    assert line.name in {entry.name for entry in used_in(seed1)}
    assert len(used_in(seed1, line.id)) == len(used_in(seed1)) - 1


@pytest.mark.parametrize(("a", "b", "like"), [("2023年妇联经费", "2024年妇联经费", 1.0), ("妇联经费", "", 0.0), ("甲", "甲", 0.0)])
def test_likeness_of_projects(a, b, like):
    assert likeness(a, b) == like


def test_every_category_of_a_form_has_starters_in_its_own_words(xingtai, lutai):
    for pack in (xingtai, lutai):
        categories = {name for names in pack.sheet.dimensions.values() for name in names}
        assert {starter.category for starter in pack.sheet.starters} == categories
        assert len({(starter.category, starter.name) for starter in pack.sheet.starters}) == len(pack.sheet.starters)


@pytest.mark.parametrize(
    ("row", "said"),
    [({"category": "别的"}, "没有“别的”这个二级指标"), ({"name": " "}, "没有名称"), ({"more": "x"}, "第一行应当是")],
)
def test_a_wrong_starter_is_refused(xingtai, row, said):
    good = {"category": NUMBER, "name": "人数", "target": "1人", "description": "", "basis": ""}
    with pytest.raises(PackError, match=said):
        with_starters(xingtai.sheet, [{**good, **row}])
