"""Builds a book as large as a county department's: 2,000 lines of basic expenditure and 200 projects, made from the example."""

from __future__ import annotations

from itertools import count

from msgspec.structs import replace

from models.book.records import PROJECT_COLLECTIONS, BasicLine, Book, Project
from models.values.codes import Codes
from storage.files.book_file import sample_book

LINES = 2000
PROJECTS = 200
SUB_UNITS = 20


def large_book(codes: Codes) -> Book:
    """The example's projects repeated, and the same functions and economic codes in each of 20 sub-units."""
    example = sample_book()
    ids = count(example.next_id)
    functions = [row.code for row in codes.function if len(row.code) == 7][::40]
    economics = [row.code for row in codes.economic if len(row.code) == 5 and row.cost]
    pairs = [(function, economic) for function in functions for economic in economics]
    basic = tuple(
        BasicLine(
            next(ids), *pairs[n // SUB_UNITS * 3 % len(pairs)], sub_unit=f"所属单位{n % SUB_UNITS}", amount=10_000 + n * 1_357
        )
        for n in range(LINES)
    )
    projects = tuple(_copy(example.projects[n % len(example.projects)], n, ids) for n in range(PROJECTS))
    return replace(example, basic=basic, projects=projects, income=(), procurement=(), explanations=(), next_id=next(ids))


def _copy(project: Project, number: int, ids: count[int]) -> Project:
    inside = {name: tuple(replace(line, id=next(ids)) for line in getattr(project, name)) for name in PROJECT_COLLECTIONS}
    return replace(project, id=next(ids), name=f"{project.name}（{number}）", code="", **inside)
