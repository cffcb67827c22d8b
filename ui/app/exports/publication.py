"""导出公开文本: the published document of the book or of one of its bodies, as a PDF, a .docx or a web page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Slot

from ui.session.open_book import OpenBook
from ui.session.settings import kept
from ui.startup.desktop import open_outside

if TYPE_CHECKING:
    from pathlib import Path

    from models.publication.document import Publication
    from models.published.context import Context
    from storage.files.progress import Report
    from ui.app.services import AppServices
    from ui.dialogs.export_progress import Write
    from ui.dialogs.publish import PublishAnswer

_ENDING: Final = "export/published_kind"


class _Offered(NamedTuple):
    """A document that can be made: whose it is, its book, and why it can only be a draft ("": it need not be one)."""

    name: str
    context: Context
    why_draft: str


class PublicationExport(QObject):
    """Nothing is recorded as a submission. ``finished_book`` commits what is being typed and returns the open book."""

    def __init__(self, parent: QObject, services: AppServices, finished_book: Callable[[], OpenBook | None]) -> None:
        super().__init__(parent)
        self._services, self._finished_book = services, finished_book
        services.window.handle("publish", self.export)

    @Slot()
    def export(self) -> None:
        """Ask for the kind of file, whose document and where to; write it; where that fails, ask for another place."""
        from models.pack.errors import PackError
        from storage.errors import StorageError
        from ui.dialogs.publish import DRAFT, PublishAnswer, PublishDialog
        from ui.pages.common.counted import may_leave

        open_book, services = self._finished_book(), self._services
        if open_book is None:
            return
        try:
            offered = list(_offered(open_book, services.forms.context_of))
        except (StorageError, PackError) as error:
            self._say(str(error))
            return
        last = PublishAnswer(ending=kept(services.settings, _ENDING, ""))
        answer = PublishDialog.ask(services.window, services.theme, [(each.name, each.why_draft) for each in offered], last)
        if not answer.kind:
            return
        services.settings.set(_ENDING, answer.ending)
        document = offered[answer.whose]
        if may_leave(services.window, services.theme, document.context):
            self._write(document, answer, draft=answer.kind == DRAFT)

    def _write(self, document: _Offered, answer: PublishAnswer, *, draft: bool) -> None:
        from ui.dialogs.export_progress import ExportProgress
        from ui.dialogs.publish import PUBLISH_TITLE

        window, theme = self._services.window, self._services.theme
        write = _writer(document.context, answer.ending, draft=draft)
        while (target := self._ask_where(document, answer.ending, draft=draft)) is not None:
            written = ExportProgress.write(window, theme, write, target, PUBLISH_TITLE)
            if written.failure and self._say(written.failure, ("again", "换个地方存", "A")) == "again":
                continue
            if written.sha256:
                self._show_result(target)
            return

    def _ask_where(self, document: _Offered, ending: str, *, draft: bool) -> Path | None:
        from models.words.books import PUBLISHED_PART, file_title
        from ui.dialogs.file_questions import FOLDER, FileQuestions, last_folder
        from ui.dialogs.publish import PUBLISH_TITLE

        settings = self._services.settings
        name = f"{file_title(document.context.book, PUBLISHED_PART)}{' 草稿' if draft else ''}{ending}"
        kinds = f"{PUBLISHED_PART}（*{ending}）(*{ending})"
        target = FileQuestions.new(self._services.window, PUBLISH_TITLE, last_folder(settings) / name, kinds)
        if target is not None:
            settings.set(FOLDER, str(target.parent))
        return target

    def _show_result(self, target: Path) -> None:
        answer = self._say(f"公开文本已写到 {target}", ("folder", "打开文件夹", "O"), ("look", "打开看看", "V"))
        if answer == "folder":
            open_outside(target.parent)
        elif answer == "look":
            open_outside(target)

    def _say(self, sentence: str, *more: tuple[str, str, str]) -> str:
        from ui.dialogs.answer import Answer
        from ui.dialogs.publish import PUBLISH_TITLE
        from ui.dialogs.question import Question

        answers = (Answer("close", "关闭", "C"), *(Answer(*each) for each in more))
        return Question.ask(self._services.window, self._services.theme, PUBLISH_TITLE, sentence, answers)


def _offered(open_book: OpenBook, context_of: Callable[..., Context]) -> Iterator[_Offered]:
    """The document of the book, and those of its bodies where their money is told apart.

    Raises ``StorageError`` or ``PackError`` without the form of the bodies.
    """
    from models.checks.findings import blocked_words, blocking
    from models.checks.unit_documents import unit_documents, why_no_documents

    book = open_book.book
    has_bodies = not why_no_documents(book)
    yield _Offered(
        "整个部门" if has_bodies else book.unit.name, open_book.context, blocked_words(blocking(book, open_book.findings))
    )
    if has_bodies:
        for document in unit_documents(open_book.context, open_book.findings, context_of):
            inherited = f"部门{blocked_words(document.inherited)}" if document.inherited else ""
            yield _Offered(document.agency.name, document.context, blocked_words(document.own) or inherited)


def _writer(context: Context, ending: str, *, draft: bool) -> Write:
    """Writes the document of the book as it is now."""
    from models.publication.document import publication

    document, write_document = publication(context, draft=draft), write_kind(ending)

    def write(path: Path, report: Report) -> str:
        import hashlib

        write_document(document, path, report)
        return hashlib.sha256(path.read_bytes()).hexdigest()

    return write


def write_kind(ending: str) -> Callable[[Publication, Path, Report], None]:
    """What writes a file with this ending."""
    if ending == ".docx":
        from storage.publication.docx.writer import write_docx

        return write_docx
    if ending == ".html":
        from storage.publication.html.writer import write_html

        return write_html
    from ui.printing.publication.pdf import write_pdf

    return write_pdf
