"""What a recognised document changes in a book: a new book is filled whole, one that has lines keeps them; one undo step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from models.book.edits import Edit
from models.book.fields import replace as replace_fields
from models.book.records import Book, LastYearFigure, ProcurementLine, Project
from models.incoming.recognised.records.purchase_lines import linked_purchases
from models.pack.forms.last_year import label_of
from models.pack.forms.pack import Pack
from models.projects.incoming import numbered, unnumbered
from models.published.context import Context
from models.values.money import show_exact
from models.words.places import PAGE_NAMES
from models.years.roll_over import last_year_figures

_SPENDING: Final = ("basic", "others", "projects", "income", "carry_forward")
"""Pages that the tables fill together: lines of one beside those of another file would count twice."""

_LISTS: Final = ("procurement", "assets", "agencies", "lists")
"""Pages of records: of ``lists`` each form is one."""

_ALONE: Final = ("three_public", "typed", "texts")
"""Pages that are filled where they are blank."""


class Filling(Struct, frozen=True):
    """The edit, and sentences: what it ``filled``, what it ``kept`` because the book has it already."""

    edit: Edit
    filled: tuple[str, ...]
    kept: tuple[str, ...]


def fill_book(book: Book, proposed: Book, *, replacing: bool = False) -> Filling:
    """Fill the pages of a book that are blank with the lines of a proposed one.

    ``replacing``: pages that have lines too, but never projects; of ``_ALONE`` only what is proposed is replaced.
    """
    filled, kept = [], []
    pages: list[str] = []
    spending = [] if replacing else [page for page in _SPENDING if getattr(book, page)]
    for page in (*_SPENDING, *_LISTS, *_ALONE):
        lines = getattr(proposed, page)
        own = _in_the_way(book, proposed, page)
        if not lines:
            continue
        name = PAGE_NAMES[page]
        stays = bool(own) and (not replacing or page == "projects")
        if stays or (page in _SPENDING and spending):
            other = "" if own else f"（“{'”“'.join(PAGE_NAMES[name] for name in spending)}”已有数）"
            kept.append(f"“{name}”已有 {len(own)} 行{other}，文件里的 {len(lines)} 行没有放进去")
        else:
            pages.append(page)
            before = f"，原来的 {len(own)} 行换掉" if own and page not in _ALONE else ""
            filled.append(f"“{name}”{len(lines)} 行{before}")

    def apply(old: Book) -> Book:
        ids = count(old.next_id)
        unit = old.unit if old.unit.name else replace(old.unit, name=proposed.unit.name)
        changes = {page: (*_staying(old, proposed, page), *_with_ids(proposed, page, ids)) for page in pages}
        if "procurement" in changes:
            changes["procurement"] = _of_projects(changes["procurement"], proposed, changes.get("projects", old.projects))
        if pages:
            known = {task.text for task in old.tasks}
            changes["tasks"] = (*old.tasks, *(_with_id(task, ids) for task in proposed.tasks if task.text not in known))
        return replace(old, unit=unit, **changes, next_id=next(ids))

    return Filling(Edit("读入公开表", apply), tuple(filled), tuple(kept))


def _in_the_way(book: Book, proposed: Book, page: str) -> Sequence[Any]:
    """The lines of a page that would have to go: of ``lists`` those of the proposed forms."""
    forms = {line.form for line in proposed.lists}
    return [line for line in getattr(book, page) if page != "lists" or line.form in forms]


def _of_projects(purchases: Sequence[ProcurementLine], proposed: Book, projects: Sequence[Project]) -> tuple[ProcurementLine, ...]:
    """Purchases with the ids that their projects have in the book: known by their names."""
    names = {project.id: project.name for project in proposed.projects}
    unlinked = [replace(line, project=0, origin=names.get(line.project, line.origin)) for line in purchases]
    return linked_purchases(unlinked, projects)


def _staying(old: Book, proposed: Book, page: str) -> Iterator[Any]:
    """The lines of a page that stay: of ``_ALONE`` those for which nothing is proposed, of ``lists`` those of other forms."""
    if page == "lists":
        gone = {line.id for line in _in_the_way(old, proposed, page)}
        yield from (line for line in old.lists if line.id not in gone)
    if page in _ALONE:
        taken = {_slot(line) for line in getattr(proposed, page)}
        yield from (line for line in getattr(old, page) if _slot(line) not in taken)


def _slot(line: Any) -> tuple[str, ...]:
    return line.item, getattr(line, "source", ""), getattr(line, "agency", "")


def _with_ids(proposed: Book, page: str, ids: Iterator[int]) -> Iterator[Any]:
    yield from (_with_id(line, ids) for line in getattr(proposed, page))


def _with_id(line: Any, ids: Iterator[int]) -> Any:
    if isinstance(line, Project):
        return numbered(unnumbered(line), next(ids), ids)
    return replace_fields(line, id=next(ids))


def fill_last_year(book: Book, pack: Pack, before: Context, origin: str) -> Filling:
    """Fill last year's figures of a book that are blank from the book of the year before; others stay as they are.

    ``origin`` is kept with each: the names of the files that the book was read from.
    """
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
        return _with_figures(old, new, origin)

    return Filling(Edit("从上年公开的预算填上年数", apply), tuple(filled), tuple(kept))


def _with_figures(book: Book, figures: dict[str, int], origin: str) -> Book:
    ids = count(book.next_id)
    known = {line.item for line in book.last_year}
    lines: Sequence[LastYearFigure] = [
        replace(line, amount=figures[line.item], origin=origin) if line.item in figures else line for line in book.last_year
    ]
    added = [LastYearFigure(next(ids), item, amount, origin=origin) for item, amount in figures.items() if item not in known]
    return replace(book, last_year=(*lines, *added), next_id=next(ids))
