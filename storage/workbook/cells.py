"""Reads what the cells of an .xlsx file show, sheet by sheet, as text."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from msgspec import Struct
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from storage.errors import StorageError

Grid = list[list[str]]
"""What the cells show, row by row; blanks at the end of a row and of a sheet are left out."""

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = b"PK"
_FAULTS: Final = (
    zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError,
    EOFError, RuntimeError, zlib.error,
)  # fmt: skip
"""What openpyxl raises for files that are no workbook."""

_ESCAPED: Final = re.compile(r"_x005F_(x[0-9A-Fa-f]{4}_)|_x000D_")
"""Excel's escapes: an underscore that would read as one, and a carriage return."""

_LAST_ROW: Final = 20_000
"""Rows below are ignored: a stray cell at the bottom of a sheet would give a million blank ones."""

_GROUPS: Final = "#,##0"
_DECIMALS: Final = re.compile(r"0\.(0*)(#*)")


class SheetCells(Struct, frozen=True):
    """A sheet: whether it is visible, and what its cells show."""

    name: str
    visible: bool
    grid: Grid


def read_cells(path: Path, *, grouped: bool = False) -> tuple[SheetCells, ...]:
    """Every sheet of a workbook in its order; ``grouped``: numbers have the thousands separators that they show.

    Raises ``StorageError`` for anything but a readable workbook.
    """
    try:
        _refuse_other_files(path)
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")  # other programs leave out styles that openpyxl warns about
            book = load_workbook(file, read_only=True, data_only=True)
            try:
                return tuple(SheetCells(s.title, s.sheet_state == "visible", _grid(s, grouped=grouped)) for s in book.worksheets)
            finally:
                book.close()
    except _FAULTS:
        raise StorageError(f"“{path.name}”不完整或者不是 Excel 工作簿（.xlsx），读不出来；换用另一份") from None
    except OSError as error:
        raise StorageError(f"“{path}”打不开（{error.strerror or error}），检查它在不在、有没有权限") from None


def _refuse_other_files(path: Path) -> None:
    if path.is_dir():
        raise StorageError(f"“{path}”是一个文件夹，要选里面的文件")
    if not path.is_file():
        raise StorageError(f"没有“{path}”这个文件，检查文件名和文件夹")
    with path.open("rb") as file:
        head = file.read(8)
        encrypted = head == _OLE and _ENCRYPTED in file.read()
    if not head:
        raise StorageError(f"“{path.name}”是空的，换用另一份")
    if encrypted:
        raise StorageError(f"“{path.name}”加了密码，读不出来；在 WPS 或 Excel 里去掉打开密码，保存以后再读")
    if head == _OLE:
        raise StorageError(f"“{path.name}”是旧格式（.xls）；在 WPS 或 Excel 里另存为 .xlsx 再打开")
    if not head.startswith(_ZIP):
        raise StorageError(f"“{path.name}”不是 Excel 工作簿（.xlsx），选本程序导出的工作簿")


def _grid(sheet: Any, *, grouped: bool) -> Grid:
    """The rows of a sheet; the dimension that a file states is ignored (WPS sometimes writes A1)."""
    sheet.reset_dimensions()
    rows: Grid = []
    for row in sheet.iter_rows(max_row=_LAST_ROW):
        texts = [_shown(cell, grouped=grouped) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        rows.append(texts)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _shown(cell: Any, *, grouped: bool) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return shown_number(value, cell.number_format or "General", grouped=grouped)
    return _ESCAPED.sub(lambda found: f"_{found[1]}" if found[1] else "", str(value)).replace("\r\n", "\n")


def shown_number(value: float, number_format: str, *, grouped: bool = False) -> str:
    """A number as its format shows it: ``0.00`` gives two decimals, half up; thousands separators only where ``grouped``."""
    number = Decimal(repr(value))
    groups = "," if grouped and _GROUPS in number_format else ""
    places = _DECIMALS.search(number_format)
    if places is None:
        return f"{number.normalize():{groups}f}" if number else "0"
    least, most = len(places[1]), len(places[1]) + len(places[2])
    text = f"{number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP):{groups}f}"
    while most > least and text.endswith("0"):
        text, most = text[:-1], most - 1
    return text.rstrip(".") if not least else text
