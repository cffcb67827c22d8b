"""Writing a workbook in a thread of its own while a bar shows that it is being written."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from PySide6.QtCore import Qt, QThread, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from storage.errors import StorageError
from storage.file_swap import replace_file
from ui.dialogs.answer import Answer
from ui.dialogs.frame import Frame
from ui.theme import Theme

Write = Callable[[Path], str]
"""Writes a workbook to a path and gives its SHA-256."""


class Written(NamedTuple):
    """The SHA-256 of the file that stands in its place, or why there is none; both blank: it was cancelled."""

    sha256: str = ""
    failure: str = ""


class WorkbookThread(QThread):
    """The workbook is made in a temporary folder; only a whole one that was not cancelled goes to its place."""

    def __init__(self, write: Write, target: Path) -> None:
        super().__init__()
        self._write, self._target = write, target
        self._lock = Lock()
        self._cancelled = self._placing = False
        self.result = Written(failure="工作簿没有写成，再导出一次")

    def cancel(self) -> None:
        """Leave no file. Too late once the whole file is being put in its place."""
        with self._lock:
            self._cancelled = not self._placing

    def run(self) -> None:
        """Write it."""
        try:
            with tempfile.TemporaryDirectory(prefix="ysgk-") as folder:
                made = Path(folder) / "book.xlsx"
                sha256 = self._write(made)
                self.result = self._place(made, sha256)
        except StorageError as error:
            self.result = Written(failure=str(error))
        except OSError as error:
            self.result = Written(failure=f"临时文件夹不能写入（{error.strerror}），没有导出；腾出磁盘空间再试")

    def _place(self, made: Path, sha256: str) -> Written:
        with self._lock:
            if self._cancelled:
                return Written()
            self._placing = True
        replace_file(self._target, made.read_bytes())
        return Written(sha256)


class ExportProgress(Frame):
    """Stays until the thread has ended; Esc and the button ask it to end without a file."""

    def __init__(self, thread: WorkbookThread, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("导出工作簿", f"正在写“{name}”", theme, parent)
        self._thread = thread
        bar = QProgressBar(minimum=0, maximum=0, textVisible=False, accessibleName="正在导出")
        self.column.addWidget(bar)
        self.add_answers((Answer("cancel", "取消"),))
        self.buttons["cancel"].setProperty("primary", False)
        thread.finished.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def reject(self) -> None:
        """Esc."""
        self._take("cancel")

    @Slot(str)
    def _take(self, key: str) -> None:
        del key
        self.buttons["cancel"].setEnabled(False)
        self.sentence.setText("正在停下")
        self._thread.cancel()

    @Slot()
    def _end(self) -> None:
        self.done(0)

    @classmethod
    def write(cls, parent: QWidget | None, theme: Theme, write: Write, target: Path) -> Written:
        """Write to ``target`` and say what came of it."""
        thread = WorkbookThread(write, target)
        dialog = cls(thread, target.name, theme, parent)
        thread.start()
        dialog.ask_now()
        thread.wait()
        return thread.result
