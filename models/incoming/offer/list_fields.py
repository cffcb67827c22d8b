"""The fields of a list (政府采购, 固定资产, 机构设置, a list of the pack, exported spending): each cell of each of its records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.book.list_lines import lines_of
from models.book.records import Book
from models.incoming.offer.block import NEW, UNCLEAR, OfferField
from models.incoming.recognised.records.values import ReadList, ReadRecord
from models.pack.forms.pack import Pack
from models.values.text import plain_name
from models.words.places import page_name

_MOST: Final = 16
"""Characters of the first text of a record in the names of its fields."""


def list_fields(read: ReadList) -> Iterator[OfferField]:
    """A field for each value that was read. Records have no name by which the book's own would be found: all are new."""
    for number, record in enumerate(read.records, 1):
        name = f"第 {number} 行" + (f" {title}" if (title := _title(record)) else "")
        for value in record.values:
            state = UNCLEAR if value.doubt else NEW
            yield OfferField(
                f"{number}:{value.field}", f"{name} · {value.title}", value.text, value.place, "", state, value.doubt,
                row=str(number), column=value.field,
            )  # fmt: skip


def _title(record: ReadRecord) -> str:
    return next((plain_name(value.text)[:_MOST] for value in record.values if value.amount is None), "")


def lines_there(read: ReadList, book: Book | None, pack: Pack) -> str:
    """A sentence about the lines that the page of a list has already; "" for a blank page."""
    many = len(lines_of(book, read.page)) if book is not None and read.page else 0
    return f"预算里“{page_name(read.page, pack)}”已有 {many} 行，填入就换掉" if many else ""
