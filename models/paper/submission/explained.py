"""核实说明: the 核实 findings of a book with the reasons that the clerk wrote, as far as they still apply."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from models.checks.findings import EXPLAINED, Finding, Severity, explanation_of, explanation_state
from models.published.context import Context
from models.words.places import place_words


class ExplainedFinding(Struct, frozen=True):
    """What was asked, where, and the reason."""

    place: str
    message: str
    reason: str


def explained_findings(context: Context, findings: Sequence[Finding]) -> tuple[ExplainedFinding, ...]:
    """One for each 核实 with a valid explanation, in the order of the findings."""
    book = context.book
    asked = [f for f in findings if f.severity is Severity.VERIFY and explanation_state(book, f) == EXPLAINED]
    reasons = [explanation_of(book, finding) for finding in asked]
    return tuple(
        ExplainedFinding(place_words(book, context.pack, finding.place), finding.message, reason.text)
        for finding, reason in zip(asked, reasons, strict=True)
        if reason is not None
    )
