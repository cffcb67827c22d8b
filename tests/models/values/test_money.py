"""Money: read as people type it, kept as fen, shown half up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.money import LARGEST, MoneyUnit, Unread, fen, read_amount, show_exact, show_wan


@pytest.mark.parametrize(
    ("typed", "unit", "expected"),
    [
        ("464.396", MoneyUnit.WAN, 464_396_000),
        ("1,234.50", MoneyUnit.WAN, 1_234_500_000),
        ("１２．５", MoneyUnit.WAN, 12_500_000),
        ("68.8506万元", MoneyUnit.YUAN, 68_850_600),
        ("267.6 万", MoneyUnit.YUAN, 267_600_000),
        ("3000元", MoneyUnit.WAN, 300_000),
        ("40", MoneyUnit.YUAN, 4_000),
        ("0.000001", MoneyUnit.WAN, 1),
        (".5", MoneyUnit.YUAN, 50),
        ("12。5", MoneyUnit.WAN, 12_500_000),
        ("１，２３４。５元", MoneyUnit.WAN, 123_450),
        ("=12。5+1", MoneyUnit.WAN, 13_500_000),
        ("-3", MoneyUnit.YUAN, -300),
        ("−1.5", MoneyUnit.WAN, -1_500_000),
        ("–1.5万元", MoneyUnit.YUAN, -1_500_000),
        ("(1.5)", MoneyUnit.WAN, -1_500_000),
        ("（1，234.5）", MoneyUnit.YUAN, -123_450),
        ("¥ (1.5)", MoneyUnit.WAN, -1_500_000),
        ("(1.5)元", MoneyUnit.WAN, -150),
        ("（1.5元）", MoneyUnit.WAN, -150),
        ("'1.5", MoneyUnit.WAN, 1_500_000),
        ("’-1.5", MoneyUnit.WAN, -1_500_000),
        ("'(1.5)", MoneyUnit.WAN, -1_500_000),
        ("5①", MoneyUnit.WAN, Unread("5①")),
        ("5²", MoneyUnit.WAN, Unread("5²")),
        ("１２⑴", MoneyUnit.WAN, Unread("１２⑴")),
        ("−", MoneyUnit.WAN, None),
        ("(-1.5)", MoneyUnit.WAN, Unread("(-1.5)")),
        ("(12,5)", MoneyUnit.WAN, Unread("(12,5)")),
        ("(1.5元)元", MoneyUnit.WAN, Unread("(1.5元)元")),
        ("()", MoneyUnit.WAN, Unread("()")),
        ("''1.5", MoneyUnit.WAN, Unread("''1.5")),
        ("0", MoneyUnit.WAN, 0),
        ("", MoneyUnit.WAN, None),
        ("—", MoneyUnit.WAN, None),
        ("见附表", MoneyUnit.WAN, Unread("见附表")),
        ("0.0000001", MoneyUnit.WAN, Unread("0.0000001")),
        ("1,23", MoneyUnit.WAN, Unread("1,23")),
        ("12,5", MoneyUnit.YUAN, Unread("12,5")),
        ("0,125", MoneyUnit.YUAN, Unread("0,125")),
        ("=0,125+1", MoneyUnit.YUAN, Unread("=0,125+1")),
        ("12 5", MoneyUnit.YUAN, Unread("12 5")),
        ("１２　３４", MoneyUnit.YUAN, Unread("１２　３４")),
        ("=12 5+1", MoneyUnit.YUAN, Unread("=12 5+1")),
        ("1 234 567.5 元", MoneyUnit.YUAN, 123_456_750),
        (" 12 .5 ", MoneyUnit.YUAN, 1_250),
        ("1,2345", MoneyUnit.WAN, Unread("1,2345")),
        ("12。", MoneyUnit.WAN, Unread("12。")),
        ("1.2.3", MoneyUnit.WAN, Unread("1.2.3")),
        ("９" * 40, MoneyUnit.WAN, Unread("９" * 40)),
        ("１e5", MoneyUnit.WAN, Unread("１e5")),
        ("万元", MoneyUnit.WAN, Unread("万元")),
    ],
)
def test_amounts_are_read_as_people_type_them(typed, unit, expected):
    assert read_amount(typed, unit) == expected


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (464_396_000, "464.40"),
        (4_000, "0.00"),
        (5_000, "0.01"),
        (-5_000, "-0.01"),
        (-4_000, "0.00"),
        (15_000, "0.02"),
        (0, "0.00"),
        (8_644_220_000, "8644.22"),
    ],
)
def test_a_figure_is_rounded_half_up_when_it_is_shown(amount, shown):
    assert show_wan(amount) == shown


def test_unread_text_and_blanks_count_as_nothing_and_are_kept():
    assert fen(Unread("见附表")) == fen(None) == 0
    assert read_amount("见附表").text == "见附表"


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(MoneyUnit))
def test_every_amount_is_typed_back_from_its_exact_text(amount, unit):
    assert read_amount(show_exact(amount, unit), unit) == amount


@given(st.text())
def test_no_text_breaks_the_reader(text):
    assert isinstance(read_amount(text), int | Unread | None)
