"""The cover of the .docx: title and marks are paragraphs, labels and values a table without lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from models.paper.sheet import CELL_FORMATS, PrintedRow, PrintedSheet, Style
from models.publication.flowing import is_line, whole_rows
from storage.publication.docx.markup import paragraph, run, run_properties, twips
from storage.publication.docx.styles import NOTE, TITLE
from storage.publication.docx.table import table

_LEAST: Final = 1.0
"""Points of a blank line at least; Word knows none of no height."""


def cover(printed: PrintedSheet) -> Iterator[str]:
    """The rows of the cover, each as high as it prints."""
    columns = len(printed.widths)
    for lines, rows in groupby(printed.rows, lambda row: is_line(row, columns)):
        if lines:
            yield from (_line(row, printed.scale) for row in rows)
        else:
            yield table(whole_rows(tuple(rows), columns), printed.widths, printed.title, scale=printed.scale)


def _line(row: PrintedRow, scale: float) -> str:
    height = max(_LEAST, row.height * scale)
    spacing = f'<w:spacing w:line="{twips(height)}" w:lineRule="exact"/>'
    if not row.cells:
        return paragraph("", NOTE, spacing=spacing)
    cell, look = row.cells[0], CELL_FORMATS[row.cells[0].style]
    style = TITLE if cell.style is Style.COVER_TITLE else NOTE
    content = run(cell.text, run_properties(size=look.size * scale, bold=look.bold)) if cell.text else ""
    return paragraph(content, style, across="" if look.across == "left" else look.across, spacing=spacing)
