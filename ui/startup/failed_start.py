"""Says that the window could not be made: in a dialog of Qt, else in one of Windows, and on stderr where there is one."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Final

from models.program import PROGRAM
from storage.diagnostics.fault_log import FILE, log_fault
from storage.paths import data_folder

_SENTENCE: Final = (
    "程序没有打开，出了意外（{kind}）。填过的都存着，没有动。\n"
    "再打开一次；还这样，把这个文件发给维护的人，里面没有填的内容：\n{log}"
)


def tell_failed_start(error: Exception) -> None:
    """Log what was raised and say so. Never raises: it is the last that the program does."""
    log_fault(error)
    sentence = _SENTENCE.format(kind=type(error).__name__, log=data_folder() / FILE)
    with suppress(OSError):
        sys.stderr.write(sentence + "\n")
    try:
        _show(sentence)
    except Exception as second:  # noqa: BLE001 - Qt itself may be what cannot be loaded
        log_fault(second)
        _show_without_qt(sentence)


def _show(sentence: str) -> None:
    """A plain box: theme and icons may be what is missing."""
    from PySide6.QtWidgets import QApplication, QMessageBox  # noqa: PLC0415 - may fail

    application = QApplication.instance() or QApplication(sys.argv[:1])
    box = QMessageBox(QMessageBox.Icon.Critical, PROGRAM, sentence, QMessageBox.StandardButton.Close)
    box.exec()
    box.deleteLater()
    del application


def _show_without_qt(sentence: str) -> None:
    """``MessageBoxW`` of Windows with its sign of an error; elsewhere stderr is all there is."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - windll is there on Windows only

        ctypes.windll.user32.MessageBoxW(None, sentence, PROGRAM, 0x10)
