"""读入: asks for files of any kind, reads them in a thread and shows what they hold, for the open book or a new one.

Imports inside functions are what most starts do without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Slot

from models.book.records import Book
from models.values.text import listed
from storage.errors import StorageError
from ui.app.incoming.background import BackgroundView
from ui.session.open_book import OpenBook

if TYPE_CHECKING:
    from models.incoming.offer.making import NamedDocument
    from models.incoming.offer.offer import Offer
    from ui.app.services import AppServices
    from ui.pages.incoming.reading import ReadingThread
    from ui.pages.incoming.view import IncomingView

_FOLDER: Final = "desk/reading_folder"
_TITLE: Final = "读入"
_PAGE: Final = "incoming"


class ReadingCommands(QObject):
    """``finished_book`` commits what is being typed and returns the open book; ``store`` stores a new book and opens it.

    A dropped file that holds a book of this program is opened by ``open_path``, any other is read.
    """

    def __init__(
        self,
        parent: QObject,
        services: AppServices,
        finished_book: Callable[[], OpenBook | None],
        open_path: Callable[[Path], object],
        store: Callable[[Book, str, str], bool],
    ) -> None:
        super().__init__(parent)
        self._services, self._finished_book, self._open_path, self._store = services, finished_book, open_path, store
        self._background = BackgroundView(self, services, _PAGE, self._make_view, "停下了，什么都没有填。")
        self._background.made.connect(self._connect)
        self._background.finished.connect(self._show_offer)
        services.window.handle("read_in", self.choose)
        services.window.file_dropped.connect(self.take)

    @Slot()
    def choose(self) -> None:
        """读入…: ask for one or several files."""
        from ui.dialogs.file_questions import INCOMING, FileQuestions, last_folder

        services = self._services
        paths = FileQuestions.several(services.window, _TITLE, last_folder(services.settings, _FOLDER), INCOMING)
        if paths:
            services.settings.set(_FOLDER, str(paths[0].parent))
            self.read(paths)

    @Slot(object)
    def take(self, path: Path) -> None:
        """Open a dropped file that holds a book; read any other."""
        from storage.files.open_file import holds_book

        try:
            is_ours = holds_book(path)
        except StorageError:
            is_ours = True  # opening it says what is wrong
        self._open_path(path) if is_ours else self.read([path])

    def read(self, paths: Sequence[Path]) -> None:
        """Read files in a thread; what was read before is dropped."""
        from ui.pages.incoming.reading import ReadingThread

        if self._services.window.workspace is not None and self._finished_book() is None:
            return
        self._background.read(ReadingThread(paths, self._offer_maker(), self))

    def _offer_maker(self) -> Callable[[Sequence[NamedDocument]], Offer]:
        """Makes offers for the book that is open now."""
        from models.incoming.offer.making import offer_of, own_offer

        workspace, forms = self._services.window.workspace, self._services.forms
        open_book = self._finished_book() if workspace is not None else None
        book, packs, codes_of = open_book.book if open_book is not None else None, forms.packs(), forms.codes_of_pack
        if book is None:
            return lambda documents: offer_of(documents, packs, codes_of)
        return lambda documents: own_offer(documents, packs, codes_of, book)

    # --- the view

    def _make_view(self) -> IncomingView:
        from ui.pages.incoming.view import IncomingView

        services = self._services
        return IncomingView(services.theme, services.icons, services.settings)

    @Slot(object)
    def _connect(self, view: IncomingView) -> None:
        """A view without a book makes a new one."""
        view.files_wanted.connect(self.choose)
        view.fill_wanted.connect(self._make_book)

    @Slot(object)
    def _show_offer(self, thread: ReadingThread) -> None:
        cast("IncomingView", self._background.view).show_offer(cast("Offer", thread.result), thread.paths)

    @Slot()
    def _make_book(self) -> None:
        """Store a new book with what is taken, and open it."""
        from ui.dialogs.question import Question

        view = cast("IncomingView | None", self._background.view)
        if view is None or view.offer is None:
            return
        outcome = view.offer.outcome(view.taken)
        try:
            self._store(outcome.book, "", f"读入 {listed(file.name for file in view.offer.files)}")
        except StorageError as error:
            Question.ask(self._services.window, self._services.theme, _TITLE, str(error))

    def wait_for_result(self) -> None:
        """Let a reading end and show its result, for tools and the self-test."""
        self._background.wait_for_result()
