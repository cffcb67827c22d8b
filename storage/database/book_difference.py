"""Compares two books: the SQL statements that turn the rows of one into the rows of the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import is_
from typing import Any, Final

from models.book.records import Book, Project
from models.memory import same_ends
from storage.database.line_tables import INNER_TABLES, LINE_TABLES, LineTable

Statement = tuple[str, tuple[Any, ...]]
"""SQL and its parameters; each touches exactly one row."""

_Placed = dict[int, tuple[tuple[int, ...], Any]]
"""Lines by id, with the values of their place columns."""

_FIELDS: Final = {
    table.name: (table, tuple(field for field, other in LINE_TABLES.items() if other.name == table.name))
    for table in LINE_TABLES.values()
}
"""Name of a table → the table and the fields of Book whose lines are its rows: a row may go from one of them to another."""


def line_statements(book_id: int, old: Book, new: Book) -> list[Statement]:
    """Insert, update and delete what differs, in an order that satisfies the foreign keys.

    Lines that are the same object are skipped. Projects are inserted before their inner lines and deleted after
    them: an inner line may move from a deleted project to a new one.
    """
    statements: list[Statement] = []
    deletions: list[Statement] = []
    for table, fields in _FIELDS.values():
        before, after = ([getattr(book, field) for field in fields] for book in (old, new))
        if all(map(is_, before, after)):
            continue
        was, now = _placed(before, after)
        statements += _written(table, book_id, was, now)
        if table.record is Project:
            statements += _inner_statements(book_id, chain(*before), chain(*after))
        deletions += _deleted(table, book_id, was, now)
    return statements + deletions


def _inner_statements(book_id: int, before: Iterable[Project], after: Iterable[Project]) -> Iterator[Statement]:
    was_projects = {project.id: project for project in before}
    now_projects = {project.id: project for project in after}
    changed_before = [p for p in was_projects.values() if now_projects.get(p.id) is not p]
    changed_after = [p for p in now_projects.values() if was_projects.get(p.id) is not p]
    for name, table in INNER_TABLES.items():
        was, now = _placed_inside(changed_before, name), _placed_inside(changed_after, name)
        yield from _deleted(table, book_id, was, now)
        yield from _written(table, book_id, was, now)


def _placed(before: Sequence[Sequence[Any]], after: Sequence[Sequence[Any]]) -> tuple[_Placed, _Placed]:
    """The lines of the fields that share a table, without those at either end that are the same objects in the same places."""
    was: _Placed = {}
    now: _Placed = {}
    for old, new in zip(before, after, strict=True):
        head, tail = same_ends(old, new)
        tail = tail if len(old) == len(new) else 0
        was |= _numbered(old[head : len(old) - tail], head + 1)
        now |= _numbered(new[head : len(new) - tail], head + 1)
    return was, now


def _numbered(lines: Iterable[Any], first: int) -> _Placed:
    return {line.id: ((position,), line) for position, line in enumerate(lines, first)}


def _placed_inside(projects: Iterable[Project], name: str) -> _Placed:
    return {
        line.id: ((project.id, position), line) for project in projects for position, line in enumerate(getattr(project, name), 1)
    }


def _deleted(table: LineTable, book_id: int, was: _Placed, now: _Placed) -> Iterator[Statement]:
    for line_id in was:
        if line_id not in now:
            yield table.delete, (book_id, line_id)


def _written(table: LineTable, book_id: int, was: _Placed, now: _Placed) -> Iterator[Statement]:
    for line_id, (place, line) in now.items():
        if line_id not in was:
            yield table.insert, (book_id, line_id, *place, *table.values(line))
            continue
        old_place, old_line = was[line_id]
        if place != old_place or (line is not old_line and table.values(line) != table.values(old_line)):
            yield table.update, (*place, *table.values(line), book_id, line_id)
