"""The example budget that comes with the program."""

from __future__ import annotations

from typing import Final

from models.book.records import Book
from storage.book_file import read_book_file
from storage.paths import RESOURCES

SAMPLE: Final = RESOURCES / "sample" / "example.ysbook"


def sample_book() -> Book:
    """A published budget of a real department, 2024: 18 basic lines, 32 projects."""
    return read_book_file(SAMPLE)
