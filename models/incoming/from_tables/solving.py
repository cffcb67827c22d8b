"""Finds amounts whose sums are known: whole, none negative, as few as can be; and tells whether others would do as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

_MOST_STEPS: Final = 4000
"""Steps of the search for one code; a code has some ten sums and rarely needs twenty steps."""


class Sum(NamedTuple):
    """The amounts at these positions are ``value`` together, in fen."""

    members: frozenset[int]
    value: int


class Solution(NamedTuple):
    """Position → amount in fen; ``only``: no other amounts give the same sums."""

    amounts: Mapping[int, int]
    only: bool


def solve(sums: Sequence[Sum]) -> Solution | None:
    """Amounts that give all sums, earlier positions preferred; None where there are none."""
    search = _Search(sums)
    search.run([each.value for each in sums], frozenset().union(*(each.members for each in sums)), {})
    if not search.found:
        return None
    return Solution(search.found[0], len(search.found) == 1)


class _Search:
    def __init__(self, sums: Sequence[Sum]) -> None:
        self._members = [each.members for each in sums]
        self.found: list[dict[int, int]] = []
        self._steps = 0

    def run(self, left: list[int], alive: frozenset[int], chosen: dict[int, int]) -> None:
        """Go on with what is ``left`` of each sum; ends when two solutions are known."""
        self._steps += 1
        alive = alive.difference(*(members for members, value in zip(self._members, left, strict=True) if not value))
        tight = min(
            (at for at, value in enumerate(left) if value), key=lambda at: len(self._members[at] & alive), default=None
        )  # fmt: skip
        if tight is None:
            if chosen not in self.found:
                self.found.append(chosen)
            return
        for position in sorted(self._members[tight] & alive):
            if len(self.found) > 1 or self._steps > _MOST_STEPS:
                return
            touched = [at for at, members in enumerate(self._members) if position in members]
            amount = min((left[at] for at in touched), key=abs)
            rest = [value - amount if at in touched else value for at, value in enumerate(left)]
            self.run(rest, alive - {position}, {**chosen, position: amount})
