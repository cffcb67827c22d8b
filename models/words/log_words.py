"""Describes an edit for the edit log (修改记录), in words that stay true when the lines are gone.

不予公开 amounts are left out: the log says that there was a change, not which.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from models.book.list_lines import lines_of
from models.book.places import Place
from models.book.records import PROJECT_COLLECTIONS, Book, pages_of
from models.book.slots import SLOT_KEYS, slot_key
from models.words.changes import HIDDEN_COLLECTIONS, ValueWords, differing_fields, value_pair
from models.words.edit_log import LoggedCell, LoggedChange, LoggedStep
from models.words.fields import field_name
from models.words.lines import line_title
from models.words.places import PAGE_NAMES
from models.words.steps import LineChange, StepWords, change_place, line_changes, typed_pair

_LONGEST: Final = 2_000
"""Characters kept of a text: more than any cell and most paragraphs hold."""

_BLANK_LINE: Final = "空行"
_REASON_KEYS: Final = {"explanations": ("code", "place"), "change_reasons": ("stage", "place")}
"""Page of reasons → the fields that say what a reason is for."""


def logged_step(words: StepWords, label: str, old: Book, new: Book) -> LoggedStep:
    """The step between two books under this label."""
    values = ValueWords.between(old, new, words.pack, exact=True)
    title = PAGE_NAMES["cover"]
    cover = [
        change
        for before, after in ((old, new), (old.unit, new.unit))
        for change in _fields(values, "cover", "", title, before, after)
    ]
    changes = (change for change in line_changes(old, new) if change.page not in HIDDEN_COLLECTIONS)
    return LoggedStep(label, (*cover, *chain.from_iterable(_of_line(words, values, change) for change in changes)))


def _of_line(words: StepWords, values: ValueWords, change: LineChange) -> Iterator[LoggedChange]:
    before, after = typed_pair(change)
    line = before if after is None else after
    key = _line_key(change.page, line) if change.project is None else f"{change.project.id}/{line.id}"
    where = f"{change_place(change, words.pack)} {line_title(line, words.codes, words.pack)}".rstrip()
    if before is not None and after is not None:
        yield from _fields(values, change.page, key, where, before, after)
    else:
        summary = words.summary(line, exact=True).removeprefix("：") or _BLANK_LINE
        texts = ("", summary) if before is None else (summary, "")
        yield LoggedChange(change.page, key, "", where, *texts)


def _fields(values: ValueWords, page: str, key: str, where: str, before: Any, after: Any) -> Iterator[LoggedChange]:
    values = values.of_page(page)
    for field in differing_fields(before, after):
        name = f"{where} · {values.now.field_name(after, field.name)}"
        yield LoggedChange(page, key, field.name, name, *value_pair(values, field, before, after, _LONGEST))


# --- lines of a page with fixed cells come and go with their figures: they are known by what they stand for


def _line_key(page: str, line: Any) -> str:
    if page in SLOT_KEYS:
        return slot_key(page, line)
    return "/".join(getattr(line, name) for name in _REASON_KEYS.get(page, ())) or str(line.id)


def logged_cell(book: Book, place: Place) -> LoggedCell:
    """The cell at a place. A figure that is computed from the lines inside a project stands for all of them."""
    if not place.line:
        return _empty_cell(place)
    for line in lines_of(book, place.page) if place.page in pages_of(book) else ():
        if line.id == place.line:
            known = field_name(line, place.field) is not None
            return LoggedCell(place.page, _line_key(place.page, line), place.field if known else "")
        inner = next((i for name in PROJECT_COLLECTIONS for i in getattr(line, name, ()) if i.id == place.line), None)
        if inner is not None:
            return LoggedCell(place.page, f"{line.id}/{inner.id}", place.field)
    return LoggedCell(place.page, str(place.line), place.field)


def _empty_cell(place: Place) -> LoggedCell:
    """A cell without a line: the field of a place names what it would hold (``Place``)."""
    if place.page in {"income", "three_public"}:
        return LoggedCell(place.page, place.field, "amount")
    key, _, field = place.field.rpartition("/")
    return LoggedCell(place.page, field, "text") if place.page == "texts" else LoggedCell(place.page, key, field)


def place_of(book: Book, change: LoggedChange) -> Place:
    """Where the change is in the book now; the page alone where its line is gone."""
    if change.page == "cover":
        return Place("cover", 0, change.field)
    for line in lines_of(book, change.page):
        if _line_key(change.page, line) == change.line:
            return Place(change.page, line.id, change.field)
        owner, _, inner = change.line.partition("/")
        if inner.isdecimal() and str(line.id) == owner:
            known = any(str(i.id) == inner for name in PROJECT_COLLECTIONS for i in getattr(line, name, ()))
            return Place(change.page, int(inner), change.field) if known else Place(change.page, line.id, "")
    return Place(change.page, 0, _empty_field(change))


def _empty_field(change: LoggedChange) -> str:
    """The field of a place without a line, as ``_empty_cell`` reads it; "" on a page where a line that is gone leaves none."""
    if change.page not in SLOT_KEYS:
        return ""
    return change.line if change.page in {"income", "three_public", "texts"} else f"{change.line}/{change.field}"
