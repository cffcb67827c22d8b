"""The totals of a book's facts while it is edited: by key, and the income that the spending needs.

Edits that change only amounts (nearly all) update the totals; any other edit (a code, a new line) recomputes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from models.book.facts import (
    BESIDE,
    INCOME,
    Fact,
    FactReader,
    Key,
    Need,
    Tally,
    income_fact,
    income_key,
    income_needs,
    tally_facts,
)
from models.book.records import Book, IncomeLine
from models.values.codes import Codes


class Sums(Struct, frozen=True, dict=True):
    """The totals of one book; ``lines`` holds the facts of each line, page by page."""

    lines: Sequence[Sequence[tuple[Fact, ...]]]
    needs: tuple[Need, ...]
    tallies: tuple[Tally, ...]

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts that are not zero, income before the streams that need none."""
        return _all_facts(_not_zero(self.lines), self.needs)


def book_facts(book: Book, codes: Codes, *, withheld_counts: bool) -> tuple[Fact, ...]:
    """All facts of a book that are not zero. ``withheld_counts``: published totals include 不予公开 amounts."""
    return FactSums(codes, withheld_counts=withheld_counts).update(book).facts


class FactSums:
    """Keeps the totals of a book. A tally or a need that does not change stays the same object."""

    def __init__(self, codes: Codes, *, withheld_counts: bool) -> None:
        self._reader = FactReader(codes, withheld_counts=withheld_counts)
        self._income: tuple[IncomeLine, ...] | None = None
        self._sums = Sums((), (), ())
        self._tally_at: dict[tuple[str, Key], int] = {}
        self._need_at: dict[tuple[str, str, bool], int] = {}

    def update(self, book: Book) -> Sums:
        """The totals of this book, updated from those of the last one where only amounts differ."""
        removed, added = self._reader.exchange(book)
        lines = self._reader.read(book)
        changed = _changes(removed, added) if self._income is book.income else None
        self._income = book.income
        sums = self._updated(lines, changed) if changed is not None else None
        self._sums = sums or self._recomputed(book, lines)
        return self._sums

    def _recomputed(self, book: Book, lines: Sequence[Sequence[tuple[Fact, ...]]]) -> Sums:
        facts = _not_zero(lines)
        needs = income_needs(book, (fact for fact in facts if fact.stream not in BESIDE))
        tallies = tally_facts(_all_facts(facts, needs))
        self._need_at = {(need.function, need.source, need.carried): at for at, need in enumerate(needs)}
        self._tally_at = {(tally.stream, tally.key): at for at, tally in enumerate(tallies)}
        return Sums(lines, needs, tallies)

    def _updated(self, lines: Sequence[Sequence[tuple[Fact, ...]]], changed: dict[tuple[str, Key], int]) -> Sums | None:
        """The totals with changed amounts; None when some income becomes zero or stops being zero."""
        needed: dict[tuple[str, str, bool], int] = {}
        for (stream, key), more in changed.items():
            if stream not in BESIDE:
                slot = key.function, key.source, key.carried
                needed[slot] = needed.get(slot, 0) + more
        needs, tallies = list(self._sums.needs), list(self._sums.tallies)
        for slot, more in needed.items():
            at = self._need_at[slot]
            was, now = needs[at], replace(needs[at], needed=needs[at].needed + more)
            if bool(was.income) != bool(now.income):
                return None
            needs[at] = now
            if now.income != was.income:
                changed[INCOME, income_key(now)] = now.income - was.income
        for stream_key, more in changed.items():
            at = self._tally_at[stream_key]
            tallies[at] = tallies[at]._replace(amount=tallies[at].amount + more)
        return Sums(lines, tuple(needs), tuple(tallies))


def _changes(removed: Sequence[Fact], added: Sequence[Fact]) -> dict[tuple[str, Key], int] | None:
    """The change of each key in fen; None when more than amounts differ, or an amount becomes or stops being zero."""
    more: dict[tuple[str, Key], int] = {}
    if len(removed) != len(added):
        return None
    for was, now in zip(removed, added, strict=True):
        if was is now:
            continue
        if (was.stream, was.key, was.lines) != (now.stream, now.key, now.lines) or bool(was.amount) != bool(now.amount):
            return None
        more[now.stream, now.key] = more.get((now.stream, now.key), 0) + now.amount - was.amount
    return {slot: by for slot, by in more.items() if by}


def _not_zero(lines: Iterable[Iterable[tuple[Fact, ...]]]) -> list[Fact]:
    return [fact for page in lines for fact in chain.from_iterable(page) if fact[2]]


def _all_facts(facts: Sequence[Fact], needs: Iterable[Need]) -> tuple[Fact, ...]:
    income = [income_fact(need) for need in needs if need.income]
    uses = [fact for fact in facts if fact.stream not in BESIDE]
    return (*uses, *income, *facts[len(uses) :])
