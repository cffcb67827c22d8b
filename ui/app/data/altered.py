"""A book that was changed outside the program: it is not opened, opened as it is, or taken from the newest good backup."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from models.book.records import Book
from models.pack.errors import PackError
from models.words.backups import backup_differences, extent_of
from models.words.log_words import logged_step
from models.words.steps import StepWords
from storage.database.backup_contents import Backup, newest_good
from storage.errors import AlteredError
from ui.app.data.backup import backup_folders
from ui.app.services import AppServices
from ui.app.start.backup_offer import when_words
from ui.dialogs.answer import Answer

_TITLE: Final = "数据被改动过"


def mend_altered(services: AppServices, book_id: int, error: AlteredError, ask: Callable[..., str]) -> bool:
    """Ask what becomes of the book; True when it can be opened now. ``ask`` as in ``AppController``. Raises ``StorageError``."""
    library = services.library
    book = library.store.look_unproved(book_id)
    backup = newest_good(
        backup_folders(library, services.settings), library.path.name, library.clock(), partial(_is_same_book, book)
    )
    answers = [Answer("open", "照样打开", "O"), Answer("leave", "不打开", "N")]
    details: tuple[str, ...] = ()
    if backup is not None:
        answers.insert(1, Answer("backup", f"取回{when_words(backup.made)}备份里的", "B"))
        details = backup_differences([extent_of(_book_of(backup, book))], [extent_of(book)])
    answer = ask(_TITLE, str(error), answers, details)
    if answer not in {"open", "backup"}:
        return False
    library.store.accept(book_id)
    if answer == "backup" and backup is not None:
        library.back_up()  # what is there now can be looked at later
        _put_back(services, book_id, book, backup)
    return True


def _put_back(services: AppServices, book_id: int, book: Book, backup: Backup) -> None:
    """Save the book of the backup over the altered one, as a step of its edit log."""
    then = _book_of(backup, book)
    try:
        context = services.forms.context_of(then)
        step = logged_step(StepWords(context.pack, context.codes), f"取回{when_words(backup.made)}备份里的", book, then)
    except PackError:
        step = None  # the form is asked for when the book is opened
    services.library.store.save(book_id, services.library.store.load(book_id), then, step)


def _is_same_book(book: Book, other: Book) -> bool:
    return (other.unit.code, other.unit.name, other.year, other.stage) == (book.unit.code, book.unit.name, book.year, book.stage)


def _book_of(backup: Backup, book: Book) -> Book:
    return next(other for other in backup.books if _is_same_book(book, other))
