"""Parts of a form that add other parts by name: columns, lines, rows of 固定资产."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Summed(Protocol):
    """A part: its id, and the ids of the parts that it adds (none: it is a leaf)."""

    @property
    def id(self) -> str: ...  # noqa: D102

    @property
    def sum(self) -> tuple[str, ...]: ...  # noqa: D102


def leaves(parts: Iterable[Summed], wanted: str) -> tuple[str, ...]:
    """The ids of the leaves that ``wanted`` adds; its own id where it adds none, or is not one of the parts."""
    return _leaves({part.id: part.sum for part in parts if part.sum}, wanted)


def sums_above(parts: Iterable[Summed]) -> dict[str, list[str]]:
    """For every part the ids of the parts that count it, itself included, in their order; a sum itself counts nothing."""
    sums = {part.id: part.sum for part in parts}
    above: dict[str, list[str]] = {part: [] for part in sums}
    for part in sums:
        for leaf in _leaves(sums, part):
            above[leaf].append(part)
    return above


def _leaves(sums: dict[str, tuple[str, ...]], wanted: str) -> tuple[str, ...]:
    added = sums.get(wanted, ())
    return tuple(leaf for part in added for leaf in _leaves(sums, part)) if added else (wanted,)
