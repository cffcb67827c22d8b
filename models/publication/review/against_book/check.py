"""All of a document against a book."""

from __future__ import annotations

from collections.abc import Iterator

from models.incoming.blocks import Place
from models.publication.review.against_book.lists import list_findings
from models.publication.review.against_book.projects import project_findings
from models.publication.review.against_book.tables import cell_findings
from models.publication.review.against_book.texts import text_findings
from models.publication.review.finding import ReviewFinding
from models.publication.review.kinds import BOOK_FIGURE, BOOK_TEXT, severity_of
from models.publication.review.reading import ReadDocument
from models.published.context import Context
from models.values.text import plain_name


def book_findings(read: ReadDocument, context: Context) -> Iterator[ReviewFinding]:
    """What the document says otherwise than the book of ``context``; of a budget of another year only that."""
    book, place = context.book, read.found.tables[0].place if read.found.tables else Place()
    if read.year and book.year and read.year != book.year:
        severity = severity_of(BOOK_FIGURE, context.pack)
        if severity is not None:
            message = f"公开稿是 {read.year} 年的，预算是 {book.year} 年的，没有逐处比"
            yield ReviewFinding(BOOK_FIGURE, severity, message, place, remedy="换成这一年的预算，或者改公开稿的年份")
        return
    severity = severity_of(BOOK_TEXT, context.pack)
    if read.unit and book.unit.name and plain_name(read.unit) != plain_name(book.unit.name) and severity is not None:
        values = (("公开稿", read.unit), ("预算", book.unit.name))
        yield ReviewFinding(BOOK_TEXT, severity, "单位名称和预算的不一样", place, values=values, remedy=f"改成“{book.unit.name}”")
    yield from cell_findings(read, context)
    yield from text_findings(read, context)
    yield from project_findings(read, context)
    yield from list_findings(read, context)
