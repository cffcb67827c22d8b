"""Edits: Book → Book, one function per action of the user.

Each function here returns an ``Edit``; calling it with a book gives the new book. Text that cannot be read as an
amount is stored as ``Unread``. An edit that changes nothing returns the same book object. An unknown line id
raises ``KeyError``: a bug of the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from msgspec import Struct

from models.book.fields import FieldKind, record_fields, replace
from models.book.line_edits import Change, change_line, change_lines, inserted
from models.book.list_lines import field_kind, new_line, page_of, with_values
from models.book.records import COLLECTIONS, OVERALL, PROJECT_COLLECTIONS, Book, Explanation, FundingLine, Project
from models.values.money import MoneyUnit, as_wan, read_amount
from models.values.text import clean_text

ELEMENTS = {f.name: f.element for f in record_fields(Book) if f.kind is FieldKind.LINES and f.name != OVERALL}
"""The collections that lines are inserted into; 部门整体绩效目标 is one at most (``models.projects.edits.add_overall``)."""

INNER_ELEMENTS = {f.name: f.element for f in record_fields(Project) if f.kind is FieldKind.LINES}
FLAG_WORDS = {"1": True, "是": True, "结转": True, "上年结转": True, "true": True}


class Edit(Struct, frozen=True):
    """A change of a book with its label in the undo list. ``line`` is (line id, change) if it changes only that line."""

    label: str
    apply: Callable[[Book], Book]
    line: tuple[int, Change] | None = None

    def __call__(self, book: Book) -> Book:
        """The book after the edit."""
        return self.apply(book)


def combined(label: str, edits: Iterable[Edit]) -> Edit:
    """Several edits as one step (a paste, a fill-down)."""
    steps = tuple(edits)

    def apply(book: Book) -> Book:
        for of_lines, group in groupby(steps, key=lambda step: step.line is not None):
            if of_lines:
                book = change_lines(book, _by_line(group))
            else:
                for step in group:
                    book = step(book)
        return book

    return Edit(label, apply)


def _by_line(steps: Iterable[Edit]) -> dict[int, list[Change]]:
    """Line id → the changes of that line, in order."""
    changes: dict[int, list[Change]] = {}
    for line_id, change in (step.line for step in steps if step.line is not None):
        changes.setdefault(line_id, []).append(change)
    return changes


def set_unit(field: str, text: str) -> Edit:
    """Change a field of the cover."""

    def apply(book: Book) -> Book:
        value = clean_text(text).strip()
        return book if getattr(book.unit, field) == value else replace(book, unit=replace(book.unit, **{field: value}))

    return Edit(f"修改封面：{text}", apply)


def set_stage(stage: str) -> Edit:
    """Change 预算阶段."""
    plain = clean_text(stage).strip()
    return Edit(f"修改预算阶段：{plain}", lambda book: book if book.stage == plain else replace(book, stage=plain))


def set_pack(pack_id: str, name: str) -> Edit:
    """Change the form of the book. Data that the new form has no place for stays; the checks report it."""
    return Edit(f"换成{name}", lambda book: book if book.pack == pack_id else replace(book, pack=pack_id))


def set_field(line_id: int, field: str, value: str, unit: MoneyUnit = MoneyUnit.WAN) -> Edit:
    """Change one field of one line from what was typed; amounts are read in ``unit``."""

    def change(line: Any) -> Any:
        return _with_field(line, field, value, unit)

    return Edit(f"修改：{value}", lambda book: change_line(book, line_id, change), (line_id, change))


def apply_fix(fix: Fix) -> Edit:
    """The edit that carries out the fix of a finding."""
    edit = set_field(fix.line, fix.field, fix.value)
    return combined(fix.label, [edit, apply_fix(fix.also)]) if fix.also else Edit(fix.label, edit.apply)


def _with_field(line: Any, field: str, typed: str, unit: MoneyUnit) -> Any:
    value = read_field(type(line), field, typed, unit)
    changes = {field: value}
    if isinstance(line, FundingLine) and field == "amount":
        changes["typed"] = as_wan(clean_text(typed), unit).strip()
    return line if all(getattr(line, name) == new for name, new in changes.items()) else with_values(line, changes)


def read_field(record: type[Any], field: str, typed: str, unit: MoneyUnit = MoneyUnit.WAN) -> Any:
    """Typed text as the value of a field: amount, flag (else False), integer (else 0) or text. ``unit`` is for amounts."""
    kind = field_kind(record, field)
    text = clean_text(typed)
    if kind is FieldKind.AMOUNT:
        return read_amount(text, unit)
    if kind is FieldKind.FLAG:
        return FLAG_WORDS.get(text.strip().lower(), False)
    if kind is FieldKind.INTEGER:
        return int(text) if text.strip().isdecimal() and len(text) < _LONGEST_ID else 0
    return text if "\n" in text or field in _LONG_TEXTS else text.strip()


_LONGEST_ID = 18
"""Digits that always fit a database integer."""

_LONG_TEXTS = frozenset({"use", "text", "description", "basis", "name", "target"})


def insert_line(collection: str, values: Mapping[str, Any] | None = None, *, before: int = 0, project: int = 0) -> Edit:
    """Add a line at the end of a collection, or before the line with id ``before``; ``project``: id of the project it is in."""
    element = (INNER_ELEMENTS if project else ELEMENTS)[collection]

    def apply(book: Book) -> Book:
        if element is None:
            raise KeyError(collection)
        cleaned = {name: clean_text(value) if isinstance(value, str) else value for name, value in (values or {}).items()}
        line = new_line(element, book.next_id, cleaned)
        book = replace(book, next_id=book.next_id + 1)
        if project:
            return change_line(book, project, lambda p: replace(p, **{collection: inserted(getattr(p, collection), line, before)}))
        return replace(book, **{collection: inserted(getattr(book, collection), line, before)})

    return Edit("插入行", apply)


def delete_lines(line_ids: Iterable[int]) -> Edit:
    """Remove lines from any collection. A purchase linked to a removed project stays, without the link."""
    removed = frozenset(line_ids)

    def apply(book: Book) -> Book:
        changes = {}
        for name in COLLECTIONS:
            lines = getattr(book, name)
            kept = tuple(_without(line, removed) for line in lines if line.id not in removed)
            if len(kept) != len(lines) or any(a is not b for a, b in zip(kept, lines, strict=True)):
                changes[name] = kept
        return replace(book, **changes) if changes else book

    return Edit(f"删除 {len(removed)} 行", apply)


def _without(line: Any, removed: frozenset[int]) -> Any:
    if isinstance(line, Project):
        changes = {
            name: tuple(inner for inner in getattr(line, name) if inner.id not in removed)
            for name in PROJECT_COLLECTIONS
            if any(inner.id in removed for inner in getattr(line, name))
        }
        return replace(line, **changes) if changes else line
    if getattr(line, "project", 0) in removed:
        return replace(line, project=0)
    return line


def move_line(line_id: int, steps: int) -> Edit:
    """Move a line up (negative ``steps``) or down within its collection or its list, at most to its end."""

    def apply(book: Book) -> Book:
        for name in COLLECTIONS:
            lines = getattr(book, name)
            moved = _moved(lines, line_id, steps)
            if moved is not None:
                return book if moved is lines else replace(book, **{name: moved})
        for project in (*book.projects, *book.overall):
            for name in PROJECT_COLLECTIONS:
                moved = _moved(getattr(project, name), line_id, steps)
                if moved is not None:
                    changes = {name: moved}
                    return change_line(book, project.id, partial(replace, **changes))
        raise KeyError(line_id)

    return Edit("移动行", apply)


def _moved(lines: tuple[Any, ...], line_id: int, steps: int) -> tuple[Any, ...] | None:
    line = next((line for line in lines if line.id == line_id), None)
    if line is None:
        return None
    places = [i for i, other in enumerate(lines) if page_of("", other) == page_of("", line)]
    shown = [lines[i] for i in places]
    at = shown.index(line)
    to = min(max(at + steps, 0), len(shown) - 1)
    if to == at:
        return lines
    shown.insert(to, shown.pop(at))
    moved = list(lines)
    for i, other in zip(places, shown, strict=True):
        moved[i] = other
    return tuple(moved)


def set_income(function: str, source: str, carried: bool, typed: str, unit: MoneyUnit = MoneyUnit.WAN) -> Edit:  # noqa: FBT001 - a dimension of the key
    """Set an income figure (批复数); blank text removes it, so that the figure is computed from the lines again."""
    slot = {"function": function, "source": source, "carried": carried}
    return _set_slot("income", slot, "amount", typed, f"修改收入 {function}：{typed}", unit)


def set_three_public(item: str, source: str, typed: str, unit: MoneyUnit = MoneyUnit.WAN, sub_unit: str = "") -> Edit:
    """Set the “三公”经费 figure of one item, source and body; blank text removes it."""
    slot = {"item": item, "source": source, "sub_unit": sub_unit}
    return _set_slot("three_public", slot, "amount", typed, f"修改三公经费：{typed}", unit)


def set_asset(item: str, field: str, typed: str) -> Edit:
    """Set quantity or value in a row of the asset form; a row with neither is removed."""
    return _set_slot("assets", {"item": item}, field, typed, f"修改固定资产：{typed}")


def set_typed(item: str, agency: str, field: str, typed: str, unit: MoneyUnit = MoneyUnit.WAN) -> Edit:
    """Set the amount or the count of a typed figure; a figure with neither is removed."""
    return _set_slot("typed", {"item": item, "agency": agency}, field, typed, f"修改其他数据：{typed}", unit)


def set_last_year(item: str, field: str, typed: str) -> Edit:
    """Set last year's amount of an item, or the reason for its change; an item with neither is removed.

    An amount that changes is no longer that of the file it was read from.
    """
    slot, label = {"item": item}, f"修改上年数：{typed}"
    edit, clear = _set_slot("last_year", slot, field, typed, label), _set_slot("last_year", slot, "origin", "", label)

    def apply(book: Book) -> Book:
        after = edit(book)
        return clear(after) if field == "amount" and after != book else after

    return Edit(label, apply)


def set_text(item: str, typed: str) -> Edit:
    """Set a part of 情况说明; blank text removes it."""
    return _set_slot("texts", {"item": item}, "text", typed.strip(), f"修改情况说明：{typed}")


def set_change_reason(stage: str, place: str, typed: str) -> Edit:
    """Set the reason for a difference from the unit's book of ``stage``; blank text removes it."""
    return _set_slot("change_reasons", {"stage": stage, "place": place}, "text", typed.strip(), "填写调整说明")


