"""The same budget at its next stage (一上, 一下, 二上, 批复, 调整): which stages follow, and the copy to go on with."""

from __future__ import annotations

from msgspec.structs import replace

from models.book.records import Book
from models.pack.forms.pack import Pack


def later_stages(pack: Pack, stage: str) -> tuple[str, ...]:
    """The stages of the form after ``stage``, the next one first; all of them after one that the form does not know."""
    at = pack.stages.index(stage) + 1 if stage in pack.stages else 0
    return pack.stages[at:]


def next_stage(book: Book, stage: str) -> Book:
    """The copy of a book at another stage.

    Every line keeps its id, so that the two can be compared line by line. 填报日期 and 批复日期 are blank, for the copy has its own
    day; the reasons for changes are left behind, for they compare the book with its own past; so are tasks that are done.
    """
    left = tuple(task for task in book.tasks if not task.done)
    return replace(book, stage=stage, unit=replace(book.unit, date="", approved=""), change_reasons=(), tasks=left)


def is_same_budget(book: Book, other: Book) -> bool:
    """Whether two books are stages of one budget: of the same year, and of units with the same code or else the same name."""
    ours, theirs = book.unit, other.unit
    same_unit = ours.code == theirs.code if ours.code and theirs.code else ours.name == theirs.name
    return book.year == other.year and same_unit
