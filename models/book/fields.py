"""The fields of a record (a frozen Struct of the book), read from its type hints once.

The field types are the single declaration that edits, database, book files and workbooks read.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import replace as struct_replace

from models.values.money import LARGEST, Amount, Unread
from models.values.text import clean_text

R = TypeVar("R")
_UNREAD_KEY = "unread"

CellValue = str | int | Unread
"""What stands in a cell of a record whose columns a pack declares: text, or an amount in fen."""

Cells = tuple[tuple[str, CellValue], ...]
"""(id of the column, value) of the cells that are not blank, by the ids."""


LARGEST_INTEGER = 2**53 - 1
"""Of an id or a year: all programs that read JSON hold it exactly, and up to the last one of a database nobody can edit."""


class FieldKind(Enum):
    """How a field is read, shown and stored."""

    TEXT = "text"
    INTEGER = "integer"
    FLAG = "flag"
    AMOUNT = "amount"
    RECORD = "record"
    LINES = "lines"
    CELLS = "cells"


class RecordField(Struct, frozen=True):
    """One field: its name, its kind and, for RECORD and LINES, the class inside."""

    name: str
    kind: FieldKind
    element: type[Any] | None = None


class RecordError(ValueError):
    """Plain data does not fit its record; ``place`` says where, ``problem`` (Chinese) what is wrong."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}：{problem}")
        self.place = place
        self.problem = problem


_FIELDS: dict[type[Any], tuple[RecordField, ...]] = {}


def record_fields(record: type[Any]) -> tuple[RecordField, ...]:
    """The fields of a record class in order."""
    if record not in _FIELDS:
        hints = get_type_hints(record)
        _FIELDS[record] = tuple(_field(name, hints[name]) for name in record.__struct_fields__)
    return _FIELDS[record]


def field_defaults(record: type[Struct]) -> dict[str, Any]:
    """Field name → default, for the fields that have one (always the last ones)."""
    names, defaults = record.__struct_fields__, record.__struct_defaults__
    return dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))


def _field(name: str, hint: Any) -> RecordField:
    simple = {str: FieldKind.TEXT, bool: FieldKind.FLAG, int: FieldKind.INTEGER, Amount: FieldKind.AMOUNT}
    if hint in simple:
        return RecordField(name, simple[hint])
    if hint == Cells:
        return RecordField(name, FieldKind.CELLS)
    if get_origin(hint) is tuple:
        return RecordField(name, FieldKind.LINES, get_args(hint)[0])
    return RecordField(name, FieldKind.RECORD, hint)


def replace(record: R, **changes: Any) -> R:
    """``msgspec.structs.replace`` for field names that are known only at run time."""
    return struct_replace(record, **changes)  # type: ignore[type-var]


def to_plain(record: object) -> dict[str, Any]:
    """A record as plain dicts, lists, str, int, bool: what JSON can hold. ``from_plain`` is the inverse."""
    return {f.name: _value_to_plain(f, getattr(record, f.name)) for f in record_fields(type(record))}


def _value_to_plain(field: RecordField, value: Any) -> Any:
    if field.kind is FieldKind.LINES:
        return [to_plain(line) for line in value]
    if field.kind is FieldKind.RECORD:
        return to_plain(value)
    if field.kind is FieldKind.CELLS:
        return cells_to_plain(value)
    return _cell_to_plain(value)


def _cell_to_plain(value: Any) -> Any:
    return {_UNREAD_KEY: value.text} if isinstance(value, Unread) else value


def cells_to_plain(cells: Cells) -> dict[str, Any]:
    """Cells as plain data, by the ids of their columns. ``cells_from_plain`` is the inverse."""
    return {column: _cell_to_plain(value) for column, value in cells}


def cells_from_plain(data: object, place: str = "") -> Cells:
    """Cells from plain data. Raises ``RecordError`` with the place."""
    if not isinstance(data, Mapping):
        raise RecordError(place, "这里应当是一组数据")
    cells = []
    for column in sorted(data):
        value = data[column]
        value = clean_text(value) if isinstance(value, str) else _amount_from_plain(value, f"{place}/{column}")
        if value is None or value == "":
            raise RecordError(f"{place}/{column}", "空着的格不写")
        cells.append((str(column), value))
    return tuple(cells)


def from_plain(record: type[R], data: object, place: str = "") -> R:
    """Build a record from plain data; a missing field keeps its default. Raises ``RecordError`` with the place."""
    if not isinstance(data, Mapping):
        raise RecordError(place or "开头", "这里应当是一组数据")
    known = {f.name: f for f in record_fields(record)}
    for name in data:
        if name not in known:
            raise RecordError(f"{place}/{name}", "不认识这一项")
    values = {name: _value_from_plain(known[name], value, f"{place}/{name}") for name, value in data.items()}
    for name in _required(record):
        if name not in values:
            raise RecordError(place or "开头", f"缺少 {name}")
    return record(**values)


def _required(record: Any) -> list[str]:
    """The fields without a default."""
    defaults = field_defaults(record)
    return [name for name in record.__struct_fields__ if name not in defaults]


def _value_from_plain(field: RecordField, value: Any, place: str) -> Any:
    match field.kind:
        case FieldKind.LINES if isinstance(value, list) and field.element is not None:
            return tuple(from_plain(field.element, line, f"{place}[{i}]") for i, line in enumerate(value, 1))
        case FieldKind.RECORD if field.element is not None:
            return from_plain(field.element, value, place)
        case FieldKind.TEXT if isinstance(value, str):
            return clean_text(value)
        case FieldKind.FLAG | FieldKind.INTEGER if _is_plain(field.kind, value):
            return value
        case FieldKind.AMOUNT:
            return _amount_from_plain(value, place)
        case FieldKind.CELLS:
            return cells_from_plain(value, place)
    raise RecordError(place, "这一项的内容不对")


def _is_plain(kind: FieldKind, value: Any) -> bool:
    return type(value) is bool if kind is FieldKind.FLAG else type(value) is int and 0 <= value <= LARGEST_INTEGER


def _amount_from_plain(value: Any, place: str) -> Amount:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST):
        return value
    if isinstance(value, Mapping) and set(value) == {_UNREAD_KEY} and isinstance(value[_UNREAD_KEY], str):
        return Unread(clean_text(value[_UNREAD_KEY]))
    raise RecordError(place, "金额应当是以分计的整数")
