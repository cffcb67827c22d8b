"""A printed sheet as a document takes it that divides its pages by itself: lines above, one table, lines below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from msgspec import Struct

from models.paper.sheet import CELL_FORMATS, PrintedCell, PrintedRow, PrintedSheet, Style

_HEAD_LINE: Final = frozenset({Style.HEAD_LEFT, Style.HEAD_CENTRE, Style.HEAD_RIGHT})


class FlowingSheet(Struct, frozen=True):
    """A sheet without the cuts of its printed pages.

    ``above`` holds the lines before the table (a title is none of them), ``head_lines`` those between title and headings, which
    printed pages repeat, ``below`` the lines after it. ``rows`` cover every place of the table once; the first ``head`` of them are
    headings that repeat (none where others stand above those).
    ``widths`` are in half-width characters at 12 pt.
    """

    title: str
    above: tuple[PrintedCell, ...]
    head_lines: tuple[PrintedRow, ...]
    rows: tuple[PrintedRow, ...]
    below: tuple[PrintedCell, ...]
    widths: tuple[float, ...]
    head: int


def flowing(sheet: PrintedSheet) -> FlowingSheet:
    """The sheet with every cell whole, however many printed pages it takes."""
    rows = sheet.undivided or sheet.rows
    columns = len(sheet.widths)
    first = next((at for at, row in enumerate(rows) if not _is_above(row, columns)), len(rows))
    last = len(rows) - sum(1 for _ in takewhile(lambda row: is_line(row, columns), reversed(rows[first:])))
    front = [row for row in rows[:first] if row.cells]
    titles = [row.cells[0].text for row in front if row.cells[0].style is Style.TITLE]
    lines = [row for row in front if row.cells[0].style is not Style.TITLE]
    return FlowingSheet(
        title=titles[0] if titles else "",
        above=tuple(row.cells[0] for row in lines if row.cells[0].style not in _HEAD_LINE),
        head_lines=tuple(row for row in lines if row.cells[0].style in _HEAD_LINE),
        rows=whole_rows(rows[first:last], columns),
        below=tuple(row.cells[0] for row in rows[last:] if row.cells),
        widths=sheet.widths,
        head=max(0, min(sheet.repeat[1], last) - first) if sheet.repeat and sheet.repeat[0] <= first + 1 else 0,
    )


def _is_above(row: PrintedRow, columns: int) -> bool:
    return is_line(row, columns) or all(cell.style in _HEAD_LINE for cell in row.cells)


def is_line(row: PrintedRow, columns: int) -> bool:
    """Whether a row is one text across the sheet without a border, or blank."""
    if not row.cells:
        return True
    cell = row.cells[0]
    return cell.columns == columns and cell.rows == 1 and not CELL_FORMATS[cell.style].border


def whole_rows(rows: Sequence[PrintedRow], columns: int) -> tuple[PrintedRow, ...]:
    """The rows with blank cells where nothing is printed; no cell goes beyond the last row."""
    return tuple(_whole_rows(rows, columns))


def _whole_rows(rows: Sequence[PrintedRow], columns: int) -> Iterator[PrintedRow]:
    covered: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        cells = [cell._replace(rows=min(cell.rows, len(rows) - at)) for cell in row.cells]
        for cell in cells:
            covered |= {(at + i, cell.column + j) for i in range(cell.rows) for j in range(cell.columns)}
        style = Style.TEXT if any(CELL_FORMATS[cell.style].border == "box" for cell in cells) else Style.NOTE
        blank = [PrintedCell(column, "", style) for column in range(1, columns + 1) if (at, column) not in covered]
        yield PrintedRow(row.height, tuple(sorted([*cells, *blank], key=lambda cell: cell.column)), row.at)
