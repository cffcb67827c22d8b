"""P-12: what a sentence waits for is said once, with the place where it is given."""

from __future__ import annotations

from msgspec.structs import replace

from models.book import edits
from models.book.edits import combined
from models.checks.checker import run_checks
from models.published.context import Context
from models.words.places import place_words
from tests.text_forms import text_book, text_files, text_pack

PACK = text_pack()


def found(book, codes):
    return [f for f in run_checks(Context(book, PACK, codes)) if f.code == "P-12"]


def test_one_finding_for_each_code_that_lacks_something(codes):
    assert [f.message for f in found(text_book(), codes)] == [
        "情况说明 2059999 其他教育支出：还缺主要用于，这几句没有印",
        "情况说明 2080505 机关事业单位基本养老保险缴费支出：还缺主要用于、上年执行数、主要原因，这几句没有印",
        "情况说明 2299999 其他支出：还缺主要用于，这几句没有印",
        "情况说明 项目2：还缺资金用途，这几句没有印",
        "情况说明 项目3：还缺资金用途，这几句没有印",
        "情况说明 项目4：还缺资金用途，这几句没有印",
    ]


def test_a_zero_is_advised_only_where_a_figure_is_missing(codes):
    remedies = [f.remedy for f in found(text_book(), codes)]
    assert remedies[:3] == ["填上就印", "填上就印；没有上年执行数的，填 0", "填上就印"]


def test_a_figure_of_last_year_without_a_sentence_is_told_of(codes):
    """A form that takes the codes of this year dropped it without a word; one that takes both years prints it."""

    def told(pack, book):
        return [f.message for f in run_checks(Context(book, pack, codes)) if f.code == "P-12a"]

    files = text_files()
    of_this_year = text_pack({**files, "narrative.toml": files["narrative.toml"].replace('codes = "both"', 'codes = "this_year"')})
    assert told(PACK, text_book()) == []
    assert told(of_this_year, text_book()) == ["2299999 其他支出：上年执行数 7.00 没有写进情况说明，本年没有这个科目的钱"]
    other = edits.set_last_year("executed:2010507", "amount", "5")(text_book())
    assert len(told(of_this_year, other)) == 1
    own_money = replace(other, projects=tuple(
        replace(p, funding=tuple(replace(f, source="other") if f.function == "2010507" else f for f in p.funding))
        for p in other.projects
    ))  # fmt: skip
    assert told(of_this_year, own_money)[0].endswith("，本年这个科目的钱不归这几句写")


def test_what_is_given_is_not_asked_for_again(codes):
    given = combined("", [
        edits.set_last_year("executed:2080505", "amount", "0"),
        edits.set_last_year("executed:2080505", "reason", "新增"),
        *(edits.set_text(f"use:{code}", "运转") for code in ("2059999", "2080505", "2299999")),
    ])  # fmt: skip
    assert {f.place.page for f in found(given(text_book()), codes)} == {"projects"}


def test_a_figure_of_the_list_is_asked_for_once(codes):
    book = replace(text_book(), last_year=tuple(line for line in text_book().last_year if line.item != "fiscal"), agencies=())
    messages = [f.message for f in found(book, codes)]
    assert messages.count("情况说明有一句没有印：财政拨款收入，2023 年的数没有填") == 1
    assert [message for message in messages if "机构设置" in message] == ["情况说明有一句没有印：机构设置没有填"]


def test_its_place_has_a_name(codes):
    book = text_book()
    names = [place_words(book, PACK, f.place) for f in found(book, codes)]
    assert names[:2] == ["情况说明 2059999 主要用于", "情况说明 2080505 主要用于"]
    without = edits.set_text("use:2080505", "运转")(book)
    assert place_words(without, PACK, found(without, codes)[1].place) == "上年数 2080505 上年执行数"
