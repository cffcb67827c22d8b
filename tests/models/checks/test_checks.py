"""Every check finds what it should and leaves alone what is right."""

from __future__ import annotations

import re
from functools import cache

import pytest
from msgspec.structs import replace

from models.book import edits
from models.book.places import Place
from models.book.records import BasicLine, FundingLine, IncomeLine, LastYearFigure
from models.checks.checker import CHECKS, run_checks
from models.checks.findings import Severity
from models.checks.severities import SEVERITIES
from models.checks.suspects import AmountSlip, suspects
from models.pack.forms.typed import TypedForm
from models.published.context import Context
from models.values.codes import Codes
from models.words.places import place_words
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import seed1_book
from tests.models.checks.cases import CASES, OLD_CODE, WAN, Case, basic, book, buys, costs, project, row
from tests.second_budget import second_book


def find(checked, case: Case):
    pack = case.form(load_pack(case.pack))
    if checked is case.bad:
        pack = case.bad_pack(pack)
    if case.asks:
        pack = replace(pack, typed=TypedForm(case.asks))
    codes = built_in_codes(pack.codes)
    if case.bureau:
        known = [row for row in codes.function if row.trusted or row.code.startswith("201")]
        codes = Codes(codes.function.with_bureau_list(known), codes.economic)
    return run_checks(Context(checked, pack, codes, today=(2024, 6, 30)))


@cache
def found_wrong(number: int):
    """What is found in the faulty book of a case. Several tests ask."""
    return find(CASES[number].bad, CASES[number])


def ids(case: Case) -> str:
    return f"{case.code}: {case.says}"


@pytest.mark.parametrize(("number", "case"), [*enumerate(CASES)], ids=[*map(ids, CASES)])
def test_finds_the_fault(number, case):
    found = [f for f in found_wrong(number) if f.code == case.code]
    assert any(case.says in f.message for f in found), [f.message for f in found]


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_leaves_the_right_book_alone(case):
    assert [f.message for f in find(case.good, case) if f.code == case.code] == []


def test_every_check_has_both_cases():
    assert {case.code for case in CASES} == SEVERITIES.keys()


def test_codes_are_unique_and_docstrings_begin_with_them():
    codes = [check.code for check in CHECKS]
    assert len(set(codes)) == len(codes)
    for check in CHECKS:
        assert (check.run.__doc__ or "").startswith(check.code.removesuffix("a") if check.code == "X-28a" else f"{check.code}"), (
            check.code
        )


def test_the_faultless_book_has_no_findings():
    assert find(book(), CASES[0]) == ()


def test_a_code_typed_on_another_page_is_looked_at_again():
    """What is remembered of the projects does not stand for the other pages."""
    right, wrong = basic(("2013201", "30101")), ("20132", "30101")
    assert not [f for f in find(right, CASES[0]) if f.code == "C-1"]
    typed = replace(right, basic=basic(wrong).basic)
    assert [f.place.field for f in find(typed, CASES[0]) if f.code == "C-1"] == ["function"]


@cache
def all_findings():
    of_cases = [(case.bad, case.pack, finding) for number, case in enumerate(CASES) for finding in found_wrong(number)]
    whole_books = [seed1_book(), second_book()]
    return *of_cases, *((whole, whole.pack, finding) for whole in whole_books for finding in find(whole, CASES[0]))


def test_words_are_plain():
    """UI §4: no 请, 您, exclamation marks or jargon; no code of a check; no signed difference. What is quoted is the clerk's."""
    for _, _, finding in all_findings():
        said = re.sub("“[^”]*”", "“”", f"{finding.message} {finding.remedy}")
        assert not re.search(r"请|您|！|!|非法|异常|校验失败|系统|\b(?:PC|[CFGKPRSTX])-\d", said), said
        assert "\n" not in finding.message


def test_every_place_can_be_named():
    """In the clerk's words: no name of a field in English."""
    for checked, pack_id, finding in all_findings():
        for place in (finding.place, finding.other_place):
            if place is not None:
                words = place_words(checked, load_pack(pack_id), place)
                assert words
                assert not re.search("[a-z_/]", words), words


def test_an_explanation_is_of_one_finding():
    """It is kept by check and place: of two 核实 of one place one could never be settled."""
    keys = [(id(checked), finding.key) for checked, _, finding in all_findings() if finding.severity is Severity.VERIFY]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("cover", field="phone"), "封面 联系电话"),
        (Place("cover", field="year"), "封面 预算年度"),
        (Place("assets", field="office/value"), "固定资产 其中：办公用房（平方米）"),
        (Place("income", field="2013201/general/0"), "收入 2013201"),
        (Place("agencies"), "机构设置"),
    ],
)
def test_places_without_a_line_are_named_by_their_field(place, words):
    assert place_words(book(), load_pack("hebei-xingtai-2024"), place) == words


def test_every_fix_names_a_field_that_is_there():
    for checked, _, finding in all_findings():
        if finding.fix:
            assert hasattr(_line(checked, finding.fix.line), finding.fix.field)


def _line(checked, line_id):
    from models.book.records import all_lines

    return next(line for line in all_lines(checked) if line.id == line_id)


def test_fixes_help():
    """A one-key remedy, put in place by the edit that the key makes, takes its finding away, whichever check made it."""
    helped = set()
    for checked, pack_id, finding in all_findings():
        if finding.fix is None:
            continue
        fixed = edits.set_field(finding.fix.line, finding.fix.field, finding.fix.value)(checked)
        left = find(fixed, replace(CASES[0], pack=pack_id))
        said = (finding.code, finding.message.split("（")[0], finding.place)
        assert said not in {(f.code, f.message.split("（")[0], f.place) for f in left}, finding
        helped.add(finding.code)
    assert {"C-5", "G-5", "K-1", "K-5a", "K-5b", "K-6", "K-8a", "R-9", "R-10", "R-11", "X-25", "PC-1"} <= helped


