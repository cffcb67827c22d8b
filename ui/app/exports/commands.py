"""Every command of 导出 besides the workbook of the book and of chosen projects."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.app.exports.agencies import AgencyExport
from ui.app.exports.layouts import LayoutExport
from ui.app.exports.one_sheet import SheetExport
from ui.app.exports.publication import PublicationExport
from ui.app.exports.template.command import TemplateExport
from ui.session.open_book import OpenBook

if TYPE_CHECKING:
    from ui.app.exports.book import ExportCommand
    from ui.app.services import AppServices


def connect_exports(
    parent: QObject,
    services: AppServices,
    finished_book: Callable[[], OpenBook | None],
    command: Callable[[], ExportCommand],
) -> None:
    """Make the commands, which ``parent`` keeps; each connects itself with its entry of the menu.

    ``finished_book`` commits what is being typed and returns the open book; ``command`` gives what asks for a file and writes it.
    """

    def leaving_book() -> OpenBook | None:
        """The finished book, unless the clerk keeps it after hearing which figures contain 不予公开 amounts."""
        from ui.pages.common.counted import may_leave

        book = finished_book()
        return book if book is not None and may_leave(services.window, services.theme, book.context) else None

    AgencyExport(parent, services, leaving_book)
    layouts = LayoutExport(parent, services, finished_book, command)  # the sheets of projects: nothing is counted in them
    services.window.handle("export_layout", layouts.export)
    services.window.handle("export_sheet", SheetExport(parent, services, leaving_book, command).export)
    PublicationExport(parent, services, finished_book)  # it asks about the document that is chosen
    services.window.handle("fill_template", TemplateExport(parent, services, leaving_book, command).fill)
