"""The fields of a list (政府采购, 固定资产, 机构设置, a list of the pack, exported spending): each cell of each of its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from models.book.list_lines import lines_of
from models.book.records import Book
from models.incoming.clipboard.row_labels import row_key
from models.incoming.offer.block import SAME, UNCLEAR, OfferField, state_of
from models.incoming.recognised.records.shapes import AGENCIES
from models.incoming.recognised.records.values import ReadList, ReadRecord, ReadValue
from models.pack.forms.contents import ASSETS, PROCUREMENT
from models.pack.forms.pack import Pack
from models.values.money import show_exact
from models.values.text import plain_name
from models.words.places import page_name

_NAMED: Final = {AGENCIES: "name", ASSETS: "item", PROCUREMENT: "name"}
"""Page → the field that names a line."""

_MOST: Final = 16
"""Characters of the first text of a record in the names of its fields."""


def list_fields(read: ReadList, book: Book | None, pack: Pack) -> Iterator[OfferField]:
    """A field for each value that was read, beside the book's own line of the same name where it has exactly one."""
    own = _own_lines(read, book)
    for number, record in enumerate(read.records, 1):
        name = f"第 {number} 行" + (f" {title}" if (title := _title(record)) else "")
        line = own.get(_key(read.page, record, pack))
        for value in record.values:
            now = _now(line, value)
            state = UNCLEAR if value.doubt else _state(line, value, now)
            yield OfferField(
                f"{number}:{value.field}", f"{name} · {value.title}", value.text, value.place, now, state, value.doubt,
                row=str(number), column=value.field,
            )  # fmt: skip


def _own_lines(read: ReadList, book: Book | None) -> Mapping[str, Any]:
    """The lines of the page by what names them, each that no other line has too."""
    if book is None or read.page not in _NAMED:
        return {}
    names = Counter(plain_name(getattr(line, _NAMED[read.page])) for line in lines_of(book, read.page))
    lines = {plain_name(getattr(line, _NAMED[read.page])): line for line in lines_of(book, read.page)}
    return {name: line for name, line in lines.items() if names[name] == 1}


def _key(page: str, record: ReadRecord, pack: Pack) -> str:
    if page == ASSETS:
        rows = (row.id for row in pack.asset_rows if row_key(row.label) == row_key(record.text("item")))
        return next(rows, "")
    return plain_name(record.text("name"))


def _now(line: Any, value: ReadValue) -> str:
    """What stands in the book; of the name itself, by which the line was found, what was read."""
    if line is None:
        return ""
    if value.field == "item":
        return value.text
    now = getattr(line, value.field, "") if ":" not in value.field else ""
    return f"{show_exact(now)} 万元" if isinstance(now, int) else str(now or "")


def _state(line: Any, value: ReadValue, now: str) -> str:
    same = value.amount is not None and getattr(line, value.field, None) == value.amount
    return SAME if same else state_of(value.text, now)


def _title(record: ReadRecord) -> str:
    return next((plain_name(value.text)[:_MOST] for value in record.values if value.amount is None), "")


def lines_there(read: ReadList, book: Book | None, pack: Pack) -> str:
    """A sentence about the lines that the page of a list has already; "" for a blank page."""
    many = len(lines_of(book, read.page)) if book is not None and read.page else 0
    return f"预算里“{page_name(read.page, pack)}”已有 {many} 行，填入就换掉" if many else ""
