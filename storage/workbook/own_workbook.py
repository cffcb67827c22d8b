"""Finds the program's own workbook in what was read, whatever program saved it as whatever kind: its book is in a sheet of it."""

from __future__ import annotations

from typing import Final

from models.incoming.blocks import Document
from models.incoming.own.cells import ReturnedWorkbook, trimmed
from models.paper.sheet_list import DATA
from storage.workbook.cells import SheetCells
from storage.workbook.reader import returned_of_cells

_KINDS: Final = frozenset({"xlsx", "xls", "ods"})


def own_workbook(document: Document, name: str) -> ReturnedWorkbook | None:
    """The book and the cells of a workbook that this program exported; None for any other document.

    Raises ``StorageError`` where the embedded book is damaged.
    """
    if document.kind not in _KINDS or all(block.title != DATA for block in document.blocks):
        return None
    return returned_of_cells(
        [SheetCells(block.title, not block.hidden, trimmed(block.flat().rows)) for block in document.blocks], name
    )
