"""Which 错误 follow from others: one slip breaks several 勾稽关系, and only the slip has to be mended.

A difference between figures of the tables follows from smaller differences when their lines are among its own and it is
exactly their sum. Any difference follows from a line at fault: one of its own whose amount cannot be read, is missing or
negative, or one whose code has no place and whose amount is what is missing. Nothing is known here about single rules, so
this holds for the equations of every pack. That a figure is out of scale, which is asked where no difference shows it,
follows from whatever says so of the same line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from models.book.places import BalancePart, Place
from models.book.records import Book
from models.checks.balance_lines import signed_lines
from models.checks.findings import Finding, FindingKey, Severity
from models.published.context import Context

_OUT_OF_SCALE: Final = ("X-29b", "X-29a", "X-29c")
"""The 核实 that a figure is out of scale, the nearest to its cause first."""

_Slot = tuple[str, str, bool]
"""Function code, source and year of a line: where income is compared with what needs it."""

_OF_MONEY: Final = frozenset({"amount", "function", "economic", "source", "carried"})
"""The fields of a line that say how much it is and where it belongs."""


class _Difference(NamedTuple):
    """A finding with the lines that make its gap, each with its contribution (fen) and the sign of its side.

    ``slot``: that of its own line.
    """

    finding: Finding
    gap: int
    lines: Mapping[Place, int]
    signs: Mapping[Place, int]
    slot: _Slot | None = None


class _Fault(NamedTuple):
    """A 错误 about one line of money: ``place`` is that of the line's amount."""

    finding: Finding
    place: Place
    amount: int
    slot: _Slot | None

    @property
    def is_of_amount(self) -> bool:
        """Whether the amount itself is wrong, and not where it belongs."""
        return self.finding.place.field == self.place.field

    @property
    def side(self) -> int:
        """The sign of its side where income is compared with what needs it."""
        return 1 if self.place.page == "income" else -1

    @property
    def as_difference(self) -> _Difference:
        """The money of the line, which is missing where it has no place."""
        lines = {self.place: self.amount} if self.amount and not self.is_of_amount else {}
        return _Difference(self.finding, self.amount, lines, {})


