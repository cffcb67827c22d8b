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
    """Where the last step ended: the stop, where the cursor stood then, the 错误 there were, and the whole tour in order.

    ``ahead``: the places from the tour's start onwards, which may have to stand for it.
    """

    stop: _Stop
    cursor: Place
    errors: AbstractSet[FindingKey]
    order: Sequence[FindingKey]
    ahead: Sequence[Place]


class _State(NamedTuple):
    """What follows from one state of the book."""

    marks: Marks
    positions: Positions
    stops: Sequence[_Stop]


class FindingTour:
    """Chooses the finding to visit next. A tour begins at the cursor, and anew when the cursor has left a finding unmended.

    A mended finding keeps its position in the tour, so that the next step goes to the one behind it, also where its line is
    gone and those below have moved up. A new 错误 begins a new tour: it comes before the 核实 and 提示 that are left.
    """

    def __init__(self, open_book: OpenBook) -> None:
        self._open_book = open_book
        self._start = Place("")
        self._anchor = Position(0)
        """The position of ``_start``."""
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
        if last is not None and not self._begins_anew(last, stops, cursor):
            return by_key[self._next_of(last, stops, step).key]
        start = cursor
        if last is not None:
            following = self._next_of(last, stops, step)
            is_mended_error = following.round == last.stop.round == 0 and _is_gone(last, stops)
            start = following.key.place if is_mended_error else last.stop.key.place if last.cursor == cursor else cursor
        self._begin_at(start)
        self._direction = step
        return by_key[self._in_order(stops)[0].key]

    def _next_of(self, last: _Visit, stops: Sequence[_Stop], step: int) -> _Stop:
        """The stop that follows (1) the last one visited, or comes before it (-1)."""
        order = self._in_order(stops)
        return order[self._number_of(last, stops, forwards=step * self._direction > 0) % len(order)]

    def _number_of(self, last: _Visit, stops: Sequence[_Stop], *, forwards: bool) -> int:
        numbers = {stop.key: at for at, stop in enumerate(self._in_order(stops))}
        here = last.order.index(last.stop.key)
        if last.stop.key in numbers:
            return numbers[last.stop.key] + (1 if forwards else -1)
        before = next((numbers[key] for key in reversed(last.order[:here]) if key in numbers), -1)
        behind = next((numbers[key] for key in last.order[here + 1 :] if key in numbers), len(stops))
        place = self._in_order([*stops, last.stop]).index(last.stop)  # what is new may have come between them
        return max(before + 1, min(place, behind)) - (0 if forwards else 1)

    def _begin_at(self, place: Place) -> None:
        self._start, self._anchor = place, self._now.positions.of(place)

    def arrive(self, finding: Finding, cursor: Place) -> None:
        """Note that a finding is shown and where the cursor stands; the next step goes on from here."""
        book, stops = self._open_book, self._now.stops
        if self._last is None:
            self._begin_at(finding.place)
        stop = _stop(finding, _ROUNDS.get(book.marks.mark(finding), 1), self._now.positions.of(finding.place))
        order = self._in_order([*(other for other in stops if other.key != stop.key), stop])
        ahead = [other.key.place for other in order if self._is_ahead(other)]
        self._last = _Visit(stop, cursor, _errors(stops), [other.key for other in order], ahead)

    @property
    def _now(self) -> _State:
        """The stops and positions in the present state of the book."""
        book = self._open_book
        if self._state is None or self._state.marks is not book.marks:
            positions = Positions(book.book, book.pack)
            self._state = _State(book.marks, positions, _stops(book.marks, positions))
            self._keep_start(positions)
        return self._state

    def _keep_start(self, positions: Positions) -> None:
        """The start stays with its line when others come and go above it; when that is gone, with the next one."""
        if not positions.knows(self._start) and self._last is not None:
            left = sorted(filter(positions.knows, self._last.ahead), key=positions.of, reverse=self._direction < 0)
            self._start = left[0] if left else self._start
        if positions.knows(self._start):
            self._anchor = positions.of(self._start)

    def _begins_anew(self, last: _Visit, stops: Sequence[_Stop], cursor: Place) -> bool:
        return (last.cursor != cursor and not _is_gone(last, stops)) or not _errors(stops) <= last.errors

    def _in_order(self, stops: Sequence[_Stop]) -> list[_Stop]:
        """Round after round, each in the direction of the tour from its anchor to its anchor."""
        order = sorted(stops, reverse=self._direction < 0)
        return sorted(order, key=lambda stop: (stop.round, not self._is_ahead(stop)))

    def _is_ahead(self, stop: _Stop) -> bool:
        return stop.position >= self._anchor if self._direction > 0 else stop.position <= self._anchor


def _is_gone(last: _Visit, stops: Sequence[_Stop]) -> bool:
    return all(stop.key != last.stop.key for stop in stops)


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
