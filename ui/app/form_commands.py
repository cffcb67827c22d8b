"""FormCommands: the commands of the 工具 menu, connected to FormImport and the open book."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from models.book import edits
from models.book.records import Book
from models.pack.errors import PackError
from models.pack.forms.pack import Pack
from storage.errors import AlteredError, StorageError
from ui.session.open_book import OpenBook

if TYPE_CHECKING:
    from ui.app.imports import Ask, FormImport
    from ui.app.services import AppServices

_NOT_OPENED: Final = "没有打开"


class FormCommands(QObject):
    """The commands 导入科目表, 导入版式 and 换版式.

    ``finished_book`` commits what is being typed and returns the open book; ``reload_book`` reloads it with the new forms.
    """

    def __init__(
        self, parent: QObject, services: AppServices, finished_book: Callable[[], OpenBook | None], reload_book: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._services, self._finished_book, self._reload_book = services, finished_book, reload_book
        for key, slot in (
            ("import_codes", self.import_codes), ("import_pack", self.import_pack), ("change_pack", self.change_pack),
        ):  # fmt: skip
            services.window.handle(key, slot)

    @Slot()
    def import_codes(self) -> None:
        """导入科目表 of the finance bureau."""
        open_book = self._finished_book()
        if self._form_import.import_codes(open_book.book if open_book else None, self._books):
            self._reload()

    def _books(self) -> Sequence[Book]:
        """All books of the database, which a list or a pack may change."""
        return self._services.library.store.look_at_all()

    @Slot()
    def import_pack(self) -> None:
        """导入版式; the open book may switch to it."""
        open_book = self._finished_book()
        self._apply_pack(self._form_import.import_pack(open_book.context if open_book else None, self._books))

    @Slot()
    def change_pack(self) -> None:
        """换版式 of the open book."""
        open_book = self._finished_book()
        if open_book is not None:
            self._apply_pack(self._form_import.choose_pack(open_book.context))

    def take_another_form(self, book_id: int, ask: Callable[..., str], why: str) -> bool:
        """Say why a book of the database cannot be opened. True when it was given a form that can be read, or opens now.

        ``ask`` shows a title, a sentence and answers, and returns the key of the answer.
        """
        forms, store, say = self._services.forms, self._services.library.store, partial(ask, _NOT_OPENED)
        try:
            book = store.load(book_id)
        except AlteredError as error:
            return self._mended(book_id, error, ask)
        except StorageError as error:
            say(str(error))
            return False
        try:
            forms.context_of(book)
        except (StorageError, PackError) as error:
            pack = self._form_import.other_pack(book, str(error), say)
            return pack is not None and self._give(book_id, book, pack, say)
        ask("已经打开", why)  # what could not be read was set aside
        return True

    def _mended(self, book_id: int, altered: AlteredError, ask: Callable[..., str]) -> bool:
        """Ask what becomes of a book that was changed outside the program."""
        from ui.app.data.altered import mend_altered  # a start does without

        try:
            return mend_altered(self._services, book_id, altered, ask)
        except StorageError as error:
            ask(_NOT_OPENED, str(error))
            return False

    def _give(self, book_id: int, book: Book, pack: Pack, say: Ask) -> bool:
        """Store a book that is not open with another form, as a step of its edit log."""
        from models.words.log_words import logged_step  # a start does without
        from models.words.steps import StepWords

        change = edits.set_pack(pack.id, pack.name)
        moved = change(book)
        try:
            context = self._services.forms.context_of(moved)
            step = logged_step(StepWords(context.pack, context.codes), change.label, book, moved)
            self._services.library.store.save(book_id, book, moved, step)
        except (StorageError, PackError) as error:
            say(str(error))
            return False
        return True

    def _apply_pack(self, pack: Pack | None) -> None:
        open_book = self._finished_book()
        if pack is not None and open_book is not None:
            open_book.edit(edits.set_pack(pack.id, pack.name))
            self._reload()

    def _reload(self) -> None:
        """Reload the book, and again whenever undo or redo brings it to another pack."""
        self._reload_book()
        open_book = self._finished_book()
        if open_book is not None:
            open_book.changed.connect(self._follow)

    @Slot(object, object)
    def _follow(self, old: Book, new: Book) -> None:
        if new.pack != old.pack:
            QTimer.singleShot(0, self._reload_moved)  # not while the book is still telling its pages

    @Slot()
    def _reload_moved(self) -> None:
        open_book = self._finished_book()
        if open_book is not None and open_book.book.pack != open_book.pack.id:
            self._reload()

    @cached_property
    def _form_import(self) -> FormImport:
        from ui.app.imports import FormImport  # dialogs: a start does without

        services = self._services
        return FormImport(services.window, services.forms, services.theme, services.settings)
