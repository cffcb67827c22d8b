"""A clerk for the self-test: presses keys in the real window, answers its dialogs, waits for what should come."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.dialogs.export_progress import ExportProgress

PATIENCE: Final = 60.0
"""Seconds until the clerk gives up waiting; an old PC may be slow."""

_NONE: Final = Qt.KeyboardModifier.NoModifier
_LOOK: Final = 20
"""Milliseconds between two looks at the screen."""

Answer = Callable[[QDialog], None]


class SelfTestError(Exception):
    """What the window should have shown and did not."""


class Clerk(QObject):
    """Works on one window. ``answers`` are given to the dialogs that come, one after the other."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._answers: list[Answer] = []
        self._seen: QDialog | None = None
        self._unexpected = ""
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def will_answer(self, *answers: Answer) -> None:
        """What to do in the next dialogs."""
        self._answers = list(answers)

    def type(self, text: str) -> None:
        """One key a letter, at the widget that has the keyboard now."""
        for letter in text:
            self._send(0, _NONE, letter)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        """One key."""
        self._send(key, modifiers, "")

    def wait_for(self, words: str, condition: Callable[[], bool]) -> None:
        """Let the program work until the condition holds; ``words`` say what was waited for."""
        end = monotonic() + PATIENCE
        while not condition():
            if self._unexpected:
                raise SelfTestError(self._unexpected)
            if monotonic() > end:
                raise SelfTestError(f"等不到：{words}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _LOOK)
        QApplication.processEvents()

    def all_answered(self) -> bool:
        """Whether every expected dialog came and went."""
        return not self._answers and QApplication.activeModalWidget() is None

    def _send(self, key: int, modifiers: Qt.KeyboardModifier, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            target = (QApplication.activeModalWidget() or self._window).focusWidget() or self._window
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))
        QApplication.processEvents()

    @Slot()
    def _look(self) -> None:
        """A dialog that nobody expected is a failure, and is closed so that the test can end."""
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or dialog is self._seen or isinstance(dialog, ExportProgress):
            return
        self._seen = dialog
        if not self._answers:
            self._unexpected = f"没有料到的对话框：{dialog.windowTitle()}"
            dialog.reject()
            return
        try:
            self._answers.pop(0)(dialog)
        except SelfTestError as error:  # in a slot nobody else would hear of it
            self._unexpected = str(error)
            dialog.reject()
