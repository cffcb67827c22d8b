"""Sums typed into amounts: worked out exactly, never as code."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.formula import FormulaError, evaluate
from models.values.money import LARGEST, MoneyUnit, Unread, UnreadReason, as_wan, read_amount, show_exact, why_unread

_numbers = st.decimals(0, 10**9, allow_nan=False, places=4).map(lambda number: (f"{number:f}", Fraction(number)))


def _joined(parts):
    """Two sums with a sign between them, in parentheses: text and value."""

    def join(pair):
        sign, (a, x), (b, y) = pair
        values = {"+": x + y, "-": x - y, "*": x * y, "/": x / y if y else None}
        return f"({a}{sign}{b})", values[sign]

    pairs = st.tuples(st.sampled_from("+-*/"), parts, parts).filter(lambda p: p[0] != "/" or p[2][1])
    return pairs.map(join)


_sums = st.recursive(_numbers, _joined, max_leaves=8).filter(lambda pair: len(pair[0]) <= 200)


@given(_sums)
def test_every_sum_has_the_value_that_fractions_give(pair):
    text, value = pair
    assert evaluate(text) == value


@given(st.lists(st.tuples(st.sampled_from("+-*/"), st.integers(1, 999)), max_size=12), st.integers(0, 999))
def test_products_go_before_sums_and_both_from_left_to_right(rest, first):
    text = f"{first}" + "".join(f"{sign}{number}" for sign, number in rest)
    terms, sign = [Fraction(first)], "+"
    for sign, number in rest:
        if sign in "+-":
            terms.append(Fraction(number if sign == "+" else -number))
        else:
            terms[-1] = terms[-1] * number if sign == "*" else terms[-1] / number
    assert evaluate(text) == sum(terms)


@pytest.mark.parametrize(
    ("typed", "unit", "fen"),
    [
        ("=12+3.5*4", MoneyUnit.WAN, 26_000_000),
        ("＝１２＋３．５×４", MoneyUnit.WAN, 26_000_000),
        ("= ( 1,200 + 34.5 ) / 2", MoneyUnit.YUAN, 61_725),
        ("=3700*200元", MoneyUnit.WAN, 74_000_000),
        ("=1+1万元", MoneyUnit.YUAN, 2_000_000),
        ("=100÷3", MoneyUnit.YUAN, 3_333),
        ("=0.005", MoneyUnit.YUAN, 1),
        ("=-0.005", MoneyUnit.YUAN, -1),
        ("=-(2-5)", MoneyUnit.YUAN, 300),
        ("=-2−-3", MoneyUnit.YUAN, 100),
    ],
)
def test_sums_are_amounts(typed, unit, fen):
    assert read_amount(typed, unit) == fen


@pytest.mark.parametrize(
    "typed",
    ["=", "=1+", "=(1", "=1)", "=1/0", "=2**3", "=A1+B2", "=SUM(1,2)", "=__import__('os')", "=9" + "9" * 40, "=" + "(" * 300],
)
def test_what_is_no_sum_stays_as_typed(typed):
    assert read_amount(typed) == Unread(typed)


@given(st.text(alphabet="0123456789.,+-*/()=万元 （）", max_size=40))
def test_no_text_breaks_the_reader(text):
    try:
        assert isinstance(evaluate(text), Fraction)
    except FormulaError:
        assert isinstance(read_amount("=" + text), int | Unread)


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(MoneyUnit))
def test_text_typed_in_a_unit_means_the_same_to_a_reader_of_wan(amount, unit):
    typed = show_exact(amount, unit)
    assert read_amount(as_wan(typed, unit)) == amount


@given(st.text(alphabet="0123456789.,-=万元", max_size=24), st.sampled_from(MoneyUnit))
def test_what_cannot_be_read_in_a_unit_is_not_read_in_the_other(text, unit):
    meant, kept = read_amount(text, unit), read_amount(as_wan(text, unit))
    assert meant == kept or (isinstance(meant, Unread) and isinstance(kept, Unread))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("见附表", UnreadReason.NO_NUMBER),
        ("12..5", UnreadReason.NO_NUMBER),
        ("999999999999", UnreadReason.TOO_LARGE),
        ("9" * 30 + "元", UnreadReason.TOO_LARGE),
        ("1.2345678", UnreadReason.TOO_FINE),
        ("12.345元", UnreadReason.TOO_FINE),
    ],
)
def test_why_text_is_no_amount(typed, why):
    assert read_amount(typed) == Unread(typed)
    assert why_unread(typed) is why


@pytest.mark.parametrize(
    ("typed", "unit", "shown"),
    [
        ("80366.125", MoneyUnit.YUAN, "80366.125元"),
        ("80366", MoneyUnit.YUAN, "80366元"),
        ("80366", MoneyUnit.WAN, "80366"),
        ("8.0366万", MoneyUnit.YUAN, "8.0366万"),
        ("=12+3.5*4", MoneyUnit.WAN, "26"),
        ("=12+3.5*4", MoneyUnit.YUAN, "26元"),
        ("=3*200元", MoneyUnit.WAN, "600元"),
        ("=3*2万", MoneyUnit.YUAN, "6"),
        ("见附表", MoneyUnit.YUAN, "见附表"),
        ("", MoneyUnit.YUAN, ""),
        ("—", MoneyUnit.YUAN, "—"),
    ],
)
def test_text_of_another_unit_says_so(typed, unit, shown):
    assert as_wan(typed, unit) == shown
