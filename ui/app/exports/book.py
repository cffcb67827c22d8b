"""ExportCommand: asks what to export and where to, writes workbook or package, records a submission (报送)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.checks.findings import Finding, blocking
from models.paper.sheet import PrintedSheet
from models.words.books import PACKAGE_PART, file_title
from models.words.places import place_words
from storage.errors import StorageError
from storage.files.progress import Report
from storage.replace_file import refuse_source
from ui.app.exports.package import PackageWriter, SlipPreview, Submissions
from ui.dialogs.answer import Answer
from ui.dialogs.export import DRAFT, GO, PACKAGE, SUBMISSION, ExportDialog
from ui.dialogs.export_progress import ExportProgress, Write
from ui.dialogs.file_questions import FOLDER, WORKBOOK, FileQuestions, last_folder
from ui.dialogs.file_questions import PACKAGE as KIND
from ui.dialogs.question import Question
from ui.pages.common.counted import may_leave
from ui.session.open_book import OpenBook
from ui.session.settings import Settings
from ui.startup.desktop import open_outside
from ui.theme.icons import Icons
from ui.theme.theme import Theme


class ExportCommand(QObject):
    """导出工作簿. Emits ``place_wanted`` with a ``Place`` when the user goes to a finding instead."""

    place_wanted = Signal(object)

    def __init__(self, window: QWidget, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._theme, self._icons, self._settings = window, theme, icons, settings

    def export(self, open_book: OpenBook, submissions: Submissions, now: datetime) -> Path | None:
        """Ask, write, record and report. Returns the file, None when nothing was written. ``now`` prints on 报送单."""
        in_the_way = _in_the_way(open_book)
        kind, place, published = ExportDialog.ask(self._window, self._theme, self._icons, in_the_way)
        if kind == GO and place is not None:
            self.place_wanted.emit(place)
        if kind not in {DRAFT, SUBMISSION, PACKAGE} or not may_leave(self._window, self._theme, open_book.context):
            return None
        if kind == PACKAGE:
            return self._export_package(open_book, submissions, now, published=published)
        book, draft = open_book.book, kind == DRAFT
        target, sha256 = self._written(partial(self._ask_where, file_title(book), draft=draft), _writer(open_book, draft=draft))
        if target is not None:
            details = [] if draft else self._record(partial(submissions.record_submission, book, target.name), sha256)
            self._show_result(target, details)
        return target

    def _export_package(self, open_book: OpenBook, submissions: Submissions, now: datetime, *, published: bool) -> Path | None:
        """Write the package, record it, and offer 报送单 for printing."""
        book = open_book.book
        writer = PackageWriter(open_book, submissions, now, published=published)
        ask = partial(self._ask_where, file_title(book, PACKAGE_PART), kind=(".zip", KIND), draft=False)
        target, sha256 = self._written(ask, writer.write)
        if target is None:
            return None
        details = self._record(partial(submissions.record_submission, book, target.name), sha256)
        details = [f"指纹 {writer.fingerprint}，印在报送单上，电话里可以核对", *filter(None, (writer.trouble,)), *details]
        self._show_result(target, details, writer.slip)
        return target

    def export_projects(self, open_book: OpenBook, ids: Collection[int]) -> Path | None:
        """Write the sheets of some projects, as a draft while anything stands in the way. Nothing is recorded: it is no submission.

        Returns the file, None when nothing was written.
        """
        names = [project.name for project in open_book.book.projects if project.id in ids]
        if not names:
            return None
        in_the_way = _in_the_way(open_book)
        if in_the_way:
            kind, place, _ = ExportDialog.ask(self._window, self._theme, self._icons, in_the_way)
            if kind == GO and place is not None:
                self.place_wanted.emit(place)
            if kind != DRAFT:
                return None
        title = file_title(open_book.book, f"{len(names)} 个项目" if len(names) > 1 else names[0])
        return self.save_part(title, _writer(open_book, draft=bool(in_the_way), projects=ids), draft=bool(in_the_way))

    def save_part(
        self,
        title: str,
        write: Write,
        *,
        draft: bool,
        kind: tuple[str, str] = (".xlsx", WORKBOOK),
        source: Path | None = None,
        notes: Sequence[str] = (),
    ) -> Path | None:
        """Ask where to and write what is no submission. Returns the file, None when nothing was written.

        ``kind`` is its suffix and Qt's filter, ``source`` a file that it is made from, which it must not replace; ``notes`` are
        told when it is written.
        """

        def ask() -> Path | None:
            target = self._ask_where(title, draft=draft, kind=kind)
            try:
                if target is not None and source is not None:
                    refuse_source(target, source, "模板")
            except StorageError as error:
                Question.ask(self._window, self._theme, "没有导出", str(error))
                return None
            return target

        target, _ = self._written(ask, write)
        if target is not None:
            self._show_result(target, [*notes])
        return target

    def _ask_where(self, title: str, *, draft: bool, kind: tuple[str, str] = (".xlsx", WORKBOOK)) -> Path | None:
        """The file to write, of a ``kind`` (suffix, Qt's filter); its folder is remembered."""
        suffix, offered = kind
        suggested = last_folder(self._settings) / f"{title}{' 草稿' if draft else ''}{suffix}"
        target = FileQuestions.new(
            self._window, "导出报送包" if offered == KIND else "导出工作簿" if offered == WORKBOOK else "导出", suggested, offered
        )
        if target is not None:
            self._settings.set(FOLDER, str(target.parent))
        return target

    def _written(self, ask: Callable[[], Path | None], write: Write) -> tuple[Path | None, str]:
        """Ask where to and write; where that fails, offer another place. The file and its SHA-256, None without one."""
        while (target := ask()) is not None:
            written = ExportProgress.write(self._window, self._theme, write, target)
            if written.sha256:
                return target, written.sha256
            answers = Answer("close", "关闭", "C"), Answer("again", "换个地方存", "A")
            if not written.failure or Question.ask(self._window, self._theme, "没有导出", written.failure, answers) != "again":
                break
        return None, ""

    def _record(self, record: Callable[[str], None], sha256: str) -> list[str]:
        """Record a submission. The file is written already, so an error is returned as a detail of the final message."""
        try:
            record(sha256)
        except StorageError as error:
            return [f"这次报送没有记下来：{error}"]
        return []

    def _show_result(self, target: Path, details: list[str], slip: Sequence[PrintedSheet] = ()) -> None:
        """Say where it is; ``slip`` can be printed from here."""
        printing = (Answer("print", "打印报送单", "P"),) if slip else ()
        answers = (Answer("close", "关闭", "C"), *printing, Answer("folder", "打开文件夹", "O"))
        title = "导出报送包" if slip else "导出工作簿"
        answer = Question.ask(self._window, self._theme, title, f"已导出到 {target}", answers, details=details)
        if answer == "folder":
            open_outside(target.parent)
        if answer == "print":
            SlipPreview(self._window, self._theme, slip).show()


def _in_the_way(open_book: OpenBook) -> list[tuple[Finding, str]]:
    """The findings that block a submission, with the names of their places."""
    book, pack = open_book.book, open_book.pack
    return [(finding, place_words(book, pack, finding.place)) for finding in blocking(book, open_book.findings)]


def _writer(open_book: OpenBook, *, draft: bool, projects: Collection[int] = ()) -> Write:
    """Writes the workbook of the book as it is now."""
    from storage.workbook.writer import write_workbook  # openpyxl: a start does without

    book, pack, codes = open_book.book, open_book.pack, open_book.codes

    def write(path: Path, report: Report) -> str:
        return write_workbook(book, pack, codes, path, draft=draft, projects=projects, report=report)

    return write
