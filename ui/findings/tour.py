"""The way of F8 and Shift+F8: 错误 first, then 核实 without a reason, then 提示, each from the cursor onwards and round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from models.book.places import Place
from models.checks.findings import Finding, FindingKey
from models.checks.listing.positions import Position, Positions
from ui.session.marks import Marks
from ui.session.open_book import OpenBook
from ui.theme.icons import Mark

_ROUNDS: Final = {Mark.ERROR: 0, Mark.VERIFY: 1, Mark.HINT: 2}
"""Which round visits a finding with this mark; an explained 核实 needs no visit."""


class _Stop(NamedTuple):
    """A finding to visit; stops of one round compare as their places follow each other. ``name`` is the key as a text."""

    round: int
    position: Position
    name: str
    key: FindingKey


class _Visit(NamedTuple):
    """Where the last step ended: the stop, where the cursor stood then, and the 错误 there were."""

    stop: _Stop
    cursor: Place
    errors: AbstractSet[FindingKey]


class _State(NamedTuple):
    """What follows from one state of the book."""

    marks: Marks
    positions: Positions
    stops: Sequence[_Stop]


class FindingTour:
    """Chooses the finding to visit next. A tour begins at the cursor, and anew when the cursor has left a finding unmended.

    A mended finding keeps its position in the tour, so that the next step goes to the one behind it. A new 错误 begins a
    new tour: it comes before the 核实 and 提示 that are left.
    """

    def __init__(self, open_book: OpenBook) -> None:
        self._open_book = open_book
        self._anchor = Position(0)
        self._direction = 1
        self._last: _Visit | None = None
        self._state: _State | None = None

    def next(self, step: int, cursor: Place, is_shown: Callable[[Finding], bool]) -> Finding | None:
        """The finding after (1) or before (-1) the last one visited, or the first from the cursor on; None without any.

        ``is_shown``: whether the filters of the list let a finding through.
        """
        book = self._open_book
        by_key = {finding.key: finding for finding in reversed(book.findings)}
        stops = [stop for stop in self._now.stops if is_shown(by_key[stop.key])]
        if not stops:
            return None
        last = self._last
        if last is None or self._begins_anew(last, stops, cursor):
            self._anchor = last.stop.position if last and last.cursor == cursor else self._now.positions.of(cursor)
            self._direction = step
            return by_key[self._in_order(stops)[0].key]
        here = next((stop for stop in stops if stop.key == last.stop.key), last.stop)
        order = self._in_order([*stops, here] if here is last.stop else stops)
        return by_key[order[(order.index(here) + step * self._direction) % len(order)].key]

    def arrive(self, finding: Finding, cursor: Place) -> None:
        """Note that a finding is shown and where the cursor stands; the next step goes on from here."""
        book = self._open_book
        position = self._now.positions.of(finding.place)
        if self._last is None:
            self._anchor = position
        stop = _stop(finding, _ROUNDS.get(book.marks.mark(finding), 1), position)
        self._last = _Visit(stop, cursor, _errors(self._now.stops))

    @property
    def _now(self) -> _State:
        """The stops and positions in the present state of the book."""
        book = self._open_book
        if self._state is None or self._state.marks is not book.marks:
            positions = Positions(book.book, book.pack)
            self._state = _State(book.marks, positions, _stops(book.marks, positions))
        return self._state

    def _begins_anew(self, last: _Visit, stops: Sequence[_Stop], cursor: Place) -> bool:
        is_mended = all(stop.key != last.stop.key for stop in stops)
        return (last.cursor != cursor and not is_mended) or not _errors(stops) <= last.errors

    def _in_order(self, stops: Sequence[_Stop]) -> list[_Stop]:
        """Round after round, each in the direction of the tour from its anchor to its anchor."""
        order = sorted(stops, reverse=self._direction < 0)
        ahead = [stop.position >= self._anchor if self._direction > 0 else stop.position <= self._anchor for stop in order]
        numbered = sorted(range(len(order)), key=lambda at: (order[at].round, not ahead[at], at))
        return [order[at] for at in numbered]


def _stops(marks: Marks, positions: Positions) -> Sequence[_Stop]:
    """The findings to visit. What follows from another one goes with it."""
    stops = {}
    for finding in marks.findings:
        mark = marks.mark(finding)
        if mark in _ROUNDS and finding.follows is None:
            stops[finding.key] = _stop(finding, _ROUNDS[mark], positions.of(finding.place))
    return list(stops.values())


def _stop(finding: Finding, number: int, position: Position) -> _Stop:
    return _Stop(number, position, f"{finding.code} {finding.place.key}", finding.key)


def _errors(stops: Sequence[_Stop]) -> AbstractSet[FindingKey]:
    return {stop.key for stop in stops if stop.round == _ROUNDS[Mark.ERROR]}
