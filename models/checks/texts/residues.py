"""What is left in any text instead of its content: a placeholder (P-11), what another program spoilt (R-21)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from models.book.fields import FieldKind, record_fields
from models.book.list_lines import cell_fields
from models.book.places import Place
from models.book.records import FIXED_COLLECTIONS, PROJECT_COLLECTIONS, Project, WrittenText
from models.checks.check import Check
from models.checks.findings import CheckResult
from models.checks.prose.placeholders import PLACEHOLDER_MARKS, placeholders
from models.checks.prose.remark import Remark
from models.checks.texts.handwritten import Handwritten, about
from models.published.context import Context
from models.values.spoilt import MARKS, spoilt_parts
from models.values.text import short_name
from models.words.changes import OWN_COLLECTIONS
from models.words.places import line_name

_CODES: Final = frozenset({
    "id", "code", "function", "economic", "source", "kind", "item", "catalogue", "fingerprint", "place", "level", "period", "scope",
})  # fmt: skip
"""Text fields that hold codes or keys, not running text."""

_HANDED_IN: Final = tuple(page for page in FIXED_COLLECTIONS if page not in OWN_COLLECTIONS)
"""The pages of what is handed in: the clerk's own notes may quote a placeholder."""


def no_placeholder_is_left(context: Context) -> Iterator[CheckResult]:
    """P-11: no placeholder is left: XX, ××, 待填, {单位} (practice)."""
    yield from _results(context, PLACEHOLDER_MARKS, placeholders)


def nothing_is_spoilt(context: Context) -> Iterator[CheckResult]:
    """R-21: no text holds what another program left instead of its content: #REF!, ####, 1.3E+20, NaN, ### (practice)."""
    yield from _results(context, MARKS, spoilt)


def spoilt(text: str) -> Iterator[Remark]:
    """What another program spoilt of a text."""
    return (Remark(part.start, part.end, part.problem, part.remedy, part.right) for part in spoilt_parts(text))


def _results(context: Context, marks: Sequence[str], find: Callable[[str], Iterator[Remark]]) -> Iterator[CheckResult]:
    """A finding for each text with remarks."""
    for found in _texts_with(context, marks):
        remarks = tuple(find(found.text))
        if remarks:
            yield about(found, remarks)


def _texts_with(context: Context, marks: Sequence[str]) -> Iterator[Handwritten]:
    """The texts of the book that hold one of the marks."""
    unit = context.book.unit
    if _has_any(marks, _joined((unit,))):
        yield from _of_records("封面", "cover", (unit,), marks)
    for page in _HANDED_IN:
        texts = context.each("texts", page, lambda line: _joined(_records(line)))
        for (number, line), joined in zip(context.numbered(page), texts, strict=True):
            if _has_any(marks, joined):
                yield from _of_records(_label(context, line) or line_name(page, number), page, _records(line), marks)


def _label(context: Context, line: Any) -> str:
    """What a project or a part of 情况说明 is called; "" for a line that has only its number."""
    if isinstance(line, Project):
        return short_name(line.name)
    return context.pack.narrative.label(line.item) if isinstance(line, WrittenText) else ""


def _records(line: Any) -> tuple[Any, ...]:
    if not isinstance(line, Project):
        return (line,)
    return (line, *(inner for name in PROJECT_COLLECTIONS for inner in getattr(line, name)))


def _joined(records: tuple[Any, ...]) -> str:
    """All texts of the records, to be searched first: there are thousands of texts and hardly ever a mark in one."""
    return "\n".join(text for record in records for text in (*_text_getter(type(record))[1](record), *_cell_texts(record).values()))


def _has_any(marks: Sequence[str], text: str) -> bool:
    return any(mark in text for mark in marks)


def _of_records(label: str, page: str, records: tuple[Any, ...], marks: Sequence[str]) -> Iterator[Handwritten]:
    for record in records:
        fields, get = _text_getter(type(record))
        for field, text in (*zip(fields, get(record), strict=True), *_cell_texts(record).items()):
            if _has_any(marks, text):
                yield Handwritten(label, Place(page, getattr(record, "id", 0), field), text)


def _cell_texts(record: Any) -> Mapping[str, str]:
    """Field → text of the columns of words that a pack declares."""
    return {field.name: getattr(record, field.name) for field in cell_fields(record) if field.kind is FieldKind.TEXT}


_GETTERS: Final[dict[type[Any], tuple[tuple[str, ...], Callable[[Any], tuple[str, ...]]]]] = {}


def _text_getter(record: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[str, ...]]]:
    """The fields of a record type that hold running text, and a function that reads them all (cached)."""
    if record not in _GETTERS:
        _GETTERS[record] = _make_getter(record)
    return _GETTERS[record]


def _make_getter(record: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[str, ...]]]:
    names = tuple(f.name for f in record_fields(record) if f.kind is FieldKind.TEXT and f.name not in _CODES)
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda line: tuple(getattr(line, name) for name in names)


CHECKS: Final = (
    Check("P-11", no_placeholder_is_left, reads=("unit",), each=_HANDED_IN),
    Check("R-21", nothing_is_spoilt, reads=("unit",), each=_HANDED_IN),
)
