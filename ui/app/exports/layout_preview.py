"""The pages of the projects' sheets in another layout, before they are exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtPrintSupport import QPrinter

from models.paper.sheet_list import sheet_plans
from models.projects.other_layout import in_layout
from models.published.context import Context
from storage.packs.layout_choice import SheetLayout
from ui.printing.jobs import PrintPreview, pages_of, print_pages
from ui.session.open_book import OpenBook

if TYPE_CHECKING:
    from ui.app.services import AppServices


class LayoutPreview(QObject):
    """Qt's print preview of the sheets in a layout; only a QObject's method can be called for them."""

    def __init__(self, parent: QObject, services: AppServices, open_book: OpenBook, layout: SheetLayout, *, draft: bool) -> None:
        super().__init__(parent)
        self._services, self._open_book, self._layout, self._draft = services, open_book, layout, draft

    def show(self) -> None:
        """Show the pages until the dialog is closed."""
        PrintPreview.show_pages(self._services.window, self.print_on)
        self.deleteLater()

    @Slot(QPrinter)
    def print_on(self, printer: QPrinter) -> bool:
        """Print all sheets. False when the printer refuses."""
        of_book = self._open_book
        plans = sheet_plans(Context(of_book.book, in_layout(of_book.pack, self._layout.form), of_book.codes))
        sheets = [plan.lay_out(draft=self._draft) for plan in plans]
        return print_pages(printer, pages_of(sheets), self._services.theme.font(serif=True).family())
