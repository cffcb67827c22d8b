"""Writes the edit log (修改记录) of a book as a workbook with one sheet: a row for every field that a step changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook

from storage.database.edit_log import EditLog
from storage.replace_file import replace_file
from storage.workbook.writer import saved_bytes, set_text

_HEADINGS: Final = ("时间", "做了什么", "哪里", "原", "现")
_WIDTHS: Final = (20, 48, 48, 32, 32)
"""In characters, as Excel counts them."""


def write_edit_log(log: EditLog, target: Path) -> int:
    """Write the log, oldest step first, and return how many steps it has. Raises ``StorageError``."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "修改记录"
    _write_row(sheet, 1, _HEADINGS)
    row, steps = 1, 0
    for entry, changes in log.all_changes():
        steps += 1
        made = f"{entry.made:%Y-%m-%d %H:%M:%S}"
        for texts in [(change.where, change.before, change.after) for change in changes] or [("", "", "")]:
            row += 1
            _write_row(sheet, row, (made, entry.label, *texts))
    for column, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    replace_file(target, saved_bytes(workbook))
    return steps


def _write_row(sheet: Any, row: int, texts: tuple[str, ...]) -> None:
    for column, text in enumerate(texts, 1):
        if text:
            set_text(sheet.cell(row, column), text)
