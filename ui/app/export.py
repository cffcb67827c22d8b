"""ExportCommand: asks what to export and where to, writes the workbook, records a submission (报送)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from models.book.records import Book
from models.checks.findings import blocking
from models.words.places import place_words
from storage.errors import StorageError
from ui.dialogs.answer import Answer
from ui.dialogs.export import DRAFT, GO, SUBMISSION, ExportDialog
from ui.dialogs.export_progress import ExportProgress, Report, Write
from ui.dialogs.file_questions import FOLDER, WORKBOOK, FileQuestions, file_title, last_folder
from ui.dialogs.question import Question
from ui.session.open_book import OpenBook
from ui.session.settings import Settings
from ui.theme.icons import Icons
from ui.theme.theme import Theme

Record = Callable[[Book, str, str], None]
"""Records a submission: (book, file name, SHA-256)."""


class ExportCommand(QObject):
    """导出工作簿. Emits ``place_wanted`` with a ``Place`` when the user goes to a finding instead."""

    place_wanted = Signal(object)

    def __init__(self, window: QWidget, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._theme, self._icons, self._settings = window, theme, icons, settings

    def export(self, open_book: OpenBook, record: Record) -> Path | None:
        """Ask, write, record and report. Returns the file, None when nothing was written."""
        from storage.workbook.writer import write_workbook  # openpyxl: a start does without

        book, pack = open_book.book, open_book.pack
        in_the_way = [(f, place_words(book, pack, f.place)) for f in blocking(book, open_book.findings)]
        kind, place = ExportDialog.ask(self._window, self._theme, self._icons, in_the_way)
        if kind == GO and place is not None:
            self.place_wanted.emit(place)
        if kind not in {DRAFT, SUBMISSION}:
            return None
        draft = kind == DRAFT
        suggested = last_folder(self._settings) / f"{file_title(book)}{' 草稿' if draft else ''}.xlsx"
        target = FileQuestions.new(self._window, "导出工作簿", suggested, WORKBOOK)
        if target is None:
            return None
        self._settings.set(FOLDER, str(target.parent))

        def write(path: Path, report: Report) -> str:
            return write_workbook(book, pack, open_book.codes, path, draft=draft, report=report)

        return self._write(write, target, None if draft else partial(record, book, target.name))

    def _write(self, write: Write, target: Path, record: Callable[[str], None] | None) -> Path | None:
        written = ExportProgress.write(self._window, self._theme, write, target)
        if written.failure:
            Question.ask(self._window, self._theme, "没有导出", written.failure)
        if not written.sha256:
            return None
        details = self._record(record, written.sha256)
        self._show_result(target, details)
        return target

    def _record(self, record: Callable[[str], None] | None, sha256: str) -> list[str]:
        """Record a submission. The file is written already, so an error is returned as a detail of the final message."""
        try:
            if record is not None:
                record(sha256)
        except StorageError as error:
            return [f"这次报送没有记下来：{error}"]
        return []

    def _show_result(self, target: Path, details: list[str]) -> None:
        answers = (Answer("close", "关闭", "C"), Answer("folder", "打开文件夹", "O"))
        answer = Question.ask(self._window, self._theme, "导出工作簿", f"已导出到 {target}", answers, details=details)
        if answer == "folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent)))
