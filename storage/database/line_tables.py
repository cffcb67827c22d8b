"""Derives the tables and columns of the database from the fields of the book's records.

The table of a record has its class's name in the plural (``BasicLine`` → ``basic_lines``) and a column per
field. An amount takes two columns: ``amount`` in fen and ``amount_text``, the text as typed where it could
not be read. Cells whose columns a pack declares are one column of JSON, by the ids of their columns. The cover
of a book is stored in the row of the book itself. 部门整体绩效目标 is a row of ``projects``, told apart by its ``scope``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct

from models.book.fields import FieldKind, RecordField, cells_from_plain, cells_to_plain, record_fields
from models.book.records import DEPARTMENT, OVERALL, Book, Project, Unit
from models.values.money import Unread

_UNREAD_SUFFIX: Final = "_text"
_UNIT_COLUMNS: Final = {"code": "unit_code", "name": "unit_name"}
"""Names for columns of the cover that would be ambiguous in ``books``."""


class LineTable(Struct, frozen=True):
    """The table of one record class. ``place`` names the columns of a line's position.

    Parameters of the statements: ``insert`` book, id, place, values; ``update`` place, values, book, id; ``delete``
    book, id; ``select`` book; it returns id, place, values in the order of the lines.
    """

    name: str
    record: type[Any]
    fields: tuple[RecordField, ...]
    place: tuple[str, ...]
    insert: str
    update: str
    delete: str
    select: str

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns in the order of ``insert``."""
        return ("book_id", "id", *self.place, *field_columns(self.fields))

    def values(self, line: Any) -> tuple[Any, ...]:
        """The line's own fields as its row holds them, without the lines inside it."""
        return tuple(_column_values(self.fields, line))

    def line(self, row: Sequence[Any], **inside: tuple[Any, ...]) -> Any:
        """The line of a selected row; ``inside`` are the lines that belong to it."""
        values = _field_values(self.fields, row[1 + len(self.place) :])
        return self.record(id=row[0], **values, **inside)


def field_columns(fields: Sequence[RecordField]) -> tuple[str, ...]:
    """The columns of some fields: two for an amount."""
    columns: list[str] = []
    for field in fields:
        columns.append(field.name)
        if field.kind is FieldKind.AMOUNT:
            columns.append(field.name + _UNREAD_SUFFIX)
    return tuple(columns)


def _column_values(fields: Sequence[RecordField], record: Any) -> Iterator[Any]:
    for field in fields:
        value = getattr(record, field.name)
        if field.kind is FieldKind.CELLS:
            yield msgspec.json.encode(cells_to_plain(value)).decode()
        elif field.kind is not FieldKind.AMOUNT:
            yield value
        elif isinstance(value, Unread):
            yield from (None, value.text)
        else:
            yield from (value, None)


def _field_values(fields: Sequence[RecordField], columns: Sequence[Any]) -> dict[str, Any]:
    cells = iter(columns)
    values: dict[str, Any] = {}
    for field in fields:
        value = next(cells)
        if field.kind is FieldKind.FLAG:
            value = bool(value)
        elif field.kind is FieldKind.CELLS:
            value = cells_from_plain(msgspec.json.decode(value))
        elif field.kind is FieldKind.AMOUNT:
            text = next(cells)
            value = value if text is None else Unread(text)
        values[field.name] = value
    return values


def _table_of(element: type[Any], place: tuple[str, ...], only: str = "") -> LineTable:
    """The table of a record class; ``only`` is a condition for the rows that are selected."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", element.__name__).lower() + "s"
    fields = tuple(f for f in record_fields(element) if f.name != "id" and f.kind is not FieldKind.LINES)
    written = (*place, *field_columns(fields))
    columns = ", ".join(("book_id", "id", *written))
    marks = ", ".join("?" * (len(written) + 2))
    changes = ", ".join(f"{column} = ?" for column in written)
    # Names come from our own records, never from input.
    return LineTable(
        name,
        element,
        fields,
        place,
        insert=f"INSERT INTO {name} ({columns}) VALUES ({marks})",  # noqa: S608
        update=f"UPDATE {name} SET {changes} WHERE book_id = ? AND id = ?",  # noqa: S608
        delete=f"DELETE FROM {name} WHERE book_id = ? AND id = ?",  # noqa: S608
        select=f"SELECT id, {', '.join(written)} FROM {name} WHERE book_id = ?{only} ORDER BY {', '.join(place)}",  # noqa: S608
    )


def _tables_of(record: type[Any], place: tuple[str, ...]) -> dict[str, LineTable]:
    return {
        f.name: _table_of(f.element, place, _ONLY.get(f.name, ""))
        for f in record_fields(record)
        if f.kind is FieldKind.LINES and f.element
    }


_ONLY: Final = {"projects": " AND scope = ''", OVERALL: f" AND scope = '{DEPARTMENT}'"}
"""Which rows of a table that two fields of Book share belong to each of them."""

LINE_TABLES: Final = _tables_of(Book, ("position",))
"""By the field of Book that holds the lines."""

INNER_TABLES: Final = _tables_of(Project, ("project_id", "position"))
"""By the field of Project that holds the lines."""

_OWN_FIELDS: Final = tuple(f for f in record_fields(Book) if f.kind not in {FieldKind.LINES, FieldKind.RECORD})
_UNIT_FIELDS: Final = record_fields(Unit)
HEADER_COLUMNS: Final = (
    *field_columns(_OWN_FIELDS),
    *(_UNIT_COLUMNS.get(column, column) for column in field_columns(_UNIT_FIELDS)),
)
"""The columns of ``books`` that hold a book's own fields and its cover."""


def header_values(book: Book) -> tuple[Any, ...]:
    """The values of this book for HEADER_COLUMNS."""
    return (*_column_values(_OWN_FIELDS, book), *_column_values(_UNIT_FIELDS, book.unit))


def book_of(header: Sequence[Any], collections: dict[str, tuple[Any, ...]]) -> Book:
    """Build a book from a row of HEADER_COLUMNS and its lines by field."""
    own = len(_OWN_FIELDS)
    unit = Unit(**_field_values(_UNIT_FIELDS, header[own:]))
    values = {**_field_values(_OWN_FIELDS, header[:own]), **collections}
    return Book(unit=unit, **values)
