"""Sheets drawn for tests: cells with spans, given out as each kind of source gives them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from msgspec import Struct

from models.incoming.clipboard.tsv import to_tsv


class Drawn(Struct, frozen=True):
    """A cell with what it spans; a row is the cells that begin in it, blank ones too."""

    text: str
    columns: int = 1
    rows: int = 1


Rows = Sequence[Sequence[Drawn]]


def row(*texts: str) -> list[Drawn]:
    """A row of single cells."""
    return [Drawn(text) for text in texts]


def as_html(rows: Rows) -> str:
    """A table of a web page or spreadsheet, merged cells and all."""
    lines = (
        "".join(f'<td colspan="{c.columns}" rowspan="{c.rows}">{escape(c.text).replace(chr(10), "<br>")}</td>' for c in cells)
        for cells in rows
    )
    return f"<html><body><table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table></body></html>"


def grid_of(rows: Rows) -> list[list[str]]:
    """Every place of the table; those that a merged cell covers are blank."""
    width = max(sum(cell.columns for cell in cells) for cells in rows)
    grid = [[""] * width for _ in rows]
    taken: set[tuple[int, int]] = set()
    for at, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (at, column) in taken:
                column += 1
            grid[at][column] = cell.text
            taken |= {(at + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}
            column += cell.columns
    return grid


def as_spreadsheet_text(rows: Rows) -> str:
    """What a spreadsheet copies."""
    return to_tsv(grid_of(rows)) + "\n"


def as_page_text(rows: Rows) -> str:
    """What a browser copies as text: the cells that are there."""
    return to_tsv([[cell.text for cell in cells] for cells in rows]) + "\n"


def as_lines(rows: Rows) -> str:
    """One cell a line, as a PDF viewer or word processor copies."""
    return "\n".join(cell.text for cells in rows for cell in cells if cell.text) + "\n"


SOURCES = {"html": as_html, "spreadsheet": as_spreadsheet_text, "page": as_page_text, "lines": as_lines}
