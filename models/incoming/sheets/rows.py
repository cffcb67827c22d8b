"""Turns a text or a block of the clipboard into rows of cells with line numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.html_table import from_html
from models.incoming.clipboard.tsv import from_tsv
from models.incoming.sheets.loose_text import rows_of_loose_text
from models.incoming.sheets.notes import TextRow
from models.incoming.sheets.wording import Wording, cell_text


def rows_of_text(text: str, wording: Wording) -> list[TextRow]:
    """The rows of an HTML table, of tab-separated text, of one cell per line (word processors), or of text without tabs."""
    if "<table" in text.lower():
        found = from_html(text)
        if found is not None:
            return rows_of_block(found.block)
    if "\t" not in text:
        return list(rows_of_loose_text(text, wording))
    rows = rows_of_block(from_tsv(text))
    return list(_joined(rows)) if _has_cell_lines(rows, wording) else rows


def rows_of_block(block: ClipboardBlock) -> list[TextRow]:
    """The rows of a block; each line of a cell of several lines is counted."""
    rows, line = [], 1
    for cells in block.rows:
        rows.append(TextRow(line, tuple(map(cell_text, cells))))
        line += 1 + sum(cell.count("\n") for cell in cells)
    return rows


def _has_cell_lines(rows: Iterable[TextRow], wording: Wording) -> bool:
    """Whether a table was written one cell a line: a tab, then the cell; a blank line ends its row."""
    return any(len(row.cells) == 2 and not row.cells[0] and wording.label(row.cells[1]) for row in rows)


def _joined(lines: Iterable[TextRow]) -> Iterator[TextRow]:
    """Join lines of one cell to rows. A line without a tab continues the cell above, or stands outside of tables."""
    begun, cells = 0, list[str]()
    for row in lines:
        if len(row.cells) == 2 and not row.cells[0]:
            begun = begun or row.line
            cells.append(row.cells[1])
        elif cells and row.cells[0]:
            cells[-1] = f"{cells[-1]}\n{' '.join(row.filled)}".strip()
        else:
            if cells:
                yield TextRow(begun, tuple(cells))
            begun, cells = 0, []
            if row.filled:
                yield row
    if cells:
        yield TextRow(begun, tuple(cells))
