"""What tells a backup from the books of today, in the clerk's words: each book by its name, its spending and how much is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from models.book.records import COLLECTIONS, PROJECT_COLLECTIONS, Book
from models.values.money import fen, rounded_wan
from models.words.books import book_name


class BookExtent(Struct, frozen=True):
    """A book by its name: the sum of its spending lines in fen, the number of its projects, and that of all its lines."""

    name: str
    spending: int
    projects: int
    lines: int


def extent_of(book: Book) -> BookExtent:
    """Count a book. 不予公开 amounts are in no sum."""
    spending = sum(fen(line.amount) for line in book.basic) + sum(fen(line.amount) for line in book.others)
    spending += sum(fen(line.amount) for project in book.projects for line in project.funding)
    inner = sum(len(getattr(project, name)) for project in (*book.projects, *book.overall) for name in PROJECT_COLLECTIONS)
    return BookExtent(book_name(book), spending, len(book.projects), inner + sum(len(getattr(book, name)) for name in COLLECTIONS))


def backup_differences(then: Sequence[BookExtent], now: Sequence[BookExtent]) -> tuple[str, ...]:
    """A line a book: what the backup has (``then``) and what can be read today (``now``)."""
    here, there = ({book.name: book for book in books} for books in (now, then))
    return (
        *(_difference(book, here.get(book.name)) for book in then),
        *(f"{book.name}：备份里没有；现在{_size(book)}，换成备份就不在列表里了" for book in now if book.name not in there),
    )


def _difference(then: BookExtent, now: BookExtent | None) -> str:
    if now is None:
        return f"{then.name}：备份里{_size(then)}；现在读不出来"
    if now == then:
        return f"{then.name}：支出、项目和行数都和现在一样"
    return f"{then.name}：备份里{_size(then)}；现在{_size(now)}"


def _size(book: BookExtent) -> str:
    return f"支出合计 {rounded_wan(book.spending):,.2f} 万元，项目 {book.projects} 个，共 {book.lines} 行"


def first_lines(lines: Iterable[str], most: int) -> tuple[str, ...]:
    """The first lines, and how many more there are."""
    every = tuple(lines)
    return every if len(every) <= most else (*every[: most - 1], f"……还有 {len(every) - most + 1} 本")
