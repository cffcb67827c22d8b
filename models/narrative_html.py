"""A text of 情况说明 as HTML, for Word: headings, paragraphs, the list of 机构设置 as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from models.narrative import Block, Document
from models.pack.narrative_form import PartKind


def html_text(documents: Sequence[Document]) -> str:
    """All documents, one behind the other."""
    return "".join(line for document in documents for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    yield f"<h1>{escape(document.title)}</h1>"
    for section in document.sections:
        if section.heading:
            yield f"<h2>{escape(section.heading)}</h2>"
        for block in section.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    tag = "h3" if block.kind is PartKind.HEADING else "p"
    for paragraph in block.paragraphs:
        yield f"<{tag}>{escape(paragraph)}</{tag}>"
    if block.rows and not block.is_empty:
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block.rows)
        yield f'<table border="1">{"".join(f"<tr>{row}</tr>" for row in rows)}</table>'
