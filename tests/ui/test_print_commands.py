"""打印 and 打印预览 through the window: the official sheets come out, whole and the right way round."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication

from storage.workbook_layout import workbook_sheets
from tests.ui.desk_office import CTRL, Key, Office
from ui.paper.print_dialogs import PrintDialog, PrintPreview


@pytest.fixture
def office(qtbot, theme, icons):
    office = Office(qtbot, theme, icons).start()
    office.desk.show_sample()
    yield office
    office.library.close()


def answer(monkeypatch, target, print_range):
    """What a person chooses in the system's dialog: a PDF, and which pages."""

    def ask(parent, printer):
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setPrintRange(print_range)
        return True

    monkeypatch.setattr(PrintDialog, "ask", ask)


def orientations(pdf):
    """How many pages stand upright and lie across."""
    boxes = re.findall(rb"/MediaBox \[0 0 (\d+)[\d.]* (\d+)", pdf.read_bytes())
    return Counter("landscape" if int(width) > int(height) else "portrait" for width, height in boxes)


def expected(office, sheets):
    pages = Counter()
    for sheet in sheets:
        pages[sheet.orientation] += sheet.page_count
    return pages


def official(office):
    book = office.open_book
    return workbook_sheets(book.book, book.pack, book.tables)


def test_all_official_sheets_are_printed(office, tmp_path, monkeypatch):
    target = tmp_path / "公开表.pdf"
    answer(monkeypatch, target, QPrinter.PrintRange.AllPages)
    office.press(Key.Key_P, CTRL)
    assert orientations(target) == expected(office, official(office))


def test_the_sheet_that_is_shown_is_printed_alone(office, tmp_path, monkeypatch):
    target = tmp_path / "一张.pdf"
    office.open_page("preview")
    assert office.page.list.select("T3")
    answer(monkeypatch, target, QPrinter.PrintRange.Selection)
    office.press(Key.Key_P, CTRL)
    title = office.open_book.tables["T3"].spec.short_title or office.open_book.tables["T3"].spec.title
    assert orientations(target) == expected(office, [sheet for sheet in official(office) if sheet.name == title])


def test_leaving_the_dialog_prints_nothing(office, monkeypatch):
    monkeypatch.setattr(PrintDialog, "ask", lambda *_args: False)
    printed = []
    monkeypatch.setattr(type(office.window.workspace.preview), "print_on", lambda *args: printed.append(args))
    office.press(Key.Key_P, CTRL)
    assert not printed


def test_the_print_preview_shows_every_page(office, qtbot):
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PrintPreview)
        seen.append(dialog.findChild(QPrintPreviewWidget).pageCount())
        dialog.close()

    QTimer.singleShot(0, look)
    office.window.actions_of_window["print_preview"].trigger()
    assert seen == [sum(sheet.page_count for sheet in official(office))]
