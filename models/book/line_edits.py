"""Changes lines of a book by id, in any collection; everything unchanged stays the same object."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from models.book.fields import replace
from models.book.records import COLLECTIONS, PROJECT_COLLECTIONS, Book, Line, Project

Change = Callable[[Any], Any]
"""Takes a line, returns its replacement."""

L = TypeVar("L", bound=Line)


def index_of(lines: Sequence[Line], line_id: int) -> int:
    """The position of a line by its id. Raises ``KeyError``."""
    for i, line in enumerate(lines):
        if line.id == line_id:
            return i
    raise KeyError(line_id)


def inserted(lines: tuple[L, ...], line: L, before: int) -> tuple[L, ...]:
    """The lines with one more, before the line with the id ``before``; 0: at the end. Raises ``KeyError``."""
    at = index_of(lines, before) if before else len(lines)
    return (*lines[:at], line, *lines[at:])


def change_line(book: Book, line_id: int, change: Change) -> Book:
    """The book with one line changed. Raises ``KeyError`` for an unknown id."""
    return change_lines(book, {line_id: [change]})


def change_lines(book: Book, changes: Mapping[int, Sequence[Change]]) -> Book:
    """The book with the changes of each line id made in one pass. Raises ``KeyError`` for an unknown id."""
    pending = dict(changes)
    changed = {}
    for name in COLLECTIONS:
        lines = getattr(book, name)
        new = _changed(lines, pending) if pending else lines
        if new is not lines:
            changed[name] = new
    if pending:
        raise KeyError(next(iter(pending)))
    return replace(book, **changed) if changed else book


def _changed(lines: tuple[Any, ...], pending: dict[int, Sequence[Change]]) -> tuple[Any, ...]:
    """The lines with their changes, which are removed from ``pending``; the same tuple when nothing differs."""
    new = {}
    for i, line in enumerate(lines):
        changed = line
        for change in pending.pop(line.id, ()):
            changed = change(changed)
        if isinstance(changed, Project):
            changed = _changed_inside(changed, pending)
        if changed is not line:
            new[i] = changed
        if not pending:
            break
    if not new:
        return lines
    copy = list(lines)
    for i, changed in new.items():
        copy[i] = changed
    return tuple(copy)


def _changed_inside(project: Project, pending: dict[int, Sequence[Change]]) -> Project:
    for name in PROJECT_COLLECTIONS:
        lines = getattr(project, name)
        changed = _changed(lines, pending) if pending else lines
        if changed is not lines:
            project = replace(project, **{name: changed})
    return project
