"""读入: what a workbook without the program's own part and a printed PDF became, beside the original; pointing, and the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, cast

from msgspec.structs import replace
from PySide6.QtPrintSupport import QPrinter

from models.book.records import Book
from models.paper.sheet_list import sheet_plans
from storage.workbook.writer import write_sheets
from tools.painter import Painter
from ui.app.incoming.book_file import same_identity
from ui.app.incoming.reading import ReadingCommands
from ui.pages.incoming.lists import OUTCOME
from ui.pages.incoming.view import IncomingView
from ui.printing.jobs import pages_of, print_pages

if TYPE_CHECKING:
    from ui.pages.incoming.page import IncomingPage


_SERIF: Final = "Noto Serif CJK SC"
_SHEETS: Final = 5
"""Sheets of the budget that are printed."""


def _read(painter: Painter, path: Path) -> IncomingView:
    """Read a file into the open book and wait for the result."""
    commands = painter.controller.findChild(ReadingCommands)
    if commands is None:
        raise RuntimeError
    commands.read([path])
    view = cast("IncomingPage", painter.workspace.page).view
    commands.wait_for_result()
    painter.settle()
    return view


def workbook(painter: Painter) -> None:
    """A workbook of the same budget, changed in some places, beside a book that has less."""
    book = painter.open_book.book
    with TemporaryDirectory() as folder:
        path = Path(folder) / "部门预算公开 2024.xlsx"
        known = painter.open_book.context
        write_sheets([plan.lay_out(draft=False) for plan in sheet_plans(known)], path)
        _show_book(painter, _less(book))
        view = _read(painter, path)
        painter.take("incoming")
        sheet = next(block for block in view.offer.blocks if block.kind == "sheet") if view.offer else None
        if sheet is not None:
            view.blocks.select(sheet.key)
            view.fields.select("1:target")
            painter.take("incoming-sheet")
        view.blocks.select(OUTCOME)
        painter.take("incoming-result")
    painter.controller.show_sample()


def pdf(painter: Painter) -> None:
    """The printed budget as a PDF."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "2024年部门预算公开.pdf"
        known = painter.open_book.context
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        sheets = [plan.lay_out(draft=False) for plan in sheet_plans(known)[:_SHEETS]]
        print_pages(printer, pages_of(sheets), _SERIF)
        _show_book(painter, Book(known.book.pack, known.book.year, "一上"))
        view = _read(painter, path)
        table = next((block for block in view.offer.blocks if block.fields), None) if view.offer else None
        if table is not None:
            view.blocks.select(table.key)
            view.fields.selectRow(6)
        painter.take("incoming-pdf")
    painter.controller.show_sample()


def _less(book: Book) -> Book:
    """The book without 三公 and with another indicator, so that there is something to fill in."""
    first = book.projects[0]
    line = replace(first.indicators[1], target="≥80%")
    changed = replace(first, indicators=(first.indicators[0], line, *first.indicators[2:]))
    return replace(book, three_public=(), projects=(changed, *book.projects[2:]), basic=book.basic[:-1])


def _show_book(painter: Painter, book: Book) -> None:
    controller, shown = painter.controller, replace(book, stage="一上")
    store = controller._library.store  # noqa: SLF001 - a book that no file has
    before = same_identity(store, shown)
    if before is not None:  # of the same scene in another look
        controller.show_sample()
        store.delete(before.id)
    controller._store_and_open(shown, "", "读入")  # noqa: SLF001 - as above


SCENES: Final[Mapping[str, Callable[[Painter], None]]] = {"read-workbook": workbook, "read-pdf": pdf}
