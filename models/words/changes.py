"""The changes between two states of a book in sentences, for a clerk who submits a second time.

Amounts are in the entry unit of the pack. 不予公开 amounts and fields that the clerk does not type are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from msgspec import Struct

from models.book.fields import FieldKind, RecordField, field_defaults, record_fields, replace
from models.book.list_lines import cell_fields, lines_of
from models.book.records import (
    OVERALL,
    PROJECT_COLLECTIONS,
    AssetLine,
    Book,
    LastYearFigure,
    Project,
    ThreePublicLine,
    TypedFigure,
    WrittenText,
    pages_of,
)
from models.book.terms import FUNDING_LEVELS, GOAL_PERIODS, KINDS, SOURCES, THREE_PUBLIC_ITEMS
from models.pack.forms.last_year import item_name
from models.pack.forms.pack import Pack
from models.projects.amounts import project_budget
from models.values.money import Unread, fen
from models.words.fields import FIELD_NAMES, INNER_NAMES, field_name
from models.words.places import PAGE_NAMES, line_name, page_name

HIDDEN_COLLECTIONS: Final = frozenset({"withheld"})
"""不予公开: not even the fact of a change is shown."""

OWN_COLLECTIONS: Final = frozenset({"change_reasons", "tasks"})
"""The clerk's notes on the book: they are no part of what is handed in, so a change of them is none of it."""

REASON_NAMES: Final[Mapping[str, str]] = {"explanations": "核实说明", "change_reasons": "调整说明"}
"""Page of reasons → what one is called. A reason goes when nothing is left of its text."""

VALUE_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "source": SOURCES,
    "kind": KINDS,
    "level": FUNDING_LEVELS,
    "period": GOAL_PERIODS,
}
"""Field → value → name, for the fields that hold one of ``terms``."""

_BLANK: Final = "空白"
_LONGEST: Final = 40
_LEAD: Final = 10


class _Words(Struct, frozen=True):
    """Words for the values of one book: item id → word by record class, project id → name; the pack names fields."""

    items: Mapping[type[Any], Mapping[str, str]]
    projects: Mapping[int, str]
    pack: Pack
    page: str = ""
    exact: bool = False
    """Whether amounts have every digit."""

    def value_words(self, record: Any, field: RecordField) -> str:
        """A field of a record in words."""
        value = getattr(record, field.name)
        if field.kind is FieldKind.AMOUNT:
            return f"“{one_line(value.text)}”" if isinstance(value, Unread) else _BLANK if value is None else self._amount(value)
        if field.kind is FieldKind.FLAG:
            return "是" if value else "否"
        if field.name == "project":
            return self.projects.get(value, _BLANK)
        words = self.items.get(type(record), {}) if field.name == "item" else VALUE_NAMES.get(field.name, {})
        return words.get(str(value)) or item_name(str(value)) or one_line(str(value)) or _BLANK

    def _amount(self, value: int) -> str:
        amounts = self.pack.entry_amounts
        return amounts.price(value) if self.exact else amounts.figure(value)

    def field_name(self, record: Any, field: str) -> str | None:
        """The name of a field of a record; None for one that is never shown."""
        return field_name(record, field, self.pack, self.page)


class ValueWords(Struct, frozen=True):
    """The words of the book before and after."""

    was: _Words
    now: _Words

    @classmethod
    def between(cls, old: Book, new: Book, pack: Pack, *, exact: bool = False) -> ValueWords:
        """``pack`` names the items and fields of both, and the unit of amounts; ``exact``: with every digit."""
        items = item_words(pack)
        return cls(*(_Words(items, _project_names(book), pack, exact=exact) for book in (old, new)))

    def of_page(self, page: str) -> ValueWords:
        """The words for the lines of a page: a sheet of the whole department has labels of its own."""
        return ValueWords(replace(self.was, page=page), replace(self.now, page=page)) if page == OVERALL else self


def item_words(pack: Pack) -> Mapping[type[Any], Mapping[str, str]]:
    """Record class → ``item`` → name, for the records that have an ``item``."""
    return {
        ThreePublicLine: THREE_PUBLIC_ITEMS,
        AssetLine: {row.id: row.label for row in pack.asset_rows},
        TypedFigure: {row.id: row.label for row in pack.typed.rows},
        LastYearFigure: pack.last_year,
        WrittenText: {slot.id: slot.label for slot in pack.narrative.slots},
    }


def changes_between(old: Book, new: Book, pack: Pack) -> tuple[str, ...]:
    """One sentence per change, in the order of the pages: 「基本支出 第 6 行 金额：71.57 → 75.17」 (the pack's entry unit)."""
    words = ValueWords.between(old, new, pack)
    cover = PAGE_NAMES["cover"]
    sentences = [*_field_changes(words, cover, old, new), *_field_changes(words, cover, old.unit, new.unit)]
    for page in pages_of(old, new):
        if page not in HIDDEN_COLLECTIONS | OWN_COLLECTIONS:
            place = partial(line_name, page, pack=pack)
            sentences += _list_changes(words.of_page(page), page_name(page, pack), place, lines_of(old, page), lines_of(new, page))
    return tuple(sentences)