def test_a_withheld_amount_is_never_said():
    """不予公开: neither the amount nor a sum with it is in a finding about projects."""
    from models.book.records import FundingLine, WithheldAmount

    held = 777 * WAN + 12345
    faulty = project(funding=(FundingLine(31, "", amount=2 * WAN),))
    for whole in (
        book(withheld=(WithheldAmount(97, "2040299", amount=held),)),
        book(faulty, withheld=(WithheldAmount(97, "2040299", amount=held),)),
    ):
        said = [f.message + str(f.values) for f in find(whole, CASES[0]) if f.code.startswith(("X-22", "X-23", "C-", "R-"))]
        assert not [text for text in said if "777" in text or "779" in text]


def test_a_list_equals_its_table_without_withheld_amounts():
    case = next(case for case in CASES if case.code == "L-3")
    held = edits.insert_line("withheld", {"function": "2040299", "amount": 777 * WAN})
    assert not [f for f in find(held(case.good), case) if f.code == "L-3"]
    (finding,) = (f for f in find(held(case.bad), case) if f.code == "L-3")
    assert "777" not in finding.message + str(finding.values)


def test_the_pack_decides_how_strict_a_check_is():
    pack = load_pack("hebei-xingtai-2024")
    codes = built_in_codes(pack.codes)
    checked = row(5, target="≥100%")
    for named, severity in (("错误", Severity.ERROR), ("提示", Severity.HINT), ("不查", None)):
        strict = replace(pack, severities={"K-6": named})
        found = [f.severity for f in run_checks(Context(checked, strict, codes)) if f.code == "K-6"]
        assert found == ([severity] if severity else [])


def test_the_suspect_of_a_cost_sum_is_named():
    checked = costs("≤1万元", "≤1万元", "≤0.5万元")
    finding = next(f for f in find(checked, CASES[0]) if f.code == "K-7")
    pack = load_pack(CASES[0].pack)
    (suspect,) = suspects(Context(checked, pack, built_in_codes(pack.codes)), finding.balance)
    assert suspect.slip is AmountSlip.EQUAL
    assert suspect.place == Place("projects", 62, "target")
    assert finding.values[-2:] == (("合计", "2.50"), ("预算数", "2.00"))


def test_differences_below_a_hundredth_are_shown_exactly():
    checked = costs("20000.40元")
    finding = next(f for f in find(checked, CASES[0]) if f.code == "K-7")
    assert finding.message.endswith("成本指标合计 2.00004 万元，比预算数 2 万元多 0.00004 万元")


def test_a_difference_of_some_yuan_is_never_said_to_be_nothing():
    """40 元 are 0.00 in two decimals: then every digit is shown, and what is shown differs."""
    short = book(income=(IncomeLine(99, "2013201", amount=100 * WAN - 4000),))
    said = {f.code: f.message for f in find(short, CASES[0])}
    assert said["X-8"] == "2013201 行政运行：收入 99.996，支出 100，支出多 0.004"
    assert said["X-1"] == "收入总计 117.996，支出总计 118，少 0.004"
    assert said["X-12"].endswith("少 0.004")


def test_an_explanation_written_with_an_earlier_version_still_stands():
    """The fingerprint is of message and values: those of the example were explained long ago."""
    (finding,) = [f for f in find(seed1_book(), CASES[0]) if f.code == "S-4"]
    assert finding.fingerprint == "b8f7e72a708aed0e"


def test_a_negative_amount_is_mended_to_the_last_digit():
    typed = book(basic=(BasicLine(1, "2013201", "30101", amount=-463_965_000),))
    (finding,) = [f for f in find(typed, CASES[0]) if f.code == "X-28"]
    assert edits.apply_fix(finding.fix)(typed).basic[0].amount == 463_965_000


def test_a_negative_total_of_last_year_without_its_parts_is_told_as_negative():
    typed = book(last_year=(LastYearFigure(9, "total", -3 * WAN),))
    assert [f.code for f in find(typed, CASES[0]) if f.place.page == "last_year"] == ["X-28"]


def test_income_typed_in_two_lines_is_taken_back_in_both():
    twice = book(income=tuple(IncomeLine(98 + i, "2013201", amount=9 * WAN) for i in range(2)))
    (finding,) = [f for f in find(twice, CASES[0]) if f.code == "X-8"]
    assert find(edits.apply_fix(finding.fix)(twice), CASES[0]) == ()


def test_money_and_code_of_different_years_are_told_from_either_side():
    def remedy(checked):
        return next(f.remedy for f in find(checked, CASES[0]) if f.code == "PC-5")

    carried = (FundingLine(31, "2013299", carried=True, amount=2 * WAN),)
    assert remedy(book(project(funding=carried))).startswith("上年结转的钱一般用以前年度的编码")
    assert remedy(book(project(code=OLD_CODE))).startswith("以前年度的编码一般用上年结转的钱")


def test_a_slip_is_only_mended_by_key_against_the_bureau_list():
    case = next(c for c in CASES if c.code == "C-3" and "2013201" in c.says)
    assert [f.fix.value for f in find(case.bad, case) if f.code == "C-3"] == ["2013201"]
    assert [f.fix for f in find(basic(("2013299", "30998")), CASES[0]) if f.code == "C-3a"] == [None]


def test_an_amount_is_not_put_below_its_share_for_small_firms():
    offered = {
        share: [f.fix for f in find(buys({"amount": 2 * WAN, "small_firms": share}), CASES[0]) if f.code == "X-25"]
        for share in (0, 2 * WAN)
    }
    assert [fix.value for fix in offered[0]] == ["1"]
    assert offered[2 * WAN] == [None]
