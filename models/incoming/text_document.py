"""Reads plain text as a document: runs of tab-separated rows are blocks, each other line is a paragraph."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from models.incoming.blocks import Block, Document, Paragraph, Place, block_of_rows
from models.incoming.clipboard.block import clean_cell
from models.incoming.clipboard.tsv import from_tsv

_GAP: Final = 3
"""Lines of one cell, between rows of a table, that still belong to it: a title that goes across, a row of one text."""


def text_document(text: str) -> Document:
    """The document of a plain text, or of the tab-separated text that spreadsheets put on the clipboard."""
    rows = from_tsv(text).rows
    wide = [i for i, row in enumerate(rows) if len(row) > 1]
    parts: list[Block | Paragraph] = []
    at = paragraphs = 0
    for number, (first, last) in enumerate(_runs(wide), 1):
        paragraphs = _add_paragraphs(parts, rows[at:first], paragraphs)
        parts.append(block_of_rows(rows[first : last + 1], Place(paragraph=paragraphs + 1, table=number)))
        at = last + 1
    _add_paragraphs(parts, rows[at:], paragraphs)
    return Document("text", tuple(parts))


def _runs(wide: Sequence[int]) -> list[tuple[int, int]]:
    """First and last row of each table, from the rows with several cells."""
    runs: list[tuple[int, int]] = []
    for row in wide:
        if runs and row - runs[-1][1] <= _GAP + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _add_paragraphs(parts: list[Block | Paragraph], rows: Sequence[Sequence[str]], count: int) -> int:
    """Add a paragraph for each line with text; returns how many paragraphs there are now."""
    for row in rows:
        for line in row:
            if line:
                count += 1
                parts.append(Paragraph(line, Place(paragraph=count)))
    return count


def csv_document(text: str) -> Document:
    """The document of comma-separated text, one block. Raises ``csv.Error`` for a field of more than 131,072 characters."""
    rows = [list(map(clean_cell, row)) for row in csv.reader(io.StringIO(text, newline=""))]
    block = block_of_rows(rows, Place(table=1))
    return Document("csv", (block,) if block.rows else ())


def looks_like_csv(text: str) -> bool:
    """Whether a text without tabs has commas in most lines, as often in each; prose has not."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    counts = [line.count(",") for line in lines]
    return "\t" not in text and bool(counts) and min(counts) > 0
