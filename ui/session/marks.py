"""The findings of the checks by page, line and cell, and the mark that each of them shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from models.book.places import Place
from models.book.records import Book
from models.checks.findings import EXPLAINED, Finding, Severity, explanation_state
from ui.theme.icons import Mark

SEVERITY_MARKS: Final = {
    Severity.UNFINISHED: Mark.ERROR,
    Severity.ERROR: Mark.ERROR,
    Severity.VERIFY: Mark.VERIFY,
    Severity.HINT: Mark.HINT,
}
_Line = tuple[str, int]
"""A page and the id of a line there; 0 for findings that belong to no line."""

_ORDER: Final = {mark: rank for rank, mark in enumerate(Mark)}


def finding_words(finding: Finding) -> str:
    """A finding as a tooltip: the message, the remedy and the key for it, one per line."""
    key = "Alt+1  看可能的原因" if finding.balance else f"Alt+1  {finding.fix.label}" if finding.fix else ""
    return "\n".join(part for part in (finding.message, finding.remedy, key) if part)


class Marks:
    """The findings of one state of a book by page, line and field. Updates those of the ``earlier`` state where possible."""

    def __init__(self, book: Book, findings: Sequence[Finding], earlier: Marks | None = None) -> None:
        self.book = book
        self.findings = findings
        self._explained = {(e.code, e.place) for e in book.explanations}
        self._rank = {id(finding): rank for rank, finding in enumerate(findings)}
        self._shown: dict[_Line, Sequence[Finding]] = {}
        """By line: the findings at it, and those that name it as their other side; worst first."""
        self._counts: Counter[tuple[str, Mark]] = Counter()
        if earlier is not None and self._can_update_from(earlier):
            self._update_from(earlier)
        else:
            self._replace((), findings)

    def _update_from(self, earlier: Marks) -> None:
        """Copy the earlier lookup, then remove the findings that are gone and add the new ones."""
        self._shown.update(earlier._shown)
        self._counts.update(earlier._counts)
        self._replace(earlier._not_in(self), self._not_in(earlier))

    def _not_in(self, other: Marks) -> Sequence[Finding]:
        return [finding for finding in self.findings if id(finding) not in other._rank]

    def _can_update_from(self, earlier: Marks) -> bool:
        """Whether the findings common to both states have the same marks and the same order."""
        if earlier.book.explanations is not self.book.explanations:
            return False
        return [f for f in self.findings if id(f) in earlier._rank] == [f for f in earlier.findings if id(f) in self._rank]

    def _replace(self, gone: Sequence[Finding], added: Sequence[Finding]) -> None:
        new: dict[_Line, list[Finding]] = {line: [] for finding in gone for line in self._lines_of(finding)}
        self._counts.subtract((finding.place.page, self.mark(finding)) for finding in gone if finding.follows is None)
        for finding in added:
            if finding.follows is None:
                self._counts[finding.place.page, self.mark(finding)] += 1
            for line in self._lines_of(finding):
                new.setdefault(line, []).append(finding)
        for line, found in new.items():
            kept = [finding for finding in self._shown.pop(line, ()) if id(finding) in self._rank]
            if kept or found:
                self._shown[line] = sorted([*kept, *found], key=lambda finding: self._rank[id(finding)]) if kept else found

    def _lines_of(self, finding: Finding) -> AbstractSet[_Line]:
        """The line of a finding, and that of its other side if it shows there too."""
        place, other = finding.place, finding.other_place
        own = (place.page, place.line)
        return {own, (other.page, other.line)} if other is not None and self._echoes_at(finding, other) else {own}

    def _echoes_at(self, finding: Finding, place: Place) -> bool:
        """Whether ``place`` is the other side of a finding of another place that blocks handing in (错误, 需核实)."""
        named = finding.other_place == place != finding.place
        return named and self.mark(finding) in {Mark.ERROR, Mark.VERIFY}

    def shows(self, lines: Iterable[_Line]) -> bool:
        """Whether any of these lines has findings to show."""
        return any(line in self._shown for line in lines)

    def at(self, place: Place) -> Sequence[Finding]:
        """The findings at exactly this place."""
        return [finding for finding in self._shown.get((place.page, place.line), ()) if finding.place == place]

    def of_line(self, page: str, line: int) -> Sequence[Finding]:
        """The findings of all fields of a line."""
        return [f for f in self._shown.get((page, line), ()) if (f.place.page, f.place.line) == (page, line)]

    def of_page(self, page: str) -> Sequence[Finding]:
        """The findings of a page."""
        return [finding for finding in self.findings if finding.place.page == page]

    def echoes(self, place: Place) -> Sequence[Finding]:
        """The findings of other places that block handing in and have this place as their other side."""
        return [finding for finding in self._shown.get((place.page, place.line), ()) if self._echoes_at(finding, place)]

    def count(self, page: str, mark: Mark) -> int:
        """How many findings of a page have this mark; consequences are not counted beside their cause."""
        return self._counts[page, mark]

    def mark(self, finding: Finding) -> Mark:
        """The mark of a finding; 需核实 with a valid explanation in the book is EXPLAINED."""
        if (
            finding.severity is Severity.VERIFY
            and (finding.code, finding.place.key) in self._explained
            and explanation_state(self.book, finding) == EXPLAINED
        ):
            return Mark.EXPLAINED
        return SEVERITY_MARKS[finding.severity]

    def lines_changed_since(self, earlier: Marks) -> AbstractSet[_Line]:
        """The lines whose findings or marks differ from those of ``earlier``."""
        if earlier is self:
            return frozenset()
        now, was = self._shown, earlier._shown
        if self.book.explanations is not earlier.book.explanations:
            return now.keys() | was.keys()
        others = {line for line, found in now.items() if was.get(line) is not found and was.get(line) != found}
        return others | (was.keys() - now.keys())

    def worst(self, findings: Iterable[Finding]) -> Mark:
        """The worst mark among the findings; NONE without any."""
        return min((self.mark(finding) for finding in findings), key=_ORDER.__getitem__, default=Mark.NONE)
