"""Which 错误 follow from others: one slip of income breaks several 勾稽关系, and only the slip has to be mended.

A difference between figures of the tables follows from smaller differences when their lines are among its own and it is
exactly their sum. Nothing is known here about single rules, so this holds for the equations of every pack. That a figure is
out of scale, which is asked where no difference shows it, follows from whatever says so of the same line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from models.book.places import Place
from models.checks.balance_lines import signed_lines
from models.checks.findings import Finding, Severity
from models.published.context import Context

_OUT_OF_SCALE: Final = ("X-29b", "X-29a", "X-29c")
"""The 核实 that a figure is out of scale, the nearest to its cause first."""


class _Difference(NamedTuple):
    """A finding with the lines that make its gap, each with its contribution (fen)."""

    finding: Finding
    gap: int
    lines: Mapping[Place, int]


def with_causes(context: Context, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The same findings; one that follows from others names the first of them in ``follows``."""
    return tuple(_with_the_slip(_with_differences(context, findings)))


def _with_differences(context: Context, findings: Sequence[Finding]) -> tuple[Finding, ...]:
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


def _with_the_slip(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The same findings; one of a figure out of scale follows from the first 错误 about its line, else from another of its kind."""
    asked = [f for code in _OUT_OF_SCALE for f in findings if f.code == code]
    errors = [f for f in findings if asked and f.severity is Severity.ERROR and f.follows is None and f.code not in _OUT_OF_SCALE]
    for finding in findings:
        before = [*errors, *asked[: asked.index(finding)]] if finding in asked else []
        cause = next((f for f in before if finding.place.line in _lines_of(f)), None) if finding.place.line else None
        yield replace(finding, follows=cause.follows or cause.key) if cause else finding


def _lines_of(finding: Finding) -> set[int]:
    """The lines that a finding names, and those whose amounts it adds up."""
    sides = (*finding.balance.left, *finding.balance.right) if finding.balance else ()
    return {finding.place.line, *(part.place.line for part in sides)}


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
