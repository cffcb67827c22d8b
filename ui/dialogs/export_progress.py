"""Runs long work, mostly the writing of a document, in a thread while a dialog shows the progress."""

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


class Cancelled(Exception):  # noqa: N818 - cancelling is not an error
    """Raised in the report callback to end the work between two parts."""


class LongWork(QThread):
    """Work that can be cancelled while it reports. ``written`` carries the percentage done, when it changes."""

    written = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._cancelled = self._placing = False
        self._percent = 0

    def cancel(self) -> None:
        """Cancel at the next report. Has no effect once the result is being put in its place."""
        with self._lock:
            self._cancelled = not self._placing

    def report(self, done: int, total: int) -> None:
        """Show the progress. Raises ``Cancelled``."""
        with self._lock:
            if self._cancelled:
                raise Cancelled
        percent = _WHOLE * done // total
        if percent != self._percent:
            self._percent = percent
            self.written.emit(percent)


class WorkbookThread(LongWork):
    """Writes to a temporary folder and then replaces the target, so that no incomplete file is left.

    ``result`` is valid once the thread has finished.
    """

    def __init__(self, write: Write, target: Path) -> None:
        super().__init__()
        self._write, self._target = write, target
        self.result = ExportResult(failure="文件没有写成，再导出一次")

    def run(self) -> None:
        """Write the workbook and set ``result``."""
        try:
            with tempfile.TemporaryDirectory(prefix="ysgk-", ignore_cleanup_errors=True) as folder:
                made = Path(folder) / "book.xlsx"
                sha256 = self._write(made, self.report)
                self.result = self._place(made, sha256)
        except Cancelled:
            self.result = ExportResult()
        except StorageError as error:
            self.result = ExportResult(failure=str(error))
        except OSError as error:
            self.result = ExportResult(failure=f"临时文件夹不能写入（{error.strerror}），没有导出；腾出磁盘空间再试")

    def _place(self, made: Path, sha256: str) -> ExportResult:
        with self._lock:
            if self._cancelled:
                return ExportResult()
            self._placing = True
        replace_file(self._target, made.read_bytes())
        return ExportResult(sha256)


class ExportProgress(AnswerDialog):
    """Open until the thread has finished; Esc and 取消 cancel it."""

    def __init__(self, thread: LongWork, sentence: str, theme: Theme, parent: QWidget | None = None, title: str = _TITLE) -> None:
        super().__init__(title, sentence, theme, parent)
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
        cls.run(parent, theme, thread, f"正在写“{target.name}”", title)
        return thread.result

    @classmethod
    def run(cls, parent: QWidget | None, theme: Theme, thread: LongWork, sentence: str, title: str) -> None:
        """Let a thread do its work behind the dialog."""
        dialog = cls(thread, sentence, theme, parent, title)
        thread.start()
        dialog.ask_now()
        thread.wait()
