"""The real window on a data folder, in a child: opened as ``main`` opens it, with a clerk at it."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from random import Random
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from storage.paths import DATA_FOLDER_VARIABLE
from tools.offscreen import quiet_platform
from tools.soak.children import Say
from tools.soak.clerk import Clerk, Dialogs, announce
from ui.app.controller import AppController
from ui.app.preload import Preloader

_LONGEST: Final = 30.0
"""Seconds until the program is taken to be idle whatever it has left to do."""

_WAIT: Final = 20
"""Milliseconds to wait for the next event."""

_TURNS: Final = 5
"""Turns of the event loop in which what was shown is painted."""


class Window(Struct, frozen=True):
    """What a child works with."""

    application: QApplication
    controller: AppController
    clerk: Clerk
    dialogs: Dialogs

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection on which edits are saved."""
        return self.controller._library.store._database.connection  # noqa: SLF001 - no door leads to it


def start(data: Path, seed: Random, say: Say) -> Window:
    """Start the program on this data folder. Its window is shown; what it leaves for later is not done yet."""
    from main import make_app  # noqa: PLC0415 - a child makes its own application

    os.environ[DATA_FOLDER_VARIABLE] = str(data)
    quiet_platform()
    application, controller = make_app(["ysgk"])
    dialogs = Dialogs(say)
    controller.show()
    return Window(application, controller, Clerk(application, controller, seed, say), dialogs)


def open_window(data: Path, seed: Random, say: Say) -> Window:
    """The same, with a book open: the last one, else the example."""
    window = start(data, seed, say)
    if window.controller.open_book is None:
        window.controller.show_sample()
    if window.controller.open_book is not None:
        announce(window.controller.open_book, say)
    return window


def idle(window: Window) -> None:
    """Let the program do what a start leaves for later: the first check, the backup, imports; and paint."""
    preloader, end = window.controller.findChild(Preloader), time.monotonic() + _LONGEST
    while preloader is not None and not preloader.is_done and time.monotonic() < end:
        window.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, _WAIT)
    for _ in range(_TURNS):
        window.application.processEvents()
