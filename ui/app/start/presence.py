"""Presence: tells others that the books are open here, and hears of second starts on this computer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from storage.database.holding.lock import BEAT_SECONDS
from storage.database.holding.requests import begin_requests, end_requests, taken_requests
from ui.app.services import AppServices
from ui.startup.application import running_application
from ui.window.placement import come_forward

_SECOND: Final = 1000


class Presence(QObject):
    """``open_path`` opens the file that a second start was to open."""

    def __init__(self, services: AppServices, open_path: Callable[[Path], object], parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._library, self._open_path = services.window, services.library, open_path
        self._watcher: QFileSystemWatcher | None = None
        self._beat = QTimer(self, interval=BEAT_SECONDS * _SECOND)
        self._beat.timeout.connect(self._library.renew_lock)

    def begin(self) -> None:
        """Renew the lock from now on. Hear of second starts, also of those while this one was loading."""
        if not self._beat.isActive():
            self._beat.start()
            running_application().aboutToQuit.connect(self.leave)
        requests = begin_requests(self._library.path) if self._library.is_ours and self._watcher is None else None
        if requests is not None:
            self._watcher = QFileSystemWatcher([str(requests)], self)
            self._watcher.fileChanged.connect(self._hear)
            QTimer.singleShot(0, self, self._hear)  # not before what is open at the start is open

    @Slot()
    def _hear(self) -> None:
        for file in taken_requests(self._library.path):
            self._show_window(file)

    def _show_window(self, file: Path | None) -> None:
        come_forward(self._window)
        if file is not None and QApplication.activeModalWidget() is None:
            self._open_path(file)
        elif file is not None:
            self._window.show_fault(f"没有打开“{file.name}”：先关掉开着的对话框，再打开它一次")

    def end(self) -> None:
        """Leave nothing of this window beside the database."""
        if self._beat.isActive():
            self._beat.stop()
            running_application().aboutToQuit.disconnect(self.leave)
        if self._watcher is not None:
            if self._watcher.files():
                self._watcher.removePaths(self._watcher.files())  # at once: on Windows a watched folder cannot be renamed
            self._watcher.deleteLater()
            self._watcher = None
            end_requests(self._library.path)

    @Slot()
    def leave(self) -> None:
        """Let others have the books. Called at the end of the program."""
        self.end()
        self._library.close()
