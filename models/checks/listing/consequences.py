"""Which 错误 follow from others: one slip of income breaks several 勾稽关系, and only the slip has to be mended.

A difference between figures of the tables follows from smaller differences when their lines are among its own and it is
exactly their sum. Nothing is known here about single rules, so this holds for the equations of every pack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from models.book.places import Place
from models.checks.balance_lines import signed_lines
from models.checks.findings import Finding, Severity
from models.published.context import Context


class _Difference(NamedTuple):
    """A finding with the lines that make its gap, each with its contribution (fen)."""

    finding: Finding
    gap: int
    lines: Mapping[Place, int]


def with_causes(context: Context, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The same findings; one that follows from others names the first of them in ``follows``."""
    differences = _differences(context, findings)
    if not any(_is_between_tables(each.finding) for each in differences):
        return tuple(findings)
    causes: list[_Difference] = []
    follows: dict[int, Finding] = {}
    for each in differences:
        cause = _cause(each, causes) if _is_between_tables(each.finding) else None
        if cause is None:
            causes.append(each)
        else:
            follows[id(each.finding)] = cause
    return tuple(replace(f, follows=follows[id(f)].key) if id(f) in follows else f for f in findings)


def _differences(context: Context, findings: Sequence[Finding]) -> Sequence[_Difference]:
    """The 错误 that compare two sums, those of fewest lines first; none where a single one could follow from nothing."""
    compared = [(f, f.balance) for f in findings if f.severity is Severity.ERROR and f.balance is not None]
    if len(compared) < 2:
        return ()
    found = []
    for finding, balance in compared:
        signed, _ = signed_lines(context, balance)
        found.append(_Difference(finding, balance.gap, {place: share for place, share in signed.items() if share}))
    return sorted(found, key=lambda each: (_is_between_tables(each.finding), len(each.lines)))


def _is_between_tables(finding: Finding) -> bool:
    balance = finding.balance
    return balance is not None and all(part.place.page == "table" for part in (*balance.left, *balance.right))


def _cause(difference: _Difference, causes: Sequence[_Difference]) -> Finding | None:
    """The first of the causes whose gaps add up to this one; None when they do not."""
    taken: set[Place] = set()
    explained, first = 0, None
    for cause in causes:
        sign = _direction(cause.lines, difference.lines)
        if sign and taken.isdisjoint(cause.lines):
            taken.update(cause.lines)
            explained += sign * cause.gap
            first = first or cause.finding
    return first if explained == difference.gap else None


def _direction(part: Mapping[Place, int], whole: Mapping[Place, int]) -> int:
    """1 where all lines of ``part`` have the same share in ``whole``, -1 where all have the opposite one, else 0."""
    if not part:
        return 0
    return next((sign for sign in (1, -1) if all(whole.get(place) == sign * share for place, share in part.items())), 0)
