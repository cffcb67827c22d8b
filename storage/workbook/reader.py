"""Reads an exported workbook: its official tables from the visible cells, its book from the embedded part.

Cells that were edited by hand are reported, never imported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from models.book.records import Book
from models.incoming.own.cells import ReturnedWorkbook
from models.paper.sheet_list import DATA
from models.published.draft import unmarked_title
from models.published.printed_tables import PublishedTables, words_of_shown_unit
from models.values.unit_words import declared_unit
from storage.errors import StorageError
from storage.workbook.cells import Grid, SheetCells, read_cells
from storage.workbook.embedded import TableBody, read_embedded
from storage.workbook.official import official_body

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")

_COUNT: Final = re.compile(r"[0-9]{1,9}")


def read_tables(path: Path) -> PublishedTables:
    """The official tables as the visible cells show them. Raises ``StorageError``.

    A table is known by its row of 栏次, without any pack; one that has none by the embedded part, which says where its rows are.
    """
    tables: dict[str, list[list[str]]] = {}
    notes: dict[str, str] = {}
    units: dict[str, str] = {}
    unit, year, draft = "", 0, False
    sheets = read_cells(path)
    bodies = _bodies(sheets, path.name)
    for sheet in sheets:
        body = official_body(sheet.grid, bodies.get(sheet.name)) if sheet.visible else None
        if body is None:
            continue
        title, marked = unmarked_title(_first(sheet.grid[0]))
        draft = draft or marked
        tables[title] = body.rows
        if body.note:
            notes[title] = body.note
        units[title] = words_of_shown_unit(_unit_of_amounts(body.head), body.rows)
        if not unit:
            unit, year = _head(title, body.head)
    if not tables:
        raise StorageError(f"“{path.name}”里没有公开表，选本程序导出的工作簿")
    return PublishedTables(unit, year, notes, tables, draft=draft, unit_of_amounts=units)


def _bodies(sheets: Sequence[SheetCells], name: str) -> Mapping[str, TableBody]:
    """Where the rows of the official tables without 栏次 are; of none where the embedded part is gone or was changed."""
    hidden = next((sheet for sheet in sheets if sheet.name == DATA), None)
    try:
        return read_embedded(_data_rows(hidden), name).bodies if hidden else {}
    except StorageError:
        return {}


def _first(row: Sequence[str]) -> str:
    return next((text.strip() for text in row if text.strip()), "")


def _head(title: str, rows: Grid) -> tuple[str, int]:
    """Unit and year from the line under the title, the year else from the title."""
    texts = rows[0] if rows and rows[0] else [""]
    year = next((int(found[0]) for text in (*texts[1:], title) if (found := _YEAR.search(text))), 0)
    return texts[0], year


def _unit_of_amounts(rows: Grid) -> str:
    """The unit of money that the lines above a table name; "" where they name none."""
    return next((unit for row in rows for text in row if (unit := declared_unit(text))), "")


def read_book(path: Path) -> tuple[Book, tuple[str, ...]]:
    """The embedded book, and one sentence for every visible cell that differs from the export. Raises ``StorageError``."""
    returned = returned_of_cells(read_cells(path), path.name)
    if returned is None:
        raise StorageError(f"“{path.name}”里没有本程序的数据，只能看，不能还原；要用报送时的原文件")
    return returned.book, tuple(change.sentence for change in returned.changes)


def returned_of_cells(sheets: Sequence[SheetCells], name: str) -> ReturnedWorkbook | None:
    """The embedded book with what the cells showed and show, of any kind of workbook; None for one without such a book.

    Raises ``StorageError``.
    """
    hidden = next((sheet for sheet in sheets if sheet.name == DATA), None)
    if hidden is None:
        return None
    embedded = read_embedded(_data_rows(hidden), name)
    found = {sheet.name: sheet.grid for sheet in sheets if sheet.name != DATA and (sheet.visible or sheet.name in embedded.shown)}
    return ReturnedWorkbook(embedded.book, embedded.shown, found)


def _data_rows(sheet: SheetCells) -> list[list[str | int]]:
    """The hidden rows with the numbers of their header row as numbers."""
    if not sheet.grid:
        return []
    header: list[str | int] = [int(text) if _COUNT.fullmatch(text) else text for text in sheet.grid[0]]
    chunks: list[list[str | int]] = [list(row[:1]) for row in sheet.grid[1:]]
    return [header, *chunks]
