"""The name of a book as the clerk sees it: unit, year and stage."""

from __future__ import annotations

from models.book.records import Book


def book_name_of(code: str, name: str, year: int, stage: str) -> str:
    """``113 开发区党群工作部 2024 年（批复）``."""
    return f"{code} {name} {year} 年".strip() + (f"（{stage}）" if stage else "")


def book_name(book: Book) -> str:
    """``book_name_of`` of a book."""
    return book_name_of(book.unit.code, book.unit.name, book.year, book.stage)
