"""How findings are listed: what follows from what, one line a kind, the order of the pages; nothing is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book import edits
from models.checks.checker import CHECKS, Checker
from models.checks.findings import Severity, blocking
from models.checks.listing.consequences import with_causes
from models.checks.listing.kinds import KINDS, MANY, kind_of
from models.checks.listing.lines import count_kinds, finding_lines
from models.checks.listing.positions import PAGES, Positions
from models.memory import Memory
from models.published.context import Context
from models.values.money import show_exact
from tests.golden_books import seed1_book
from tests.models.checks import cases


@pytest.fixture(scope="module")
def find(xingtai, codes):
    """As the window looks at one book after another (test_checker.py holds that this finds what a fresh look finds)."""
    checker, memory = Checker(xingtai, codes), Memory()
    return lambda book: checker.run(Context(book, xingtai, codes, memory))


def mistyped(book, slips):
    """The book with amounts of income lines (by number) off by so many fen."""
    for at, gap in slips.items():
        line = book.income[at % len(book.income)]
        book = edits.set_field(line.id, "amount", show_exact(max(line.amount + gap, 0)))(book)
    return book


def errors_of(findings):
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def test_one_slip_of_income_is_one_error_with_its_consequences(find, xingtai):
    book = mistyped(seed1_book(), {1: 3_600_000})
    findings = find(book)
    cause, *rest = errors_of(findings)
    assert (cause.code, cause.follows) == ("X-8", None)
    assert [finding.code for finding in rest] == ["X-1", "X-12", "X-12"]
    assert {finding.follows for finding in rest} == {cause.key}
    line = finding_lines(book, xingtai, findings)[0]
    assert (line.finding, len(line.below)) == (cause, 3)
    assert errors_of(blocking(book, findings)) == [cause]


def single_slips(book):
    """Each amount and code of income and spending, wrong in every way that a key or a paste makes it."""
    for page in ("basic", "others", "projects", "carry_forward", "income"):
        for line in getattr(book, page)[:4]:
            yield "deleted", edits.delete_lines((line.id,))
            for record in line.funding if page == "projects" else (line,):
                wrong = ("12。5x", "一万", f"-{show_exact(record.amount)}", "", "0", show_exact(record.amount * 10))
                yield from ((typed, edits.set_field(record.id, "amount", typed)) for typed in wrong)
                cut = record.function[:-1]
                if page != "income":
                    for code in ("", "201", cut, f"{cut}x", f"99{cut[1:]}", f"{record.function}1"):
                        yield code, edits.set_field(record.id, "function", code)
                    yield "other source", edits.set_field(record.id, "source", "own_income")
    yield "last year", edits.set_field(book.last_year[0].id, "amount", "-1")


def test_every_single_slip_is_one_error_with_its_consequences(find):
    assert not errors_of(find(seed1_book()))
    for name, slip in single_slips(seed1_book()):
        book = slip(seed1_book())
        findings = find(book)
        leading = [finding.message for finding in errors_of(findings) if finding.follows is None]
        assert len(leading) <= 1, (name, leading)
        assert bool(leading) is bool(errors_of(findings))


@pytest.mark.parametrize("typed", ["12。5x", "", "-464.40"])
def test_what_is_wrong_with_the_line_leads_and_not_the_difference(find, typed):
    line = seed1_book().basic[0]
    cause, *rest = errors_of(blocking(seed1_book(), find(edits.set_field(line.id, "amount", typed)(seed1_book()))))
    assert (cause.place.page, cause.place.line, rest) == ("basic", line.id, [])


def test_a_deleted_line_and_a_code_without_a_place_are_two_errors(find):
    """The tables are as far apart as both together, and once more by the money that no row holds."""
    first, *_, last = seed1_book().basic
    assert first.function != last.function
    book = edits.set_field(last.id, "function", "")(edits.delete_lines((first.id,))(seed1_book()))
    assert [finding.code for finding in errors_of(blocking(book, find(book)))] == ["X-8", "P-2"]


def test_a_difference_in_the_other_direction_does_not_follow_from_an_amount_that_is_missing(find):
    """Spending is too much although one of its lines cannot be read: something else is wrong as well."""
    unread, other, *_ = seed1_book().basic
    assert unread.function == other.function
    book = edits.set_field(other.id, "amount", "9999")(edits.set_field(unread.id, "amount", "一万")(seed1_book()))
    assert [finding.code for finding in errors_of(blocking(book, find(book)))] == ["X-8", "X-28a"]


def test_a_difference_that_no_slip_explains_stands_for_itself(find, xingtai, codes):
    """Without its cause the first of the consequences is a cause, and so is a difference of another size."""
    book = mistyped(seed1_book(), {1: 3_600_000})
    cause, first, *rest = errors_of(find(book))
    alone = with_causes(Context(book, xingtai, codes), [replace(finding, follows=None) for finding in (first, *rest)])
    assert [finding.follows for finding in alone] == [None, first.key, first.key]
    left, *right = cause.balance.left
    doubled = replace(cause, balance=replace(cause.balance, left=(replace(left, amount=left.amount + 1), *right)))
    other = with_causes(Context(book, xingtai, codes), [doubled, replace(first, follows=None)])
    assert [finding.follows for finding in other] == [None, None]


@settings(max_examples=15)
@given(slips=st.dictionaries(st.integers(0, 30), st.integers(-5_000_000, 5_000_000).filter(bool), min_size=1, max_size=4))
def test_laws_of_the_list(find, xingtai, slips):
    book = mistyped(seed1_book(), slips)
    findings = find(book)
    causes = {finding.key for finding in findings if finding.follows is None}
    assert {finding.follows for finding in findings} - {None} <= causes
    lines = finding_lines(book, xingtai, findings)
    assert bool(errors_of(blocking(book, findings))) is bool(errors_of(findings))
    listed = [f for line in lines for f in (line.below if line.words else (line.finding, *line.below))]
    assert sorted(map(id, listed)) == sorted(map(id, findings))
    mended = book
    for cause in errors_of(findings):
        if cause.code == "X-8":
            mended = edits.apply_fix(cause.fix)(mended)
    left = {finding.key for finding in find(mended)}
    assert not [finding.message for finding in findings if finding.follows and finding.key in left]


def test_findings_stand_in_the_order_of_the_pages(find, xingtai):
    book = mistyped(seed1_book(), {0: 1, 3: 1})
    positions = Positions(book, xingtai)
    for severity in Severity:
        places = [
            positions.of(line.finding.place)
            for line in finding_lines(book, xingtai, find(book))
            if line.finding.severity is severity
        ]
        assert places == sorted(places)


def test_what_is_explained_stands_behind_what_is_left(find, xingtai):
    book = seed1_book()
    asked = [line.finding for line in finding_lines(book, xingtai, find(book)) if line.finding.severity is Severity.VERIFY]
    first, *rest = asked
    book = edits.explain(first.code, first.place.key, first.fingerprint, "核对过")(book)
    lines = finding_lines(book, xingtai, find(book))
    assert [line.finding for line in lines if line.finding.severity is Severity.VERIFY] == [*rest, first]


def test_hints_of_one_kind_on_many_projects_are_one_line(find, xingtai):
    rows = tuple(replace(row, description="") for row in cases.ROWS[:1])
    many = [
        cases.project(id=100 * n, name=f"项目{n}", code="", indicators=(replace(rows[0], id=100 * n + 1), *_apart(n)))
        for n in range(1, 6)
    ]
    book = cases.book(*many)
    lines = finding_lines(book, xingtai, find(book))
    (line,) = [line for line in lines if line.words.startswith("指标描述没有写")]
    assert line.words == "指标描述没有写：5 个项目"
    assert len(line.below) == 5
    few = cases.book(*many[: MANY - 1])
    assert not [line for line in finding_lines(few, xingtai, find(few)) if line.words.startswith("指标描述")]


def _apart(number):
    return tuple(replace(row, id=100 * number + at) for at, row in enumerate(cases.ROWS[1:], 2))


def test_only_hints_have_kinds_and_the_count_is_that_of_the_lines(find, xingtai):
    book = seed1_book()
    findings = find(book)
    assert all(finding.severity is Severity.HINT for finding in findings if kind_of(finding))
    hints = [finding for finding in findings if finding.severity is Severity.HINT]
    assert count_kinds(hints) == len(finding_lines(book, xingtai, hints)) < len(hints)


def test_kinds_are_of_checks_that_exist_and_pages_of_the_book(find):
    codes = {check.code for check in CHECKS}
    assert {key.partition("/")[0] for key in KINDS} <= codes
    assert len(set(KINDS.values())) == len(KINDS)
    assert {finding.place.page for finding in find(seed1_book())} <= set(PAGES)
