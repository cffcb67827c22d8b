"""Search across the pages of a book: by text, code, name of a code, pinyin initials or amount."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from models.book.fields import FieldKind, RecordField, record_fields
from models.book.list_lines import fields_of, lines_of
from models.book.places import Place
from models.book.records import PROJECT_COLLECTIONS, Book, Project, Unit, WrittenText, pages_of
from models.pack.forms.pack import Pack
from models.values.codes import Codes
from models.values.money import MoneyUnit, Unread, number_typed, show_exact, show_wan
from models.values.text import plain_name
from models.words.changes import HIDDEN_COLLECTIONS, REASON_NAMES, VALUE_NAMES, item_words
from models.words.fields import FIELD_NAMES, field_name
from models.words.places import PAGE_NAMES, line_name

_NOT_LINES: Final = HIDDEN_COLLECTIONS | REASON_NAMES.keys() | {"tasks"}
"""不予公开 is not shown; reasons have no numbers of lines; the tasks never leave the program."""

_ALWAYS_IN_YUAN: Final = frozenset({"price"})
"""Amounts that are typed in 元, whatever the unit of the others is."""

_LEAST_INITIALS: Final = 2
_NAME_LENGTH: Final = 40
"""Characters; a longer text is prose and not searched by pinyin initials."""

_AROUND: Final = 12
"""Characters of a long text that are shown on either side of the match."""


class Entry(Struct, frozen=True):
    """One typed field: its place, the name of the place, its contents, and the ways to write its amount.

    ``figures`` are the ways to write an amount in 万元, then the one in 元; ``unit`` is the unit in which it is typed.
    ``typed`` is its text without names and units, "" where the page gives the contents (``item``).
    """

    place: Place
    where: str
    shown: str
    figures: tuple[str, ...] = ()
    typed: str = ""
    kind: FieldKind = FieldKind.TEXT
    unit: MoneyUnit = MoneyUnit.WAN


class TextMatch(Struct, frozen=True):
    """One hit: where it is and the part of the text around it."""

    place: Place
    where: str
    what: str


def entries(book: Book, pack: Pack, codes: Codes, unit: MoneyUnit = MoneyUnit.WAN) -> Sequence[Entry]:
    """Every typed field that is not blank, page by page; amounts as the clerk types them in ``unit``."""
    return tuple(_BookReader(pack, codes, unit).read(book))


def find(among: Sequence[Entry], text: str, readings: Callable[[str], Iterable[str]]) -> Sequence[TextMatch]:
    """The entries that contain a text, begin with it as an amount, or match it by pinyin initials, in their order.

    ``readings`` gives the initials of a text, in every way to read it.
    """
    wanted = plain_name(text).lower()
    if not wanted:
        return ()
    figure, unit = number_typed(text)
    letters = wanted if len(wanted) >= _LEAST_INITIALS and wanted.isascii() and wanted.isalpha() else ""
    found = []
    for entry in among:
        if entry.figures:
            hit = bool(figure) and any(known.startswith(figure) for known in _in_unit(entry.figures, unit))
        else:
            hit = wanted in plain_name(entry.shown).lower()
            if not hit and letters and len(entry.shown) <= _NAME_LENGTH:
                hit = any(letters in reading for reading in readings(entry.shown))
        if hit:
            found.append(TextMatch(entry.place, entry.where, _around(entry.shown, text.strip())))
    return found


def _in_unit(figures: Sequence[str], unit: MoneyUnit | None) -> Sequence[str]:
    """The figures in a unit that the clerk names, else all."""
    return figures if unit is None else figures[-1:] if unit is MoneyUnit.YUAN else figures[:-1]


def _around(shown: str, wanted: str) -> str:
    """One line of the text around the match."""
    line = " ".join(shown.split())
    at = max(unicodedata.normalize("NFKC", line).lower().find(wanted.lower()), 0)
    start, end = (at - _AROUND if at > 2 * _AROUND else 0), at + len(wanted) + 2 * _AROUND
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


class _BookReader:
    """Makes the entries of a book, field by field."""

    def __init__(self, pack: Pack, codes: Codes, unit: MoneyUnit) -> None:
        self._pack, self._codes, self._unit = pack, codes, unit
        self._items = item_words(pack)

    def read(self, book: Book) -> Iterator[Entry]:
        """The entries of the cover, then those of the lines, then the reasons."""
        for field in record_fields(Unit):
            text = getattr(book.unit, field.name)
            if text:
                name = FIELD_NAMES[Unit][field.name]
                yield Entry(Place("cover", field=field.name), f"{PAGE_NAMES['cover']} {name}", text, typed=text)
        for page in (name for name in pages_of(book) if name not in _NOT_LINES):
            for number, line in enumerate(lines_of(book, page), 1):
                label = self._items[WrittenText].get(line.item, "") if isinstance(line, WrittenText) else ""
                name = f"{PAGE_NAMES[page]} {label}" if label else line_name(page, number, self._pack)
                yield from self._line(page, line, name)
        for reason in book.explanations:
            place = Place("explanations", reason.id, "text")
            yield Entry(place, PAGE_NAMES["explanations"], reason.text, typed=reason.text)
        for change in book.change_reasons:
            place, stage = Place("change_reasons", change.id, "text"), f"（{change.stage}）" if change.stage else ""
            yield Entry(place, f"{PAGE_NAMES['change_reasons']}{stage}", change.text, typed=change.text)

    def _line(self, page: str, line: Any, name: str) -> Iterator[Entry]:
        for field in fields_of(line):
            label = field_name(line, field.name, self._pack, page)
            if label is not None and field.kind in {FieldKind.TEXT, FieldKind.AMOUNT} and field.name != "typed":
                yield from self._field(Place(page, line.id, field.name), line, field, f"{name} {label}")
        if isinstance(line, Project):
            for inner in PROJECT_COLLECTIONS:
                for part in getattr(line, inner):
                    yield from self._line(page, part, name)

    def _field(self, place: Place, line: Any, field: RecordField, where: str) -> Iterator[Entry]:
        value = getattr(line, field.name)
        unit = MoneyUnit.YUAN if field.name in _ALWAYS_IN_YUAN else self._unit
        if field.kind is FieldKind.AMOUNT and isinstance(value, int):
            exact, in_yuan = show_exact(value, unit), show_exact(value, MoneyUnit.YUAN)
            shown = f"{in_yuan} 元" if unit is MoneyUnit.YUAN else f"{show_wan(value)} 万元"
            yield Entry(place, where, shown, (show_wan(value), show_exact(value), in_yuan), exact, field.kind, unit)
            return
        typed = text = value.text if isinstance(value, Unread) else str(value or "")
        table = self._codes.table(field.name)
        if field.name == "item":
            text, typed = self._items[type(line)].get(text, text), ""
        elif table is not None:
            text = table.with_name(text)
        elif text:
            typed = text = VALUE_NAMES.get(field.name, {}).get(text, text)
        if text.strip():
            yield Entry(place, where, text, (), typed, field.kind, unit)
