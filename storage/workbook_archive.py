"""The bytes of a finished openpyxl workbook, the same for the same content: sheets made in memory, fixed dates.

This is the one module that works below openpyxl's public surface, for speed; a test compares what openpyxl reads back.
"""

# ruff: noqa: SLF001

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element

_DATE: Final = (1980, 1, 1, 0, 0, 0)
_CORE: Final = "docProps/core.xml"
_MODIFIED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_EFFORT: Final = 4
"""Of zlib: nearly as small as the usual 6 in half the time."""

_NO_CELLS: Final = "noCells"
_NO_MOMENT: Final = rb"\g<1>2000-01-01T00:00:00Z"


class _FixedArchive(ZipFile):
    """A zip file whose entries carry no moment of writing."""

    def writestr(
        self, zinfo_or_arcname: Any, data: Any, compress_type: int | None = ZIP_DEFLATED, compresslevel: int | None = _EFFORT
    ) -> None:
        name = str(zinfo_or_arcname)
        info = ZipInfo(name, _DATE)
        plain = data.encode() if isinstance(data, str) else data
        super().writestr(info, _MODIFIED.sub(_NO_MOMENT, plain) if name == _CORE else plain, compress_type, compresslevel)


class _SheetWriter(WorksheetWriter):
    """openpyxl's writer of a sheet, which leaves the place of the cells empty."""

    def write_rows(self) -> None:
        self.xf.send(Element(_NO_CELLS))


class _MemoryWriter(ExcelWriter):
    """openpyxl's writer without its temporary files, with the cells written as text (half of the time goes there)."""

    def __init__(self, workbook: Workbook, archive: ZipFile, sheet_written: Callable[[int], None]) -> None:
        super().__init__(workbook, archive)
        self._sheet_written = sheet_written

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = None
        out = BytesIO()
        cells = _cells_xml(ws)
        writer: Any = _SheetWriter(ws, out)
        ws._hyperlinks = [cell.hyperlink for cell in ws._cells.values() if cell.hyperlink]
        writer.write()
        ws._rels = writer._rels
        before, place, after = out.getvalue().partition(f"<{_NO_CELLS} />".encode())
        if not place:
            raise ValueError(ws.title)
        archive: ZipFile = vars(self)["_archive"]
        archive.writestr(ws.path[1:], before + cells.encode() + after)
        self.manifest.append(ws)
        self._sheet_written(ws.parent.index(ws) + 1)


def _cells_xml(ws: Any) -> str:
    """The <sheetData> of a sheet: every row with its height, every cell with its style and value."""
    rows: dict[int, list[str]] = {number: [] for number in ws.row_dimensions}
    letters = [get_column_letter(i) for i in range(1, ws.max_column + 1)]
    known = {id(None): 0}
    styles = ws.parent._cell_styles
    for (row, column), cell in sorted(ws._cells.items()):
        own = cell._style
        style = known.get(id(own))
        if style is None:
            style = known[id(own)] = styles.add(own)
        rows.setdefault(row, []).append(f'<c r="{letters[column - 1]}{row}" s="{style}"{_value_xml(cell)}')
    parts = []
    for row, cells in sorted(rows.items()):
        height = ws.row_dimensions[row].height
        size = f' ht="{height:g}" customHeight="1"' if height else ""
        parts.append(f'<row r="{row}"{size}>{"".join(cells)}</row>')
    return f"<sheetData>{''.join(parts)}</sheetData>"


def _value_xml(cell: Any) -> str:
    value = cell._value
    if value is None or value == "":
        return "/>"
    if cell.data_type == "s":
        keep = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
        return f' t="inlineStr"><is><t{keep}>{escape(value)}</t></is></c>'
    return f"><v>{safe_string(value)}</v></c>"


def workbook_bytes(workbook: Workbook, sheet_written: Callable[[int], None]) -> bytes:
    """The .xlsx file as bytes. ``sheet_written`` hears after each sheet how many there are in the file."""
    out = BytesIO()
    with _FixedArchive(out, "w") as archive:
        _MemoryWriter(workbook, archive, sheet_written).write_data()
    return out.getvalue()
