"""Changes in all other sheets: a field is the one that a cell prints if the cell prints the new text once the field has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from models.book.edits import Edit, set_field, set_unit
from models.book.fields import FieldKind
from models.incoming.own.cells import CellChange
from models.incoming.own.printed import PrintedBook, says_same, text_at
from models.incoming.own.result import Left, Outcome, Taken
from models.pack.forms.contents import TEXT
from models.values.money import MoneyUnit
from models.words.search import Entry, entries

_MOST: Final = 20
"""Fields that are tried for one cell."""

_COVER: Final = "cover"


def text_outcomes(printed: PrintedBook, name: str, changes: Sequence[CellChange]) -> Iterator[Outcome]:
    """What becomes of each changed cell of a sheet."""
    context, entry = printed.context, printed.plans[name].entry
    page = "texts" if entry.key.startswith(TEXT) else entry.page
    fields = [each for each in entries(context.book, context.pack, context.codes) if each.place.page in {page, _COVER}]
    for change in changes:
        if not change.is_cell:
            yield Left(change, "增加、减少的行看不出是什么")
            continue
        found = [taken for taken in _tried(printed, entry.key, fields, change) if taken is not None]
        if len(found) == 1:
            yield found[0]
        else:
            yield Left(change, "几项都可能是它" if found else "不是填写的内容，或者看不出是哪一项")


def _tried(printed: PrintedBook, key: str, fields: Sequence[Entry], change: CellChange) -> Iterator[Taken | None]:
    """The fields that the cell may print, tried one by one."""
    book = printed.context.book
    likely = [(field, text) for field in fields if (text := _new_text(field, change)) is not None]
    for field, text in likely[:_MOST]:
        edit = _set(field, text)
        if says_same(text_at(printed.sheet_of(edit(book), key), change.was_row, change.column), change.new):
            yield Taken(change, field.place, field.where, field.shown, text, edit)


def _new_text(field: Entry, change: CellChange) -> str | None:
    """What the field would be, typed, where the cell shows it whole or within its own words; None where it does not."""
    if field.kind is FieldKind.AMOUNT:
        return change.new if any(says_same(figure, change.old) for figure in field.figures) else None
    typed = field.typed
    if not typed:
        return None
    if says_same(typed, change.old):
        return change.new
    before, found, after = change.old.partition(typed)
    fits = found and change.new.startswith(before) and change.new.endswith(after) and len(change.new) >= len(before) + len(after)
    return change.new[len(before) : len(change.new) - len(after)] if fits else None


def _set(field: Entry, text: str) -> Edit:
    if field.place.page == _COVER:
        return set_unit(field.place.field, text)
    unit = field.unit if field.kind is FieldKind.AMOUNT else MoneyUnit.WAN
    return set_field(field.place.line, field.place.field, text, unit)
