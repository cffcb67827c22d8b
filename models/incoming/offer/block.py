"""The values of an offer: a field with its place and state, a block of a file, and what a kind of block has to know.

A kind is added as an ``OfferKind`` in ``models.incoming.offer.kinds.KINDS``: it says which parts of a file are its own, makes
their fields, and fills a book with those that the clerk takes. Pages, keys, undo and the command line need no change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple, Protocol

from msgspec import Struct

from models.book.records import Book, Unit
from models.incoming.blocks import Block, Document, Place
from models.incoming.from_tables.proposal import APPROVED
from models.incoming.recognised.recognise import Recognised
from models.incoming.recognised.table import Leftover
from models.pack.forms.pack import Pack
from models.published.context import Context
from models.values.codes import Codes
from models.values.money import MoneyUnit

NEW: Final = "new"
CHANGED: Final = "changed"
SAME: Final = "same"
UNCLEAR: Final = "unclear"
ABSENT: Final = ""
STATES: Final = {NEW: "新", CHANGED: "改", SAME: "同", UNCLEAR: "不明", ABSENT: ""}
"""State of a field → its word; ``ABSENT``: the file does not have it."""


class SourceFile(NamedTuple):
    """A file by its name, its content, and what was recognised in it."""

    name: str
    document: Document
    found: Recognised


class OfferField(Struct, frozen=True):
    """A field of a block: ``value`` as it will stand in the book, ``now`` as it stands there, both as the clerk reads them.

    ``id`` is unique in its block. ``place`` is where the value stands in the file, ``Place()`` for none. Fields of a grid have the
    ids of their ``row`` and ``column``: a column is pointed at as a whole. ``reason`` is why the state is ``UNCLEAR``.
    """

    id: str
    name: str
    value: str
    place: Place = Place()
    now: str = ""
    state: str = NEW
    reason: str = ""
    row: str = ""
    column: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether taking the block writes this field."""
        return self.state in {NEW, CHANGED, UNCLEAR} and bool(self.value or self.now)


class OfferBlock(Struct, frozen=True, dict=True):
    """A part of a file with what it became.

    ``kind`` is a key of ``recognise.KINDS``, ``parts`` are the parts of its document that it covers. ``content`` is what its
    ``OfferKind`` needs to fill a book; None for a block that holds nothing for one. ``leftovers`` were not understood, ``notes``
    are sentences. ``wanted``: it is taken unless the clerk leaves it. ``unit_said`` is where the unit of its amounts is written.
    """

    key: str
    kind: str
    title: str
    file: int
    place: Place
    parts: tuple[int, ...]
    fields: tuple[OfferField, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    notes: tuple[str, ...] = ()
    content: Any = None
    wanted: bool = True
    unit: MoneyUnit | None = None
    unit_said: str = ""

    @cached_property
    def by_id(self) -> dict[str, OfferField]:
        """The fields by their ids."""
        return {field.id: field for field in self.fields}

    @property
    def can_be_taken(self) -> bool:
        """Whether it holds something for a book."""
        return self.content is not None and bool(self.fields)

    @property
    def filled(self) -> int:
        """How many fields taking it writes."""
        return sum(field.is_filled for field in self.fields)


class Target(Struct, frozen=True, dict=True):
    """Where an offer goes: into ``book``, or with None into a new one; ``year_before``: only last year's figures of it.

    ``pack`` and ``codes`` are those of the book, or with ``year_before`` those of the files; ``own_pack`` is always the book's.
    ``year`` and ``unit`` are those that the files name (0, "": none), ``files`` the names of these.
    """

    pack: Pack
    codes: Codes
    book: Book | None = None
    own_pack: Pack | None = None
    year_before: bool = False
    year: int = 0
    unit: str = ""
    files: tuple[str, ...] = ()

    @cached_property
    def context(self) -> Context | None:
        """The open book as it is compared with the files; None where there is nothing to compare."""
        return Context(self.book, self.pack, self.codes) if self.book is not None and not self.year_before else None

    def new_book(self) -> Book:
        """The book that a filling begins with where none is open: 批复 where the form has it, for what comes in is published."""
        stage = APPROVED if APPROVED in self.pack.stages else self.pack.stages[-1]
        return Book(self.pack.id, self.year or self.pack.year, stage, Unit(name=self.unit))


class Pointed(NamedTuple):
    """A cell or paragraph of the original that the clerk points at."""

    text: str
    place: Place


class Outcome(Struct, frozen=True):
    """What taking blocks does: the book after it, and sentences: what it ``filled``, what it ``kept`` as it was, what to look at.

    ``assumed`` is what no file tells, ``left_out`` what others contradict, ``differences`` where tables print otherwise.
    """

    book: Book
    filled: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()


class OfferKind(Protocol):
    """How parts of files of one kind, or of kinds that only make sense together, become fields and lines of a book."""

    def blocks(self, number: int, file: SourceFile, target: Target) -> Sequence[OfferBlock]:
        """The blocks of the ``number``th file (from 0) that are of this kind.

        Where they stand in the list is told by ``OfferBlock.parts``; ``models.incoming.offer.making`` adds the parts that no kind
        wants as not recognised. Their ``key`` has to be unique: ``block_key``.
        """

    def owns(self, block: OfferBlock) -> bool:
        """Whether the block is one of this kind."""

    def fill(self, book: Book, blocks: Sequence[OfferBlock], target: Target, *, keeping: bool) -> Outcome:
        """The book with all taken blocks of this kind.

        What stands in the way is replaced, for the clerk has seen it and taken the block; with ``keeping`` (the command line)
        it stays, and a sentence says so.
        """

    def point(self, block: OfferBlock, field: str, at: Pointed, target: Target) -> OfferBlock | str:
        """The block with a field read from another cell; a sentence why it cannot be."""

    def in_unit(self, block: OfferBlock, unit: MoneyUnit, target: Target) -> OfferBlock:
        """The block with its amounts read in another unit; itself where it has none."""


def block_key(file: int, kind: str, number: int) -> str:
    """The key of the ``number``th block of a kind of a file."""
    return f"{file}:{kind}:{number}"


def state_of(value: str, now: str, reason: str = "", *, same: Callable[[], bool] | None = None) -> str:
    """The state of a field by its texts; ``same`` tells it where equal values may be written differently."""
    if not value and not now:
        return ABSENT
    if reason:
        return UNCLEAR
    if value == now or (same is not None and now and same()):
        return SAME
    return CHANGED if now else NEW


def cell_at(document: Document, place: Place) -> Pointed | None:
    """The cell that covers a row and column of the sheet or table of ``place``; None for a blank one."""
    for part in document.parts:
        if isinstance(part, Block) and (part.place.sheet, part.place.page, part.place.table) == (
            place.sheet, place.page, place.table,
        ):  # fmt: skip
            row, column = place.row - (part.place.row or 1), place.column - (part.place.column or 1)
            grid = part.grid()
            cell = grid[row][column] if 0 <= row < len(grid) and 0 <= column < len(grid[row]) else None
            if cell is not None:
                return Pointed(cell.text, part.place_of(cell))
    return None
