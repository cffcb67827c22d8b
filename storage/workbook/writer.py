"""Writes a book as an .xlsx workbook in the standard layout of its pack."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from models.book.exchange import handed_in
from models.book.records import Book
from models.pack.forms.pack import Pack
from models.paper.page_room import MARGIN, MARGIN_HIGH
from models.paper.sheet import CELL_FORMATS, FONT, HEADER_SIZE, PrintedCell, PrintedSheet, Style
from models.paper.sheet_list import DATA, SheetPlan, plans_of_projects, sheet_plans
from models.program import PROGRAM
from models.published.context import Context
from models.values.codes import Codes
from storage.errors import StorageError
from storage.files.progress import Report, no_report
from storage.replace_file import replace_file
from storage.workbook.embedded import TableBody, embedded_rows
from storage.workbook.official import numbering_row

_A4: Final = "9"
_LONGEST_TEXT: Final = 32_767
"""UTF-16 units that a cell of Excel holds."""

_LONG: Final = 255
"""Excel shows text cells of the format ``@`` as #### beyond this length; longer text gets the format General."""

_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_STARTS: Final = ("=", "+", "-", "@")
_LINK_COLOUR: Final = "000563C1"

_LINE: Final = Side(style="thin")
_BORDERS: Final = {"": Border(), "box": Border(_LINE, _LINE, _LINE, _LINE), "below": Border(bottom=_LINE)}

_SAVED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When the workbook says that it was created and modified, so that the same book gives the same bytes."""


def write_workbook(
    book: Book,
    pack: Pack,
    codes: Codes,
    target: Path,
    *,
    draft: bool,
    projects: Collection[int] = (),
    report: Report = no_report,
) -> str:
    """Write the book's workbook to ``target`` and return the sha256 of the file.

    ``draft`` marks every sheet 草稿. With ``projects`` (ids) it has only their sheets and no embedded book, so that nobody takes
    the part for the whole. An existing file stays whole until the new one is complete.
    Raises ``StorageError`` where the target or the temporary folder cannot be written, and whatever ``report`` raises.
    """
    context = Context(book, pack, codes)
    chosen = plans_of_projects(context, projects) if projects else sheet_plans(context)
    data = _workbook_bytes(chosen, None if projects else book, report, draft=draft)
    replace_file(target, data)
    return hashlib.sha256(data).hexdigest()


def submitted_workbook(context: Context, report: Report = no_report, *, draft: bool) -> bytes:
    """The workbook of a package of 报送: the book inside is without the clerk's notes. Raises as ``write_workbook``."""
    return _workbook_bytes(sheet_plans(context), handed_in(context.book), report, draft=draft)


def write_sheets(sheets: Sequence[PrintedSheet], target: Path) -> None:
    """Write sheets that are no part of the budget, such as 阶段对比, without the book's data. Raises ``StorageError``."""
    replace_file(target, sheets_workbook(sheets))


def sheets_workbook(sheets: Sequence[PrintedSheet]) -> bytes:
    """The workbook that ``write_sheets`` writes. Raises ``StorageError``."""
    workbook, styles = _new_workbook(), _Styles()
    for sheet in sheets:
        _write_sheet(workbook.create_sheet(sheet.name), sheet, styles)
    workbook.properties.creator = PROGRAM
    workbook.properties.title = sheets[0].title
    return saved_bytes(workbook)


