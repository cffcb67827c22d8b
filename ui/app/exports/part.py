"""An export of a part of the book or of its figures in another shape: what its commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.session.open_book import OpenBook

if TYPE_CHECKING:
    from ui.app.exports.book import ExportCommand
    from ui.app.services import AppServices


class PartExport(QObject):
    """Nothing is recorded as a submission. ``command`` gives what asks for the file and writes it.

    ``finished_book`` commits what is being typed and returns the open book.
    """

    def __init__(
        self,
        parent: QObject,
        services: AppServices,
        finished_book: Callable[[], OpenBook | None],
        command: Callable[[], ExportCommand],
    ) -> None:
        super().__init__(parent)
        self._services, self._finished_book, self._command = services, finished_book, command
