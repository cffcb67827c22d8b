"""The protocol between a page and its grid: rows, cells, totals, and edits for typed text."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from msgspec import Struct, field

from models.book.edits import Edit
from models.book.places import Place
from models.published.context import Context
from ui.grid.rows.column import GridColumn
from ui.theme.icons import Mark


class GridRow(NamedTuple):
    """A row: ``key`` identifies it across edits; rows with equal ``value`` show the same cells."""

    key: Hashable
    value: Any


class Cell(Struct, frozen=True):
    """What one cell shows. ``typed`` is the initial text of the editor, ``exact`` the text of the content line.

    ``offers`` are the usual codes for a cell that is still empty: a single one is shown in grey, none is entered by itself.
    ``mark`` and ``notes`` (the messages of the findings) are set by the model; ``sign`` is an icon of the source's own, "ok".
    ``amount`` (fen) is shown in the unit that the clerk chose, after ``words`` (「多」); without it ``text`` is shown.
    ``finer``: ``text`` hides digits of the amount. ``echo``: the finding belongs to another cell and only names this one,
    so its mark is pale.
    """

    text: str = ""
    typed: str = ""
    exact: str = ""
    origin: str = ""
    editable: bool = True
    computed: bool = False
    ghost: bool = False
    unread: bool = False
    bold: bool = False
    finer: bool = False
    indent: int = 0
    sign: str = ""
    amount: int | None = None
    words: str = ""
    offers: tuple[str, ...] = ()
    mark: Mark = Mark.NONE
    notes: tuple[str, ...] = ()
    echo: bool = False

    @property
    def offer(self) -> str:
        """The only usual code; "" when there are none or several."""
        return self.offers[0] if len(self.offers) == 1 else ""


class Totals(Struct, frozen=True):
    """The ∑ row: a bold label, a grey note behind it, and texts by column key.

    Sources give ``amounts`` (fen) by column key and ``parts`` (words, fen); the model writes them into cells and note.
    """

    label: str = "合计"
    note: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, int] = field(default_factory=dict)
    parts: Sequence[tuple[str, int]] = ()


class GridSource(Protocol):
    """What a grid shows. ``LineSource`` is the one for lines of the book; pages with other rows define their own."""

    @property
    def columns(self) -> Sequence[GridColumn]:
        """The columns, left to right."""

    @property
    def topic(self) -> str:
        """The help topic (F1) of the rows: ``basic``, ``indicators``."""

    @property
    def takes_new_rows(self) -> bool:
        """Whether rows can be added, inserted and deleted (the ＊ row)."""

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The rows of the book, in order."""

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """What one cell shows."""

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The place of a cell, as findings name it."""

    def row_name(self, number: int) -> str:
        """``基本支出 第 6 行`` for the undo list; ``number`` counts from 1."""

    def misfit(self, row: GridRow | None, column: GridColumn, text: str, context: Context) -> str:
        """Why a text is not valid in a cell and what is; "" when it is valid. ``row`` is None in the ＊ row."""

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:
        """The edit for typed text; None when the text is not valid in the column."""

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:
        """The edit that adds a row with typed texts by column key, ``before`` a row or at the end; None if it cannot."""

    def delete_rows(self, rows: Sequence[GridRow]) -> Edit | None:
        """The edit that deletes rows; None if they cannot be deleted."""

    def totals(self, context: Context) -> Totals | None:
        """The ∑ row, or None when the grid has none."""


class GivenRows:
    """Base of sources with fixed rows: no row is added or deleted; subclasses override ``edit`` to allow typing."""

    takes_new_rows = False

    def misfit(self, row: GridRow | None, column: GridColumn, text: str, context: Context) -> str:  # noqa: ARG002
        """Every text is valid."""
        return ""

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Nothing can be edited."""
        return None

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:  # noqa: ARG002
        """Rows cannot be added."""
        return None

    def delete_rows(self, rows: Sequence[GridRow]) -> Edit | None:  # noqa: ARG002
        """Rows cannot be deleted."""
        return None

    def totals(self, context: Context) -> Totals | None:  # noqa: ARG002
        """No ∑ row."""
        return None
