"""Count, sum and average of selected numbers: exact whole numbers, rounded once."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from models.values.money import LARGEST, MoneyUnit
from models.values.summary import summary_of

fens = st.integers(-LARGEST, LARGEST)


@given(st.lists(fens, min_size=2, max_size=30), st.sampled_from(MoneyUnit))
def test_the_sum_is_that_of_the_fen_and_rounded_last(amounts, unit):
    shown = summary_of([(amount, unit) for amount in amounts], [])
    with localcontext(prec=60):
        total = Decimal(sum(amounts)) / unit.value
        expected = [(n.quantize(Decimal("0.01"), ROUND_HALF_UP) + 0) for n in (total, total / len(amounts))]
    assert [Decimal(text.replace(",", "")) for text in (shown.total, shown.average)] == expected
    assert shown.count == str(len(amounts))


@given(st.lists(st.decimals(-(10**6), 10**6, places=3), min_size=2, max_size=10))
def test_quantities_add_up_with_every_digit(quantities):
    shown = summary_of([], quantities)
    assert Decimal(shown.total.replace(",", "")) == sum(quantities)
    assert not shown.total.endswith(".")


def test_a_third_of_a_fen_is_rounded_once():
    assert summary_of([(1, MoneyUnit.YUAN), (0, MoneyUnit.YUAN), (0, MoneyUnit.YUAN)], []).average == "0.00"
    assert summary_of([], [Decimal(10), Decimal(0), Decimal(0)]).average == "3.33"


def test_the_sum_of_numbers_has_their_decimals():
    """Two cells 「18.00」 have the sum 36.00, and two pieces the sum 36."""
    for texts, total, average in (
        (("18.00", "18.00"), "36.00", "18.00"),
        (("18", "18"), "36", "18"),
        (("18", "19"), "37", "18.5"),
        (("2.5", "2.500"), "5.000", "2.500"),
        (("1000.00", "0.50"), "1,000.50", "500.25"),
    ):
        shown = summary_of([], [Decimal(text) for text in texts])
        assert (shown.total, shown.average) == (total, average)


def test_one_number_and_numbers_without_a_common_unit():
    assert summary_of([(5, MoneyUnit.WAN)], []) is None
    assert summary_of([], []) is None
    for amounts, quantities in (([(5, MoneyUnit.WAN)], [Decimal(3)]), ([(5, MoneyUnit.WAN), (5, MoneyUnit.YUAN)], [])):
        shown = summary_of(amounts, quantities)
        assert (shown.count, shown.total, shown.average) == ("2", "", "")
