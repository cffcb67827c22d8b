"""A sheet as a table of a .docx: merged cells, heading rows that repeat on every page, rows that do not break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from models.paper.page_room import CHARACTER
from models.paper.sheet import CELL_FORMATS, CellFormat, PrintedCell, PrintedRow
from models.paper.text_measure import BODY_SIZE, needed_height
from models.publication.flowing import FlowingSheet
from storage.publication.docx.markup import attribute, paragraph, run, run_properties, twips
from storage.publication.docx.styles import TABLE_TEXT

_TALLEST: Final = 400.0
"""Points of text in a merged cell that a page holds in any orientation."""

_PADDING: Final = 2.5
"""Points between a cell's line and its text, as the sheets print."""

TALL: Final = 200.0
"""A row of more points may break: LibreOffice cuts off what does not fit on a page, also where only the height is stated."""

_INDENT: Final = 9.0
"""Points of one step of indent at 12 pt."""

_SAME: Final = 0.25
"""Points by which sizes differ that are the same: a size is written in halves."""

_NO_LINE: Final = '<w:{} w:val="nil"/>'
_SIDES: Final = ("top", "left", "bottom", "right")
_LINE: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in (*_SIDES, "insideH", "insideV")
)


def sheet_table(sheet: FlowingSheet, title: str, scale: float) -> str:
    """The table of a sheet with the lines that every page repeats; ``title`` names it to a screen reader."""
    rows = (*sheet.head_lines, *sheet.rows)
    head = len(sheet.head_lines) + sheet.head if sheet.head else 0
    return table(rows, sheet.widths, title, head=head, scale=scale)


def table(rows: Sequence[PrintedRow], widths: Sequence[float], title: str, *, head: int = 0, scale: float = 1.0) -> str:
    """Rows of cells as a table, of which the first ``head`` repeat; ``scale`` as of a printed sheet."""
    rows = _opened(rows, widths, scale)
    edges = [round(edge) for edge in accumulate((twips(width * CHARACTER * scale) for width in widths), initial=0)]
    margin = twips(_PADDING * scale)
    out = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:jc w:val="center"/>',
        f'<w:tblBorders>{_LINE}</w:tblBorders><w:tblLayout w:type="fixed"/>',
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>',
        f"<w:tblCaption w:val={attribute(title)}/></w:tblPr><w:tblGrid>",
        *(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges)),
        "</w:tblGrid>",
    ]
    for number, cells in enumerate(_with_covered(rows)):
        out.append(f"<w:tr><w:trPr>{_height(rows[number].height * scale)}{'<w:tblHeader/>' if number < head else ''}</w:trPr>")
        boxed = any(CELL_FORMATS[cell.style].border == "box" for row in rows[number + 1 : number + 2] for cell in row.cells)
        out.extend(_cell(cell, edges, scale, covered=covered, above_lines=boxed) for cell, covered in cells)
        out.append("</w:tr>")
    out.append("</w:tbl>")
    return "".join(out)


def _opened(rows: Sequence[PrintedRow], widths: Sequence[float], scale: float) -> list[PrintedRow]:
    """The rows with merged cells taken apart whose text takes more than a page: it stands in the first, and blank ones follow.

    LibreOffice cuts off the end of such a text where the merged cell ends.
    """
    below: dict[int, list[PrintedCell]] = {}
    made = []
    for at, row in enumerate(rows):
        cells = [*below.pop(at, ())]
        for cell in row.cells:
            if cell.rows > 1 and _text_height(cell, widths) * scale > _TALLEST:
                for further in range(at + 1, at + cell.rows):
                    below.setdefault(further, []).append(cell._replace(text="", rows=1))
                cells.append(cell._replace(rows=1))
            else:
                cells.append(cell)
        made.append(PrintedRow(row.height, tuple(sorted(cells, key=lambda cell: cell.column)), row.at))
    return made


def _text_height(cell: PrintedCell, widths: Sequence[float]) -> float:
    width = sum(widths[cell.column - 1 : cell.column - 1 + cell.columns])
    return needed_height(cell.text, width, CELL_FORMATS[cell.style].size)


def _height(points: float) -> str:
    """A row is as high as it prints and stays on one page; a tall one is as high as its text, and goes on on the next page."""
    return f'<w:cantSplit/><w:trHeight w:val="{twips(points)}" w:hRule="atLeast"/>' if points < TALL else ""


def _with_covered(rows: Sequence[PrintedRow]) -> Iterator[list[tuple[PrintedCell, bool]]]:
    """The cells of each row and those from above that go on in it (True), from left to right."""
    going: list[tuple[int, PrintedCell]] = []
    for at, row in enumerate(rows):
        going = [(last, cell) for last, cell in going if last >= at]
        found = [*((cell, False) for cell in row.cells), *((cell, True) for _, cell in going)]
        going += [(at + cell.rows - 1, cell) for cell in row.cells if cell.rows > 1]
        yield sorted(found, key=lambda placed: placed[0].column)


def _cell(cell: PrintedCell, edges: Sequence[int], scale: float, *, covered: bool, above_lines: bool) -> str:
    look = CELL_FORMATS[cell.style]
    width = edges[cell.column - 1 + cell.columns] - edges[cell.column - 1]
    properties = "".join(
        (
            f'<w:tcW w:w="{width}" w:type="dxa"/>',
            f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else "",
            ("<w:vMerge/>" if covered else '<w:vMerge w:val="restart"/>') if cell.rows > 1 else "",
            _borders(look, above_lines=above_lines),
            '<w:vAlign w:val="center"/>',
        )
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_text(cell, look, scale, covered=covered)}</w:tc>"


def _borders(look: CellFormat, *, above_lines: bool) -> str:
    """The lines of the table that a cell leaves out. Two cells share a line: what one says of it is not said by the other."""
    if look.border == "box":
        return ""
    kept = look.border == "below" or above_lines
    sides = [side for side in _SIDES if not (kept and side == "bottom")]
    return f"<w:tcBorders>{''.join(_NO_LINE.format(side) for side in sides)}</w:tcBorders>"


def _text(cell: PrintedCell, look: CellFormat, scale: float, *, covered: bool) -> str:
    size = look.size * scale
    text = "" if covered else cell.text
    content = run(text, run_properties(size=0 if abs(size - BODY_SIZE) < _SAME else size, bold=look.bold)) if text else ""
    indent = f'<w:ind w:left="{twips(_INDENT * look.indent * scale)}"/>' if look.indent else ""
    return paragraph(content, TABLE_TEXT, across="" if look.across == "left" else look.across, spacing=indent)
