"""Lays out a list that a pack declares: title, head line, headings, a row per record, its total and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from models.book.list_lines import ListLine, lines_of
from models.book.records import Book
from models.pack.forms.lists import AMOUNT, COUNT, ListColumn, ListForm
from models.pack.forms.pack import Pack
from models.pack.lists.totals import amount_total, total_text
from models.paper.page_room import page_width
from models.paper.sheet import PrintedCell, PrintedSheet, SheetBuilder, Style
from models.paper.table_layout import add_head_line, add_headings, add_note, amount_cell, fit_widths
from models.paper.text_measure import text_width
from models.published.head import head_texts, page_text
from models.values.money import fen
from models.values.text import clean_text

_LEAST: Final = 11.0
_MOST: Final = 46.0
"""The least and the greatest width that a column of words gets without one from the pack."""

_CENTRED: Final = frozenset({"code", "function", "economic", COUNT, "choice"})


def list_sheet(form: ListForm, book: Book, pack: Pack, name: str, *, draft: bool) -> PrintedSheet:
    """The list; without records its headings, blank lines and note."""
    title = page_text(book, form.title)
    lines = lines_of(book, form.page)
    rows = [*_rows(form, lines)]
    builder = SheetBuilder(name, title, form.orientation, _widths(form, rows), draft)
    builder.add_title(title)
    left, _, right = head_texts(book, pack, form.amounts)
    add_head_line(builder, (left, "", right))
    headings = [tuple(page_text(book, text, form.amounts) for text in column.heading) for column in form.columns]
    add_headings(builder, headings)
    builder.repeat = (2, 2 + max(map(len, headings)))
    builder.freeze = builder.repeat[1]
    for row in rows:
        builder.add(*row)
    for note in (*form.notes, *([form.empty_note] if form.empty_note and not lines else [])):
        add_note(builder, page_text(book, note, form.amounts))
    return builder.finish()


def _rows(form: ListForm, lines: Sequence[ListLine]) -> Iterator[list[PrintedCell]]:
    """The records with the total at its place, then blank lines to the length of the form."""
    total = _total(form, lines) if form.total_at != "none" else None
    if total is not None and form.total_at == "first":
        yield total
    for line in lines:
        yield [_cell(form, column, line, at) for at, column in enumerate(form.columns, 1)]
    for _ in range(form.length - len(lines)):
        yield [PrintedCell(at, "", Style.TEXT) for at in range(1, len(form.columns) + 1)]
    if total is not None and form.total_at == "last":
        yield total


def _cell(form: ListForm, column: ListColumn, line: ListLine, at: int) -> PrintedCell:
    if column.kind == AMOUNT:
        return amount_cell(at, fen(getattr(line, column.field)), form.amounts)
    text = clean_text(getattr(line, column.field))
    return PrintedCell(at, text, Style.TEXT_CENTRE if column.kind in _CENTRED else Style.NAME)


def _total(form: ListForm, lines: Sequence[ListLine]) -> list[PrintedCell]:
    """The total row; its label stands in the first column that is not added up."""
    labelled = next((column for column in form.columns if not column.sum), None)
    labels = (form.total if column is labelled else "" for column in form.columns)
    return [
        _total_cell(form, column, lines, at, label) for at, (column, label) in enumerate(zip(form.columns, labels, strict=True), 1)
    ]


def _total_cell(form: ListForm, column: ListColumn, lines: Sequence[ListLine], at: int, label: str) -> PrintedCell:
    if not column.sum:
        return PrintedCell(at, label, Style.TOTAL_NAME if label else Style.TEXT)
    if column.kind == AMOUNT:
        return amount_cell(at, amount_total(lines, column), form.amounts, bold=True)
    text = total_text(lines, column)
    return PrintedCell(at, text, Style.TOTAL_NAME, Decimal(text) if text else None)


def _widths(form: ListForm, rows: Sequence[Sequence[PrintedCell]]) -> tuple[float, ...]:
    """What the pack says, else what the texts need; figures are never narrower than they print."""
    widths, amounts, names = [], [], []
    for at, column in enumerate(form.columns):
        needed = max([_LEAST, *(text_width(row[at].text) + 2.5 for row in rows)])
        if column.kind == AMOUNT:
            widths.append(max(column.width, needed))
            amounts.append(at)
        else:
            widths.append(column.width or min(needed, _MOST))
            names += [] if column.width else [at]
    return fit_widths(widths, amounts, names, page_width(form.orientation))
