"""Reads a web page, or HTML from the clipboard, as a document: its tables, and the texts between them."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from models.incoming.blocks import Block, Document, Paragraph, Place, block_of_rows
from models.incoming.clipboard.html_table import HtmlContent, read_html

_SHEET_HEADING: Final = re.compile(r"(?:Sheet|工作表|表格)\s*\d+\s*[:：]\s*(?P<name>.+)")
"""What LibreOffice prints above each sheet that it saves as a web page."""

_TABLE_TAG: Final = re.compile(r"<(/?)(table|td|th)\b", re.IGNORECASE)


def _layout_tables(html: str) -> set[int]:
    """The tables, by their number in the text, that hold a table with more cells than they have themselves."""
    found: set[int] = set()
    cells: list[int] = []
    open_tables: list[int] = []
    for closing, name in _TABLE_TAG.findall(html):
        if name.lower() != "table":
            if open_tables and not closing:
                cells[open_tables[-1]] += 1
        elif not closing:
            open_tables.append(len(cells))
            cells.append(0)
        elif open_tables:
            inner = open_tables.pop()
            if open_tables and cells[inner] > cells[open_tables[-1]]:
                found.add(open_tables[-1])
    return found


def html_document(html: str) -> Document | None:
    """The document; None for what no browser could read either.

    A table around larger ones is there for the layout of the page: what is in it is read as if it stood alone.
    """
    content = read_html(html, _layout_tables(html))
    return Document("html", tuple(_parts(content))) if content else None


def _parts(content: HtmlContent) -> list[Block | Paragraph]:
    parts: list[Block | Paragraph] = []
    at = paragraphs = 0
    spans = iter(content.spans)
    span = next(spans, None)
    for number, rows in enumerate(content.tables, 1):
        title = ""
        for texts in content.rows[at : rows.start]:
            paragraphs += 1
            heading = _SHEET_HEADING.fullmatch(texts[0])
            title = heading["name"].strip() if heading else title
            parts.append(Paragraph(texts[0], Place(paragraph=paragraphs), margin=heading is not None))
        at = rows.stop
        merged = {}
        while span is not None and span.row < rows.stop:
            if span.row >= rows.start and span.columns:
                merged[span.row - rows.start, span.column] = (span.rows, span.columns)
            span = next(spans, None)
        block = block_of_rows(content.rows[rows.start : rows.stop], Place(paragraph=paragraphs + 1, table=number), merged)
        parts.append(replace(block, title=title))
    parts.extend(Paragraph(texts[0], Place(paragraph=paragraphs + i)) for i, texts in enumerate(content.rows[at:], 1))
    return parts