def _project_names(book: Book) -> dict[int, str]:
    return {project.id: one_line(project.name) or line_name("projects", number) for number, project in enumerate(book.projects, 1)}


def _list_changes(
    words: ValueWords, title: str, place: Callable[[int], str], before: tuple[Any, ...], after: tuple[Any, ...]
) -> Iterator[str]:
    """Removed, added, changed and moved lines of one list, numbered as after the change, removed ones as before it."""
    if before is after:
        return
    was, now = {line.id: line for line in before}, {line.id: line for line in after}
    for number, line in enumerate(before, 1):
        if line.id not in now:
            yield f"删除 {place(number)}{_summary(words.was, line)}"
    for number, line in enumerate(after, 1):
        if line.id not in was:
            yield f"新增 {place(number)}{_summary(words.now, line)}"
        elif line is not was[line.id]:
            yield from _line_changes(words, place(number), was[line.id], line)
    if [line.id for line in before if line.id in now] != [line.id for line in after if line.id in was]:
        yield f"{title}：前后顺序有调整"


def _line_changes(words: ValueWords, place: str, old: Any, new: Any) -> Iterator[str]:
    yield from _field_changes(words, place, old, new)
    if isinstance(new, Project):
        named = f"{place}“{excerpt(one_line(new.name))}”" if new.name else place
        for field in PROJECT_COLLECTIONS:
            title = f"{named} {INNER_NAMES[field]}"
            yield from _list_changes(words, title, partial(_row_name, title), getattr(old, field), getattr(new, field))


def _row_name(title: str, number: int) -> str:
    return f"{title} 第 {number} 行"


def _field_changes(words: ValueWords, place: str, old: Any, new: Any) -> Iterator[str]:
    for field in differing_fields(old, new):
        before, after = value_pair(words, field, old, new)
        yield f"{place} {words.now.field_name(new, field.name)}：{before} → {after}"


def differing_fields(old: Any, new: Any) -> Iterator[RecordField]:
    """The fields that have a name and differ, without ``typed`` where it only follows the amount."""
    for field in _named_fields(old, new):
        follows_amount = field.name == "typed" and old.amount != new.amount
        if getattr(old, field.name) != getattr(new, field.name) and not follows_amount:
            yield field


def _named_fields(*lines: Any) -> Iterator[RecordField]:
    """The fields of the states of a line that have a name; of columns those that any state fills, each column once."""
    yield from _own_named_fields(type(lines[0]))
    yield from {field.name.partition(":")[2]: field for line in lines for field in cell_fields(line)}.values()


_NAMED: Final[dict[type[Any], Sequence[RecordField]]] = {}


def _own_named_fields(record: type[Any]) -> Sequence[RecordField]:
    """The fields with a name that every line of a record class has; read once, since every edit asks for them."""
    if record not in _NAMED:
        _NAMED[record] = [field for field in record_fields(record) if field.name in FIELD_NAMES[record]]
    return _NAMED[record]


def value_pair(words: ValueWords, field: RecordField, old: Any, new: Any, longest: int = _LONGEST) -> tuple[str, str]:
    """Both values in words: long texts around the first difference, amounts with all digits when two decimals would hide it."""
    before, after = words.was.value_words(old, field), words.now.value_words(new, field)
    if field.kind is FieldKind.AMOUNT and before == after:
        exact = words.was.pack.entry_amounts.exact
        return exact(fen(getattr(old, field.name))), exact(fen(getattr(new, field.name)))
    alike = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    return excerpt(before, alike, longest), excerpt(after, alike, longest)


def one_line(text: str) -> str:
    """The lines of a text joined by spaces."""
    return " ".join(text.splitlines())


def excerpt(text: str, around: int = 0, longest: int = _LONGEST) -> str:
    """At most ``longest`` characters of a text, around a position, with ``…`` where it is cut."""
    if len(text) <= longest:
        return text
    start = max(min(around - _LEAD, len(text) - longest), 0)
    end = start + longest
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _summary(words: _Words, line: Any) -> str:
    """The contents of an added or removed line: 「：功能科目 2013101，金额 71.57」."""
    parts = contents(words, line)
    return f"：{parts}" if parts else ""


def contents(words: _Words, line: Any) -> str:
    """The filled fields of a line with their names: 「功能科目 2013101，金额 71.57」."""
    defaults = field_defaults(type(line))
    parts = [
        f"{words.field_name(line, field.name)} {excerpt(words.value_words(line, field))}"
        for field in _named_fields(line)
        if getattr(line, field.name) != defaults.get(field.name)
    ]
    if isinstance(line, Project) and line.funding:
        parts.append(f"预算数 {words.pack.entry_amounts.figure(project_budget(line))}")
    return "，".join(parts)
