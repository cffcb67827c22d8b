"""Findings as data. Messages are plain Chinese and name both sides, their values and the difference."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import Final

from msgspec import Struct

from models.book.edits import Fix
from models.book.places import BalancePart, Place
from models.book.records import Book, Explanation


class Severity(StrEnum):
    """错误 blocks the submission; 核实 blocks it until the clerk writes why; 提示 only informs.

    没做完 is no finding about the data: the check itself failed. It blocks the submission too, and nothing explains it away.
    """

    UNFINISHED = "没做完"
    ERROR = "错误"
    VERIFY = "核实"
    HINT = "提示"


class Balance(Struct, frozen=True):
    """Two sums that should be equal and are not; ``models.checks.suspects`` looks for the cause in their parts.

    ``at_most``: the left may also be less than the right.
    """

    left: tuple[BalancePart, ...]
    right: tuple[BalancePart, ...]
    at_most: bool = False

    @property
    def gap(self) -> int:
        """Left sum less right sum, in the unit of the parts (fen; of quantities, millionths)."""
        return sum(part.amount for part in self.left) - sum(part.amount for part in self.right)


class CheckResult(Struct, frozen=True):
    """What a check function yields: a finding without code and severity. ``values`` are (name, shown value) pairs."""

    message: str
    place: Place
    other_place: Place | None = None
    values: tuple[tuple[str, str], ...] = ()
    remedy: str = ""
    fix: Fix | None = None
    balance: Balance | None = None


class FindingKey(Struct, frozen=True):
    """What a finding keeps while its values change: the code of its check and its place."""

    code: str
    place: Place


class Finding(CheckResult, frozen=True, kw_only=True, dict=True):
    """A result with the code and severity of its check: a fault in the data, never an exception.

    ``follows``: the finding of which this one is a consequence; it goes when that one is mended, and is not counted beside it.
    """

    code: str
    severity: Severity
    follows: FindingKey | None = None

    @property
    def key(self) -> FindingKey:
        """What tells this finding from the others of its book."""
        return FindingKey(self.code, self.place)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of message and values: an explanation lapses when it changes."""
        shown = "\n".join((self.message, *(f"{name}={value}" for name, value in self.values)))
        import hashlib  # noqa: PLC0415 - it loads OpenSSL, which the first paint does not need

        return hashlib.sha256(shown.encode()).hexdigest()[:16]


EXPLAINED: Final = "explained"
LAPSED: Final = "lapsed"
UNEXPLAINED: Final = "unexplained"


def explanation_of(book: Book, finding: Finding) -> Explanation | None:
    """The explanation written for this finding's place, whether it still applies or not."""
    code, place = finding.code, finding.place.key
    return next((e for e in book.explanations if e.code == code and e.place == place), None)


def explanation_state(book: Book, finding: Finding) -> str:
    """EXPLAINED, LAPSED (the values have changed since) or UNEXPLAINED."""
    explanation = explanation_of(book, finding)
    if explanation is None:
        return UNEXPLAINED
    return EXPLAINED if explanation.fingerprint == finding.fingerprint else LAPSED


def is_explained(book: Book, finding: Finding) -> bool:
    """Whether a finding is settled: a 核实 with a reason that applies."""
    return finding.severity is Severity.VERIFY and explanation_state(book, finding) == EXPLAINED


def blocking(book: Book, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What keeps a submission from being exported: checks that failed, the 错误, then the 核实 without a valid explanation.

    A consequence is not named beside its cause, which is a 错误 itself.
    """
    causes = [finding for finding in findings if finding.follows is None]
    asked = {severity: [f for f in causes if f.severity is severity] for severity in Severity}
    unexplained = (f for f in asked[Severity.VERIFY] if explanation_state(book, f) != EXPLAINED)
    return (*asked[Severity.UNFINISHED], *asked[Severity.ERROR], *unexplained)


def is_draft(book: Book, findings: Iterable[Finding]) -> bool:
    """Whether what leaves now is a 草稿 and marked as one, whatever the way out; else it may be a 正式件."""
    return bool(blocking(book, findings))


def count_blocking(in_the_way: Iterable[Finding]) -> tuple[int, int]:
    """Of what ``blocking`` gives: how many 错误, how many 核实 without an explanation."""
    severities = [finding.severity for finding in in_the_way]
    return severities.count(Severity.ERROR), severities.count(Severity.VERIFY)


def blocked_words(in_the_way: Iterable[Finding]) -> str:
    """``还有 2 处错误、1 处核实没有说明，正式件不能导出``; "" where nothing blocks the submission."""
    words = left_words(in_the_way)
    return f"{words}，正式件不能导出" if words else ""


def left_words(in_the_way: Iterable[Finding]) -> str:
    """``还有 2 处错误、1 处核实没有说明``; "" where nothing blocks the submission."""
    found = tuple(in_the_way)
    errors, asked = count_blocking(found)
    failed = len(found) - errors - asked
    parts = [f"{failed} 项检查没有做完"] * bool(failed)
    parts += [f"{errors} 处错误"] * bool(errors) + [f"{asked} 处核实没有说明"] * bool(asked)
    return f"还有 {'、'.join(parts)}" if parts else ""


def unsettled(book: Book, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that count: no consequence beside its cause, no 核实 that has its reason."""
    return tuple(finding for finding in findings if finding.follows is None and not is_explained(book, finding))


def count_words(severities: Iterable[Severity]) -> str:
    """``错误 1，核实 0，提示 12``; checks that were not finished are named only where there are any."""
    found = tuple(severities)
    return "，".join(f"{one.value} {found.count(one)}" for one in Severity if one in found or one is not Severity.UNFINISHED)
