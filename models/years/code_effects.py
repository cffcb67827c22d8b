"""What other code tables mean for a book: the codes in it that are named otherwise, or that the tables no longer have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.book.records import COLLECTIONS, Book, Project
from models.values.codes import Codes, CodeTable
from models.values.text import plain_name

NAMES = {"function": "功能科目", "economic": "经济科目"}


def code_effects(book: Book, old: Codes, new: Codes) -> tuple[str, ...]:
    """A sentence for each code of the book that is named otherwise or gone, with the number of its lines."""
    found = []
    for field, name in NAMES.items():
        was, now = old.table(field), new.table(field)
        if was is None or now is None:
            continue
        counts = codes_used(book, field)
        for code in sorted(_with_parents(counts, now)):
            sentence = _effect(code, was, now)
            if sentence:
                times = counts.get(code, 0)
                found.append(f"{name} {sentence}（{f'用了 {times} 次' if times else '它下面的在用'}）")
    return tuple(found)


def codes_used(book: Book, field: str) -> dict[str, int]:
    """The codes in this field of any line, and how often."""
    counts: dict[str, int] = {}
    for record in _records(book):
        code = getattr(record, field, "")
        if code:
            counts[code] = counts.get(code, 0) + 1
    return counts


def _records(book: Book) -> Iterator[Any]:
    for page in COLLECTIONS:
        for line in getattr(book, page):
            yield from line.funding if isinstance(line, Project) else (line,)


def _with_parents(codes: dict[str, int], table: CodeTable) -> set[str]:
    """The codes and the 类 and 款 above them, which the tables print too."""
    return {step for code in codes for step in (*table.parents(code), code)}


def _effect(code: str, was: CodeTable, now: CodeTable) -> str:
    old, new = was.get(code), now.get(code)
    if old is not None and new is None:
        return f"{code} {old.name}没有了"
    if old is None or new is None or plain_name(old.name) == plain_name(new.name):
        return ""
    return f"{code} {old.name} → {new.name}"
