"""What a review says: findings with their places in the document, what could be read, and the text of the report's head."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import Final

from msgspec import Struct

from models.checks.findings import Severity
from models.incoming.blocks import Place

SEVERITIES: Final = tuple(Severity)
"""错误, 核实, 提示: the order of a report."""


class ReviewFinding(Struct, frozen=True, dict=True):
    """A fault of a document: its code, severity and words, where it stands and in which ``part`` (the title above it).

    ``values`` are (name, shown value) pairs; ``remedy`` says what would be right. ``other`` is the place it is compared with.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    part: str = ""
    other: Place | None = None
    values: tuple[tuple[str, str], ...] = ()
    remedy: str = ""

    @cached_property
    def fingerprint(self) -> str:
        """What a finding keeps in the next version of the document, in which it may stand on another page."""
        shown = "\n".join((self.code, self.part, self.message, *(f"{name}={value}" for name, value in self.values)))
        return sha256(shown.encode()).hexdigest()[:16]


class ReadPart(Struct, frozen=True):
    """A part of the document and what of it could be checked: ``figures`` that were read, ``unread`` texts that were not."""

    kind: str
    title: str
    place: Place
    figures: int = 0
    unread: tuple[str, ...] = ()


class Coverage(Struct, frozen=True):
    """What a review could read and how surely.

    ``pack`` is the name of the form ("": none that is known), ``missing`` the parts of that form that are not there;
    ``pages`` 0 for a document without pages. ``relations`` counts the sums and equalities that were computed again.
    """

    pack: str
    year: int
    unit: str
    pages: int
    parts: tuple[ReadPart, ...]
    paragraphs: int
    sheets: int
    relations: int
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Review(Struct, frozen=True):
    """The findings about a document, 错误 first, each in the order of the document; ``book``: it was held against a book."""

    findings: tuple[ReviewFinding, ...]
    coverage: Coverage
    book: bool = False

    def count(self, severity: Severity) -> int:
        """The number of findings of a severity."""
        return sum(finding.severity is severity for finding in self.findings)
