"""Caches of results computed from parts of a book, keyed by the identity of these parts.

Books are immutable, so identity is enough; an edit leaves nearly every line the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import compress, count
from operator import is_not
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


def same_ends(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """How many items at the start and at the end are the same objects; the two stretches never overlap."""
    shorter = min(len(old), len(new))
    head = _leading(map(is_not, old, new), shorter)
    return head, _leading(map(is_not, reversed(old), reversed(new)), shorter - head)


def _leading(different: map[bool], most: int) -> int:
    return min(next(compress(count(), different), most), most)


class RememberedFunction(Generic[T, R]):
    """A function of single items of a sequence; a result is kept as long as its item stays in the sequence."""

    def __init__(self, function: Callable[[T], R]) -> None:
        self._function = function
        self._items: tuple[T, ...] = ()
        self._results: tuple[R, ...] = ()

    def __call__(self, items: tuple[T, ...]) -> tuple[R, ...]:
        """The results in the order of the items."""
        self.exchange(items)
        return self._results

    def exchange(self, items: tuple[T, ...]) -> tuple[Sequence[R], Sequence[R]]:
        """Replace the items. Returns the results of the items that went and of those that came in their place."""
        if items is self._items:
            return (), ()
        head, tail = same_ends(self._items, items)
        stretch = slice(head, len(self._items) - tail)
        removed = self._results[stretch]
        known = {id(item): result for item, result in zip(self._items[stretch], removed, strict=True)}
        added = [known[id(item)] if id(item) in known else self._function(item) for item in items[head : len(items) - tail]]
        self._results = (*self._results[:head], *added, *self._results[stretch.stop :])
        self._items = items
        return removed, added


class Memory:
    """The last result of each computation, kept as long as the parts that it was made of are the same objects."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def recall(self, key: Hashable, parts: tuple[object, ...], work: Callable[[], R]) -> R:
        """The result of ``work``, from the cache while ``parts`` are the same objects. ``key`` identifies the work."""
        kept = self._kept.get(key)
        if kept is None or len(kept[0]) != len(parts) or any(map(is_not, kept[0], parts)):
            kept = self._kept[key] = (parts, work())
        result: R = kept[1]
        return result

    def each(self, key: Hashable, items: tuple[T, ...], function: Callable[[T], R]) -> tuple[R, ...]:
        """The result of ``function`` for each item; called only for items that the last call with ``key`` did not have."""
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = ((), RememberedFunction(function))
        results: tuple[R, ...] = kept[1](items)
        return results
