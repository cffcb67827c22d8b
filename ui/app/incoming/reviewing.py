"""核对公开稿: asks for a finished document, reads and checks it in a thread, and shows what was found; with a book or without.

Imports inside functions are what most starts do without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from storage.errors import StorageError
from storage.paths import data_folder
from ui.app.incoming.background import BackgroundView
from ui.session.open_book import OpenBook

if TYPE_CHECKING:
    from models.incoming.blocks import Document
    from models.incoming.offer.making import NamedDocument
    from models.pack.forms.pack import Pack
    from models.publication.review.finding import Review
    from models.publication.review.rounds import Round
    from models.published.context import Context
    from models.values.codes import Codes
    from ui.app.services import AppServices
    from ui.pages.incoming.reading import ReadingThread
    from ui.pages.inspection.view import InspectionView

_FOLDER: Final = "desk/inspection_folder"
_TITLE: Final = "核对公开稿"
_PAGE: Final = "inspection"


class _Reviewed(NamedTuple):
    """A document and what was found in it."""

    document: Document
    review: Review


class ReviewCommands(QObject):
    """``finished_book`` commits what is being typed and returns the open book."""

    def __init__(self, parent: QObject, services: AppServices, finished_book: Callable[[], OpenBook | None]) -> None:
        super().__init__(parent)
        self._services, self._finished_book = services, finished_book
        self._background = BackgroundView(self, services, _PAGE, self._make_view, "停下了。")
        self._background.made.connect(self._add_keys)
        self._background.finished.connect(self._show_review)
        self._connected: InspectionView | None = None
        services.window.handle("inspect", self.choose)

    @Slot()
    def choose(self) -> None:
        """核对公开稿…: ask for a file; it is held against the open book where there is one."""
        from ui.dialogs.file_questions import INCOMING, FileQuestions, last_folder

        services = self._services
        path = FileQuestions.existing(services.window, _TITLE, last_folder(services.settings, _FOLDER), INCOMING)
        if path is not None:
            services.settings.set(_FOLDER, str(path.parent))
            self.review(path, with_book=True)

    def review(self, path: Path, *, with_book: bool) -> None:
        """Read and check a file in a thread."""
        from ui.pages.incoming.reading import ReadingThread

        open_book = None
        if self._services.window.workspace is not None:
            open_book = self._finished_book()
            if open_book is None:
                return
        context = open_book.context if open_book is not None and with_book else None
        self._background.read(ReadingThread([path], self._work(context), self))
        view = cast("InspectionView", self._background.view)
        if view is not self._connected:
            self._connected = view
            view.files_wanted.connect(self.choose)
            view.comparison_wanted.connect(self._compare)
            view.report_wanted.connect(self._save_report)
            view.dismissed.connect(self._dismiss)
            view.destroyed.connect(self._forget)

    def _work(self, context: Context | None) -> Callable[[Sequence[NamedDocument]], _Reviewed]:
        """Checks a document by the form of the open book, else by that which fits best."""
        from models.publication.review.review import review_document
        from storage.diagnostics.fault_log import log_fault

        forms = self._services.forms
        packs = (context.pack,) if context is not None else forms.packs()

        def codes_of(pack: Pack) -> Codes:
            return forms.codes_of_pack(pack, pack.year)

        def work(documents: Sequence[NamedDocument]) -> _Reviewed:
            document = documents[0].document
            return _Reviewed(document, review_document(document, packs, codes_of, context, log_fault))

        return work

    def _make_view(self) -> InspectionView:
        from ui.pages.inspection.view import InspectionView

        services = self._services
        return InspectionView(services.theme, services.icons, services.settings)

    @Slot(object)
    def _add_keys(self, view: InspectionView) -> None:
        """F8 and Shift+F8 where no page of a book has them."""
        for keys, by in (("F8", 1), ("Shift+F8", -1)):
            QShortcut(QKeySequence(keys), view, partial(view.step, by))

    @Slot()
    def _forget(self) -> None:
        self._connected = None

    @Slot(object)
    def _show_review(self, thread: ReadingThread) -> None:
        from models.publication.review.rounds import next_round

        view, result = cast("InspectionView", self._background.view), cast("_Reviewed", thread.result)
        has_book, path = self._services.window.workspace is not None, thread.paths[0]
        before = self._round(result.review)
        view.show_review(result.review, result.document, path, next_round(result.review, before, {}), can_compare=has_book)
        self._keep(result.review, path.name, before, {})

    def _round(self, review: Review) -> Round:
        """What was found before in a document of this unit and year; nothing where it cannot be read."""
        from models.publication.review.rounds import Round
        from storage.publication.review_rounds import read_round

        try:
            return read_round(_file_of(review))
        except StorageError:
            return Round("")

    def _keep(self, review: Review, name: str, before: Round, reasons: Mapping[str, str]) -> None:
        """Keep the round for the next version; a folder that takes nothing is told in the status bar."""
        from models.publication.review.rounds import kept_round
        from storage.publication.review_rounds import write_round

        file = _file_of(review)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_round(kept_round(name, review, before, reasons), file)
        except (StorageError, OSError) as error:
            self._services.window.show_fault(f"这一轮核对没有记下：{error}")

    @Slot(str, str)
    def _dismiss(self, fingerprint: str, reason: str) -> None:
        """A finding need not be mended, or (without a reason) it must."""
        from models.publication.review.rounds import next_round

        view = self._connected
        if view is None or view.review is None or view.path is None:
            return
        before = self._round(view.review)
        self._keep(view.review, view.path.name, before, {fingerprint: reason})
        view.show_round(next_round(view.review, self._round(view.review), {}))

    @Slot(bool)
    def _compare(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's argument
        """与当前预算比: check the same file again, with the open book or without."""
        view = self._connected
        if view is not None and view.path is not None:
            self.review(view.path, with_book=wanted)

    @Slot()
    def _save_report(self) -> None:
        """存核对报告: as .docx, .xlsx or .html."""
        from storage.publication.review_report import write_report
        from ui.dialogs.file_questions import FOLDER, FileQuestions, last_folder
        from ui.dialogs.question import Question

        view, services = self._connected, self._services
        if view is None or view.review is None or view.path is None:
            return
        suggested = last_folder(services.settings) / f"{view.path.stem}核对报告.docx"
        target = FileQuestions.new_of(services.window, "存核对报告", suggested, _REPORTS)
        if target is None:
            return
        try:
            write_report(view.path.name, view.review, target)
        except StorageError as error:
            Question.ask(services.window, services.theme, "没有存", str(error))
            return
        services.settings.set(FOLDER, str(target.parent))
        Question.ask(services.window, services.theme, "存核对报告", f"核对报告存在 {target}")

    def wait_for_result(self) -> None:
        """Let a reading end and show its result, for tools and the self-test."""
        self._background.wait_for_result()


def _file_of(review: Review) -> Path:
    """Where the rounds of the documents of a unit and year are kept."""
    from hashlib import sha256

    read = review.coverage
    name = sha256(f"{read.pack}\n{read.unit}\n{read.year}".encode()).hexdigest()[:16]
    return data_folder() / "reviews" / f"{name}.json"


_REPORTS: Final = {".docx": "Word 文档（*.docx）(*.docx)", ".xlsx": "工作簿（*.xlsx）(*.xlsx)", ".html": "网页（*.html）(*.html)"}
