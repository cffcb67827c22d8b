"""The rounds of a review: what was found before, what was dismissed and why, what is new and what is mended in the next version."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from models.publication.review.finding import Review, ReviewFinding


class KeptFinding(Struct, frozen=True):
    """A finding of a round: its fingerprint and words. ``dismissed`` is why it need not be told again, "": not."""

    fingerprint: str
    severity: str
    message: str
    part: str = ""
    dismissed: str = ""


class Round(Struct, frozen=True):
    """The findings of one version of a document; ``name`` is its file."""

    name: str
    findings: tuple[KeptFinding, ...] = ()


class NextRound(Struct, frozen=True):
    """A version against the round before: findings that are ``new``, found ``again``, dismissed with reasons, ``mended``."""

    new: tuple[ReviewFinding, ...]
    again: tuple[ReviewFinding, ...]
    dismissed: tuple[tuple[ReviewFinding, str], ...]
    mended: tuple[KeptFinding, ...]

    @property
    def open(self) -> tuple[ReviewFinding, ...]:
        """What is still to be done: new ones first."""
        return (*self.new, *self.again)


def next_round(review: Review, before: Round, reasons: Mapping[str, str]) -> NextRound:
    """What became of the findings of the round ``before``, wherever they stand now; ``reasons`` dismiss more, by fingerprint."""
    known = {kept.fingerprint: kept for kept in before.findings}
    new: list[ReviewFinding] = []
    again: list[ReviewFinding] = []
    dismissed: list[tuple[ReviewFinding, str]] = []
    for finding in review.findings:
        kept = known.get(finding.fingerprint)
        reason = reasons.get(finding.fingerprint, "") or (kept.dismissed if kept is not None else "")
        if reason:
            dismissed.append((finding, reason))
        else:
            (new if kept is None else again).append(finding)
    there = {finding.fingerprint for finding in review.findings}
    mended = tuple(kept for kept in before.findings if kept.fingerprint not in there)
    return NextRound(tuple(new), tuple(again), tuple(dismissed), mended)


def kept_round(name: str, review: Review, before: Round, reasons: Mapping[str, str]) -> Round:
    """The round to keep: ``reasons`` dismiss findings by their fingerprint, beside those that ``before`` had dismissed."""
    told = {kept.fingerprint: kept.dismissed for kept in before.findings} | dict(reasons)
    findings = {
        finding.fingerprint: KeptFinding(
            finding.fingerprint, finding.severity.value, finding.message, finding.part, told.get(finding.fingerprint, "")
        )
        for finding in review.findings
    }
    return Round(name, tuple(findings.values()))
