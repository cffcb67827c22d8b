"""导出各单位: the department's workbook and one for each body (单位) of 机构设置, in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Slot

from ui.session.open_book import OpenBook
from ui.startup.desktop import open_outside

if TYPE_CHECKING:
    from models.published.context import Context
    from storage.files.progress import Report
    from ui.app.services import AppServices
    from ui.dialogs.export_progress import Write

_TITLE: Final = "导出各单位"
_UNIT_PART: Final = "单位预算公开"


class _Document(NamedTuple):
    """A workbook to write: the name of its file without suffix, its book, why it is a draft ("": it is none), and its hints."""

    name: str
    context: Context
    why_draft: str
    hints: str = ""


class AgencyExport(QObject):
    """Nothing is recorded as a submission: that is for the department's own workbook, by 导出工作簿.

    ``finished_book`` commits what is being typed and returns the open book.
    """

    def __init__(self, parent: QObject, services: AppServices, finished_book: Callable[[], OpenBook | None]) -> None:
        super().__init__(parent)
        self._services, self._finished_book = services, finished_book
        services.window.handle("export_agencies", self.export)

    @Slot()
    def export(self) -> None:
        """Ask for the folder, write all workbooks, and say which are drafts and why."""
        from models.checks.unit_documents import why_no_documents
        from models.pack.errors import PackError
        from storage.errors import StorageError

        open_book = self._finished_book()
        if open_book is None:
            return
        fault = why_no_documents(open_book.book)
        if fault:
            self._say(f"{fault}。没有写所属单位的行，算在本级。")
            return
        try:
            documents = list(self._documents(open_book))
        except (StorageError, PackError) as error:
            self._say(str(error))
            return
        folder = self._ask_folder(documents)
        if folder is not None:
            self._write(documents, folder)

    def _documents(self, open_book: OpenBook) -> Iterator[_Document]:
        """The department's document and those of the bodies. Raises ``StorageError`` or ``PackError`` without their form."""
        from models.checks.findings import blocked_words, blocking
        from models.checks.unit_documents import unit_documents
        from models.words.books import file_title

        blocked = blocking(open_book.book, open_book.findings)
        yield _Document(file_title(open_book.book), open_book.context, blocked_words(blocked))
        for document in unit_documents(open_book.context, open_book.findings, self._services.forms.context_of):
            why = blocked_words(document.own) or (f"部门{blocked_words(document.inherited)}" if document.inherited else "")
            yield _Document(file_title(document.context.book, _UNIT_PART), document.context, why, document.hint_words)

    def _ask_folder(self, documents: list[_Document]) -> Path | None:
        from ui.dialogs.file_questions import FOLDER, FileQuestions, last_folder

        folder = FileQuestions.folder(
            self._services.window, f"{_TITLE}：{len(documents)} 个工作簿", last_folder(self._services.settings)
        )
        if folder is not None:
            self._services.settings.set(FOLDER, str(folder))
        return folder

    def _write(self, documents: list[_Document], folder: Path) -> None:
        """Write one after the other, each behind its progress; cancelling or a failure ends the rest."""
        from ui.dialogs.export_progress import ExportProgress

        done: list[str] = []
        for document in documents:
            target = folder / f"{document.name}{' 草稿' if document.why_draft else ''}.xlsx"
            written = ExportProgress.write(self._services.window, self._services.theme, _writer(document), target)
            if not written.sha256:
                self._say(written.failure or f"停下了，写好了 {len(done)} 个，共 {len(documents)} 个", done)
                return
            told = "；".join(filter(None, (document.why_draft, document.hints)))
            done.append(f"{target.name}{f'：{told}' if told else ''}")
        if self._say(f"已导出 {len(done)} 个工作簿到 {folder}", done, folder=True) == "folder":
            open_outside(folder)

    def _say(self, sentence: str, details: list[str] | None = None, *, folder: bool = False) -> str:
        from ui.dialogs.answer import Answer
        from ui.dialogs.question import Question

        answers = (Answer("close", "关闭", "C"), *((Answer("folder", "打开文件夹", "O"),) if folder else ()))
        return Question.ask(self._services.window, self._services.theme, _TITLE, sentence, answers, details=details or [])


def _writer(document: _Document) -> Write:
    """Writes the workbook of one document."""
    from storage.workbook.writer import write_workbook  # openpyxl: a start does without

    book, pack, codes = document.context.book, document.context.pack, document.context.codes

    def write(path: Path, report: Report) -> str:
        return write_workbook(book, pack, codes, path, draft=bool(document.why_draft), report=report)

    return write
