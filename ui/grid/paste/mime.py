"""What goes to and comes from the clipboard: blocks of cells in both forms that spreadsheets know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from models.incoming.clipboard.block import ClipboardBlock, CopiedCell
from models.incoming.clipboard.html_table import from_html
from models.incoming.clipboard.html_write import to_html
from models.incoming.clipboard.tsv import from_tsv, to_tsv


def mime_of(rows: Sequence[Sequence[CopiedCell]]) -> QMimeData:
    """Both forms, so that a spreadsheet and a text program each take the better one."""
    mime = QMimeData()
    mime.setText(to_tsv([[cell.text for cell in row] for row in rows]))
    mime.setHtml(to_html(rows))
    return mime


def block_of(mime: QMimeData | None) -> ClipboardBlock | None:
    """The block on the clipboard; None when it holds nothing that is text.

    The text form is the more faithful one, unless it loses merged or hidden cells, lines inside a cell, or digits.
    """
    if mime is None:  # nothing was ever copied
        return None
    found = from_html(mime.html()) if mime.hasHtml() else None
    text = mime.text() if mime.hasText() else ""
    if found is not None and (found.structured or not text):
        return found.block
    return from_tsv(text) if text else None
