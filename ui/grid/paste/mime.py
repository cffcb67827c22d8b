"""Blocks of cells to and from the clipboard, as tab-separated text and as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData

from models.incoming.clipboard.block import ClipboardBlock, CopiedCell
from models.incoming.clipboard.html_table import from_html
from models.incoming.clipboard.html_write import to_html
from models.incoming.clipboard.tsv import from_tsv, to_tsv
from storage.files.limits import PAGE_TAGS, ROWS

_LONGEST: Final = 20_000_000
"""Characters: 20,000 rows of a thousand."""


def mime_of(rows: Sequence[Sequence[CopiedCell]]) -> QMimeData:
    """Copied cells in both forms: spreadsheets prefer HTML, text programs the text."""
    mime = QMimeData()
    mime.setText(to_tsv([[cell.text for cell in row] for row in rows]))
    mime.setHtml(to_html(rows))
    return mime


def refusal_of(mime: QMimeData | None) -> str:
    """Why the clipboard holds more than is read, in a sentence; "" where it does not."""
    text = mime.text() if mime is not None and mime.hasText() else ""
    html = mime.html() if mime is not None and mime.hasHtml() and not text else ""
    lines = max(text.count("\n"), text.count("\r"))
    if lines > ROWS:
        return f"剪贴板上有 {lines:,} 行，超过 {ROWS:,} 行，没有粘贴。只选要的那些行，再复制一次。"
    if html.count("<") > PAGE_TAGS or len(text) > _LONGEST:
        return "剪贴板上的内容太多，没有粘贴。只选要的那些行和列，再复制一次。"
    return ""


def html_of(mime: QMimeData) -> str:
    """The page on the clipboard; "" without one, and for one that is too large beside its text."""
    html = mime.html() if mime.hasHtml() else ""
    return html if html.count("<") <= PAGE_TAGS else ""


def block_of(mime: QMimeData | None) -> ClipboardBlock | None:
    """The block on the clipboard; None without text.

    The text is preferred, unless it loses merged or hidden cells, line breaks inside cells, or digits that HTML has.
    """
    if mime is None:  # nothing was ever copied
        return None
    html = html_of(mime)
    found = from_html(html) if html else None
    text = mime.text() if mime.hasText() else ""
    if found is not None and (found.structured or not text):
        return found.block
    return from_tsv(text) if text else None
