"""读入: asks for files of any kind, reads them in a thread and shows what they hold, for the open book or a new one.

Imports inside functions are what most starts do without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from models.book.records import Book
from storage.errors import StorageError
from ui.session.open_book import OpenBook

if TYPE_CHECKING:
    from models.incoming.offer.making import NamedDocument
    from models.incoming.offer.offer import Offer
    from ui.app.services import AppServices
    from ui.pages.incoming.page import IncomingPage
    from ui.pages.incoming.reading import ReadingThread
    from ui.pages.incoming.view import IncomingView

_FOLDER: Final = "desk/reading_folder"
_TITLE: Final = "读入"
_PAGE: Final = "incoming"
_LOOK: Final = 60
"""Milliseconds between two looks at how far a reading is."""


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
        store: Callable[[Book], bool],
    ) -> None:
        super().__init__(parent)
        self._services, self._finished_book, self._open_path, self._store = services, finished_book, open_path, store
        self._thread: ReadingThread | None = None
        self._clock = QTimer(self, interval=_LOOK)
        self._clock.timeout.connect(self._look)
        self._ending: list[ReadingThread] = []
        """Threads that were stopped and still read a page."""
        self._view: IncomingView | None = None
        self._start_page: QWidget | None = None
        services.window.handle("read_in", self.choose)
        services.window.file_dropped.connect(self.take)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.wait)

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
        self._end_thread()
        view = self._shown_view()
        thread = self._thread = ReadingThread(paths, self._offer_maker(), self)
        view.show_reading(thread.sentence)
        thread.start()
        self._clock.start()

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

    def _shown_view(self) -> IncomingView:
        """The page of the open book, else one in place of the start page."""
        workspace = self._services.window.workspace
        if workspace is not None:
            workspace.open_page(_PAGE)
            view = cast("IncomingPage", workspace.page).view
        elif self._view is not None and self._services.window.centralWidget() is self._view:
            view = self._view
        else:
            view = self._instead_of_start_page()
        if view is not self._view:
            self._view = view
            view.stopped.connect(self._stop)
            view.destroyed.connect(self._forget)
        view.blocks.setFocus(Qt.FocusReason.OtherFocusReason)
        return view

    def _instead_of_start_page(self) -> IncomingView:
        """A view in the middle of the window; the start page waits behind it."""
        from ui.pages.incoming.view import IncomingView

        services = self._services
        view = IncomingView(services.theme, services.icons, services.settings)
        page = services.window.takeCentralWidget()
        if page is not None:
            page.hide()
            page.setParent(view)
        services.window.setCentralWidget(view)
        self._start_page = page
        view.files_wanted.connect(self.choose)
        view.fill_wanted.connect(self._make_book)
        view.left.connect(self._leave)
        return view

    @Slot()
    def _forget(self) -> None:
        """The view went with its book, or gave way to one."""
        self._view = self._start_page = None
        self._end_thread()

    @Slot()
    def _leave(self) -> None:
        """Show the start page again."""
        view, page = self._view, self._start_page
        if view is not None and page is not None and self._services.window.centralWidget() is view:
            page.setParent(None)
            self._services.window.setCentralWidget(page)
            page.show()
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _make_book(self) -> None:
        """Store a new book with what is taken, and open it."""
        from ui.dialogs.question import Question

        view = self._view
        if view is None or view.offer is None:
            return
        outcome = view.offer.outcome(view.taken)
        try:
            self._store(outcome.book)
        except StorageError as error:
            Question.ask(self._services.window, self._services.theme, _TITLE, str(error))

    # --- the thread

    @Slot()
    def _stop(self) -> None:
        """停下: drop what is being read."""
        self._end_thread()
        if self._view is not None:
            self._view.show_nothing("停下了，什么都没有填。")

    def _end_thread(self) -> None:
        """Tell a thread that still reads to stop, and forget it; it ends by itself after the page or file it is at."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.stop()
            self._ending.append(thread)

    @Slot()
    def _look(self) -> None:
        """Say how far the reading is, or show its result."""
        for ended in [thread for thread in self._ending if thread.isFinished()]:
            self._ending.remove(ended)
            ended.deleteLater()
        thread, view = self._thread, self._view
        if thread is not None and view is not None:
            if thread.isFinished():
                self._show_result(thread, view)
            else:
                view.show_reading(thread.sentence)
        if self._thread is None and not self._ending:
            self._clock.stop()

    def _show_result(self, thread: ReadingThread, view: IncomingView) -> None:
        self._thread = None
        thread.wait()
        thread.deleteLater()
        if thread.offer is None:
            view.show_nothing(thread.failure)
        else:
            view.show_offer(thread.offer, thread.paths)

    def wait_for_result(self) -> None:
        """Let a reading end and show its result, for tools and the self-test."""
        if self._thread is not None:
            self._thread.wait()
            self._look()

    @Slot()
    def wait(self) -> None:
        """Let every thread end, before the program does."""
        self._end_thread()
        for thread in self._ending:
            thread.wait()
        self._ending.clear()
