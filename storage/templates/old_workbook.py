"""An .xls workbook as .xlsx: values, styles, merged cells, widths and heights, and how pages are set up.

The computer of a clerk has no program that converts by command, and no small library writes what it reads of .xls. Kept is what a
form is made of; formulas become their values, and pictures, notes and colours within a text are lost.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from typing import Any, Final

from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from storage.errors import StorageError
from storage.incoming.compound_file import read_stream
from storage.incoming.workbook import xls_values
from storage.incoming.xls_parts import records, text_of_record
from storage.templates.old_styles import OldStyles

_SHEET, _NAME = 0x0085, 0x0018
_COLUMN, _ROW = 0x007D, 0x0208
_BLANKS, _ROW_OF_RK = 0x00BE, 0x00BD
_CELLS: Final = frozenset({0x0201, 0x0203, 0x027E, 0x0006, 0x0205, 0x00FD, 0x0204, 0x00D6})
_MOST_COLUMNS: Final = 256
_PRINT_AREA, _PRINT_TITLES = 6, 7
_AREA: Final = 0x3B

LOST: Final = "样式、合并、行高列宽和页面设置都照原样；公式成了数，图片、批注和一段文字里的不同颜色没有留下"
"""What the clerk is told of a template that is an .xls."""

Reader = Callable[[Worksheet, bytes], None]


def as_xlsx(data: bytes, name: str) -> bytes:
    """The workbook as .xlsx. Raises ``StorageError`` where it is damaged."""
    stream = read_stream(data, "Workbook")
    try:
        return _Converter(stream, xls_values(data, name)).convert()
    except (struct.error, IndexError, UnicodeDecodeError):
        raise StorageError(f"“{name}”的格式读不出来；在 WPS 里打开，另存为 .xlsx 再填") from None


class _Converter:
    def __init__(self, stream: bytes, values: Mapping[str, list[list[Any]]]) -> None:
        self._stream, self._values = stream, values
        self._styles = OldStyles()
        self._book = Workbook()
        self._book.remove(self._book.worksheets[0])
        self._looks: dict[int, StyleArray] = {}

    def convert(self) -> bytes:
        sheets: list[tuple[str, int, int]] = []
        names: list[bytes] = []
        for kind, _, body in records(self._stream, 0):
            self._styles.take(kind, body)
            if kind == _SHEET:
                sheets.append((text_of_record(body[7:], body[6]), struct.unpack_from("<I", body)[0], body[4]))
            elif kind == _NAME:
                names.append(body)
        font = self._styles.font()
        _set_font(self._book, font)
        for name, offset, state in sheets:
            if name in self._values:
                self._sheet(self._book.create_sheet(name), offset)
                self._book[name].sheet_state = ("visible", "hidden", "veryHidden")[state & 3]
        for body in names:
            _print_range(self._book, [name for name, _, _ in sheets], body)
        out = io.BytesIO()
        self._book.save(out)
        return out.getvalue()

    def _look(self, xf: int) -> StyleArray:
        """The style of the cells with an XF, made once."""
        if xf not in self._looks:
            cell: Any = WriteOnlyCell(self._book.worksheets[0])
            cell.font, cell.border, cell.fill, cell.alignment, cell.protection, cell.number_format = self._styles.look(xf)
            self._looks[xf] = cell._style  # noqa: SLF001 - one style for all cells of a kind: see storage/workbook/writer
        return self._looks[xf]

    def _sheet(self, sheet: Worksheet, offset: int) -> None:
        for kind, _, body in records(self._stream, offset):
            for row, column, xf in _cells(kind, body):
                _give(sheet.cell(row + 1, column + 1), self._look(xf))
            if kind == _COLUMN:
                self._column(sheet, body)
            elif kind == _ROW:
                self._row(sheet, body)
            elif kind in _READERS:
                _READERS[kind](sheet, body)
        for at, line in enumerate(self._values[sheet.title], 1):
            for number, value in enumerate(line, 1):
                if value != "":
                    _set_value(sheet.cell(at, number), value)

    def _column(self, sheet: Worksheet, body: bytes) -> None:
        first, last, width, xf, flags = struct.unpack_from("<HHHHH", body)
        if first >= _MOST_COLUMNS:
            return
        columns: Any = sheet.column_dimensions[get_column_letter(first + 1)]
        columns.min, columns.max, columns.width, columns.hidden = (
            first + 1,
            min(last + 1, _MOST_COLUMNS),
            width / 256,
            bool(flags & 1),
        )
        _give(columns, self._look(xf))

    def _row(self, sheet: Worksheet, body: bytes) -> None:
        number, _, _, height, _, _, flags, xf = struct.unpack_from("<HHHHHHHH", body)
        row = sheet.row_dimensions[number + 1]
        if flags & 0x40:
            row.height = (height & 0x7FFF) / 20
        row.hidden = bool(flags & 0x20)
        if flags & 0x80:
            _give(row, self._look(xf & 0xFFF))


def _set_font(workbook: Any, font: Font) -> None:
    """The font of the Normal style, in whose digits columns are measured. openpyxl has no public way to set it."""
    workbook._fonts = IndexedList([font])  # noqa: SLF001 - as said above
    workbook._named_styles["Normal"].font = font  # noqa: SLF001 - as said above


def _give(target: Any, style: StyleArray) -> None:
    """Give a cell, row or column a style. openpyxl keeps it there, and has no public way to share one."""
    target._style = style  # noqa: SLF001 - as said above


def _set_value(cell: Any, value: Any) -> None:
    """A value with the format that the cell has; a text stays one, whatever it begins with."""
    style = copy(cell._style)  # noqa: SLF001 - openpyxl gives dates a format of its own
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    _give(cell, style)


def _cells(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and XF of each cell of a record, blank ones included."""
    if kind == _BLANKS:
        row, first = struct.unpack_from("<HH", body)
        for at in range((len(body) - 6) // 2):
            yield row, first + at, struct.unpack_from("<H", body, 4 + 2 * at)[0]
    elif kind == _ROW_OF_RK:
        row, first = struct.unpack_from("<HH", body)
        for at in range((len(body) - 6) // 6):
            yield row, first + at, struct.unpack_from("<H", body, 4 + 6 * at)[0]
    elif kind in _CELLS:
        row, column, xf = struct.unpack_from("<HHH", body)
        yield row, column, xf


def _range(top: int, bottom: int, left: int, right: int) -> str:
    return f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right + 1)}{bottom + 1}"


