"""Marks: the findings sorted by page and by cell, with the worst mark of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Final

from models.book import Book
from models.findings import EXPLAINED, Finding, Place, Severity, explanation_state


class Mark(StrEnum):
    """The marks of a cell, worst first; the value is the name of the icon."""

    ERROR = "error"
    VERIFY = "verify"
    HINT = "hint"
    EXPLAINED = "verify-explained"
    NONE = ""


SEVERITY_MARKS: Final = {Severity.ERROR: Mark.ERROR, Severity.VERIFY: Mark.VERIFY, Severity.HINT: Mark.HINT}
_ORDER: Final = {mark: rank for rank, mark in enumerate(Mark)}


def finding_words(finding: Finding) -> str:
    """A finding as a tooltip tells it: what is wrong, what would mend it, and the key that does."""
    key = "Alt+1  看可能的原因" if finding.balance else f"Alt+1  {finding.fix.label}" if finding.fix else ""
    return "\n".join(part for part in (finding.message, finding.remedy, key) if part)


class Marks:
    """The findings of one book, looked up by page, line and field."""

    def __init__(self, book: Book, findings: Iterable[Finding]) -> None:
        self._book = book
        self._explained = {(e.code, e.place) for e in book.explanations}
        self._pages: dict[str, list[Finding]] = {}
        self._lines: dict[tuple[str, int], list[Finding]] = {}
        self._echoes: dict[Place, list[Finding]] = {}
        self._shown: dict[tuple[str, int], list[Finding]] = {}
        """What the cells of a line show: the findings that stand there, and those that name it."""
        self._counts: Counter[tuple[str, Mark]] = Counter()
        for finding in findings:
            place = finding.place
            self._pages.setdefault(place.page, []).append(finding)
            self._lines.setdefault((place.page, place.line), []).append(finding)
            self._shown.setdefault((place.page, place.line), []).append(finding)
            mark, other = self.mark(finding), finding.other_place
            self._counts[place.page, mark] += 1
            if other is not None and other != place and mark in {Mark.ERROR, Mark.VERIFY}:
                self._echoes.setdefault(other, []).append(finding)
                self._shown.setdefault((other.page, other.line), []).append(finding)

    def at(self, place: Place) -> Sequence[Finding]:
        """The findings at exactly this place."""
        return [finding for finding in self.of_line(place.page, place.line) if finding.place.field == place.field]

    def of_line(self, page: str, line: int) -> Sequence[Finding]:
        """The findings of a line, whatever its field."""
        return self._lines.get((page, line), ())

    def of_page(self, page: str) -> Sequence[Finding]:
        """The findings of a page."""
        return self._pages.get(page, ())

    @property
    def has_echoes(self) -> bool:
        """Whether any finding names another place."""
        return bool(self._echoes)

    def echoes(self, place: Place) -> Sequence[Finding]:
        """What blocks handing in, stands elsewhere and names this place as its other side."""
        return self._echoes.get(place, ())

    def count(self, page: str, mark: Mark) -> int:
        """How many findings of a page have this mark."""
        return self._counts[page, mark]

    def mark(self, finding: Finding) -> Mark:
        """The mark of one finding of this book."""
        if (
            finding.severity is Severity.VERIFY
            and (finding.code, finding.place.key) in self._explained
            and explanation_state(self._book, finding) == EXPLAINED
        ):
            return Mark.EXPLAINED
        return SEVERITY_MARKS[finding.severity]

    def lines_changed_since(self, earlier: Marks) -> AbstractSet[tuple[str, int]]:
        """The pages and lines (0: of no line) that have other findings, or other marks, than they had."""
        if earlier is self:
            return frozenset()
        places = self._shown.keys() | earlier._shown.keys()
        if self._book.explanations is not earlier._book.explanations:
            return places
        return {place for place in places if self._shown.get(place) != earlier._shown.get(place)}

    def worst(self, findings: Iterable[Finding]) -> Mark:
        """The worst mark among findings."""
        return min((self.mark(finding) for finding in findings), key=_ORDER.__getitem__, default=Mark.NONE)
