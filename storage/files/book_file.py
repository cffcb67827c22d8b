"""Reads and writes the book file (.ysbook): one book as JSON, versioned. docs/book-format.md describes it.

不予公开 amounts never go into it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from models.book.exchange import book_from_plain, book_to_plain
from models.book.fields import RecordError
from models.book.records import Book
from storage.errors import StorageError
from storage.files.limits import BOOK_BYTES, JSON_FAULTS, read_bytes
from storage.paths import RESOURCES
from storage.replace_file import replace_file

FORMAT: Final = "ysbook"
VERSION: Final = 4


def write_book_file(book: Book, target: Path) -> None:
    """Write the publishable book. Raises ``StorageError``."""
    replace_file(target, book_bytes(book))


def book_bytes(book: Book) -> bytes:
    """The file that ``write_book_file`` writes."""
    text = json.dumps({"format": FORMAT, "version": VERSION, "book": book_to_plain(book)}, ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def read_book_file(path: Path) -> Book:
    """Read a book file. Raises ``StorageError`` for a damaged, foreign, newer or too large one."""
    return book_from_bytes(read_bytes(path, BOOK_BYTES), path.name)


def book_from_bytes(content: bytes, name: str) -> Book:
    """The book in the content of the book file ``name``. Raises ``StorageError`` as ``read_book_file``."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except JSON_FAULTS:
        raise StorageError(f"“{name}”不完整或被改坏了，读不出来；换用另一份，或者从备份恢复") from None
    return _book_of(data, name)


def _book_of(data: Any, name: str) -> Book:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise StorageError(f"“{name}”不是本程序的预算文件（.ysbook），选另一个文件")
    version = data.get("version")
    if not isinstance(version, int) or version < 1:
        raise StorageError(f"“{name}”没有写明文件版本，读不出来；换用另一份")
    if version > VERSION:
        raise StorageError(f"“{name}”是用更新的程序做的，先升级程序再打开")
    try:
        return book_from_plain(data.get("book"))
    except RecordError as error:
        raise StorageError(f"“{name}”的内容不对（{error.place}：{error.problem}），换用另一份，或者从备份恢复") from None


SAMPLE: Final = RESOURCES / "sample" / "example.ysbook"


def sample_book() -> Book:
    """A published budget of a real department, 2024: 18 basic lines, 32 projects."""
    return read_book_file(SAMPLE)