# --- how pages are set up ------------------------------------------------------------------------------------------------


def _page(sheet: Worksheet, body: bytes) -> None:
    paper, scale, _, wide, high, flags = struct.unpack_from("<HHHHHH", body)
    sheet.page_margins.header, sheet.page_margins.footer = struct.unpack_from("<dd", body, 16)
    if flags & 4:  # the printer was never asked: paper, scale and direction say nothing
        return
    sheet.page_setup.paperSize, sheet.page_setup.scale = paper, scale
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = wide, high
    sheet.page_setup.orientation = "portrait" if flags & 2 else "landscape"


def _margin(side: str) -> Reader:
    def read(sheet: Worksheet, body: bytes) -> None:
        setattr(sheet.page_margins, side, struct.unpack_from("<d", body)[0])

    return read


def _centred(direction: str) -> Reader:
    def read(sheet: Worksheet, body: bytes) -> None:
        setattr(sheet.print_options, direction, bool(struct.unpack_from("<H", body)[0]))

    return read


def _merged(sheet: Worksheet, body: bytes) -> None:
    for at in range(struct.unpack_from("<H", body)[0]):
        sheet.merged_cells.add(_range(*struct.unpack_from("<HHHH", body, 2 + 8 * at)))


def _fits(sheet: Worksheet, body: bytes) -> None:
    fits = bool(struct.unpack_from("<H", body)[0] & 0x100)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=fits)


def _default_height(sheet: Worksheet, body: bytes) -> None:
    sheet.sheet_format.defaultRowHeight = struct.unpack_from("<H", body, 2)[0] / 20


def _default_width(sheet: Worksheet, body: bytes) -> None:
    sheet.sheet_format.baseColWidth = struct.unpack_from("<H", body)[0]


def _window(sheet: Worksheet, body: bytes) -> None:
    sheet.sheet_view.showGridLines = bool(struct.unpack_from("<H", body)[0] & 2)


def _header(part: str) -> Reader:
    def read(sheet: Worksheet, body: bytes) -> None:
        if len(body) > 2:
            text = text_of_record(body[2:], struct.unpack_from("<H", body)[0])
            text = text if text.startswith(("&L", "&C", "&R")) else f"&C{text}"  # what names no part stands in the middle
            setattr(sheet.HeaderFooter, part, type(getattr(sheet.HeaderFooter, part)).from_tree(_tree(text)))

    return read


def _tree(text: str) -> Any:
    from xml.etree.ElementTree import Element  # noqa: PLC0415 - openpyxl reads headers from elements only

    element = Element("header")
    element.text = text
    return element


_READERS: Final[Mapping[int, Reader]] = {
    0x00A1: _page, 0x00E5: _merged, 0x0081: _fits, 0x0225: _default_height, 0x0055: _default_width, 0x023E: _window,
    0x0026: _margin("left"), 0x0027: _margin("right"), 0x0028: _margin("top"), 0x0029: _margin("bottom"),
    0x0083: _centred("horizontalCentered"), 0x0084: _centred("verticalCentered"),
    0x0014: _header("oddHeader"), 0x0015: _header("oddFooter"),
}  # fmt: skip
"""How a record of a worksheet is read, by its number."""


def _print_range(book: Workbook, sheets: list[str], body: bytes) -> None:
    """The print area or the repeated rows of a sheet, from a name of the workbook; other names are left out."""
    flags, _, length, size, _, sheet = struct.unpack_from("<HBBHHH", body)
    if not flags & 0x20 or not 0 < sheet <= len(sheets) or sheets[sheet - 1] not in book.sheetnames:
        return
    kind, formula = body[15], body[14 + 1 + length : 14 + 1 + length + size]
    at = formula.find(bytes([_AREA]))
    if at < 0 or kind not in {_PRINT_AREA, _PRINT_TITLES}:
        return
    top, bottom, left, right = struct.unpack_from("<HHHH", formula, at + 3)
    target = book[sheets[sheet - 1]]
    if kind == _PRINT_AREA:
        target.print_area = _range(top, bottom, left & 0xFF, right & 0xFF)
    elif right & 0xFF == 0xFF:
        target.print_title_rows = f"{top + 1}:{bottom + 1}"
