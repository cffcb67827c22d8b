"""Reads the cells of an .xls file (Excel 97–2003), in which finance bureaus still hand out lists. Such files are never written."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from storage.errors import StorageError
from storage.workbook.cells import SheetCells

OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How such a file begins; a workbook with a password begins so too, whatever its format."""

_LAST_ROW: Final = 20_000


def read_old_cells(path: Path) -> tuple[SheetCells, ...]:
    """Every sheet in its order, with what its cells hold as text. Raises ``StorageError``."""
    from python_calamine import (  # noqa: PLC0415 - hardly any list needs it
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_path(path)
        metadata = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        return tuple(
            SheetCells(
                sheet.name,
                sheet.visible == SheetVisibleEnum.Visible,
                [
                    list(map(_text, row))
                    for row in book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False, nrows=_LAST_ROW)
                ],
            )
            for sheet in metadata
        )
    except PasswordError:
        raise StorageError(f"“{path.name}”加了密码，读不出来；在 WPS 或 Excel 里去掉打开密码，保存以后再读") from None
    except (CalamineError, OSError, ValueError):
        raise StorageError(f"“{path.name}”不完整或者不是 Excel 工作簿，读不出来；换用另一份") from None


def _text(value: Any) -> str:
    """A whole number without its point: codes are typed as numbers."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
