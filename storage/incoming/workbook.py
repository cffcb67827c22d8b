"""Reads .xlsx and .xls through python-calamine: a block a sheet, with merged cells, and numbers as their format shows them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from models.incoming.blocks import Block, Document, Place, block_of_rows
from models.incoming.clipboard.block import At
from storage.errors import StorageError
from storage.files.limits import COLUMNS, ROWS, TEXT_CHARACTERS, check_size, check_text, open_archive
from storage.incoming.compound_file import read_stream, with_stream
from storage.incoming.number_format import CellValue, shown
from storage.incoming.xls_parts import read_xls_workbook
from storage.incoming.xlsx_parts import SheetParts, outside_notes, read_sheet_parts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_STREAM: Final = "Workbook"
_PANIC: Final = "PanicException"
"""What python-calamine raises where it stumbles over a damaged file; it is no ``Exception``, and can be known by its name only."""

_NO_PARTS: Final = SheetParts({})

Show = Callable[[CellValue, str], str]
"""The text of a cell from its value and the code of its format."""


def read_xlsx(data: bytes, name: str, show: Show = shown) -> Document:
    """The sheets of an .xlsx file. Raises ``StorageError``."""
    with open_archive(io.BytesIO(data), name) as archive:
        parts = read_sheet_parts(archive)
        notes = outside_notes(archive)
    return _document(data, name, "xlsx", parts, notes, show)


def read_xls(data: bytes, name: str) -> Document:
    """The sheets of an .xls file (Excel 97-2003). Raises ``StorageError``."""
    stream = read_stream(data, _STREAM)
    if not stream:
        raise StorageError(_damaged(name))
    workbook = read_xls_workbook(stream, name)
    return _document(with_stream(_STREAM, workbook.stream), name, "xls", workbook.parts, [])


def xls_values(data: bytes, name: str) -> dict[str, list[list[Any]]]:
    """The values of the cells of an .xls file by worksheet, row by row from A1: numbers and dates as such, "" for nothing.

    Raises ``StorageError``.
    """
    workbook = read_xls_workbook(read_stream(data, _STREAM), name)
    safe = with_stream(_STREAM, workbook.stream)
    return {sheet.name: sheet.to_python(skip_empty_area=False) for sheet, _ in _sheets(safe, name)}


def _document(data: bytes, name: str, kind: str, parts: Mapping[str, SheetParts], notes: list[str], show: Show = shown) -> Document:
    blocks = []
    for sheet, hidden in _sheets(data, name):
        more = parts.get(sheet.name, _NO_PARTS)
        if more is _NO_PARTS:  # its size is not known, and python-calamine has no limit
            raise StorageError(f"“{name}”的工作表“{sheet.name}”找不到，文件不完整；在 WPS 里打开，另存一份再读")
        block = _block(sheet, more, name, show, hidden=hidden)
        if hidden and block.rows:
            notes.append(f"工作表“{sheet.name}”是隐藏的，也读了")
        notes.extend(more.notes(sheet.name))
        blocks.append(block)
    return Document(kind, tuple(blocks), tuple(notes))


def _sheets(data: bytes, name: str) -> Iterator[tuple[CalamineSheet, bool]]:
    """Every worksheet, and whether it is hidden."""
    from python_calamine import (  # noqa: PLC0415 - what reads no workbook does without
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                yield book.get_sheet_by_name(sheet.name), sheet.visible != SheetVisibleEnum.Visible
    except PasswordError:
        raise StorageError(f"“{name}”加了密码，读不出来；在 WPS 或 Excel 里去掉打开密码，保存以后再读") from None
    except (CalamineError, OSError, ValueError):
        raise StorageError(_damaged(name)) from None
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise StorageError(_damaged(name)) from None


def _damaged(name: str) -> str:
    return f"“{name}”不完整，读不出来；在 WPS 里打开，另存为 .xlsx 再读"


def _block(sheet: CalamineSheet, parts: SheetParts, file: str, show: Show, *, hidden: bool) -> Block:
    place = Place(sheet=sheet.name, row=1, column=1)
    check_size(sheet.total_height, sheet.total_width, file, f"工作表“{sheet.name}”")
    values: Sequence[Sequence[Any]] = sheet.to_python(skip_empty_area=False)
    formats = parts.formats
    rows = [
        [v if type(v) is str and "\r" not in v else show(v, formats.get((i, j), "")) for j, v in enumerate(row)]
        for i, row in enumerate(values)
    ]
    longest = max((max(map(len, texts), default=0) for texts in rows), default=0)
    if longest > TEXT_CHARACTERS:
        check_text(next(text for texts in rows for text in texts if len(text) == longest), file, f"工作表“{sheet.name}”")
    block = block_of_rows(rows, place, _spans(sheet, len(rows)))
    return Block(block.rows, place, sheet.name, hidden)


def _spans(sheet: CalamineSheet, height: int) -> dict[At, tuple[int, int]]:
    """The merged cells that begin in the filled part of a sheet; those below it are formats without text."""
    ranges = sheet.merged_cell_ranges or ()
    return {
        start: (min(end[0], ROWS) - start[0] + 1, min(end[1], COLUMNS) - start[1] + 1)
        for start, end in ranges
        if start[0] < height and start[1] < COLUMNS and end[0] >= start[0] and end[1] >= start[1]
    }
