"""The term of publication: 20 days after the 批复 (P-1, P-1a)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from models.book.places import Place
from models.book.records import Book
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.published.context import Context
from models.values.days import Day, days_after, days_between, iso, read_days
from models.values.text import shorten

_TERM: Final = 20
"""Days (预算法 §14; 实施条例 §6)."""

_PLACE: Final = Place("cover", field="approved")


class Term(Struct, frozen=True):
    """The day of the 批复, and the last day on which the document may be published."""

    approved: Day
    last: Day

    def words(self, today: Day | None) -> str:
        """``批复日期 2024-02-01，最迟 2024-02-21 公开，还有 5 天``; without a day nothing about what is left."""
        said = f"批复日期 {iso(self.approved)}，最迟 {iso(self.last)} 公开"
        if today is None:
            return said
        left = days_between(today, self.last)
        return f"{said}，{f'还有 {left} 天' if left > 0 else '就是今天' if left == 0 else f'已经过了 {-left} 天'}"

    def is_over(self, today: Day | None) -> bool:
        """Whether the last day is past."""
        return today is not None and days_between(today, self.last) < 0


def term_of(book: Book) -> Term | None:
    """The term of a book; None while its cover says no day of the 批复."""
    days = read_days(book.unit.approved)
    if days is None or days[0] != days[1]:
        return None
    return Term(days[0], days_after(days[0], _TERM))


def published_in_time(context: Context) -> Iterator[CheckResult]:
    """P-1: the document is published within 20 days of the 批复; asked in the budget's own year (预算法 §14; 实施条例 §6)."""
    term, today = term_of(context.book), context.today
    if term is not None and today is not None and term.is_over(today) and today[0] <= context.book.year:
        yield CheckResult(
            message=f"{term.words(today)}",
            place=_PLACE,
            values=(("批复日期", iso(term.approved)), ("最迟公开", iso(term.last))),
            remedy="还没有公开的，尽快公开；已经公开的，不用改",
        )


def approval_is_a_day(context: Context) -> Iterator[CheckResult]:
    """P-1a: 批复日期 is one day, of the budget's year or the year before; else the term cannot be told."""
    text = context.book.unit.approved.strip()
    if not text:
        return
    term, year = term_of(context.book), context.book.year
    if term is None:
        yield CheckResult(
            message=f"封面：批复日期“{shorten(text)}”不是哪一天，算不出最迟哪天公开",
            place=_PLACE,
            remedy=f"写成 {year}-02-01 这样",
        )
    elif term.approved[0] not in {year - 1, year}:
        yield CheckResult(
            message=f"封面：批复日期是 {term.approved[0]} 年的，预算年度是 {year} 年",
            place=_PLACE,
            remedy="核对是不是写错了年份",
        )


CHECKS: Final = (
    Check("P-1", published_in_time),
    Check("P-1a", approval_is_a_day, reads=("unit", "year")),
)
