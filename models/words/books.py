"""The name of a book as the clerk sees it, and as a file: unit, year and stage."""

from __future__ import annotations

import re
from typing import Final

from models.book.records import Book


def book_name_of(code: str, name: str, year: int, stage: str) -> str:
    """``113 开发区党群工作部 2024 年（批复）``."""
    return f"{code} {name} {year} 年".strip() + (f"（{stage}）" if stage else "")


def book_name(book: Book) -> str:
    """``book_name_of`` of a book."""
    return book_name_of(book.unit.code, book.unit.name, book.year, book.stage)


PUBLISHED_PART: Final = "公开文本"
"""The part that names a published document."""

PACKAGE_PART: Final = "报送包"
"""The part that names a package of 报送."""

_UNFIT: Final = r'[\\/:*?"<>|\x00-\x1f]'
_LONGEST: Final = 120


def file_title(book: Book, part: str = "部门预算公开") -> str:
    """``2024 113 开发区党群工作部 批复 部门预算公开``, or with another ``part``, fit for a file name on every system."""
    words = f"{f'{book.year} {book.unit.code} {book.unit.name}'[:_LONGEST]} {book.stage}"
    return " ".join(re.sub(_UNFIT, " ", f"{words} {part[:_LONGEST]}").split())
