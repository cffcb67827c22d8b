"""The line above a printed form: unit, year, unit of money."""

from __future__ import annotations

from models.book.records import Book
from models.pack.forms.pack import Pack
from models.values.amount_style import AmountStyle
from models.values.text import fill


def head_texts(book: Book, pack: Pack, amounts: AmountStyle) -> tuple[str, str, str]:
    """Unit, year and unit of money as they stand above a form that prints its amounts so."""
    values = {
        "code": book.unit.code,
        "name": book.unit.name,
        "year": book.year,
        "last_year": book.year - 1,
        "money_unit": amounts.unit,
    }
    left, centre, right = (fill(pack.head[key], **values) for key in ("left", "centre", "right"))
    return left, centre, right
