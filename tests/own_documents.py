"""The golden budgets as documents of the program's own, and what such a document must say when it comes back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import msgspec

from models.book.records import Book, Project
from models.incoming.blocks import Document
from models.incoming.recognised.recognise import Recognised, recognise, sheets_of
from models.incoming.sheets.reading import SheetReading, read_sheet_document
from models.published.context import Context
from storage.packs.catalogue import load_pack
from storage.packs.code_lists import codes_of_pack
from tests.golden_books import seed1_book, seed2_book
from tests.printed_documents import workbook_document
from tests.sheet_texts import without_ids

Figure = tuple[str, str, str, int, int]
"""Table, row, column, side and fen."""

GOLDEN_BOOKS: Final = {"xingtai": seed1_book, "lutai": seed2_book}


@cache
def golden_context(name: str) -> Context:
    """A golden book with its pack and codes."""
    book = GOLDEN_BOOKS[name]()
    pack = load_pack(book.pack)
    return Context(book, pack, codes_of_pack(pack, book.year, None))


def projects_of(book: Book) -> list[Project]:
    """What sheets say of the projects."""
    return [without_ids(project) for project in book.projects]


@cache
def figures_of(name: str) -> list[Figure]:
    """Every printed figure of a golden book."""
    context = golden_context(name)
    return _figures(recognise(workbook_document(context), [context.pack], lambda _: context.codes))[0]


def published_in(document: Document, name: str) -> tuple[list[Figure], list[str], SheetReading]:
    """The figures of a document of a golden book, what was not understood in its tables, and its projects without ids."""
    context = golden_context(name)
    found = recognise(document, [context.pack], lambda _: context.codes)
    figures, left = _figures(found)
    sheets = sheets_of(document, found.blocks)
    assert sheets is not None
    reading = read_sheet_document(sheets, context.pack.sheet)
    return figures, left, SheetReading(tuple(map(without_ids, reading.projects)), reading.notes)


def _figures(found: Recognised) -> tuple[list[Figure], list[str]]:
    tables = [block.table for block in found.blocks if block.table is not None]
    cells = [(table.id, cell.row, cell.column, cell.side, cell.amount) for table in tables for cell in table.printed]
    return sorted(cells), [left.text for table in tables for left in table.leftovers]


def without_blanks(value: Any) -> Any:
    """A value, with blanks and breaks left out of its texts: a line that ended in a cell does not tell whether one stood there."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, dict):
        return {key: without_blanks(each) for key, each in value.items()}
    if isinstance(value, Iterable):
        return [without_blanks(each) for each in value]
    return without_blanks(msgspec.structs.asdict(value)) if isinstance(value, msgspec.Struct) else value
