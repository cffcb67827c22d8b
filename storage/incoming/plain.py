"""Reads web pages and text files in the encodings that Chinese programs write."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from models.incoming.blocks import Block, Document, Paragraph
from models.incoming.html_document import html_document
from models.incoming.text_document import csv_document, looks_like_csv, text_document
from storage.errors import StorageError
from storage.files.encodings import decoded
from storage.files.limits import PAGE_TAGS, check_lines, check_size, check_tags, check_text


def read_html_file(data: bytes, name: str) -> Document:
    """A web page. Raises ``StorageError``."""
    check_tags(data, PAGE_TAGS, name)
    text = decoded(data, name)
    check_lines(text, name)
    document = html_document(text)
    if document is None:
        raise StorageError(f"“{name}”不是完整的网页，读不出来；用浏览器打开，把表复制来粘贴")
    return _checked(document, name)


def read_text_document(data: bytes, name: str) -> Document:
    """A text: paragraphs, tab-separated rows, or as a whole comma-separated. Raises ``StorageError``."""
    text = decoded(data, name)
    check_lines(text, name)
    is_csv = name.lower().endswith(".csv") or looks_like_csv(text)
    try:
        return _checked(csv_document(text) if is_csv and "\t" not in text else text_document(text), name)
    except csv.Error:
        raise StorageError(f"“{name}”不是完整的 CSV 文件，读不出来；在 WPS 里打开，另存一份再读") from None


def _checked(document: Document, name: str) -> Document:
    """The document within the limits. Raises ``StorageError``."""
    rows, wide = 0, 0
    for part in document.parts:
        where = part.place.words()
        if isinstance(part, Paragraph):
            check_text(part.text, name, where)
            continue
        check_size(part.height, part.width, name, where)
        rows, wide = rows + part.height, max(wide, part.width)
        _check_cells(part, name, where)
    return document


def _check_cells(block: Block, name: str, where: str) -> None:
    texts: Sequence[str] = [cell.text for cell in block.cells()]
    check_text(max(texts, key=len, default=""), name, where)
