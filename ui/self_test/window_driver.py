"""WindowDriver: drives the window in the self-test: sends keys, answers dialogs, waits for conditions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget

from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.export_progress import ExportProgress

PATIENCE: Final = 600.0
"""Seconds until ``wait_for`` gives up; an old PC is slow, an emulated one slower."""

_POLL: Final = 20
"""Milliseconds between two checks for a new dialog."""

Answer = Callable[[QDialog], None]


class SelfTestError(Exception):
    """A step of the self-test failed; the message says which."""


class WindowDriver(QObject):
    """Drives one window. A timer gives each new dialog the next answer of ``will_answer``; any other dialog is a failure."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._answers: list[Answer] = []
        self._seen: QDialog | None = None
        self._unexpected = ""
        self._timer = QTimer(self, interval=_POLL)
        self._timer.timeout.connect(self._answer_dialog)
        self._timer.start()

    def will_answer(self, *answers: Answer) -> None:
        """Set the answers to the next dialogs, in order. Each is called with its dialog."""
        self._answers = list(answers)

    def type(self, text: str) -> None:
        """Send the text to the focused widget, one key per character."""
        for letter in text:
            self._send(0, letter)

    def press(self, key: Qt.Key) -> None:
        """Press and release a key at the focused widget."""
        self._send(key, "")

    def wait_for(self, words: str, condition: Callable[[], bool]) -> None:
        """Process events until the condition holds. Raises ``SelfTestError`` with ``words`` after PATIENCE seconds."""
        end = monotonic() + PATIENCE
        while not condition():
            if self._unexpected:
                raise SelfTestError(self._unexpected)
            if monotonic() > end:
                raise SelfTestError(f"等不到：{words}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _POLL)
        QApplication.processEvents()

    def all_answered(self) -> bool:
        """Whether every expected dialog has been answered and closed."""
        return not self._answers and QApplication.activeModalWidget() is None

    def _send(self, key: int, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            target = (QApplication.activeModalWidget() or self._window).focusWidget() or self._window
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
        QApplication.processEvents()

    @Slot()
    def _answer_dialog(self) -> None:
        """Answer a new dialog. An unexpected one is closed, so that the test can end, and fails the next ``wait_for``."""
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
        except SelfTestError as error:  # an exception in a slot would not reach wait_for
            self._unexpected = str(error)
            dialog.reject()


def name_file(target: Path, dialog: QDialog) -> None:
    """The answer to Qt's dialog for a file to write."""
    name = dialog.findChild(QLineEdit, "fileNameEdit") if isinstance(dialog, QFileDialog) else None
    if name is None:
        raise SelfTestError(f"等的是保存对话框，来的是 {dialog.windowTitle()}")
    name.setText(str(target))  # selectFile() keeps the suggested name while the field has the focus
    dialog.accept()


def press_button(key: str, dialog: QDialog) -> None:
    """The answer to one of our dialogs: its button ``key``."""
    if not isinstance(dialog, AnswerDialog) or key not in dialog.buttons:
        raise SelfTestError(f"对话框“{dialog.windowTitle()}”里没有按钮 {key}")
    dialog.buttons[key].click()
