"""What the parts of a 绩效目标表 share: the form with the book and project that it prints, and its kinds of cells."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from models.book.records import Book, Project
from models.pack.forms.sheet import SheetForm
from models.pack.phrases import fill
from models.paper.sheet import PrintedCell, SheetBuilder, Style
from models.paper.table_layout import amount_cell
from models.projects.amounts import amount_as_written
from models.projects.sheet_values import is_money, project_value
from models.values.text import clean_text

_CENTRED: Final = frozenset({"code"})
_GAP: Final = 8.0
_HEAD_HEIGHT: Final = 19.0


class Printed(Struct, frozen=True):
    """A project of a book as a form prints it; ``number`` is its place among the projects, from 1."""

    form: SheetForm
    book: Book
    project: Project
    number: int

    def said(self, phrase: str) -> str:
        """A text of the form with its places filled."""
        name, unit = clean_text(self.project.name), clean_text(self.book.unit.name)
        return fill(phrase, number=self.number, name=name, year=self.book.year, unit=unit)

    def value(self, at: int, show: str, *, columns: int = 1, rows: int = 1) -> PrintedCell:
        """The cell of a field, an amount or another value of the project."""
        value = project_value(self.project, show, self.form, self.book)
        if isinstance(value, str):
            style = Style.TEXT_CENTRE if show in _CENTRED else Style.TEXT
            return text_cell(at, value, style, columns=columns, rows=rows)
        if self.form.typed_amounts:
            written = amount_as_written(self.project, show)
            return text_cell(at, written, Style.TEXT_CENTRE, columns=columns, rows=rows)
        return amount_cell(at, value, self.form.amounts)._replace(columns=columns, rows=rows)

    def figure(self, show: str) -> str:
        """The amount as a number prints it; "" for what is no amount and where amounts print as typed."""
        if self.form.typed_amounts or not is_money(show, self.form):
            return ""
        return self.value(1, show).text


def text_cell(at: int, text: str, style: Style = Style.TEXT, *, columns: int = 1, rows: int = 1) -> PrintedCell:
    """A cell of typed text."""
    return PrintedCell(at, clean_text(text), style, columns=columns, rows=rows)


def label_cell(at: int, text: str, *, columns: int = 1, rows: int = 1) -> PrintedCell:
    """A cell of the form's own words."""
    return PrintedCell(at, text, Style.LABEL, columns=columns, rows=rows)


def add_top(builder: SheetBuilder, printed: Printed, title: str) -> None:
    """Title, the line below it and the words above the right edge."""
    form, across = printed.form, len(builder.widths)
    builder.add_title(title)
    if form.subtitle:
        builder.add(PrintedCell(1, printed.said(form.subtitle), Style.HEAD_CENTRE, columns=across), height=_HEAD_HEIGHT)
    if form.head:
        builder.add(PrintedCell(1, printed.said(form.head), Style.HEAD_RIGHT, columns=across), height=_HEAD_HEIGHT)
    else:
        builder.add(height=_GAP)


def add_notes(builder: SheetBuilder, printed: Printed) -> None:
    """The words below the form."""
    for note in printed.form.notes:
        builder.add(PrintedCell(1, printed.said(note), Style.NOTE, columns=len(builder.widths)), height=_HEAD_HEIGHT)
