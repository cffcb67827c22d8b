"""A date as a form has it typed, with day, with month or with the year alone: 2024年3月, 2024-03-01, 202403."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from functools import lru_cache
from typing import Final

from models.values.text import plain_name

Day = tuple[int, int, int]
"""Year, month, day."""

_MONTHS: Final = 12
_OPEN: Final = frozenset({"长期", "长期有效", "至今", "持续"})
"""Ends of a project that are no date and mean that there is none."""

_FORMS: Final = (
    re.compile(r"((?:19|20)[0-9]{2})年?(?:度)?"),
    re.compile(r"((?:19|20)[0-9]{2})年([0-9]{1,2})月?(?:份)?"),
    re.compile(r"((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})[日号]?"),
    re.compile(r"((?:19|20)[0-9]{2})[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?"),
    re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})?"),
)


@lru_cache(maxsize=1024)
def read_days(text: str) -> tuple[Day, Day] | None:
    """The first and the last day that a text means: all of a year or month where it names no day; None for any other text."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    match = next((found for form in _FORMS if (found := form.fullmatch(plain))), None)
    if match is None:
        return None
    year, month, day = (None if part is None else int(part) for part in (*match.groups(), None, None)[:3])
    if year is None or month == 0 or day == 0 or (month or 1) > 12:
        return None
    last = monthrange(year, month or 12)[1]
    if (day or 1) > last:
        return None
    return (year, month or 1, day or 1), (year, month or 12, day or last)


def days_after(day: Day, count: int) -> Day:
    """The day ``count`` days later, at least 0."""
    year, month, number = day[0], day[1], day[2] + count
    while number > (last := monthrange(year, month)[1]):
        number -= last
        year, month = (year, month + 1) if month < _MONTHS else (year + 1, 1)
    return year, month, number


def days_between(first: Day, last: Day) -> int:
    """How many days the second is after the first; less than 0 where it is before."""
    return _number_of(last) - _number_of(first)


def _number_of(day: Day) -> int:
    """The days since an imaginary 0-00-00."""
    year, month, number = day
    before = sum(monthrange(year, earlier)[1] for earlier in range(1, month))
    return 365 * year + (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400 + before + number


def iso(day: Day) -> str:
    """``2024-03-01``."""
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"


def is_date(text: str) -> bool:
    """Whether a text says a day, a month or a year, or that there is no end (长期)."""
    return plain_name(text) in _OPEN or read_days(text) is not None
