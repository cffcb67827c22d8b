"""A book as an .xlsx workbook in the standard layout of its pack."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from models.book.records import Book
from models.pack.forms import Pack
from models.paper.sheet import FONT, MARGIN, MARGIN_HIGH, Cell, Sheet
from models.paper.sheet_list import DATA, workbook_sheets
from models.program import PROGRAM
from models.published.context import Context
from models.values.codes import Codes
from storage.errors import StorageError
from storage.replace_file import replace_file
from storage.workbook_archive import workbook_bytes
from storage.workbook_data import embedded_rows
from storage.workbook_styles import StyleBook

_A4: Final = "9"
_LONGEST_TEXT: Final = 32_767
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Report = Callable[[int, int], None]
"""Hears after each sheet how many steps of how many are done: a sheet is laid out, then written. To stop, it raises."""


def _nobody_listens(done: int, steps: int) -> None:
    del done, steps


def write_workbook(
    book: Book, pack: Pack, codes: Codes, target: Path, *, draft: bool = False, report: Report = _nobody_listens
) -> str:
    """Write the book's workbook to ``target`` and return the sha256 of the file.

    ``draft`` marks every sheet 草稿. The file that was there stays whole until the new one is complete.
    Raises ``StorageError`` where the folder or the file does not let itself be written, and what ``report`` raises.
    """
    data = sheets_to_bytes(workbook_sheets(Context(book, pack, codes), draft=draft), book, report)
    replace_file(target, data)
    return hashlib.sha256(data).hexdigest()


def sheets_to_bytes(sheets: Sequence[Sheet], book: Book, report: Report) -> bytes:
    """The sheets and the embedded book as the bytes of an .xlsx file."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = PROGRAM
    workbook.properties.title = sheets[0].title
    styles = StyleBook(workbook)
    steps = 2 * (len(sheets) + 1)
    for done, sheet in enumerate(sheets, 1):
        _write_sheet(workbook.create_sheet(sheet.name), sheet, styles)
        report(done, steps)
    _write_data(workbook.create_sheet(DATA), embedded_rows(book, {sheet.name: sheet.shown() for sheet in sheets}))
    report(steps // 2, steps)
    return workbook_bytes(workbook, lambda written: report(steps // 2 + written, steps))


def _write_sheet(paper: Any, sheet: Sheet, styles: StyleBook) -> None:
    cells = paper._cells
    for number, row in enumerate(sheet.rows, 1):
        paper.row_dimensions[number].height = row.height
        for cell in row.cells:
            _put(paper, cells, number, cell, styles)
    for column, width in enumerate(sheet.widths, 1):
        paper.column_dimensions[get_column_letter(column)].width = width
    paper.merged_cells.ranges = {
        CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right) for top, left, bottom, right in sheet.merges
    }
    if sheet.freeze:
        paper.freeze_panes = f"A{sheet.freeze + 1}"
    _set_up_page(paper, sheet)


def _put(paper: Any, cells: dict[tuple[int, int], Any], row: int, cell: Cell, styles: StyleBook) -> None:
    """Put a cell and the bordered cells that it covers. Text is always text: nothing becomes a formula."""
    style = styles.of(cell)
    for below in range(row, row + cell.rows):
        for column in range(cell.column, cell.column + cell.columns):
            covered: Any = ExcelCell(paper, below, column)
            covered._style = style
            cells[below, column] = covered
    own = cells[row, cell.column]
    if cell.number is not None:
        own._value = cell.number
    elif cell.text:
        if len(cell.text) > _LONGEST_TEXT // 2:
            _refuse_too_long(paper.title, own.coordinate, cell.text)
        own._value = _ESCAPE.sub("_x005F_", cell.text)
        own.data_type = "s"
    if cell.link:
        own._hyperlink = Hyperlink(ref=own.coordinate, location=f"{quote_sheetname(cell.link)}!A1")


def _refuse_too_long(sheet: str, place: str, text: str) -> None:
    length = len(text.encode("utf-16-le")) // 2
    if length > _LONGEST_TEXT:
        raise StorageError(f"工作表“{sheet}”的 {place} 有 {length} 个字，一格最多放 {_LONGEST_TEXT} 个字；把它缩短再导出")


def _set_up_page(paper: Any, sheet: Sheet) -> None:
    paper.page_setup.paperSize = _A4
    paper.page_setup.orientation = sheet.orientation
    paper.page_setup.fitToWidth = 1
    paper.page_setup.fitToHeight = 0
    paper.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    paper.print_options.horizontalCentered = True
    paper.page_margins = PageMargins(MARGIN, MARGIN, MARGIN_HIGH, MARGIN_HIGH, 0.25, 0.3)
    if sheet.repeat:
        paper.print_title_rows = f"{sheet.repeat[0]}:{sheet.repeat[1]}"
    for row in sheet.breaks:
        paper.row_breaks.append(Break(id=row))
    paper.oddFooter.center.text = sheet.footer
    paper.oddFooter.center.font = FONT
    if sheet.header:
        paper.oddHeader.right.text = sheet.header
        paper.oddHeader.right.font = f"{FONT},Bold"
        paper.oddHeader.right.size = 14


def _write_data(paper: Any, rows: Sequence[Sequence[str | int]]) -> None:
    paper.sheet_state = "veryHidden"
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell: Any = ExcelCell(paper, number, column)
            paper._cells[number, column] = cell
            cell._value = value
            cell.data_type = "s" if isinstance(value, str) else "n"
