"""A review of a document: everything that is checked, in the order of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from models.incoming.blocks import Document
from models.incoming.recognised.recognise import KINDS, UNKNOWN
from models.pack.forms.pack import Pack
from models.publication.review.figures.check import figure_findings
from models.publication.review.finding import SEVERITIES, Coverage, ReadPart, Review, ReviewFinding
from models.publication.review.prose import prose_findings
from models.publication.review.reading import ReadDocument, read_for_review
from models.publication.review.sheets import sheet_findings
from models.publication.review.structure.contents import contents_findings
from models.publication.review.structure.parts import missing_parts, part_findings
from models.publication.review.structure.tables import table_findings
from models.values.codes import Codes

_TWO_FIGURES: Final = "X-27e"
_TITLE_OF_THE_YEAR: Final = "P-11i"
_BUDGET_OF_THE_YEAR: Final = "P-11h"
_FIGURE_CODES: Final = frozenset({"X-27b", "D-17"})


def review_document(document: Document, packs: Sequence[Pack], codes_of: Callable[[Pack], Codes]) -> Review:
    """Check a document against itself, by the form of ``packs`` that fits it best; ``codes_of`` gives a pack's code tables."""
    read = read_for_review(document, packs, codes_of)
    figures, relations = figure_findings(read)
    found = (
        *figures, *table_findings(read), *part_findings(read), *contents_findings(read), *sheet_findings(read),
        *prose_findings(read),
    )  # fmt: skip
    return Review(ordered(read, _without_doubles(found)), _coverage(read, relations))


def ordered(read: ReadDocument, findings: Iterable[ReviewFinding]) -> tuple[ReviewFinding, ...]:
    """错误 first, each severity in the order of the document."""
    starts = {block.title: at for at, block in reversed([*enumerate(read.found.blocks)])}

    def rank(finding: ReviewFinding) -> tuple[int, int, int, int, float]:
        place, box = finding.place, finding.place.box
        return (
            SEVERITIES.index(finding.severity), place.page, starts.get(finding.part, len(starts)), place.paragraph or place.row,
            box.top if box else 0,
        )  # fmt: skip

    return tuple(sorted(findings, key=rank))


def _without_doubles(findings: Sequence[ReviewFinding]) -> Iterator[ReviewFinding]:
    """The findings without those that say of a place what a surer check says already."""
    figures = {(f.place, value) for f in findings if f.code in _FIGURE_CODES for _, value in f.values}
    titles = {finding.place for finding in findings if finding.code == _TITLE_OF_THE_YEAR}
    for finding in findings:
        twice = finding.code == _TWO_FIGURES and any((finding.place, value) in figures for _, value in finding.values)
        if not (twice or (finding.code == _BUDGET_OF_THE_YEAR and finding.place in titles)):
            yield finding


def _coverage(read: ReadDocument, relations: int) -> Coverage:
    parts = [
        ReadPart(
            KINDS[block.kind], block.title, block.place, sum(1 for _ in block.table.printed) if block.table else 0,
            tuple(left.text for left in block.table.leftovers) if block.table else _unknown(block.kind, block.title),
        )
        for block in read.found.blocks
    ]  # fmt: skip
    pages = max((part.place.until or part.place.page for part in read.document.parts), default=0)
    return Coverage(
        read.found.pack.name if read.found.pack else "", read.year, read.unit, pages, tuple(parts),
        sum(map(len, read.texts)), len(read.sheets.projects), relations, tuple(missing_parts(read)), read.document.notes,
    )  # fmt: skip


def _unknown(kind: str, title: str) -> tuple[str, ...]:
    return (title,) if kind == UNKNOWN and title else ()