def with_causes(context: Context, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The same findings; one that follows from others names the first of them in ``follows``."""
    return _with_the_slip(_with_differences(context, findings))


def _with_differences(context: Context, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    alone = [finding for finding in errors if finding.balance is None and finding.place.field in _OF_MONEY]
    faults = _faults(context, alone)
    causes = [fault.as_difference for fault in faults]
    follows = _of_one_cell(alone)
    for each in _differences(context, errors, at_least=1 if faults else 2):
        cause = _cause(each, causes) if _is_between_tables(each.finding) else None
        cause = cause or _fault_behind(each, faults)
        if cause is not None:
            follows[id(each.finding)] = follows.get(id(cause), cause.key)
        if cause is None or not _is_between_tables(each.finding):
            causes.append(each)
    return tuple(replace(f, follows=follows[id(f)]) if id(f) in follows else f for f in findings) if follows else tuple(findings)


def _with_the_slip(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The same findings; one of a figure out of scale follows from the first 错误 about its line, else from another of its kind."""
    asked = sorted((f for f in findings if f.code in _OUT_OF_SCALE), key=lambda f: _OUT_OF_SCALE.index(f.code))
    if not asked:
        return findings
    before = [f for f in findings if f.severity is Severity.ERROR and f.code not in _OUT_OF_SCALE]
    slips: dict[int, Finding] = {}
    for finding in asked:
        cause = next((f for f in before if finding.place.line in _lines_of(f)), None) if finding.place.line else None
        if cause is not None:
            slips[id(finding)] = replace(finding, follows=cause.follows or cause.key)
        before.append(finding)
    return tuple(slips.get(id(finding), finding) for finding in findings)


def _lines_of(finding: Finding) -> set[int]:
    """The lines that a finding names, and those whose amounts it adds up."""
    sides = (*finding.balance.left, *finding.balance.right) if finding.balance else ()
    return {finding.place.line, *(part.place.line for part in sides)}


def _faults(context: Context, errors: Sequence[Finding]) -> Sequence[_Fault]:
    """The first 错误 about each line, of those that compare nothing: about its amount, or where it belongs."""
    about: dict[int, Finding] = {}
    for finding in errors:
        about.setdefault(finding.place.line, finding)
    parts = context.parts if about else {}
    slots = _slots(context.book) if about else {}
    faults = []
    for line, finding in about.items():
        part = parts.get(line) or BalancePart(replace(finding.place, field="amount"), 0)
        faults.append(_Fault(finding, part.place, part.amount, slots.get(line)))
    return faults


def _of_one_cell(errors: Sequence[Finding]) -> dict[int, FindingKey]:
    """By id those of the 错误 about a cell of which another one speaks before: one entry mends them all."""
    first: dict[Place, Finding] = {}
    return {id(f): first[f.place].key for f in errors if f.place.line and first.setdefault(f.place, f) is not f}


def _slots(book: Book) -> Mapping[int, _Slot]:
    """By id, where each line of income, and each that needs some, is compared."""
    funding = (part for project in book.projects for part in project.funding)
    lines: tuple[Any, ...] = (*book.basic, *book.others, *book.carry_forward, *funding, *book.income)
    return {line.id: (line.function, line.source, line.carried) for line in lines}


def _differences(context: Context, errors: Sequence[Finding], *, at_least: int) -> Sequence[_Difference]:
    """Those of the 错误 that compare two sums, those of fewest lines first; none where a single one could follow from nothing."""
    compared = [(f, f.balance) for f in errors if f.balance is not None]
    if len(compared) < at_least:
        return ()
    slots, found = _slots(context.book), []
    for finding, balance in compared:
        signed, signs = signed_lines(context, balance)
        lines = {place: share for place, share in signed.items() if share}
        found.append(_Difference(finding, balance.gap, lines, signs, slots.get(finding.place.line)))
    return sorted(found, key=lambda each: (_is_between_tables(each.finding), len(each.lines)))


def _is_between_tables(finding: Finding) -> bool:
    balance = finding.balance
    return balance is not None and all(part.place.page == "table" for part in (*balance.left, *balance.right))


def _cause(difference: _Difference, causes: Sequence[_Difference]) -> Finding | None:
    """The first of the causes whose gaps add up to this one, or to all that is too much; None when they do not."""
    taken: set[Place] = set()
    explained, first = 0, None
    for cause in causes:
        sign = _direction(cause.lines, difference.lines)
        if sign and taken.isdisjoint(cause.lines):
            taken.update(cause.lines)
            explained += sign * cause.gap
            first = first or cause.finding
    at_most = difference.finding.balance is not None and difference.finding.balance.at_most
    return first if explained == difference.gap or (at_most and explained > difference.gap) else None


def _fault_behind(difference: _Difference, faults: Sequence[_Fault]) -> Finding | None:
    """The first fault that explains a difference: of a line of its own that has too little, or of one that it misses."""
    for fault in faults:
        share, sign = difference.lines.get(fault.place, 0), difference.signs.get(fault.place, 0)
        if fault.slot is not None and fault.slot == difference.slot:  # a line without an amount is in no sum
            sign = fault.side
        if difference.gap * (-sign if fault.is_of_amount else share) > 0:
            return fault.finding
    if _is_between_tables(difference.finding):
        return None
    elsewhere = [fault for fault in faults if not fault.is_of_amount and fault.place not in difference.signs and fault.amount]
    alone = next((fault.finding for fault in elsewhere if fault.amount == difference.gap), None)
    all_of_them = elsewhere and sum(fault.amount for fault in elsewhere) == difference.gap
    return alone or (elsewhere[0].finding if all_of_them else None)


def _direction(part: Mapping[Place, int], whole: Mapping[Place, int]) -> int:
    """1 where all lines of ``part`` have the same share in ``whole``, -1 where all have the opposite one, else 0."""
    if not part:
        return 0
    return next((sign for sign in (1, -1) if all(whole.get(place) == sign * share for place, share in part.items())), 0)
