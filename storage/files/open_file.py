"""Opens the file that the user names: a book file, an exported workbook, or a database with several books."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from models.book.records import Book
from storage.errors import StorageError
from storage.files.book_file import read_book_file
from storage.files.encodings import decoded
from storage.files.limits import open_archive, read_bytes

if TYPE_CHECKING:
    from storage.database.books import BookEntry, BookStore

BOOK_FILE: Final = "book file"
WORKBOOK: Final = "workbook"
DATABASE: Final = "database"

_NAMES_OF_SHEETS: Final = "xl/workbook.xml"
_SQLITE: Final = b"SQLite format 3\x00"
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")


class BookChoice(Struct, frozen=True):
    """Which book of a database is meant; None fits all. ``stage_option`` is the option of the command that names the stage."""

    unit: str | None = None
    year: int | None = None
    stage: str | None = None
    stage_option: str = "--stage"


class OpenedFile(Struct, frozen=True):
    """A book from a file, and one sentence for each visible cell of a workbook that disagrees with its data."""

    book: Book
    disagreements: tuple[str, ...] = ()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what keeps a file from being read into a ``StorageError``."""
    try:
        if path.is_dir():
            raise StorageError(f"“{path}”是一个文件夹，要选里面的文件")
        yield
    except FileNotFoundError:
        raise StorageError(f"没有“{path}”这个文件，检查文件名和文件夹") from None
    except OSError as error:
        raise StorageError(f"“{path}”打不开（{error.strerror or error}）") from None


def kind_of(path: Path) -> str:
    """BOOK_FILE, WORKBOOK or DATABASE, from the first bytes. Raises ``StorageError`` for what is none of them."""
    with _explained(path), path.open("rb") as file:
        head = file.read(16)
    if not head:
        raise StorageError(f"“{path.name}”是空的，换用另一份")
    if head.startswith(_SQLITE):
        return DATABASE
    if head.startswith((_ZIP, _OLE)):
        return WORKBOOK
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return BOOK_FILE
    raise StorageError(f"“{path.name}”不是预算文件（.ysbook）、本程序导出的工作簿（.xlsx）或数据库，选另一个文件")


def holds_book(path: Path) -> bool:
    """Whether a file is one that ``open_file`` opens: a book file, a database, or a workbook with a book in it.

    Raises ``StorageError`` where it cannot be opened at all.
    """
    try:
        kind = kind_of(path)
    except StorageError:
        with _explained(path):
            if path.is_file() and path.stat().st_size:
                return False
        raise
    if kind != WORKBOOK:
        return True
    from models.paper.sheet_list import DATA  # noqa: PLC0415 - only a workbook needs it

    try:
        with path.open("rb") as file, open_archive(file, path.name) as archive:
            return DATA.encode() in archive.read(_NAMES_OF_SHEETS)
    except (StorageError, OSError):
        return False  # an older workbook, a Word file, or none of them: the reader of files says what it is


def open_file(path: Path, choice: BookChoice | None = None) -> OpenedFile:
    """Read the book in a file. Raises ``StorageError``; for a database with several books that fit, it lists them."""
    match kind_of(path):
        case "database":
            return OpenedFile(_book_of_database(path, choice or BookChoice()))
        case "workbook":
            return _book_of_workbook(path)
        case _:
            return OpenedFile(read_book_file(path))


def _book_of_workbook(path: Path) -> OpenedFile:
    from storage.workbook.reader import read_book  # noqa: PLC0415 - python-calamine, which only workbooks need

    return OpenedFile(*read_book(path))


def _book_of_database(path: Path, choice: BookChoice) -> Book:
    from storage.database.books import BookStore  # noqa: PLC0415 - book files do without SQLite
    from storage.database.file import open_database  # noqa: PLC0415

    with open_database(path) as database:
        store = BookStore(database)
        return store.load(matching_book(store, path, choice).id)


def matching_book(store: BookStore, path: Path, choice: BookChoice) -> BookEntry:
    """The one book of a database that fits the choice. Raises ``StorageError``, which lists the books."""
    found = store.find(choice.unit, choice.year, choice.stage)
    if len(found) == 1:
        return found[0]
    listed = "\n".join(
        f"  --unit {entry.unit_code or entry.unit_name} --year {entry.year} {choice.stage_option} {entry.stage}"
        f"  （{entry.unit_name}）"
        for entry in found or store.list_books()
    )
    if not listed:
        raise StorageError(f"“{path.name}”里还没有预算，先用本程序录入")
    reason = "有几本预算，用下面的选项指明一本" if found else "没有这样的预算，只有下面这些"
    raise StorageError(f"“{path.name}”里{reason}：\n{listed}")


def read_text_file(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 or GB 18030, within the limit of files. Raises ``StorageError``."""
    data = read_bytes(path)
    if not data.strip():
        raise StorageError(f"“{path.name}”是空的，换用另一份")
    return decoded(data, path.name)
