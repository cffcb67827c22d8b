"""What cells show: signs, words and scales of formats, all digits of amounts, dates."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.incoming.number_format import read_format, shown

DAY = date(2026, 3, 1)
MORNING = datetime.fromisoformat("2026-03-01 08:05")
ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.125, "0%", "12.5%"),
        (0.95, "0.00%", "95.00%"),
        (1 / 3, "0.0%", "33.3%"),
        (464.396, "#,##0.00", "464.396"),
        (95.0, "0.00", "95.00"),
        (1 / 3, "0.00", "0.333333"),
        (0.1 + 0.2, "", "0.3"),
        (2010301.0, "", "2010301"),
        (201, "0000", "0201"),
        (4643960.0, "0!.0,", "464.396"),
        (4643960.0, r'0\.0,"万"', "464.396万"),
        (1234567.0, "#,##0,", "1234.567"),
        (5.0, '"≥"0', "≥5"),
        (3.0, '0"个"', "3个"),
        (12.5, "¥0.00", "¥12.50"),
        (-5.0, "0.00_);[Red](0.00)", "(5.00)"),
        (-5.0, ACCOUNTING, "-5.00"),
        (0.0, ACCOUNTING, "-"),
        (0.0, "#,##0.00", "0.00"),
        (-0.5, "0.00", "-0.50"),
        (3.0, "General", "3"),
        (1e300, "", "1e+300"),
        (True, "", "TRUE"),
        ("甲\r\n乙\r", "", "甲\n乙\n"),
        (46082.0, 'yyyy"年"m"月"', "2026年3月"),
        (DAY, "yyyy/m/d", "2026/3/1"),
        (DAY, "", "2026-03-01"),
        (MORNING, "h:mm", "8:05"),
        (MORNING.replace(hour=0, minute=0), "", "2026-03-01"),
        (MORNING, "", "2026-03-01 08:05"),
        (time(8, 30), "", "08:30"),
        (timedelta(hours=30), "", "1 day, 6:00:00"),
    ],
)
def test_shown(value, code, text):
    assert shown(value, code) == text


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#?.,%;"-+ \\!_*[]年Ee@ymdhsGA甲', max_size=12))
def test_no_format_fails(value, code):
    assert isinstance(shown(value, code), str)


@given(st.integers(-(10**12), 10**12))
def test_amounts_keep_their_fen(fen):
    text = shown(fen / 100, "#,##0.00")
    assert round(float(text) * 100) == fen
    assert len(text.partition(".")[2]) == 2


def test_formats_are_taken_apart_once():
    assert read_format("0.00%") is read_format("0.00%")
