"""Prints sheets through Qt with the painter of the screen, one after the other, on paper or to a PDF.

A page is portrait or landscape. A PDF (also what Qt sends to CUPS) may change the orientation within a job. A Windows
printer may not: Qt refuses a new layout while it is active, so each run of pages of one orientation is a job of its own.
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
    """The pages of sheets that print as one job, numbered from 1 throughout."""
    pages: list[SheetPage] = []
    for sheet in sheets:
        pages += sheet_pages(sheet, len(pages) + 1)
    return tuple(pages)


def print_pages(device: QPagedPaintDevice, pages: Sequence[SheetPage], family: str) -> bool:
    """Print pages on a QPrinter or QPdfWriter, in a font family. False when the device refuses."""
    if not isinstance(device, QPrinter) or _can_turn(device) or _has_one_job(device):
        return _print_job(device, pages, family)
    jobs = [tuple(run) for _, run in groupby(pages, _is_landscape)]
    copies = device.copyCount() if len(jobs) > 1 else 1
    if copies > 1:
        device.setCopyCount(1)  # otherwise each run would be repeated before the next
    return bool(jobs) and all(_print_job(device, job, family) for job in jobs * copies)


def _print_job(device: QPagedPaintDevice, pages: Sequence[SheetPage], family: str) -> bool:
    if not pages:
        return False
    _set_paper(device, pages[0])
    painter = QPainter()
    if not painter.begin(device):
        return False
    drawer = PagePainter(family)
    done = True
    for number, page in enumerate(pages):
        turned = number and _is_landscape(page) is not _is_landscape(pages[0]) and not _can_turn(device)
        if number:
            if _can_turn(device):
                _set_paper(device, page)
            done = done and device.newPage()
        painter.save()
        if turned:  # the job keeps its orientation: rotate the page
            painter.translate(device.width(), 0)
            painter.rotate(90)
        painter.scale(device.logicalDpiX() / 72, device.logicalDpiY() / 72)
        drawer.draw(painter, page)
        painter.restore()
    if _can_turn(device):
        _turn(device, wide=False)  # CUPS is told one orientation, this one; told the wide one it turns upright pages upside down
    return painter.end() and done


def _is_landscape(page: SheetPage) -> bool:
    return page.width > page.height


def _can_turn(device: QPagedPaintDevice) -> bool:
    """Whether the orientation may change within a job."""
    return not isinstance(device, QPrinter) or device.paintEngine().type() is QPaintEngine.Type.Pdf


def _has_one_job(printer: QPrinter) -> bool:
    """Whether all pages go into one job (Qt's preview, or a file), with those of another orientation rotated."""
    return printer.paintEngine().type() is QPaintEngine.Type.Picture or bool(printer.outputFileName())


def _set_paper(device: QPagedPaintDevice, page: SheetPage) -> None:
    """Set the paper of the page that begins next."""
    _turn(device, wide=_is_landscape(page))


def _turn(device: QPagedPaintDevice, *, wide: bool) -> None:
    """Set A4, portrait or landscape, without margins: the sheet has its own."""
    orientation = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)


def chosen_pages(printer: QPrinter, current: PrintedSheet, everything: Iterable[PrintedSheet]) -> Sequence[SheetPage]:
    """The pages chosen in the print dialog: the shown sheet (选定范围, 当前页), all sheets, or a range of their pages."""
    if printer.printRange() in {QPrinter.PrintRange.Selection, QPrinter.PrintRange.CurrentPage}:
        return pages_of([current])
    pages = pages_of(everything)
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        return pages[max(printer.fromPage(), 1) - 1 : printer.toPage() or None]
    return pages


_SHARE: Final = 0.9
"""Size of the preview as a share of the window; Qt's default leaves no room for the buttons."""

_ZOOM_LETTERS: Final = 14
PREVIEW_TITLE: Final = "打印预览（横向的页在这里侧着显示，打印时方向是对的）"


class PrintDialog(QPrintDialog):
    """Asks for the printer and the range: 选定范围 is the shown sheet, 全部 all sheets."""

    @classmethod
    def ask(cls, parent: QWidget, printer: QPrinter) -> bool:
        """Whether to print; the choices are stored in ``printer``."""
        dialog = cls(printer, parent)
        option = QAbstractPrintDialog.PrintDialogOption
        dialog.setOptions(option.PrintSelection | option.PrintPageRange | option.PrintToFile)
        dialog.setPrintRange(QAbstractPrintDialog.PrintRange.Selection)
        answer = bool(dialog.exec())
        dialog.deleteLater()
        return answer


class PrintPreview(QPrintPreviewDialog):
    """Qt's print preview. It shows all pages in the orientation of the first one; Qt cannot mix them."""

    def __init__(self, printer: QPrinter, parent: QWidget) -> None:
        super().__init__(printer, parent)
        self._printer = printer
        """Qt keeps a bare pointer to it, and uses it until the dialog is deleted, some events after it has closed."""

    @classmethod
    def show_pages(cls, parent: QWidget, print_on: Callable[[QPrinter], object]) -> None:
        """Show what ``print_on`` (a method of a QObject) prints, until the dialog is closed."""
        dialog = cls(QPrinter(QPrinter.PrinterMode.HighResolution), parent)
        dialog.setWindowTitle(PREVIEW_TITLE)
        dialog.resize(parent.window().size() * _SHARE)
        for zoom in dialog.findChildren(QComboBox):
            zoom.setMinimumWidth(zoom.fontMetrics().horizontalAdvance("0") * _ZOOM_LETTERS)
        dialog.paintRequested.connect(print_on)
        dialog.exec()
        dialog.deleteLater()
