"""The book as plain data for exchange (book files, the embedded part of a workbook), without 不予公开 amounts."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from models.book import terms
from models.book.fields import RecordError, from_plain, to_plain
from models.book.records import DEPARTMENT, Book, all_lines


def publishable(book: Book) -> Book:
    """The book without its 不予公开 amounts."""
    return replace(book, withheld=()) if book.withheld else book


def handed_in(book: Book) -> Book:
    """What is handed in of a book: neither its 不予公开 amounts nor the clerk's notes on it (tasks, reasons for changes)."""
    return replace(book, withheld=(), change_reasons=(), tasks=())


def book_to_plain(book: Book) -> dict[str, Any]:
    """The publishable book as plain data. ``book_from_plain`` is the inverse."""
    plain = to_plain(publishable(book))
    del plain["withheld"]
    return plain


def book_from_plain(data: object) -> Book:
    """A book from plain data. Raises ``RecordError`` for data that is not a consistent book."""
    if isinstance(data, dict) and "withheld" in data:
        raise RecordError("/withheld", "交换文件里不能有不予公开的金额")
    book = from_plain(Book, data)
    check_consistent(book)
    return book


def check_consistent(book: Book) -> None:
    """Raise ``RecordError`` for repeated ids, unknown terms, a second 部门整体绩效目标表 or an impossible year."""
    seen: set[int] = set()
    for line in all_lines(book):
        if line.id in seen or not 0 < line.id < book.next_id:
            raise RecordError(f"编号 {line.id}", "行的编号重复或超出范围")
        seen.add(line.id)
        for field, known in _TERMS.items():
            value = getattr(line, field) if field in line.__struct_fields__ else ""
            if value and value not in known:
                raise RecordError(f"编号 {line.id} 的 {field}", f"不认识“{value}”")
    for other in book.three_public:
        if other.item not in terms.THREE_PUBLIC_ITEMS:
            raise RecordError(f"编号 {other.id} 的 item", f"不认识“{other.item}”")
    _check_scopes(book)
    if not terms.EARLIEST_YEAR <= book.year <= terms.LATEST_YEAR:
        raise RecordError("/year", f"预算年度 {book.year} 不对")


def _check_scopes(book: Book) -> None:
    """Raise ``RecordError`` where a project and 部门整体绩效目标 are not told apart."""
    if len(book.overall) > 1:
        raise RecordError("/overall", "部门整体绩效目标只有一份")
    for lines, scope in ((book.projects, ""), (book.overall, DEPARTMENT)):
        for project in lines:
            if project.scope != scope:
                raise RecordError(f"编号 {project.id} 的 scope", f"不认识“{project.scope}”")


_TERMS = {
    "source": frozenset(terms.SOURCES),
    "kind": frozenset(terms.OTHER_KINDS),
    "level": frozenset(terms.FUNDING_LEVELS),
    "period": frozenset(terms.GOAL_PERIODS),
}
