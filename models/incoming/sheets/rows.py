"""Turns a text, a block of the clipboard or a document into rows of cells with line numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.incoming.blocks import Block, Document, Paragraph
from models.incoming.clipboard.block import ClipboardBlock
from models.incoming.clipboard.tsv import from_tsv
from models.incoming.html_document import html_document
from models.incoming.sheets.loose_text import rows_of_loose_text
from models.incoming.sheets.notes import TextRow
from models.incoming.sheets.wording import Wording, cell_text, unit_of


def rows_of_text(text: str, wording: Wording) -> list[TextRow]:
    """The rows of an HTML table, of tab-separated text, of one cell per line (word processors), or of text without tabs."""
    if "<table" in text.lower():
        found = html_document(text)
        if found is not None and found.blocks:
            return rows_of_document(found)
    if "\t" not in text:
        return list(rows_of_loose_text(text, wording))
    rows = rows_of_block(from_tsv(text))
    return list(_joined(rows)) if _has_cell_lines(rows, wording) else rows


def rows_of_block(block: ClipboardBlock) -> list[TextRow]:
    """The rows of a block whose merged cells are not known; each line of a cell of several lines is counted."""
    rows, line = [], 1
    for cells in block.rows:
        rows.append(TextRow(line, tuple(map(cell_text, cells))))
        line += 1 + sum(cell.count("\n") for cell in cells)
    return rows


def rows_of_document(document: Document) -> list[TextRow]:
    """The rows of all blocks, and each paragraph as a row of one cell; page numbers and running heads are left out."""
    rows: list[TextRow] = []
    for part in document.parts:
        if isinstance(part, Block):
            exact, with_places = document.kind not in {"csv", "text"}, document.kind != "html"
            rows.extend(_rows_of_cells(part, len(rows) + 1, exact=exact, with_places=with_places))
        elif not part.margin:
            rows.append(_row_of_paragraph(part, len(rows) + 1, with_place=document.kind != "html"))
    return rows


def _row_of_paragraph(part: Paragraph, line: int, *, with_place: bool) -> TextRow:
    """A paragraph as a row. One with gaps is a row of a table without lines, whose blank cells are not told: it is not read."""
    place = part.place.words() if with_place else ""
    if "\t" in part.text and unit_of([part.text]) is None:
        cells = tuple(filter(None, map(cell_text, part.text.split("\t"))))
        return TextRow(line, cells, "这一行没有表格线，分不清各栏，没有读", place=place, is_unread=True)
    return TextRow(line, (cell_text(part.text),), place=place)


def _rows_of_cells(block: Block, line: int, *, exact: bool, with_places: bool) -> Iterator[TextRow]:
    """The rows of a block. ``exact``: its source tells merged cells."""
    covered: dict[int, int] = {}
    for number, cells in enumerate(block.rows):
        covered = {column: last for column, last in covered.items() if last >= number}
        end = max((cell.column + cell.columns for cell in cells), default=0)
        texts = [""] * max(end, max(covered, default=-1) + 1)
        for cell in cells:
            texts[cell.column] = cell_text(cell.text)
            if cell.rows > 1:
                covered |= dict.fromkeys(range(cell.column, cell.column + cell.columns), cell.row + cell.rows - 1)
        spans = {cell.column: (cell.rows, cell.columns) for cell in cells if cell.rows > 1 or cell.columns > 1}
        place = block.place_of(cells[0]).words() if cells and with_places else ""
        yield TextRow(line + number, tuple(texts), spans=spans if exact else None, place=place)


def _has_cell_lines(rows: Iterable[TextRow], wording: Wording) -> bool:
    """Whether a table was written one cell a line: a tab, then the cell; a blank line ends its row."""
    return any(len(row.cells) == 2 and not row.cells[0] and wording.label(row.cells[1]) is not None for row in rows)


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
