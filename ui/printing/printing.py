"""Prints sheets through Qt: the same painter as on the screen, one sheet after the other, on paper or into a PDF.

Sheets lie upright or across. A PDF (and CUPS, which Qt sends one) turns its paper within a job. A printer of Windows does
not: Qt refuses another layout while it is active, so there each run of pages that lie alike is a job of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPaintEngine, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox, QWidget

from models.paper.pages import SheetPage, sheet_pages
from models.paper.sheet import PrintedSheet
from ui.printing.painter import PagePainter


def pages_of(sheets: Iterable[PrintedSheet]) -> tuple[SheetPage, ...]:
    """The pages of sheets that print as one job: their numbers go on from sheet to sheet."""
    pages: list[SheetPage] = []
    for sheet in sheets:
        pages += sheet_pages(sheet, len(pages) + 1)
    return tuple(pages)


def print_pages(device: QPagedPaintDevice, pages: Sequence[SheetPage], family: str) -> bool:
    """Print pages on a device (QPrinter, QPdfWriter). False when it does not take them."""
    if not isinstance(device, QPrinter) or _turns(device) or _has_one_job(device):
        return _print_job(device, pages, family)
    jobs = [tuple(run) for _, run in groupby(pages, _across)]
    copies = device.copyCount() if len(jobs) > 1 else 1
    if copies > 1:
        device.setCopyCount(1)  # else every run would come several times before the next
    return bool(jobs) and all(_print_job(device, job, family) for job in jobs * copies)


def _print_job(device: QPagedPaintDevice, pages: Sequence[SheetPage], family: str) -> bool:
    if not pages:
        return False
    _turn(device, pages[0])
    painter = QPainter()
    if not painter.begin(device):
        return False
    drawer = PagePainter(family)
    done = True
    for number, page in enumerate(pages):
        turned = number and _across(page) is not _across(pages[0]) and not _turns(device)
        if number:
            if _turns(device):
                _turn(device, page)
            done = done and device.newPage()
        painter.save()
        if turned:  # the same on paper: the page lies on its side
            painter.translate(device.width(), 0)
            painter.rotate(90)
        painter.scale(device.logicalDpiX() / 72, device.logicalDpiY() / 72)
        drawer.draw(painter, page)
        painter.restore()
    return painter.end() and done


def _across(page: SheetPage) -> bool:
    return page.width > page.height


def _turns(device: QPagedPaintDevice) -> bool:
    """Whether the paper may lie across in the middle of a job."""
    return not isinstance(device, QPrinter) or device.paintEngine().type() is QPaintEngine.Type.Pdf


def _has_one_job(printer: QPrinter) -> bool:
    """Qt's preview, and a file that a second job would overwrite: pages that lie otherwise lie there on their side."""
    return printer.paintEngine().type() is QPaintEngine.Type.Picture or bool(printer.outputFileName())


def _turn(device: QPagedPaintDevice, page: SheetPage) -> None:
    """A4, upright or across, with the whole sheet of paper as ground: the layout keeps its own margins."""
    orientation = QPageLayout.Orientation.Landscape if _across(page) else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)


def chosen_pages(printer: QPrinter, current: PrintedSheet, everything: Iterable[PrintedSheet]) -> Sequence[SheetPage]:
    """What the print dialog asked for: the sheet that is shown (选定范围, 当前页), all sheets, or a range of their pages."""
    if printer.printRange() in {QPrinter.PrintRange.Selection, QPrinter.PrintRange.CurrentPage}:
        return pages_of([current])
    pages = pages_of(everything)
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        return pages[max(printer.fromPage(), 1) - 1 : printer.toPage() or None]
    return pages


_SHARE: Final = 0.9
"""Of the window: the preview's own size leaves no room for its buttons."""

_ZOOM_LETTERS: Final = 14
PREVIEW_TITLE: Final = "打印预览（横向的页在这里侧着显示，打印时方向是对的）"


class PrintDialog(QPrintDialog):
    """Which printer, and what: 选定范围 is the sheet that is shown, 全部 all sheets."""

    @classmethod
    def ask(cls, parent: QWidget, printer: QPrinter) -> bool:
        """Whether to print; the answers stand in the printer."""
        dialog = cls(printer, parent)
        option = QAbstractPrintDialog.PrintDialogOption
        dialog.setOptions(option.PrintSelection | option.PrintPageRange | option.PrintToFile)
        dialog.setPrintRange(QAbstractPrintDialog.PrintRange.Selection)
        answer = bool(dialog.exec())
        dialog.deleteLater()
        return answer


class PrintPreview(QPrintPreviewDialog):
    """The pages as the printer would get them; all lie as the first one, which Qt's preview cannot do otherwise."""

    @classmethod
    def show_pages(cls, parent: QWidget, print_on: Callable[[QPrinter], object]) -> None:
        """Show what ``print_on`` (a method of a QObject) prints, until the dialog is closed."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # the dialog does not keep it alive
        dialog = cls(printer, parent)
        dialog.setWindowTitle(PREVIEW_TITLE)
        dialog.resize(parent.window().size() * _SHARE)
        for zoom in dialog.findChildren(QComboBox):
            zoom.setMinimumWidth(zoom.fontMetrics().horizontalAdvance("0") * _ZOOM_LETTERS)
        dialog.paintRequested.connect(print_on)
        dialog.exec()
        dialog.deleteLater()
