"""A book that comes from outside: which book here it meets, and how it takes the place of that one as one undoable step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from models.book.edits import Edit
from models.book.exchange import publishable
from models.book.records import Book
from storage.database.books import BookEntry, BookStore
from storage.errors import StorageError

if TYPE_CHECKING:
    from storage.files.open_file import OpenedFile

SAMPLE_STAGE: Final = "示例"


def read_outside(path: Path) -> OpenedFile:
    """The book of a file. Raises ``StorageError``; a whole database is for 从备份恢复."""
    from storage.files.open_file import DATABASE, kind_of, open_file  # noqa: PLC0415 - openpyxl: a start does without

    if kind_of(path) == DATABASE:
        raise StorageError(f"“{path.name}”是整个数据库，里面可能有几本预算，用“文件”里的“从备份恢复”放回来")
    return open_file(path)


def same_identity(store: BookStore, book: Book) -> BookEntry | None:
    """The book of the same unit, year and stage."""
    identity = (book.unit.code, book.unit.name, book.year, book.stage)
    entries = store.list_books()
    return next((e for e in entries if (e.unit_code, e.unit_name, e.year, e.stage) == identity), None)


def book_words(code: str, name: str, year: int, stage: str) -> str:
    """``113 开发区党群工作部 2024 年（批复）``."""
    return f"{code} {name} {year} 年".strip() + (f"（{stage}）" if stage else "")


def words_of(book: Book) -> str:
    """The same of a book."""
    return book_words(book.unit.code, book.unit.name, book.year, book.stage)


def is_same(here: Book, outside: Book) -> bool:
    """Whether a file says nothing new: it never carries 不予公开 amounts."""
    return publishable(here) == publishable(outside) or _without_counter(here) == _without_counter(outside)


def _without_counter(book: Book) -> Book:
    return replace(publishable(book), next_id=1)


def take_over(outside: Book, name: str) -> Edit:
    """Replace everything by the content of a file. What the file cannot carry (不予公开) stays."""

    def apply(book: Book) -> Book:
        following = max(book.next_id, outside.next_id)
        kept = tuple(replace(line, id=following + i) for i, line in enumerate(book.withheld))
        return replace(outside, withheld=kept, next_id=following + len(kept))

    return Edit(f"换成“{name}”的内容", apply)


def sample_copy(sample: Book) -> Book:
    """The sample as a book of its own, which never meets the real one of that unit."""
    return replace(sample, stage=SAMPLE_STAGE)


def last_made(entries: Sequence[BookEntry]) -> BookEntry | None:
    """The book that was changed last: a new one starts with its unit."""
    real = [entry for entry in entries if entry.stage != SAMPLE_STAGE]
    return max(real, key=lambda entry: entry.changed, default=None)