def _new_workbook() -> Workbook:
    """A workbook without sheets."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _set_default_font(workbook)
    return workbook


def _workbook_bytes(plans: Sequence[SheetPlan], book: Book | None, report: Report, *, draft: bool) -> bytes:
    """Lay out the sheets one by one; return them and the embedded book, if any, as the bytes of an .xlsx file."""
    workbook, styles = _new_workbook(), _Styles()
    sheets: list[PrintedSheet] = []
    bodies: dict[str, TableBody] = {}
    half = len(plans) + 1
    total = 2 * half  # saving takes about as long as all sheets together
    for plan in plans:
        sheet = plan.lay_out(draft=draft)
        _write_sheet(workbook.create_sheet(sheet.name), sheet, styles)
        sheets.append(sheet)
        if plan.entry.table and not numbering_row(sheet.shown()):
            bodies[sheet.name] = TableBody(sheet.freeze, sum(row.at > 0 for row in sheet.rows), len(sheet.widths))
        report(len(sheets), total)
    if book is not None:
        shown = {sheet.name: sheet.shown() for sheet in sheets}
        _write_data(workbook.create_sheet(DATA), embedded_rows(book, shown, bodies))
    report(half, total)
    workbook.properties.creator = PROGRAM
    workbook.properties.title = sheets[0].title
    data = saved_bytes(workbook)
    report(total, total)
    return data


def saved_bytes(workbook: Workbook) -> bytes:
    """The .xlsx file as bytes, the same for the same content: every part is dated 1980, compressed alike."""
    workbook.properties.created = workbook.properties.modified = _SAVED
    written, rewritten = BytesIO(), BytesIO()
    try:
        ExcelWriter(workbook, ZipFile(written, "w")).save()  # not compressed: that is done once, below
    except OSError as error:  # openpyxl writes each sheet to a temporary file first
        raise StorageError(f"临时文件夹不能写入（{error.strerror}），没有导出；腾出磁盘空间再试") from error
    with ZipFile(written) as archive, ZipFile(rewritten, "w") as target:
        for name in archive.namelist():
            target.writestr(ZipInfo(name), archive.read(name), ZIP_DEFLATED, compresslevel=4)
    return rewritten.getvalue()


# --- sheets -------------------------------------------------------------------------------------------------------


def _write_sheet(paper: Any, sheet: PrintedSheet, styles: _Styles) -> None:
    for number, row in enumerate(sheet.rows, 1):
        paper.row_dimensions[number].height = row.height
        for cell in row.cells:
            _write_cell(paper, number, cell, styles)
    for column, width in enumerate(sheet.widths, 1):
        paper.column_dimensions[get_column_letter(column)].width = width
    paper.merged_cells.ranges = {  # merge_cells() takes twice as long: it works out borders that the cells have already
        CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right) for top, left, bottom, right in sheet.merges
    }
    if sheet.freeze:
        paper.freeze_panes = f"A{sheet.freeze + 1}"
    _set_up_page(paper, sheet)


def _write_cell(paper: Any, row: int, cell: PrintedCell, styles: _Styles) -> None:
    """Write a cell; one with a border passes its style to every cell that it covers."""
    own = paper.cell(row, cell.column)
    if cell.number is not None:
        own.value = cell.number
    elif cell.text:
        _refuse_too_long(own, cell.text)
        set_text(own, cell.text)
    if cell.link:
        own.hyperlink = Hyperlink(ref=own.coordinate, location=f"{quote_sheetname(cell.link)}!A1")
    own._style = style = styles.of(cell, own)  # noqa: SLF001 - see _Styles
    if CELL_FORMATS[cell.style].border:
        for at in range(1, cell.rows * cell.columns):
            paper.cell(row + at // cell.columns, cell.column + at % cell.columns)._style = style  # noqa: SLF001


def set_text(own: Any, text: str) -> None:
    """Write a text into a cell, whatever it looks like."""
    own.value = _ESCAPE.sub("_x005F_", text)
    own.data_type = "s"  # openpyxl makes a formula of "=80%" and an error of "#N/A"


def _refuse_too_long(own: Any, text: str) -> None:
    if len(text) <= _LONGEST_TEXT // 2:
        return
    length = len(text.encode("utf-16-le")) // 2
    if length > _LONGEST_TEXT:
        raise StorageError(
            f"工作表“{own.parent.title}”的 {own.coordinate} 有 {length} 个字，一格最多放 {_LONGEST_TEXT} 个字；把它缩短再导出"
        )


def _set_up_page(paper: Any, sheet: PrintedSheet) -> None:
    paper.page_setup.paperSize = _A4
    paper.page_setup.orientation = sheet.orientation
    paper.page_setup.fitToWidth = 1
    paper.page_setup.fitToHeight = 1 if sheet.one_page else 0
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
        paper.oddHeader.right.size = HEADER_SIZE


def _write_data(paper: Any, rows: Sequence[Sequence[str | int]]) -> None:
    """The hidden sheet. A chunk of the JSON may begin with "=" too."""
    paper.sheet_state = "veryHidden"
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            own = paper.cell(number, column)
            if isinstance(value, str):
                set_text(own, value)
            else:
                own.value = value


# --- styles -------------------------------------------------------------------------------------------------------


class _Styles:
    """The cell styles of one workbook. Cells of one kind share one StyleArray: setting fonts and borders on each cell is slow."""

    def __init__(self) -> None:
        self._known: dict[tuple[Style, str, bool, bool, bool], StyleArray] = {}

    def of(self, cell: PrintedCell, own: Any) -> StyleArray:
        """The style of ``cell``; ``own``, its cell in the workbook, gets the look when it is the first of its kind."""
        long = len(cell.text) > _LONG
        quoted = cell.number is None and cell.text.startswith(_FORMULA_STARTS)
        key = (cell.style, cell.format, cell.top, long, quoted)
        found = self._known.get(key)
        if found is None:
            _set_look(own, cell, long=long, quoted=quoted)
            found = self._known[key] = own._style  # noqa: SLF001 - as above
        return found


def _set_look(own: Any, cell: PrintedCell, *, long: bool, quoted: bool) -> None:
    look, linked = CELL_FORMATS[cell.style], cell.style is Style.LINK
    own.font = Font(
        name=FONT,
        charset=134,
        size=look.size,
        bold=look.bold or None,
        underline="single" if linked else None,
        color=_LINK_COLOUR if linked else None,
    )
    own.border = _BORDERS[look.border]
    own.alignment = Alignment(horizontal=look.across, vertical="top" if cell.top else "center", wrap_text=True, indent=look.indent)
    own.number_format = "General" if long and look.format == "@" else cell.format or look.format
    own.quotePrefix = quoted


def _set_default_font(workbook: Any) -> None:
    """宋体 12 as the Normal style: column widths are measured in its digits. openpyxl has no public way to set it."""
    font = Font(name=FONT, size=12, charset=134)
    workbook._fonts = IndexedList([font])  # noqa: SLF001
    workbook._named_styles["Normal"].font = font  # noqa: SLF001
