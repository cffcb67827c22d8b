"""A sheet as a table of a web page: caption, heads of columns and rows, merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from models.paper.sheet import CELL_FORMATS, PrintedCell, PrintedRow, Style
from models.publication.flowing import FlowingSheet
from models.values.text import clean_text

_COLUMN_HEADS: Final = frozenset({Style.HEADING, Style.NUMBER})
_ROW_HEADS: Final = frozenset({Style.NAME, Style.TOTAL_NAME})
_CLASSES: Final = {"center": "c", "right": "n"}


def plain(text: str) -> str:
    """A text as the content of an element: nothing in it is markup; its line breaks stay."""
    return escape(clean_text(text), quote=False).replace("\n", "<br>")


def sheet_table(sheet: FlowingSheet, heading: str) -> str:
    """The table of a sheet below its ``heading`` (an element), which is in the caption with the lines of unit and 万元."""
    lines = "".join(f'<div class="line">{_line(row)}</div>' for row in sheet.head_lines)
    return table(sheet.rows, sheet.head, f'<caption><div class="said">{heading}{lines}</div></caption>')


def _line(row: PrintedRow) -> str:
    return "".join(f"<p>{plain(cell.text)}</p>" for cell in row.cells if cell.text)


def table(rows: Sequence[PrintedRow], head: int, caption: str = "", name: str = "") -> str:
    """Rows of whole cells, the first ``head`` of them headings; ``name`` is the id of what names a table without caption."""
    tight = [*_tight(rows)]
    above = sum(1 for at, _ in tight if at < head)
    named = f' aria-labelledby="{name}"' if name else ""
    lines = [f"<tr>{''.join(_cells(row, is_head=at < head))}</tr>" for at, row in tight]
    top = f"<thead>{''.join(lines[:above])}</thead>" if above else ""
    return f"<table{named}>{caption}{top}<tbody>{''.join(lines[above:])}</tbody></table>"


def _tight(rows: Sequence[PrintedRow]) -> Iterator[tuple[int, Sequence[PrintedCell]]]:
    """The rows by their number, without rows and columns in which no cell begins: HTML has no such ones."""
    starts = sorted({cell.column for row in rows for cell in row.cells})
    kept = [bool(row.cells) for row in rows]
    for at, row in enumerate(rows):
        if not row.cells:
            continue
        cells = []
        for cell in row.cells:
            across = sum(cell.column <= start < cell.column + cell.columns for start in starts)
            cells.append(cell._replace(columns=across, rows=sum(kept[at : at + cell.rows])))
        yield at, cells


def _cells(cells: Sequence[PrintedCell], *, is_head: bool) -> Iterator[str]:
    for cell, following in pairwise([*cells, None]):
        if cell is not None:
            yield _cell(cell, _scope(cell, following, is_head=is_head))


def _scope(cell: PrintedCell, following: PrintedCell | None, *, is_head: bool) -> str:
    """What a cell is the head of: ``col``, ``row``, or "" for a cell of the table's content."""
    if not cell.text:
        return ""
    if is_head or cell.style is Style.HEADING:
        return "col" if cell.style in _COLUMN_HEADS or is_head else ""
    if cell.style is Style.LABEL:
        return "row" if following is not None and following.style is not Style.LABEL else "col"
    return "row" if cell.style in _ROW_HEADS else ""


def _cell(cell: PrintedCell, scope: str) -> str:
    look = CELL_FORMATS[cell.style]
    names = (_CLASSES.get(look.across, ""), "b" if look.bold else "", "" if look.border else "open")
    classes = " ".join(name for name in names if name)
    attributes = "".join(
        (
            f' class="{classes}"' if classes else "",
            f' colspan="{cell.columns}"' if cell.columns > 1 else "",
            f' rowspan="{cell.rows}"' if cell.rows > 1 else "",
            f' scope="{scope}"' if scope else "",
        )
    )
    tag = "th" if scope else "td"
    return f"<{tag}{attributes}>{plain(cell.text)}</{tag}>"
