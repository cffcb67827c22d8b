"""Reads what the cells of an .xlsx file show, sheet by sheet, as text."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path
from typing import Final

from msgspec import Struct

from models.incoming.own.cells import trimmed
from storage.errors import StorageError
from storage.files.limits import read_bytes
from storage.incoming.kinds import kind_of
from storage.incoming.number_format import CellValue
from storage.incoming.workbook import read_xlsx

Grid = list[list[str]]
"""What the cells show, row by row; blanks at the end of a row and of a sheet are left out."""

_GROUPS: Final = "#,##0"
_DECIMALS: Final = re.compile(r"0\.(0*)(#*)")
_MOST_DECIMALS: Final = 30
"""Excel shows at most so many."""

_ALL_DIGITS: Final = Context(prec=400)
"""The largest number of a cell has 309 digits before the point."""


class SheetCells(Struct, frozen=True):
    """A sheet: whether it is visible, and what its cells show."""

    name: str
    visible: bool
    grid: Grid


def read_cells(path: Path) -> tuple[SheetCells, ...]:
    """Every sheet of a workbook in its order, with thousands separators in the numbers that show them.

    Raises ``StorageError`` for anything but a readable workbook.
    """
    data, name = read_bytes(path), path.name
    kind = kind_of(data, name)
    if kind == "xls":
        raise StorageError(f"“{name}”是旧格式（.xls）；在 WPS 或 Excel 里另存为 .xlsx 再打开")
    if kind != "xlsx":
        raise StorageError(f"“{name}”不是 Excel 工作簿（.xlsx），选本程序导出的工作簿")
    blocks = read_xlsx(data, name, _shown).blocks
    return tuple(SheetCells(block.title, not block.hidden, trimmed(block.flat().rows)) for block in blocks)


def _shown(value: CellValue, number_format: str) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return shown_number(value, number_format)
    return str(value).replace("\r\n", "\n").replace("\r", "")


def shown_number(value: float, number_format: str) -> str:
    """A number as its format shows it: ``0.00`` gives two decimals, half up; ``#,##0`` separates the thousands."""
    if not math.isfinite(value):  # a file may write 1e999
        return str(value)
    number = Decimal(repr(value))
    groups = "," if _GROUPS in number_format else ""
    places = _DECIMALS.search(number_format)
    if places is None:
        return f"{number.normalize():{groups}f}" if number else "0"
    least = min(len(places[1]), _MOST_DECIMALS)
    most = min(least + len(places[2]), _MOST_DECIMALS)
    text = f"{number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP, _ALL_DIGITS):{groups}f}"
    while most > least and text.endswith("0"):
        text, most = text[:-1], most - 1
    return text.rstrip(".") if not least else text
