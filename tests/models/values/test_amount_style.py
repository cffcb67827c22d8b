"""How an amount prints in the style of a form, and that what is printed is still the same money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.amount_style import UNITS, AmountStyle
from models.values.money import read_amount

GROUPED_YUAN = AmountStyle("元", 0, grouping=True)
TRIMMED = AmountStyle("万元", 2, zero="0", trim=True)


@pytest.mark.parametrize(
    ("style", "fen", "shown"),
    [
        (AmountStyle(), 464_396_000, "464.40"),
        (AmountStyle(), 0, ""),
        (AmountStyle(), -1, "0.00"),
        (GROUPED_YUAN, 15_621_112_300, "156,211,123"),
        (AmountStyle("元", 2, grouping=True), 37_151_465_500, "371,514,655.00"),
        (AmountStyle("元", 2, zero="—"), 0, "—"),
        (TRIMMED, 2_500_0000, "25"),
        (TRIMMED, 2_156_0000, "21.56"),
        (TRIMMED, 0, "0"),
    ],
)
def test_an_amount_prints_in_its_style(style, fen, shown):
    assert style.show(fen) == shown


@pytest.mark.parametrize(("zero", "shown"), [("", "0.00"), ("0", "0"), ("0.00", "0.00"), ("—", "0.00")])
def test_a_zero_in_a_sentence_is_a_number(zero, shown):
    style = AmountStyle(zero=zero)
    assert (style.in_text(0), style.in_text(25_000_000)) == (shown, "25.00")


@st.composite
def styles(draw):
    """A style that the reader of packs lets through."""
    unit = draw(st.sampled_from(sorted(UNITS)))
    decimals = draw(st.integers(0, 2 if unit == "元" else 6))
    zero = draw(st.sampled_from(["", "0", "—", f"{0:.{decimals}f}"]))
    return AmountStyle(unit, decimals, draw(st.booleans()), zero, draw(st.booleans()))


AMOUNTS = st.integers(-(10**15), 10**15)


@given(styles(), AMOUNTS)
def test_what_is_printed_is_read_back_as_the_rounded_amount(style, fen):
    printed = read_amount(style.show(fen), UNITS[style.unit])
    step = UNITS[style.unit].value // 10**style.decimals
    assert printed in ({None, 0} if fen == 0 else {int(style.number(fen) * UNITS[style.unit].value)})
    assert abs(Decimal(printed or 0) - fen) * 2 <= step


@given(styles(), AMOUNTS)
def test_every_digit_of_an_amount_is_read_back(style, fen):
    assert read_amount(style.exact(fen), UNITS[style.unit]) == fen
    assert read_amount(style.price(fen), UNITS[style.unit]) == fen
