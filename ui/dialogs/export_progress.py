"""Writes a workbook or another document in a thread while a dialog shows the progress."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, QThread, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from storage.errors import StorageError
from storage.files.progress import Report
from storage.replace_file import replace_file
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.theme.theme import Theme

Write = Callable[[Path, Report], str]
"""Writes a workbook to a path, calls the report after each sheet, and returns the SHA-256 of the file."""

_WHOLE: Final = 100
_TITLE: Final = "导出工作簿"


class ExportResult(NamedTuple):
    """The SHA-256 of the written file, or the reason of a failure; both are "" after cancelling."""

    sha256: str = ""
    failure: str = ""


class _Cancelled(Exception):  # noqa: N818 - cancelling is not an error
    """Raised in the report callback to end the export between two sheets."""


class WorkbookThread(QThread):
    """Writes to a temporary folder and then replaces the target, so that no incomplete file is left.

    ``written`` carries the percentage done, when it changes. ``result`` is valid once the thread has finished.
    """

    written = Signal(int)

    def __init__(self, write: Write, target: Path) -> None:
        super().__init__()
        self._write, self._target = write, target
        self._lock = Lock()
        self._cancelled = self._placing = False
        self._percent = 0
        self.result = ExportResult(failure="文件没有写成，再导出一次")

    def cancel(self) -> None:
        """Cancel without leaving a file. Has no effect once the target is being replaced."""
        with self._lock:
            self._cancelled = not self._placing

    def run(self) -> None:
        """Write the workbook and set ``result``."""
        try:
            with tempfile.TemporaryDirectory(prefix="ysgk-") as folder:
                made = Path(folder) / "book.xlsx"
                sha256 = self._write(made, self._report)
                self.result = self._place(made, sha256)
        except _Cancelled:
            self.result = ExportResult()
        except StorageError as error:
            self.result = ExportResult(failure=str(error))
        except OSError as error:
            self.result = ExportResult(failure=f"临时文件夹不能写入（{error.strerror}），没有导出；腾出磁盘空间再试")

    def _report(self, done: int, total: int) -> None:
        with self._lock:
            if self._cancelled:
                raise _Cancelled
        percent = _WHOLE * done // total
        if percent != self._percent:
            self._percent = percent
            self.written.emit(percent)

    def _place(self, made: Path, sha256: str) -> ExportResult:
        with self._lock:
            if self._cancelled:
                return ExportResult()
            self._placing = True
        replace_file(self._target, made.read_bytes())
        return ExportResult(sha256)


class ExportProgress(AnswerDialog):
    """Open until the thread has finished; Esc and 取消 cancel it."""

    def __init__(self, thread: WorkbookThread, name: str, theme: Theme, parent: QWidget | None = None, title: str = _TITLE) -> None:
        super().__init__(title, f"正在写“{name}”", theme, parent)
        self._thread = thread
        self.bar = QProgressBar(minimum=0, maximum=_WHOLE, value=0)
        self.bar.setAccessibleName("已经写好的百分比")
        self.column.addWidget(self.bar)
        self.add_answers((Answer("cancel", "取消"),))
        self.buttons["cancel"].setProperty("primary", False)
        thread.written.connect(self.bar.setValue, Qt.ConnectionType.QueuedConnection)
        thread.finished.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def reject(self) -> None:
        """Esc: cancel the thread."""
        self._answer_with("cancel")

    @Slot(str)
    def _answer_with(self, key: str) -> None:
        del key
        self.buttons["cancel"].setEnabled(False)
        self.sentence.setText("正在停下")
        self._thread.cancel()

    @Slot()
    def _end(self) -> None:
        self.done(0)

    @classmethod
    def write(cls, parent: QWidget | None, theme: Theme, write: Write, target: Path, title: str = _TITLE) -> ExportResult:
        """Write to ``target`` behind the dialog and return the result."""
        thread = WorkbookThread(write, target)
        dialog = cls(thread, target.name, theme, parent, title)
        thread.start()
        dialog.ask_now()
        thread.wait()
        return thread.result
