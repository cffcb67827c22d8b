"""The typed figures of a book: amounts, counts, and how a text says them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from models.book.places import Place
from models.book.records import Book, TypedFigure
from models.pack.forms.typed import AMOUNT, COUNT, TypedForm, TypedRow
from models.pack.sums import leaves
from models.values.money import fen

PAGE: Final = "typed"
FIELDS: Final = {AMOUNT: "amount", COUNT: "count"}
"""Kind of an item → the field of its figures that holds it."""


def figures_of(book: Book, form: TypedForm, item: str) -> Sequence[TypedFigure]:
    """The figures that an item is made of: its own, and those of the items that it adds or follows; of every body."""
    return [figure for leaf in leaves(form.rows, item) for figure in _figures_of_leaf(book, form, leaf)]


def _figures_of_leaf(book: Book, form: TypedForm, item: str) -> Sequence[TypedFigure]:
    own, row = [figure for figure in book.typed if figure.item == item], form.row(item)
    if row is None or not row.follows or any(has_figure(figure, row) for figure in own):
        return own
    return [figure for followed in row.follows for figure in figures_of(book, form, followed)]


def typed_amount(book: Book, form: TypedForm, item: str) -> int:
    """The amount of an item in fen; 0 where nothing is typed."""
    return sum(fen(figure.amount) for figure in figures_of(book, form, item))


def read_count(text: str, unit: str = "") -> Decimal | None:
    """A count as typed, with or without its ``unit``; None for a blank one and for what is no plain number from 0 on."""
    from models.values.target import TargetKind, read_target  # noqa: PLC0415 - the first count needs it, no start does

    target = read_target(text)
    plain = target.kind is TargetKind.NUMBER and target.unit in {"", unit} and not (target.operator or target.words or target.per)
    return target.number if plain and target.number is not None and target.number >= 0 else None


def typed_count(book: Book, form: TypedForm, item: str) -> Decimal | None:
    """The count of an item; None where no count of it can be read (a count that is not typed is not 0)."""
    row = form.row(item)
    counts = [read_count(figure.count, row.unit if row else "") for figure in figures_of(book, form, item)]
    known = [count for count in counts if count is not None]
    return sum(known, Decimal(0)) if known else None


def has_figure(figure: TypedFigure, row: TypedRow) -> bool:
    """Whether the cell of an item is filled."""
    return figure.amount is not None if row.kind == AMOUNT else bool(figure.count.strip())


def typed_words(book: Book, form: TypedForm, item: str, show: Callable[[int], str]) -> str:
    """``8``; of an amount what ``show`` makes of its fen. "" where nothing is typed, so that its clause does not print."""
    row = form.row(item)
    if row is None:
        return ""
    if row.kind == AMOUNT:
        filled = any(has_figure(figure, row) for figure in figures_of(book, form, item))
        return show(typed_amount(book, form, item)) if filled else ""
    count = typed_count(book, form, item)
    return "" if count is None else f"{count.normalize():f}"


def empty_place(row: TypedRow, agency: str = "") -> Place:
    """The cell of an item, for one body where it asks for one, while nothing is typed in it."""
    return Place(PAGE, 0, f"{row.id}/{agency}/{FIELDS[row.kind]}")


def typed_place(book: Book, form: TypedForm, item: str) -> Place:
    """The first figure that an item is made of, else its empty cell; the page alone for an item of another form."""
    row, figures = form.row(item), figures_of(book, form, item)
    if row is None:
        return Place(PAGE)
    return Place(PAGE, figures[0].id, FIELDS[row.kind]) if figures else empty_place(row)
