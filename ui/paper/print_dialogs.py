"""The system's print dialog and Qt's print preview, each behind one classmethod."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox, QWidget

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
