"""A review of a document: everything that is checked, in the order of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from models.checks.findings import Severity
from models.incoming.blocks import Document, Place
from models.incoming.recognised.recognise import KINDS, UNKNOWN
from models.pack.forms.pack import Pack
from models.publication.review.against_book.check import book_findings
from models.publication.review.figures.check import figure_findings
from models.publication.review.finding import SEVERITIES, Coverage, ReadPart, Review, ReviewFinding
from models.publication.review.kinds import BOOK_FIGURE, COLUMN_SUM, ONE_FIGURE, ROW_SUM
from models.publication.review.prose import prose_findings
from models.publication.review.reading import ReadDocument, read_for_review
from models.publication.review.sheets import sheet_findings
from models.publication.review.structure.contents import contents_findings
from models.publication.review.structure.parts import missing_parts, part_findings
from models.publication.review.structure.tables import table_findings
from models.published.context import Context
from models.values.codes import Codes

_TWO_FIGURES: Final = "X-27e"
_TITLE_OF_THE_YEAR: Final = "P-11i"
_BUDGET_OF_THE_YEAR: Final = "P-11h"
_SUMS: Final = frozenset({ONE_FIGURE, ROW_SUM, COLUMN_SUM})
_FIGURE_CODES: Final = frozenset({"X-27b", "D-17"})


Report = Callable[[Exception], None]
"""Told of a fault of the program inside a check."""


def review_document(
    document: Document,
    packs: Sequence[Pack],
    codes_of: Callable[[Pack], Codes],
    book: Context | None = None,
    report: Report | None = None,
) -> Review:
    """Check a document against itself, by the form of ``packs`` that fits it best, and against the ``book`` it was made from.

    ``codes_of`` gives a pack's code tables. A check that fails is said to be unfinished and reported; without ``report`` its error
    propagates.
    """
    read = read_for_review(document, packs, codes_of)
    relations: list[int] = []

    def figures() -> Sequence[ReviewFinding]:
        found, number = figure_findings(read)
        relations.append(number)
        return found

    checks: Mapping[str, Callable[[], Iterable[ReviewFinding]]] = {
        "表和数": figures,
        "表的行和注": lambda: table_findings(read),
        "各部分": lambda: part_findings(read),
        "目录": lambda: contents_findings(read),
        "绩效目标表": lambda: sheet_findings(read),
        "文字": lambda: prose_findings(read),
        "和预算比": lambda: book_findings(read, book) if book is not None else (),
    }
    found = [finding for name, check in checks.items() for finding in _contained(name, check, report)]
    return Review(ordered(read, _without_doubles(found)), _coverage(read, sum(relations)), book is not None)


def _contained(name: str, check: Callable[[], Iterable[ReviewFinding]], report: Report | None) -> Sequence[ReviewFinding]:
    try:
        return tuple(check())
    except Exception as error:
        if report is None:
            raise
        report(error)
        message = f"“{name}”没有核对完：程序出了意外（{type(error).__name__}），别的照常核对"
        remedy = "用“帮助”里的“保存诊断信息”，把文件发给维护的人"
        return (ReviewFinding(name, Severity.UNFINISHED, message, Place(), remedy=remedy),)


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
    of_book = {finding.place for finding in findings if finding.code == BOOK_FIGURE}
    titles = {finding.place for finding in findings if finding.code == _TITLE_OF_THE_YEAR}
    for finding in findings:
        twice = finding.code == _TWO_FIGURES and any((finding.place, value) in figures for _, value in finding.values)
        if finding.code in _SUMS and finding.place in of_book:
            continue  # the book says which figure it is
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
