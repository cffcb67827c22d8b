"""The one place where every fault of the program arrives: exceptions of Qt's slots, of threads and of ``main``.

A fault is written to the log (never its words), told in one sentence, and nothing else stops. Whoever contains an exception
himself, because he knows what is safe, hands it here with ``report``.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Signal

UNFORESEEN: Final = "出了意外，刚才那一步没有做完；已经存上的都在，可以接着填。"
NOT_SAVED: Final = "出了意外：这一格没有存上，内容还在。"

Write = Callable[[BaseException], None]


def report(error: Exception) -> None:
    """Hand in a fault that was contained: it is logged like one that was not."""
    sys.excepthook(type(error), error, error.__traceback__)


class Faults(QObject):
    """Receives the faults from ``install`` on. ``happened`` carries the sentence to show; it may be emitted by any thread."""

    happened = Signal(str)

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        """``write`` puts a fault into the log and never raises."""
        super().__init__(parent)
        self._write = write

    def install(self) -> None:
        """Receive the faults of Qt's slots, of threads and of objects that Python removes."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        sys.unraisablehook = self._not_raised

    def _caught(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        self._write(error)
        self.happened.emit(UNFORESEEN)

    def _caught_in_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self._caught(found.exc_type, found.exc_value, found.exc_traceback)

    def _not_raised(self, found: sys.UnraisableHookArgs) -> None:
        """What happens while an object is removed has no step of the clerk's to name; it is only logged."""
        if found.exc_value is not None:
            self._write(found.exc_value)
