"""What a recognised document changes in a book: a new book is filled whole, one that has lines keeps them; one undo step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from models.book.edits import Edit
from models.book.fields import replace as replace_fields
from models.book.records import Book, LastYearFigure, Project
from models.pack.forms.last_year import label_of
from models.pack.forms.pack import Pack
from models.projects.incoming import numbered, unnumbered
from models.published.context import Context
from models.values.money import show_exact
from models.words.places import PAGE_NAMES
from models.years.roll_over import last_year_figures

_SPENDING: Final = ("basic", "others", "projects", "income", "carry_forward")
"""Pages that the tables fill together: lines of one beside those of another file would count twice."""

_ALONE: Final = ("three_public", "typed", "texts")
"""Pages that are filled where they are blank."""


class Filling(Struct, frozen=True):
    """The edit, and sentences: what it ``filled``, what it ``kept`` because the book has it already."""

    edit: Edit
    filled: tuple[str, ...]
    kept: tuple[str, ...]


def fill_book(book: Book, proposed: Book) -> Filling:
    """Fill the pages of a book that are blank with the lines of a proposed one."""
    filled, kept = [], []
    pages: list[str] = []
    spending = [page for page in _SPENDING if getattr(book, page)]
    for page in (*_SPENDING, *_ALONE):
        lines = getattr(proposed, page)
        if not lines:
            continue
        name = PAGE_NAMES[page]
        if getattr(book, page) or (page in _SPENDING and spending):
            other = "" if getattr(book, page) else f"（“{'”“'.join(PAGE_NAMES[name] for name in spending)}”已有数）"
            kept.append(f"“{name}”已有 {len(getattr(book, page))} 行{other}，文件里的 {len(lines)} 行没有放进去")
        else:
            pages.append(page)
            filled.append(f"“{name}”{len(lines)} 行")

    def apply(old: Book) -> Book:
        ids = count(old.next_id)
        unit = old.unit if old.unit.name else replace(old.unit, name=proposed.unit.name)
        changes = {page: tuple(_with_id(line, ids) for line in getattr(proposed, page)) for page in pages}
        if pages:
            changes["tasks"] = (*old.tasks, *(_with_id(task, ids) for task in proposed.tasks))
        return replace(old, unit=unit, **changes, next_id=next(ids))

    return Filling(Edit("读入公开表", apply), tuple(filled), tuple(kept))


def _with_id(line: Any, ids: Iterator[int]) -> Any:
    if isinstance(line, Project):
        return numbered(unnumbered(line), next(ids), ids)
    return replace_fields(line, id=next(ids))


def fill_last_year(book: Book, pack: Pack, before: Context) -> Filling:
    """Fill last year's figures of a book that are blank from the book of the year before; others stay as they are."""
    figures = last_year_figures(before, pack)
    known = {line.item: line for line in book.last_year}
    new: dict[str, int] = {}
    filled, kept = [], []
    for item, amount in figures.items():
        line, label = known.get(item), label_of(pack.last_year, item)
        if line is None or line.amount is None:
            new[item] = amount
            filled.append(f"{label} {show_exact(amount)} 万元")
        elif line.amount != amount:
            shown = show_exact(line.amount) if isinstance(line.amount, int) else line.amount.text
            kept.append(f"{label}：预算里已是 {shown} 万元，文件里是 {show_exact(amount)}，没有动")

    def apply(old: Book) -> Book:
        return _with_figures(old, new)

    return Filling(Edit("从上年公开的预算填上年数", apply), tuple(filled), tuple(kept))


def _with_figures(book: Book, figures: dict[str, int]) -> Book:
    ids = count(book.next_id)
    known = {line.item for line in book.last_year}
    lines: Sequence[LastYearFigure] = [
        replace(line, amount=figures[line.item]) if line.item in figures else line for line in book.last_year
    ]
    added = [LastYearFigure(next(ids), item, amount) for item, amount in figures.items() if item not in known]
    return replace(book, last_year=(*lines, *added), next_id=next(ids))
