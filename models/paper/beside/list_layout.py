"""Lays out a list that a pack declares: title, head line, headings, its rows, total and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from models.book.records import Book
from models.pack.forms.lists import AMOUNT, COUNT, ListColumn, ListForm
from models.pack.forms.pack import Pack
from models.pack.forms.views import PRICE, ViewColumn, ViewForm
from models.pack.lists.rows import ListRows, Value
from models.paper.page_room import page_width
from models.paper.sheet import PrintedCell, PrintedSheet, SheetBuilder, Style
from models.paper.table_layout import add_head_line, add_headings, add_note, amount_cell, fit_widths, price_cell
from models.paper.text_measure import text_width
from models.published.head import head_texts, page_text

_LEAST: Final = 11.0
_MOST: Final = 46.0
"""The least and the greatest width that a column of words gets without one from the pack."""

_CENTRED: Final = frozenset({
    "code", "function", "economic", COUNT, "choice",
    "number", "status", "catalogue", "measure", "quantity",
})  # fmt: skip
"""Kinds of columns that are typed, and fields of views, whose words stand in the middle."""

_FIGURES: Final = frozenset({AMOUNT, PRICE})

Column = ListColumn | ViewColumn


def list_sheet(form: ListForm | ViewForm, listed: ListRows, book: Book, pack: Pack, name: str, *, draft: bool) -> PrintedSheet:
    """The list with its rows, each ``at`` its number, the total one further; without rows its headings, blank lines and note."""
    title = page_text(book, form.title)
    rows = [*_rows(form, listed)]
    builder = SheetBuilder(name, title, form.orientation, _widths(form, [cells for _, cells in rows]), draft)
    builder.add_title(title)
    left, _, right = head_texts(book, pack, form.amounts)
    add_head_line(builder, (left, "", right))
    headings = [tuple(page_text(book, text, form.amounts) for text in column.heading) for column in _columns(form)]
    add_headings(builder, headings)
    builder.repeat = (2, 2 + max(map(len, headings)))
    builder.freeze = builder.repeat[1]
    for at, cells in rows:
        builder.add(*cells, at=at)
    for note in (*form.notes, *([form.empty_note] if form.empty_note and not listed.rows else [])):
        add_note(builder, page_text(book, note, form.amounts))
    return builder.finish()


def _rows(form: ListForm | ViewForm, listed: ListRows) -> Iterator[tuple[int, list[PrintedCell]]]:
    """The rows with the total at its place, then blank lines (0) to the length of the form."""
    total = len(listed.rows) + 1, _total(form, listed.totals)
    if form.total_at == "first":
        yield total
    for at, row in enumerate(listed.rows, 1):
        cells = zip(_columns(form), row.values, strict=True)
        yield at, [_cell(form, column, value, position) for position, (column, value) in enumerate(cells, 1)]
    for _ in range(form.length - len(listed.rows)):
        yield 0, [PrintedCell(at, "", Style.TEXT) for at in range(1, len(form.columns) + 1)]
    if form.total_at == "last":
        yield total


def _columns(form: ListForm | ViewForm) -> Sequence[Column]:
    return form.columns


def _cell(form: ListForm | ViewForm, column: Column, value: Value, at: int) -> PrintedCell:
    if column.kind == PRICE and isinstance(value, int):
        return price_cell(at, value, form.amounts)
    if isinstance(value, int):
        return amount_cell(at, value, form.amounts)
    return PrintedCell(at, value, Style.TEXT_CENTRE if _is_centred(column) else Style.NAME)


def _is_centred(column: Column) -> bool:
    return (column.field if isinstance(column, ViewColumn) else column.kind) in _CENTRED


def _total(form: ListForm | ViewForm, totals: Sequence[Value]) -> list[PrintedCell]:
    """The total row; its label stands in the first column that is not added up."""
    labelled = next((at for at, column in enumerate(_columns(form)) if not column.sum), None)
    return [
        _total_cell(form, column, value, at + 1, form.total if at == labelled else "")
        for at, (column, value) in enumerate(zip(_columns(form), totals, strict=True))
    ]


def _total_cell(form: ListForm | ViewForm, column: Column, value: Value, at: int, label: str) -> PrintedCell:
    if not column.sum:
        return PrintedCell(at, label, Style.TOTAL_NAME if label else Style.TEXT)
    if isinstance(value, int):
        return amount_cell(at, value, form.amounts, bold=True)
    return PrintedCell(at, value, Style.TOTAL_NAME, Decimal(value) if value else None)


def _widths(form: ListForm | ViewForm, rows: Sequence[Sequence[PrintedCell]]) -> tuple[float, ...]:
    """What the pack says, else what the texts need; figures are never narrower than they print."""
    widths, amounts, names = [], [], []
    for at, column in enumerate(_columns(form)):
        needed = max([_LEAST, *(text_width(row[at].text) + 2.5 for row in rows)])
        if column.kind in _FIGURES:
            widths.append(max(column.width, needed))
            amounts.append(at)
        else:
            widths.append(column.width or min(needed, _MOST))
            names += [] if column.width else [at]
    return fit_widths(widths, amounts, names, page_width(form.orientation))