def add_tasks(texts: Iterable[str]) -> Edit:
    """Add what is still to be done with the book, one task a text."""
    return combined("新增要办的事", [insert_line("tasks", {"text": text}) for text in texts])


def _set_slot(
    collection: str, slot: Mapping[str, Any], field: str, typed: str, label: str, unit: MoneyUnit = MoneyUnit.WAN
) -> Edit:
    """Set a field of the line that has the key fields ``slot``; it is created when missing and removed when blank."""
    element = ELEMENTS[collection]
    if element is None:
        raise KeyError(collection)

    def apply(book: Book) -> Book:
        value = read_field(element, field, typed, unit)
        existing = [line for line in getattr(book, collection) if all(getattr(line, key) == wanted for key, wanted in slot.items())]
        if existing:
            return _with_slot(book, existing, element(id=0, **slot), field, value)
        blank = element(id=book.next_id, **slot)
        new = replace(blank, **{field: value})
        lines = getattr(book, collection)
        return book if new == blank else replace(book, next_id=book.next_id + 1, **{collection: (*lines, new)})

    return Edit(label, apply)


def _with_slot(book: Book, existing: Iterable[Any], blank: Any, field: str, value: Any) -> Book:
    """Set the field in the first of the lines ``existing`` and clear it in the others; remove lines that become blank."""
    for line in existing:
        new = replace(line, **{field: value})
        if replace(new, id=0) == blank:
            book = delete_lines([line.id])(book)
        elif new != line:
            book = change_line(book, line.id, lambda _, new=new: new)  # type: ignore[misc]
        value = getattr(blank, field)
    return book


def explain(code: str, place: str, fingerprint: str, text: str) -> Edit:
    """Set the reason for a 核实 finding; blank text removes it. ``fingerprint`` identifies the values it explains."""

    def apply(book: Book) -> Book:
        others = tuple(e for e in book.explanations if (e.code, e.place) != (code, place))
        reason = clean_text(text).strip()
        if not reason:
            return book if len(others) == len(book.explanations) else replace(book, explanations=others)
        new = Explanation(book.next_id, code, place, fingerprint, reason)
        return replace(book, explanations=(*others, new), next_id=book.next_id + 1)

    return Edit("填写核实说明", apply)


class Fix(Struct, frozen=True):
    """A one-key fix: put ``value`` into a field of a line, then carry out ``also``. ``label`` is its text (「改为 71.57」)."""

    label: str
    line: int
    field: str
    value: str
    also: Fix | None = None
