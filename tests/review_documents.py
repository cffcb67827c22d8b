"""Finished documents for reviews: a clean one of our own, and the ways in which one fault is planted in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from msgspec.structs import replace

from models.incoming.blocks import Block, Document, Paragraph
from models.publication.review.finding import Review
from models.publication.review.review import review_document
from models.published.context import Context
from tests.printed_documents import known_context, pages_document
from tests.printed_sheets import workbook_sheets

DEPARTMENT = "shanghai-putuo-2025"
UNIT = "shanghai-putuo-unit-2026"
Change = Callable[[Document], Document]


@cache
def context_of(pack: str) -> Context:
    """The known budget of a pack."""
    return known_context(pack)


@cache
def document_of(pack: str) -> Document:
    """Its publication as a PDF with tables and paragraphs is read."""
    return pages_document(workbook_sheets(context_of(pack)), lines=40, heads=True)


def review_of(document: Document, pack: str) -> Review:
    """The review of a document by the form of one pack."""
    context = context_of(pack)
    return review_document(document, (context.pack,), lambda _: context.codes)


@cache
def clean_review(pack: str) -> Review:
    """The review of the clean document."""
    return review_of(document_of(pack), pack)


def text(old: str, new: str) -> Change:
    """Replace words in the first paragraph that has them."""

    def change(document: Document) -> Document:
        parts = list(document.parts)
        at = next(at for at, part in enumerate(parts) if isinstance(part, Paragraph) and old in part.text)
        parts[at] = replace(parts[at], text=parts[at].text.replace(old, new, 1))
        return replace(document, parts=tuple(parts))

    return change


def paragraph(after: str, new: str) -> Change:
    """Add a paragraph behind the first that has these words."""

    def change(document: Document) -> Document:
        parts = list(document.parts)
        at = next(at for at, part in enumerate(parts) if isinstance(part, Paragraph) and after in part.text)
        return replace(document, parts=(*parts[: at + 1], replace(parts[at], text=new), *parts[at + 1 :]))

    return change


def without(words: str) -> Change:
    """Remove the first paragraph that has these words."""

    def change(document: Document) -> Document:
        at = next(at for at, part in enumerate(document.parts) if isinstance(part, Paragraph) and words in part.text)
        return replace(document, parts=document.parts[:at] + document.parts[at + 1 :])

    return change


def in_row(title: str, row: str, old: str, new: str, nth: int = 0) -> Change:
    """Replace the ``nth`` cell with a text in the row that has another cell with the text ``row``, of the table below a title."""

    def change_row(block: Block) -> Block | None:
        rows = list(block.rows)
        for at, cells in enumerate(rows):
            if any(cell.text == row for cell in cells):
                places = [n for n, cell in enumerate(cells) if cell.text == old]
                if len(places) > nth:
                    changed = list(cells)
                    changed[places[nth]] = replace(cells[places[nth]], text=new)
                    rows[at] = tuple(changed)
                    return replace(block, rows=tuple(rows))
        return None

    return _in_table(title, change_row)


def without_row(title: str, row: str) -> Change:
    """Blank the row that has a cell with this text."""

    def change_row(block: Block) -> Block | None:
        rows = list(block.rows)
        at = next((at for at, cells in enumerate(rows) if any(cell.text == row for cell in cells)), None)
        if at is None:
            return None
        rows[at] = ()
        return replace(block, rows=tuple(rows))

    return _in_table(title, change_row)


def _in_table(title: str, change_block: Callable[[Block], Block | None]) -> Change:
    def change(document: Document) -> Document:
        parts, inside = list(document.parts), False
        for at, part in enumerate(parts):
            if isinstance(part, Paragraph):
                inside = part.text.endswith(title) or (inside and "：" in part.text[:6]) or (inside and ":" in part.text[:6])
            elif inside and (changed := change_block(part)) is not None:
                parts[at] = changed
                return replace(document, parts=tuple(parts))
        raise LookupError(title)

    return change


def without_table(title: str) -> Change:
    """Remove a table with its title, outside of the contents."""

    def change(document: Document) -> Document:
        parts = document.parts
        first = max(at for at, part in enumerate(parts) if isinstance(part, Paragraph) and part.text.endswith(title))
        last = next(at for at in range(first, len(parts)) if isinstance(parts[at], Block))
        return replace(document, parts=parts[:first] + parts[last + 1 :])

    return change


def all_of(*changes: Change) -> Change:
    """Several changes one after another."""

    def change(document: Document) -> Document:
        for one in changes:
            document = one(document)
        return document

    return change
