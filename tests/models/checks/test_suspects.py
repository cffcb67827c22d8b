"""Why it does not balance: the culprit of a slip is among the first suspects, and what a suspect says is true."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.book import edits
from models.book.places import BalancePart, Place
from models.book.records import AssetLine, BasicLine, Book, IncomeLine, ProcurementLine, Unit
from models.checks.checker import Checker, run_checks
from models.checks.findings import Balance, Finding
from models.checks.suspects import MOST, AmountSlip, suspects
from models.memory import Memory
from models.published.context import Context
from models.values.money import fen, show_exact
from models.years.last_year import LastYear
from storage.packs.catalogue import built_in_codes, load_pack
from tests.golden_books import seed1_book
from tests.models.checks.cases import WAN
from tests.second_budget import second_book
from tests.strategies import books, random_edit

PACK = load_pack("hebei-xingtai-2024")
CODES = built_in_codes(PACK.codes)
BOOKS = (seed1_book(), second_book())


def with_income(book: Book) -> Book:
    """The book with every income figure typed as the lines need it: it balances, and any slip shows."""
    context = Context(replace(book, income=()), PACK, CODES)
    lines = tuple(
        IncomeLine(book.next_id + i, need.function, need.source, need.carried, need.needed) for i, need in enumerate(context.needs)
    )
    return replace(book, income=lines, next_id=book.next_id + len(lines))


BALANCED = tuple(with_income(book) for book in BOOKS)
which = st.sampled_from(range(len(BALANCED)))


@cache
def remembered(_unit: Unit) -> tuple[Checker, Memory]:
    """What is known of the books of a unit. Those here differ by an edit: the rest is not looked at again, as in the window."""
    return Checker(PACK, CODES), Memory()


def checked(book: Book) -> tuple[Context, tuple[Finding, ...]]:
    """A context and its findings; the context is good until the next book is checked."""
    checker, memory = remembered(book.unit)
    context = Context(book, PACK, CODES, memory)
    return context, checker.run(context)


def balance_of(book: Book, code: str = "X-8") -> tuple[Context, Balance]:
    context, findings = checked(book)
    return context, next(f.balance for f in findings if f.code == code)


def money_lines(book: Book):
    return [line for line in (*book.basic, *book.others) if fen(line.amount) > 0]


def swapped(amount: int) -> list[int]:
    digits = str(amount)
    made = [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)]
    return [int(text) for text in made if text != digits and text[0] != "0"]


def a_digit_less(amount: int) -> list[int]:
    digits = str(amount)
    return [int(digits[:i] + digits[i + 1 :]) for i in range(1, len(digits.rstrip("0")))]


@st.composite
def slips(draw, change):
    """A balanced book, one of its lines, and what the line holds after a slip of the fingers."""
    number = draw(which)
    line = draw(st.sampled_from([line for line in money_lines(BALANCED[number]) if change(line.amount)]))
    return number, line, draw(st.sampled_from(change(line.amount)))


def broken(number: int, line, amount: int) -> Book:
    return edits.change_line(BALANCED[number], line.id, lambda old: replace(old, amount=amount))


def first_three(book: Book, last_year: Book | None = None, opened: Book | None = None):
    context, balance = balance_of(book)
    return suspects(context, balance, LastYear(last_year, PACK, CODES) if last_year else None, opened)[:3]


@given(slips(swapped))
def test_swapped_digits_are_found_and_the_fix_mends_them(slip):
    number, line, wrong = slip
    found = [s for s in first_three(broken(number, line, wrong), opened=BALANCED[number]) if s.place.line == line.id]
    assert found, (line, wrong)
    assert found[0].fix.value == show_exact(line.amount)
    if found[0].slip is AmountSlip.SWAPPED:
        assert found[0].reason.endswith("（差额是 9 的倍数）")


@given(slips(swapped))
def test_swapped_digits_are_found_in_a_book_that_was_opened_with_them(slip):
    """Nothing tells lines that fit equally well apart then: the culprit is named unless that many are."""
    number, line, wrong = slip
    context, balance = balance_of(broken(number, line, wrong))
    found = suspects(context, balance)
    assert line.id in {s.place.line for s in found} or (len(found) == MOST and found[-1].slip <= AmountSlip.SWAPPED)


@given(slips(lambda amount: [amount * factor for factor in (10, 100, 10_000)] + [amount // f for f in (10, 100) if not amount % f]))
def test_unit_slips_are_found(slip):
    number, line, wrong = slip
    found = [s for s in first_three(broken(number, line, wrong), opened=BALANCED[number]) if s.place.line == line.id]
    assert [s.slip for s in found] == [AmountSlip.UNIT]
    assert found[0].fix.value == show_exact(line.amount)


@given(slips(a_digit_less))
def test_a_digit_left_out_is_found(slip):
    number, line, wrong = slip
    found = [s for s in first_three(broken(number, line, wrong), opened=BALANCED[number]) if s.place.line == line.id]
    assert found
    assert found[0].fix.value == show_exact(line.amount)


@given(slips(lambda amount: [-amount]))
def test_a_wrong_sign_is_found(slip):
    number, line, wrong = slip
    assert any(
        s.place.line == line.id and s.slip is AmountSlip.SIGN
        for s in first_three(broken(number, line, wrong), opened=BALANCED[number])
    )


@given(which, st.data())
def test_a_double_entry_is_found(number, data):
    book = BALANCED[number]
    line = data.draw(st.sampled_from([line for line in book.basic if fen(line.amount)]))
    doubled = replace(book, basic=(*book.basic, replace(line, id=book.next_id)), next_id=book.next_id + 1)
    found = first_three(doubled)
    assert found[0].slip is AmountSlip.DOUBLE
    assert {line.id, book.next_id} <= {s.place.line for s in found} | {found[0].other_place.line}


@given(which, st.data())
def test_two_lines_too_many_are_found(number, data):
    book = BALANCED[number]
    known = {fen(line.amount) for line in money_lines(book)}
    one, other = data.draw(
        st.lists(st.integers(10**6, 10**8).filter(lambda a: a not in known), min_size=2, max_size=2, unique=True)
    )
    line = book.basic[0]
    added = (replace(line, id=book.next_id, amount=one), replace(line, id=book.next_id + 1, amount=other))
    broken_book = replace(book, basic=(*book.basic, *added), next_id=book.next_id + 2)
    context, balance = balance_of(broken_book)
    assert any(
        {s.place.line, s.other_place.line} == {a.id for a in added} for s in suspects(context, balance) if s.slip is AmountSlip.PAIR
    )


@given(which, st.data())
def test_a_line_under_the_wrong_code_is_found(number, data):
    book = BALANCED[number]
    line = data.draw(st.sampled_from([line for line in book.basic if fen(line.amount)]))
    elsewhere = edits.set_field(line.id, "function", "2240101")(book)
    context, findings = checked(elsewhere)
    short = next(f for f in findings if f.code == "X-8" and f.balance.gap > 0)
    assert line.id in {s.place.line for s in suspects(context, short.balance)[:3]}


@given(which, st.data())
def test_a_line_that_last_year_had_is_missed(number, data):
    book = BALANCED[number]
    line = data.draw(st.sampled_from([line for line in book.basic if fen(line.amount)]))
    without = edits.delete_lines([line.id])(book)
    found = [s for s in first_three(without, last_year=book) if s.slip is AmountSlip.LEFT_OUT]
    assert line.economic in found[0].reason
    assert found[0].place == Place("basic")


@given(which, st.data())
def test_an_amount_copied_from_last_year_is_found(number, data):
    book = BALANCED[number]
    line = data.draw(st.sampled_from([line for line in book.basic if fen(line.amount)]))
    copied = line.amount + data.draw(st.sampled_from((1_234_567, 34_567_891)))
    before = replace(
        book,
        basic=tuple(replace(other, amount=copied if other is line else fen(other.amount) * 3 + 7) for other in book.basic),
        projects=(), others=(), income=(),
    )  # fmt: skip
    found = suspects(*balance_of(broken(number, line, copied)), LastYear(before, PACK, CODES))
    assert line.id in {s.place.line for s in found[:3]}
    assert {s.place.line for s in found if s.slip is AmountSlip.COPY} <= {line.id}


amounts = st.integers(-(10**9), 10**9)
sides = st.lists(amounts, max_size=6)


@given(sides, sides)
def test_what_a_suspect_proposes_closes_the_gap(left, right):
    """The law of every suspect with a cure: with its value the two sums are equal."""
    parts = tuple(BalancePart(Place("basic", i, "amount"), amount) for i, amount in enumerate(left, 1))
    others = tuple(BalancePart(Place("basic", i, "amount"), amount) for i, amount in enumerate(right, 100))
    balance = Balance(parts, others)
    lines = tuple(BasicLine(part.place.line) for part in (*parts, *others))
    for suspect in suspects(Context(Book("p", 2024, basic=lines), PACK, CODES), balance):
        if suspect.fix is None:
            continue
        value = edits.read_field(BasicLine, "amount", suspect.fix.value)
        mended = [
            tuple(BalancePart(p.place, value) if p.place == suspect.place else p for p in side)
            for side in (balance.left, balance.right)
        ]
        assert Balance(*mended).gap == 0


def test_equal_sums_have_no_suspects(seed1_context):
    part = BalancePart(Place("basic", 1, "amount"), 5)
    assert suspects(seed1_context, Balance((part,), (replace(part, place=Place("basic", 2, "amount")),))) == ()


def test_withheld_money_is_never_a_suspect(xingtai, codes):
    book = edits.insert_line("withheld", {"function": "2013201", "amount": 7_000_000})(BALANCED[0])
    pack = replace(xingtai, withheld_counts=True)
    context = Context(book, pack, codes)
    for finding in run_checks(context):
        if finding.balance is not None:
            assert "withheld" not in {s.place.page for s in suspects(context, finding.balance)}


@pytest.mark.parametrize("case", ["30108 75.17"])
def test_the_words_of_the_example(seed1, case):
    economic, amount = case.split()
    line = next(line for line in seed1.basic if line.economic == economic)
    book = edits.set_field(line.id, "amount", amount)(seed1)
    context, balance = balance_of(book)
    first = suspects(context, balance)[0]
    assert first.place == Place("basic", line.id, "amount")
    assert first.reason == "数字可能写颠倒：75.17 应为 71.57（差额是 9 的倍数）"
    assert first.fix.label == "改为 71.57"


# --- a part above its whole


def with_assets(**figures) -> Book:
    """房屋 and 办公用房 in both fields: ``building_value=…`` in fen, ``office_quantity=…`` as text."""
    lines = tuple(
        AssetLine(90_000 + i, item, figures.get(f"{item}_quantity", ""), figures.get(f"{item}_value"))
        for i, item in enumerate(("building", "office"))
    )
    return replace(BOOKS[0], assets=lines, next_id=90_010)


def asset_suspects(book: Book):
    context, balance = balance_of(book, "X-26")
    return suspects(context, balance)


def faults(book: Book, code: str) -> list[str]:
    return [f.message for f in checked(book)[1] if f.code == code]


@given(st.sampled_from(("value", "quantity")), st.integers(1, 10**7), st.integers(1, 10**7))
def test_two_figures_in_each_other_s_cell_are_exchanged_by_one_key(field, hundredths, more):
    """Whatever the figures are, the exchange is offered, and no other cure is than one that cures."""
    whole, part = (n * WAN // 100 for n in (hundredths, hundredths + more))
    show = (lambda value: value) if field == "value" else show_exact
    book = with_assets(**{f"building_{field}": show(whole), f"office_{field}": show(part)})
    found = asset_suspects(book)
    assert {s.slip for s in found} <= {
        AmountSlip.UNIT,
        AmountSlip.SWAPPED,
        AmountSlip.DIGIT,
        AmountSlip.EQUAL,
        AmountSlip.SIGN,
        AmountSlip.EXCHANGED,
    }
    if {s.place.line for s in found if s.slip < AmountSlip.EXCHANGED} != {90_000, 90_001}:
        assert AmountSlip.EXCHANGED in {s.slip for s in found}
    for suspect in found:
        if suspect.fix is not None:
            assert faults(edits.apply_fix(suspect.fix)(book), "X-26") == []
        if suspect.slip is AmountSlip.EXCHANGED:
            mended = edits.apply_fix(suspect.fix)(book)
            assert [getattr(line, field) for line in mended.assets] == [show(part), show(whole)]


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_yuan_for_wan_is_the_first_suspect_of_a_part_above_its_whole(part, more):
    """The true part is at most the whole; it was typed in 元."""
    book = with_assets(building_value=part + more, office_value=part * 10_000)
    if part * 10_000 < 1_000 * (part + more):
        return  # then a slipped decimal point explains it as well
    first = next(s for s in asset_suspects(book) if s.place.line == 90_001)
    assert first.slip is AmountSlip.UNIT
    assert "可能按元录了" in first.reason
    assert edits.apply_fix(first.fix)(book).assets[1].value == part


def with_purchases(*amounts: int) -> Book:
    """The example with these purchases (fen), of no project."""
    lines = tuple(ProcurementLine(90_000 + i, name="电脑", amount=amount) for i, amount in enumerate(amounts))
    return replace(BOOKS[0], procurement=lines, next_id=90_100)


@given(st.lists(st.integers(1, 10**8), min_size=1, max_size=4), st.integers(10**6, 10**9))
def test_one_of_several_parts_typed_in_yuan_is_found_and_mended(others, part):
    """The parts fit into a whole of many lines; one of them, of at least 1 万元, was typed in 元."""
    book = with_purchases(*others, part * 10_000)
    context, balance = balance_of(book, "G-4a")
    (found,) = suspects(context, balance)
    assert (found.slip, found.place.line) == (AmountSlip.UNIT, 90_000 + len(others))
    assert "可能按元录了" in found.reason
    mended = edits.apply_fix(found.fix)(book)
    assert mended == with_purchases(*others, part)
    assert faults(mended, "G-4a") == []


def test_a_part_slightly_above_a_whole_of_many_lines_is_not_taken_for_yuan():
    context, balance = balance_of(with_purchases(2700 * WAN), "G-4a")
    assert AmountSlip.UNIT not in {suspect.slip for suspect in suspects(context, balance)}


def test_the_words_of_a_part_above_its_whole():
    found = asset_suspects(with_assets(building_quantity="120.5", office_quantity="1205"))
    assert [(s.place.line, s.reason, s.fix.label) for s in found] == [
        (90_001, "1205 大了 10 倍：可能点错了小数点，应为 120.5", "改为 120.5"),
        (90_000, "120.5 小了 10 倍：可能点错了小数点，应为 1205", "改为 1205"),
    ]
    (exchange,) = asset_suspects(with_assets(building_value=100 * WAN, office_value=120 * WAN))
    assert (exchange.reason, exchange.fix.label) == ("两个数可能填反了，各填在另一个的格里", "两个数对调")
    assert exchange.other_place == Place("assets", 90_001, "value")


def test_a_quantity_with_its_unit_is_a_suspect_but_never_replaced_by_a_bare_number():
    found = asset_suspects(with_assets(building_quantity="120.5平方米", office_quantity="1205"))
    assert [(s.slip, s.place.line, s.fix and s.fix.label) for s in found] == [
        (AmountSlip.UNIT, 90_001, "改为 120.5"),
        (AmountSlip.UNIT, 90_000, None),
    ]
    (exchange,) = asset_suspects(with_assets(building_quantity="1000平方米", office_quantity="1200平方米"))
    assert (exchange.slip, exchange.fix) == (AmountSlip.EXCHANGED, None)


def test_a_whole_that_is_blank_is_asked_for():
    (finding,) = [f for f in run_checks(Context(with_assets(office_value=WAN), PACK, CODES)) if f.code == "X-26"]
    assert finding.message == "办公用房价值 1.00，房屋还空着"
    assert finding.place == Place("assets", 90_000, "value")
    lone = replace(with_assets(office_value=WAN), assets=(AssetLine(90_001, "office", value=WAN),))
    (finding,) = [f for f in run_checks(Context(lone, PACK, CODES)) if f.code == "X-26"]
    assert finding.place == Place("assets", 0, "building/value")


# --- 上年结转


CARRIED = tuple(line.id for line in BALANCED[0].income if line.carried)


@given(st.sampled_from(CARRIED), st.data())
def test_a_slip_in_carried_income_is_found_beside_the_old_projects(line_id, data):
    """X-23 names the typed figure; its cure is the amount that was there, and takes the finding away."""
    line = next(line for line in BALANCED[0].income if line.id == line_id)
    wrong = data.draw(st.sampled_from([*swapped(line.amount), line.amount * 10, line.amount * 10_000]))
    book = edits.change_line(BALANCED[0], line_id, lambda old: replace(old, amount=wrong))
    context, balance = balance_of(book, "X-23")
    found = [s for s in suspects(context, balance, opened=BALANCED[0])[:3] if s.place.line == line_id]
    assert [s.fix.value for s in found] == [show_exact(line.amount)]
    assert faults(edits.apply_fix(found[0].fix)(book), "X-23") == []


def test_the_typed_figure_is_where_x23_leads():
    book = edits.change_line(BALANCED[0], CARRIED[0], lambda old: replace(old, amount=old.amount + WAN))
    finding = next(f for f in run_checks(Context(book, PACK, CODES)) if f.code == "X-23")
    assert finding.other_place.page == "income"
    assert finding.other_place.line in CARRIED
    assert finding.balance.gap == -WAN


# --- laws of all balances


@settings(max_examples=40)
@given(books(), st.data())
def test_a_balance_is_of_what_the_finding_says(book, data):
    """The gap is never nothing, and what is said to stand elsewhere stands in neither sum."""
    for _ in range(data.draw(st.integers(0, 3))):
        book = data.draw(random_edit(book))(book)
    context = Context(replace(book, pack=PACK.id), PACK, CODES)
    for finding in run_checks(context):
        if finding.balance is None:
            continue
        assert finding.balance.gap > 0 if finding.balance.at_most else finding.balance.gap
        for suspect in suspects(context, finding.balance):
            if suspect.slip is AmountSlip.ELSEWHERE:
                sides = (*finding.balance.left, *finding.balance.right)
                assert suspect.place not in {part.place for part in sides}


def test_a_line_that_both_sums_count_is_not_said_to_stand_elsewhere():
    """Income that follows a line counts that line too: it is no explanation, wherever it stands."""
    book = replace(seed1_book(), income=())
    line = next(line for line in book.basic if line.economic == "30108")
    typed = edits.set_income("2210201", "general", False, "100")(book)
    over = replace(typed, income=tuple(replace(i, amount=_needed(typed, "2210201") + line.amount) for i in typed.income))
    context, balance = balance_of(over, "X-1")
    assert balance.gap == line.amount
    assert Place("basic", line.id, "amount") not in {s.place for s in suspects(context, balance) if s.slip is AmountSlip.ELSEWHERE}


def _needed(book: Book, function: str) -> int:
    return next(n.needed for n in Context(book, PACK, CODES).needs if n.function == function and not n.carried)
