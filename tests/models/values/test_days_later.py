"""Days counted: the term of 20 days crosses months, years and leap days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.values.days import days_after, days_between, iso


def day_of(made: date) -> tuple[int, int, int]:
    return made.year, made.month, made.day


@given(st.dates(date(1990, 1, 1), date(2199, 1, 1)), st.integers(0, 800))
def test_days_are_those_of_the_calendar(first, count):
    last = first + timedelta(days=count)
    assert days_after(day_of(first), count) == day_of(last)
    assert days_between(day_of(first), day_of(last)) == count
    assert days_between(day_of(last), day_of(first)) == -count
    assert iso(day_of(first)) == first.isoformat()
