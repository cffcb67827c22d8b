"""报送包: writes the package of a 报送 in the window, and prints its 报送单."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtPrintSupport import QPrinter

from models.book.records import Book
from storage.errors import StorageError
from ui.session.open_book import OpenBook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from models.paper.sheet import PrintedSheet
    from storage.database.books import Submission
    from storage.files.package import Attachments
    from storage.files.progress import Report
    from ui.theme.theme import Theme

NO_CHANGES: Final = "报送单里没有“与上次报送相比”：{}"


class Submissions(Protocol):
    """The 报送 of one book in the database. Both methods raise ``StorageError``."""

    def last_submission(self) -> Submission | None: ...  # noqa: D102

    def record_submission(self, book: Book, file_name: str, sha256: str) -> None: ...  # noqa: D102


class PackageWriter:
    """Writes the package of the book as it is now; ``fingerprint`` and ``slip`` are known once it is written.

    ``trouble`` says why 报送单 cannot tell what changed, "" when it can.
    """

    def __init__(self, open_book: OpenBook, submissions: Submissions, now: datetime, *, published: bool) -> None:
        """``published``: the published document goes into it as a PDF."""
        self._published = published
        self._context, self._findings, self._now = open_book.context, open_book.findings, now
        self.fingerprint, self.trouble = "", ""
        self.slip: Sequence[PrintedSheet] = ()
        try:
            self._last = submissions.last_submission()
        except StorageError as error:
            self._last, self.trouble = None, NO_CHANGES.format(error)

    def write(self, path: Path, report: Report) -> str:
        """Write it and return its SHA-256; a ``Write`` of ``ExportProgress``. Raises ``StorageError``."""
        from storage.files.package import Handing, write_package  # openpyxl: a start does without

        last, when = self._last, f"{self._now:%Y-%m-%d %H:%M}"
        handing = Handing(when, last.book, f"{last.submitted:%Y-%m-%d %H:%M}") if last is not None else Handing(when)
        attached = self._published_file if self._published else dict
        written = write_package(self._context, self._findings, handing, path, report, draft=False, attachments=attached)
        self.fingerprint, self.slip = written.fingerprint, written.slip
        return written.sha256

    def _published_file(self) -> Attachments:
        """The published document, by its name in the package. Raises ``StorageError``."""
        from tempfile import TemporaryDirectory

        from models.publication.document import publication
        from models.words.books import PUBLISHED_PART, file_title
        from storage.files.progress import no_report
        from ui.printing.publication.pdf import write_pdf

        name = f"{file_title(self._context.book, PUBLISHED_PART)}.pdf"
        with TemporaryDirectory(prefix="ysgk-", ignore_cleanup_errors=True) as folder:
            file = Path(folder) / name
            write_pdf(publication(self._context, draft=False), file, no_report)
            return {name: file.read_bytes()}


class SlipPreview(QObject):
    """Qt's print preview of 报送单; only a QObject's method can be called for its pages."""

    def __init__(self, window: QWidget, theme: Theme, sheets: Sequence[PrintedSheet]) -> None:
        super().__init__(window)
        self._window, self._theme, self._sheets = window, theme, sheets

    def show(self) -> None:
        """Show the pages until the dialog is closed."""
        from ui.printing.jobs import PrintPreview

        PrintPreview.show_pages(self._window, self.print_on)
        self.deleteLater()

    @Slot(QPrinter)
    def print_on(self, printer: QPrinter) -> bool:
        """Print all sheets. False when the printer refuses."""
        from ui.printing.jobs import pages_of, print_pages

        return print_pages(printer, pages_of(self._sheets), self._theme.font(serif=True).family())
