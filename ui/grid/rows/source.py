"""Where the rows of a grid come from and how typed text becomes an edit."""

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
    """A row: ``key`` names it for ever, ``value`` is what it shows; equal values show the same cells."""

    key: Hashable
    value: Any


class Cell(Struct, frozen=True):
    """All that is drawn in one cell. ``typed`` is what the editor starts with, ``exact`` what the content line says.

    ``offers`` are codes that usually stand here, for a cell that is still empty: shown as a ghost, never put in unasked.
    ``mark`` and ``notes`` (the findings' messages) are filled in by the model; a source may set Mark "ok" of its own
    through ``sign``. ``amount`` (fen) is shown in the unit that the clerk chose, after ``words`` (「多」); a cell
    without it shows its ``text`` in every unit. ``echo``: the finding stands in another cell and only names this one,
    so the mark is a quiet one.
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
        """The one code that usually stands here; "" where there is none or a choice."""
        return self.offers[0] if len(self.offers) == 1 else ""


class Totals(Struct, frozen=True):
    """The ∑ row: a bold label with quiet words at its left, and texts by column key.

    A source gives ``amounts`` (fen) by column key, and ``parts`` (words and fen) that stand as the quiet words; the model
    makes texts of both.
    """

    label: str = "合计"
    note: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, int] = field(default_factory=dict)
    parts: Sequence[tuple[str, int]] = ()


class GridSource(Protocol):
    """What a grid shows. ``LineSource`` serves lines of the book; a page with rows of its own writes another."""

    @property
    def columns(self) -> Sequence[GridColumn]:
        """The columns, left to right."""

    @property
    def topic(self) -> str:
        """What F1 knows these rows as: ``basic``, ``indicators``."""

    @property
    def takes_new_rows(self) -> bool:
        """Whether rows are added, inserted and deleted here (the ＊ row)."""

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The rows of the book, in order."""

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """What one cell shows."""

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """The place of a cell, as findings name it."""

    def row_name(self, number: int) -> str:
        """``基本支出 第 6 行`` for the undo list; ``number`` counts from 1."""

    def misfit(self, row: GridRow | None, column: GridColumn, text: str, context: Context) -> str:
        """Why typed text cannot stand in a cell (in one of the ＊ row without ``row``), and what can; "" where it can."""

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:
        """The edit for typed text; None when the text can mean nothing in this column."""

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:
        """The edit that adds a row with typed texts by column key."""

    def delete_rows(self, rows: Sequence[GridRow]) -> Edit | None:
        """The edit that removes rows."""

    def totals(self, context: Context) -> Totals | None:
        """The ∑ row, or None when the grid has none."""


class GivenRows:
    """What a ``GridSource`` answers whose rows are given: nothing is added or deleted, and nothing is typed until it says how."""

    takes_new_rows = False

    def misfit(self, row: GridRow | None, column: GridColumn, text: str, context: Context) -> str:  # noqa: ARG002
        """Any text can stand in a cell that is typed."""
        return ""

    def edit(self, row: GridRow, column: GridColumn, text: str, context: Context) -> Edit | None:  # noqa: ARG002
        """Nothing is typed."""
        return None

    def new_row(self, values: Mapping[str, str], before: GridRow | None, context: Context) -> Edit | None:  # noqa: ARG002
        """There are no further rows."""
        return None

    def delete_rows(self, rows: Sequence[GridRow]) -> Edit | None:  # noqa: ARG002
        """The rows stay."""
        return None

    def totals(self, context: Context) -> Totals | None:  # noqa: ARG002
        """Sums are rows, or there are none."""
        return None
