"""An explanation belongs to a check and a place: each check has one finding on a text, and it outlives edits elsewhere."""

from __future__ import annotations

from models.book import edits
from models.checks.checker import run_checks
from models.published.context import Context
from tests.models.checks.cases import texts

WRONG = "2024年基本支出5.00万元，完成任务。项目支出7.00万元。"


def finding(book, pack, codes, code="X-27b"):
    (one,) = (f for f in run_checks(Context(book, pack, codes)) if f.place.page == "texts" and f.code == code)
    return one


def test_two_faults_of_a_kind_are_one_finding(xingtai, codes):
    found = finding(texts("other", WRONG), xingtai, codes)
    assert found.message == "其他需要说明的事项：写的基本支出 5.00 万元，表里是 116.00（共 2 处）"
    assert ("还有", "写的项目支出 7.00 万元，表里是 2.00：项目支出7.00万元。") in found.values


def test_the_fix_of_the_first_leads_to_the_second(xingtai, codes):
    book = texts("other", WRONG)
    mended = edits.apply_fix(finding(book, xingtai, codes).fix)(book)
    assert mended.texts[-1].text == WRONG.replace("5.00", "116.00")
    last = finding(mended, xingtai, codes)
    assert edits.apply_fix(last.fix)(mended).texts[-1].text == WRONG.replace("5.00", "116.00").replace("7.00", "2.00")


def test_what_is_only_left_out_is_called_so(xingtai, codes):
    """A statement pasted from a chat has the marks of Markdown before its headings."""
    book = texts("other", "情况如下。\n## 一、概况\n没有。")
    fix = finding(book, xingtai, codes, "R-21").fix
    assert fix.label == "删掉“##”"
    assert edits.apply_fix(fix)(book).texts[-1].text == "情况如下。\n一、概况\n没有。"


def test_an_explanation_lapses_only_with_the_sentence_that_it_explains(xingtai, codes):
    first = finding(texts("other", WRONG), xingtai, codes)
    assert finding(texts("other", f"另有一句。{WRONG}"), xingtai, codes).fingerprint == first.fingerprint
    assert finding(texts("other", WRONG.replace("5.00", "6.00")), xingtai, codes).fingerprint != first.fingerprint
    assert finding(texts("other", WRONG.replace("7.00", "8.00")), xingtai, codes).fingerprint != first.fingerprint


def test_two_numbers_that_are_none_are_one_finding_too(xingtai, codes):
    """They were two of one place, of which one explanation could settle only one: the book stayed a draft."""
    found = finding(texts("other", "修路12,34万元，路灯5..6万元，绿化7..8万元。"), xingtai, codes, "R-22")
    assert found.message == "其他需要说明的事项：“修路12,34万元，路灯5”不成一个数（共 3 处）"
    others = [value for name, value in found.values if name == "还有"]
    assert ["5..6" in others[0], "7..8" in others[1], len(others)] == [True, True, 2]
