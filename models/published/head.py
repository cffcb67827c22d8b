"""What the texts of a sheet may name: unit, years; and the line above a printed form: unit, year, unit of money."""

from __future__ import annotations

from collections.abc import Mapping

from models.book.records import Book
from models.pack.forms.pack import Pack
from models.pack.phrases import fill
from models.values.amount_style import WAN, AmountStyle


def page_text(book: Book, phrase: str, amounts: AmountStyle = WAN) -> str:
    """A title, head, heading or note of the pack as it prints for this book; ``amounts`` is the style of its form."""
    unit = book.unit
    years = {"year": book.year, "last_year": book.year - 1}
    return fill(phrase, unit=unit.name, name=unit.name, code=unit.code, money_unit=amounts.unit, **years)


def head_texts(book: Book, pack: Pack, amounts: AmountStyle, own: Mapping[str, str] | None = None) -> tuple[str, str, str]:
    """Unit, year and unit of money as they stand above a form that prints its amounts so; its ``own`` words replace the pack's."""
    words = {**pack.head, **(own or {})}
    left, centre, right = (page_text(book, words[key], amounts) for key in ("left", "centre", "right"))
    return left, centre, right
