"""How the columns of a sheet share its width: groups of columns, and columns in which no amount prints as ####."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final

from models.paper.text_measure import text_width

_BESIDE_FIGURE: Final = 2.5
"""Characters that the cell of a number needs beside its digits."""


@lru_cache(maxsize=64)
def parted(widths: Sequence[float], shares: Sequence[float]) -> tuple[tuple[int, int], ...]:
    """The columns after the first in groups whose widths are nearly as ``shares`` say: (first column, how many) of each.

    There must be a column for each group.
    """

    def unevenness(cuts: Sequence[int]) -> float:
        edges = _between(cuts, len(widths))
        return sum(sum(widths[a - 1 : b - 1]) ** 2 / share for (a, b), share in zip(edges, shares, strict=True))

    cuts = min(combinations(range(3, len(widths) + 1), len(shares) - 1), key=unevenness)
    return tuple((a, b - a) for a, b in _between(cuts, len(widths)))


def _between(cuts: Sequence[int], last: int) -> Iterator[tuple[int, int]]:
    return pairwise((2, *cuts, last + 1))


def wide_enough(widths: Sequence[float], amounts: Iterable[tuple[int, int, str]]) -> tuple[float, ...]:
    """The widths, larger where an amount needs it; ``amounts`` are (column, columns, text)."""
    wider = list(widths)
    for at, columns, text in amounts:
        lacking = text_width(text) + _BESIDE_FIGURE - sum(wider[at - 1 : at - 1 + columns])
        if text and lacking > 0:
            wider[at - 1] += lacking
    return tuple(wider)
