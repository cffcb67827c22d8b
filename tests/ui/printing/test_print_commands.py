"""打印 and 打印预览 through the window: the official sheets come out, whole and the right way round."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

import pytest
from PySide6.QtCore import QMarginsF, QTimer
from PySide6.QtGui import QPageLayout, QPageSize, QPaintDevice, QPaintEngine
from PySide6.QtPrintSupport import QPrintEngine, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication

from tests.printed_sheets import workbook_sheets
from tests.ui.running_app import CTRL, Key
from ui.printing.jobs import PrintDialog, PrintPreview, pages_of, print_pages


@pytest.fixture
def office(office):
    office.controller.show_sample()
    return office


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
    return workbook_sheets(book.context)


def test_all_official_sheets_are_printed(office, tmp_path, monkeypatch):
    target = tmp_path / "公开表.pdf"
    answer(monkeypatch, target, QPrinter.PrintRange.AllPages)
    office.press(Key.Key_P, CTRL)
    assert orientations(target) == expected(office, official(office))


class _WindowsPaint(QPaintEngine):
    """Draws nothing, and says that it is the one of Windows."""

    def __init__(self, said):
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.said, self.active = said, False

    def begin(self, _device):
        self.active = True
        self.said.append("page")
        return True

    def end(self):
        self.active = False
        self.said.append("end")
        return True

    def _draw(self, *_what):
        pass

    updateState = drawPixmap = drawPolygon = drawRects = drawLines = drawPath = drawTextItem = _draw  # noqa: N815

    def type(self):
        return QPaintEngine.Type.Windows


class _WindowsPrint(QPrintEngine):
    """Says which way the paper lies; while it is active Qt lets nobody turn it."""

    def __init__(self, paint):
        super().__init__()
        self.paint, self.copies = paint, 1
        self.layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())

    def setProperty(self, key, value):  # noqa: N802
        if key is QPrintEngine.PrintEnginePropertyKey.PPK_QPageLayout:
            self.layout = value
            self.paint.said.append(value.orientation().name.lower())
        elif key is QPrintEngine.PrintEnginePropertyKey.PPK_CopyCount:
            self.copies = value

    def property(self, key):
        keys = QPrintEngine.PrintEnginePropertyKey
        return {keys.PPK_QPageLayout: self.layout, keys.PPK_CopyCount: self.copies}.get(key)

    def newPage(self):  # noqa: N802
        self.paint.said.append("page")
        return True

    def abort(self):
        return False

    def printerState(self):  # noqa: N802
        return QPrinter.PrinterState.Active if self.paint.active else QPrinter.PrinterState.Idle

    def metric(self, what):
        paper = self.layout.fullRectPixels(600)
        sizes = {QPaintDevice.PaintDeviceMetric.PdmWidth: paper.width(), QPaintDevice.PaintDeviceMetric.PdmHeight: paper.height()}
        return sizes.get(what, 600)


class WindowsPrinter(QPrinter):
    """A printer that is no PDF; ``said`` is what it was told."""

    def __init__(self):
        super().__init__()
        self.said = []
        paint = _WindowsPaint(self.said)
        self._engines = _WindowsPrint(paint), paint
        self.setEngines(*self._engines)


@pytest.mark.parametrize("copies", [1, 2])
def test_a_printer_that_cannot_turn_its_paper_gets_a_job_for_each_run_of_pages(office, copies):
    pages = pages_of(official(office))
    printer = WindowsPrinter()
    printer.setCopyCount(copies)
    assert printer.paintEngine().type() is not QPaintEngine.Type.Pdf
    assert print_pages(printer, pages, "serif")
    told = []
    for lies, run in groupby("landscape" if page.width > page.height else "portrait" for page in pages):
        told += [lies, *("page" for _ in run), "end"]
    assert told.count("end") > 2
    assert printer.said == told * copies


def test_a_job_whose_paper_turns_ends_upright(office, tmp_path):
    """CUPS is told one orientation as a job ends: told the wide one, it turned the upright pages upside down."""
    by_way = {orientation: list(sheets) for orientation, sheets in groupby(official(office), lambda sheet: sheet.orientation)}
    printer, target = QPrinter(), tmp_path / "两张.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    assert print_pages(printer, pages_of([by_way["portrait"][0], by_way["landscape"][0]]), "serif")
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Portrait
    assert list(orientations(target)) == ["portrait", "landscape"]


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
        assert "侧着显示" in dialog.windowTitle()
        seen.append(dialog.findChild(QPrintPreviewWidget).pageCount())
        dialog.close()

    QTimer.singleShot(0, look)
    office.window.actions_of_window["print_preview"].trigger()
    assert seen == [sum(sheet.page_count for sheet in official(office))]
