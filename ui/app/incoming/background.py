"""A view that shows what a thread reads of files: the page of the open book, else one in place of the start page.

Imports inside functions are what most starts do without.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.app.services import AppServices
    from ui.pages.incoming.reading import ReadingThread

_LOOK: Final = 60
"""Milliseconds between two looks at how far a reading is."""


class FileView(Protocol):
    """What a view of files must do, beside being a QWidget."""

    stopped: SignalInstance
    left: SignalInstance
    files_wanted: SignalInstance

    def show_reading(self, sentence: str) -> None:
        """Say how far the reading is."""

    def show_nothing(self, sentence: str = "") -> None:
        """Show no file, and why."""


class BackgroundView(QObject):
    """``made`` is emitted with a view that was put in place of the start page; ``finished`` with a thread that has a result."""

    made = Signal(object)
    finished = Signal(object)

    def __init__(self, parent: QObject, services: AppServices, page: str, make_view: Callable[[], QWidget], stopped: str) -> None:
        """``page`` is the key of the page whose ``view`` is shown for an open book; ``stopped`` what is said when it is stopped."""
        super().__init__(parent)
        self._services, self._page, self._make_view, self._stopped = services, page, make_view, stopped
        self._thread: ReadingThread | None = None
        self._ending: list[ReadingThread] = []
        """Threads that were stopped and still read a page."""
        self._view: QWidget | None = None
        self._start_page: QWidget | None = None
        self._clock = QTimer(self, interval=_LOOK)
        self._clock.timeout.connect(self._look)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.wait)

    @property
    def view(self) -> QWidget | None:
        """The view that is shown, None before the first and after its book was closed."""
        return self._view

    def read(self, thread: ReadingThread) -> None:
        """Show how a thread reads; what was read before is dropped."""
        self._end_thread()
        self.show()
        self._thread = thread
        self._file_view.show_reading(thread.sentence)
        thread.start()
        self._clock.start()

    @property
    def _file_view(self) -> FileView:
        return cast("FileView", self._view)

    def show(self) -> None:
        """Show the page of the open book, else a view in the middle of the window."""
        window = self._services.window
        if window.workspace is not None:
            window.workspace.open_page(self._page)
            view: QWidget = cast("Any", window.workspace.page).view  # the pages of files have one
        elif self._view is not None and window.centralWidget() is self._view:
            view = self._view
        else:
            view = self._instead_of_start_page()
        if view is not self._view:
            self._view = view
            self._file_view.stopped.connect(self._stop)
            view.destroyed.connect(self._forget)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _instead_of_start_page(self) -> QWidget:
        """A view in the middle of the window; the start page waits behind it."""
        window, view = self._services.window, self._make_view()
        page = window.takeCentralWidget()
        if page is not None:
            page.hide()
            page.setParent(view)
        window.setCentralWidget(view)
        self._start_page = page
        cast("FileView", view).left.connect(self._leave)
        self.made.emit(view)
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

    # --- the thread

    @Slot()
    def _stop(self) -> None:
        """停下: drop what is being read."""
        self._end_thread()
        if self._view is not None:
            self._file_view.show_nothing(self._stopped)

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
        thread = self._thread
        if thread is not None and self._view is not None:
            if thread.isFinished():
                self._show_result(thread)
            else:
                self._file_view.show_reading(thread.sentence)
        if self._thread is None and not self._ending:
            self._clock.stop()

    def _show_result(self, thread: ReadingThread) -> None:
        self._thread = None
        thread.wait()
        thread.deleteLater()
        if thread.result is None:
            self._file_view.show_nothing(thread.failure)
        else:
            self.finished.emit(thread)

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
