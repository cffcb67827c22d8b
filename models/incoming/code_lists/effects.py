"""Which books a code list is for, and what it means for a book."""

from __future__ import annotations

from msgspec import Struct

from models.book.records import Book
from models.incoming.code_lists.reading import FEWEST, CodeList
from models.values.codes import Codes
from models.years.code_effects import NAMES, code_effects, codes_used


class ListScope(Struct, frozen=True):
    """Every book, or only those of a year or of a pack."""

    year: int = 0
    pack: str = ""

    def covers(self, book: Book) -> bool:
        """Whether a book's codes come from the list."""
        return (not self.year or book.year == self.year) and (not self.pack or book.pack == self.pack)


def list_effects(book: Book, read: CodeList, was: Codes, now: Codes) -> tuple[str, ...]:
    """The codes of the book that are named otherwise by the list, and those that a whole list does not have."""
    return (*code_effects(book, was, now), *_lacking(book, read, now))


def _lacking(book: Book, read: CodeList, codes: Codes) -> tuple[str, ...]:
    sentences = []
    for field, name in NAMES.items():
        listed, table = read.tables[field], codes.table(field)
        if table is None or len(listed) < FEWEST[field]:
            continue
        for code, times in sorted(codes_used(book, field).items()):
            if code not in listed and table.get(code) is not None:
                sentences.append(f"{name} {table.with_name(code)}不在这份科目表里（用了 {times} 次）")
    return tuple(sentences)
