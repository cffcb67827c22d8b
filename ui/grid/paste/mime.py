"""Blocks of cells to and from the clipboard, as tab-separated text and as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from models.incoming.clipboard.block import ClipboardBlock, CopiedCell
from models.incoming.clipboard.html_table import from_html
from models.incoming.clipboard.html_write import to_html
from models.incoming.clipboard.tsv import from_tsv, to_tsv


def mime_of(rows: Sequence[Sequence[CopiedCell]]) -> QMimeData:
    """Copied cells in both forms: spreadsheets prefer HTML, text programs the text."""
    mime = QMimeData()
    mime.setText(to_tsv([[cell.text for cell in row] for row in rows]))
    mime.setHtml(to_html(rows))
    return mime


def block_of(mime: QMimeData | None) -> ClipboardBlock | None:
    """The block on the clipboard; None without text.

    The text is preferred, unless it loses merged or hidden cells, line breaks inside cells, or digits that HTML has.
    """
    if mime is None:  # nothing was ever copied
        return None
    found = from_html(mime.html()) if mime.hasHtml() else None
    text = mime.text() if mime.hasText() else ""
    if found is not None and (found.structured or not text):
        return found.block
    return from_tsv(text) if text else None
