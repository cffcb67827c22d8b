"""Lines with cells of columns that a pack declares: by the id of the column, and as fields, as every line has them.

Such a field is named by kind and column: ``text:name``, ``amount:price``. Reading it gives what a field of that kind holds,
whatever kind of cell was stored before the pack was corrected. Pages of lists are named ``list:ID``.
"""

# No deferred annotations: they are read at start-up, and each string would have to be compiled.
from collections.abc import Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from models.book.fields import Cells, CellValue, FieldKind, RecordField, record_fields, replace
from models.values.money import Amount, Unread, read_amount, show_exact

COLLECTION: Final = "lists"
"""The field of Book that holds the records of all lists."""

PAGE: Final = "list:"
"""Begins the name of the page of a list."""

_TEXT: Final = "text"
_AMOUNT: Final = "amount"


class CellLine(Struct, frozen=True):
    """A line with a field ``cells``: those that are not blank, in the order of their columns' ids."""

    if not TYPE_CHECKING:  # else every misspelt field of such a line would pass the type checker

        def __getattr__(self, name: str) -> Any:
            """A field of a column (``text:name``): blank where nothing is typed."""
            kind, colon, column = name.partition(":")
            if not colon or kind not in {_TEXT, _AMOUNT}:
                raise AttributeError(name)
            value = next((value for known, value in self.cells if known == column), None)
            return _as_amount(value) if kind == _AMOUNT else _as_text(value)


class ListLine(CellLine, frozen=True):
    """One record of the list with the id ``form``."""

    id: int
    form: str = ""
    cells: Cells = ()


def _as_amount(value: CellValue | None) -> Amount:
    return read_amount(value) if isinstance(value, str) else value


def _as_text(value: CellValue | None) -> str:
    if isinstance(value, int):
        return show_exact(value)
    return value.text if isinstance(value, Unread) else value or ""


def fields_of(line: Any) -> tuple[RecordField, ...]:
    """The fields of a line in order, those of the columns that are not blank last; of a record of a list only these."""
    own = _own_fields(type(line))
    return (*own, *cell_fields(line)) if isinstance(line, CellLine) else own


def cell_fields(line: Any) -> tuple[RecordField, ...]:
    """The fields of the columns that are not blank in a line; none of a line without such columns."""
    cells: Cells = getattr(line, "cells", ())
    return tuple(_field(f"{_TEXT if isinstance(value, str) else _AMOUNT}:{column}") for column, value in cells)


_OWN_FIELDS: dict[type[Any], tuple[RecordField, ...]] = {ListLine: ()}


def _own_fields(record: type[Any]) -> tuple[RecordField, ...]:
    """The fields that every line of a class has."""
    if record not in _OWN_FIELDS:
        _OWN_FIELDS[record] = tuple(field for field in record_fields(record) if field.kind is not FieldKind.CELLS)
    return _OWN_FIELDS[record]


def field_kind(record: type[Any], name: str) -> FieldKind:
    """The kind of a field. Raises ``StopIteration`` for one that the record does not have."""
    if issubclass(record, CellLine) and ":" in name:
        return _field(name).kind
    return next(field.kind for field in record_fields(record) if field.name == name)


def _field(name: str) -> RecordField:
    return RecordField(name, FieldKind.AMOUNT if name.startswith(f"{_AMOUNT}:") else FieldKind.TEXT)


def with_values(line: Any, values: Mapping[str, Any]) -> Any:
    """The line with other values in some of its fields."""
    own = {name: value for name, value in values.items() if ":" not in name}
    if len(own) == len(values):
        return replace(line, **own)
    cells = dict(line.cells)
    for name, value in values.items():
        column = name.partition(":")[2]
        if column:
            cells.pop(column, None)
        if column and value is not None and value != "":
            cells[column] = value
    return replace(line, cells=tuple(sorted(cells.items(), key=itemgetter(0))), **own)


def new_line(record: type[Any], line_id: int, values: Mapping[str, Any]) -> Any:
    """A line of a record class with these values in its fields."""
    own = {name: value for name, value in values.items() if ":" not in name}
    cells = {name: value for name, value in values.items() if ":" in name}
    line = record(id=line_id, **own)
    return with_values(line, cells) if cells else line


def lines_of(book: Any, page: str) -> tuple[Any, ...]:
    """The lines of a page of the book: a collection, or the records of one list."""
    if not page.startswith(PAGE):
        return getattr(book, page)  # type: ignore[no-any-return]
    wanted = page.removeprefix(PAGE)
    return tuple(line for line in book.lists if line.form == wanted)


def page_of(collection: str, line: Any) -> str:
    """The page of a line of a collection: the collection itself, or the page of the record's list."""
    return f"{PAGE}{line.form}" if isinstance(line, ListLine) else collection
