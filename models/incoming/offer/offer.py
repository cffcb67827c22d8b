"""What some files offer to a book: their blocks in order, what taking some of them does, and fields pointed at by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from models.book.edits import Edit
from models.book.records import Book
from models.incoming.blocks import Place
from models.incoming.offer.block import OfferBlock, OfferField, OfferKind, Outcome, Pointed, SourceFile, Target, cell_at
from models.incoming.offer.kinds import KINDS
from models.values.money import MoneyUnit


class PointedField(NamedTuple):
    """A field of a block that is read from another cell."""

    key: str
    field: str
    at: Pointed


class UnitOfBlock(NamedTuple):
    """A block whose amounts are read in another unit."""

    key: str
    unit: MoneyUnit


class Offer(Struct, frozen=True):
    """The blocks of some files for a target. ``notes`` are sentences about the files as a whole.

    ``refused`` says why the files are no one budget; then none of their blocks should be taken.
    """

    files: tuple[SourceFile, ...]
    target: Target
    blocks: tuple[OfferBlock, ...]
    notes: tuple[str, ...] = ()
    refused: str = ""
    steps: tuple[PointedField | UnitOfBlock, ...] = ()
    """What the clerk pointed at and switched, in order."""

    @property
    def all_keys(self) -> frozenset[str]:
        """The keys of all blocks that hold something for a book."""
        return frozenset(block.key for block in self.blocks if block.can_be_taken)

    @property
    def wanted(self) -> frozenset[str]:
        """The keys of the blocks that are taken unless the clerk decides otherwise."""
        return frozenset(block.key for block in self.blocks if block.can_be_taken and block.wanted and not self.refused)

    def block(self, key: str) -> OfferBlock:
        """The block with this key. Raises ``KeyError``."""
        for block in self.blocks:
            if block.key == key:
                return block
        raise KeyError(key)

    def count(self, taken: Collection[str]) -> int:
        """How many fields taking these blocks writes."""
        return sum(block.filled for block in self.blocks if block.key in taken)

    def outcome(self, taken: Collection[str], book: Book | None = None, *, keeping: bool = False) -> Outcome:
        """What taking these blocks does to the book of the target, or to this one; nothing is done yet.

        ``keeping``: what stands in the way stays, and a sentence says so.
        """
        return outcome_of(self.blocks, self.target, taken, book, keeping=keeping)

    def edit(self, taken: Collection[str]) -> Edit:
        """Taking these blocks as one step."""
        blocks, target = self.blocks, self.target
        names = "、".join(f"“{file.name}”" for file in self.files)
        label = f"从{names}填上年数" if target.year_before else f"读入{names}"
        return Edit(label, lambda book: outcome_of(blocks, target, taken, book).book)

    def point(self, key: str, field: str, at: Pointed) -> Offer | str:
        """The offer with a field of a block read from another cell; a sentence where it cannot be."""
        block = self.block(key)
        made = _kind_of(block).point(block, field, at, self.target)
        return made if isinstance(made, str) else self._with(made, PointedField(key, field, at))

    def point_column(self, key: str, field: str, heading: Pointed) -> Offer | str:
        """All fields of the column of a field read from the column below a heading; a sentence where they cannot be."""
        block = self.block(key)
        document = self.files[block.file].document
        made: Offer = self
        for each in block.fields:
            row = _row_of(block, each, heading) if each.column == block.by_id[field].column else None
            at = cell_at(document, replace(row, column=heading.place.column)) if row is not None else None
            if at is not None:
                pointed = made.point(key, each.id, at)
                if isinstance(pointed, str):
                    return f"{at.place.words()}：{pointed}"
                made = pointed
        return made if made is not self else f"“{heading.text}”下面没有和这一栏同一行的格子"

    def is_heading(self, key: str, field: str, at: Place) -> bool:
        """Whether a cell stands above all rows of the column of a field, so that pointing at it means the whole column."""
        block = self.block(key)
        column = block.by_id[field].column
        rows = [row.row for each in block.fields if column and each.column == column and (row := _row_of(block, each, at))]
        return bool(rows) and 0 < at.row < min(rows)

    def in_unit(self, key: str, unit: MoneyUnit) -> Offer:
        """The offer with the amounts of a block read in another unit."""
        block = self.block(key)
        return self._with(_kind_of(block).in_unit(block, unit, self.target), UnitOfBlock(key, unit))

    def after(self, steps: Iterable[PointedField | UnitOfBlock]) -> Offer:
        """The offer after some steps; one that no longer fits is left out."""
        made = self
        for step in steps:
            if step.key in {block.key for block in made.blocks}:
                then = made.point(*step) if isinstance(step, PointedField) else made.in_unit(*step)
                made = made if isinstance(then, str) else then
        return made

    def _with(self, block: OfferBlock, step: PointedField | UnitOfBlock) -> Offer:
        blocks = tuple(block if known.key == block.key else known for known in self.blocks)
        return replace(self, blocks=blocks, steps=(*self.steps, step))


def outcome_of(
    blocks: Sequence[OfferBlock], target: Target, taken: Collection[str], book: Book | None, *, keeping: bool = False
) -> Outcome:
    """What taking blocks by their keys does to ``book``, else to that of the target, else to a new one."""
    begun = book or target.book or target.new_book()
    outcome = Outcome(begun)
    for kind in KINDS:
        own = [block for block in blocks if block.key in taken and block.can_be_taken and kind.owns(block)]
        if own:
            outcome = _joined(outcome, kind.fill(outcome.book, own, target, keeping=keeping))
    return outcome


def _joined(first: Outcome, then: Outcome) -> Outcome:
    lists = {name: (*getattr(first, name), *getattr(then, name)) for name in Outcome.__struct_fields__ if name != "book"}
    return replace(then, **lists)


def _kind_of(block: OfferBlock) -> OfferKind:
    return next(kind for kind in KINDS if kind.owns(block))


def _row_of(block: OfferBlock, field: OfferField, at: Pointed | Place) -> Place | None:
    """Where the row of a field stands in the sheet or table of a place: that of any of its fields."""
    place = at.place if isinstance(at, Pointed) else at
    for row in _fields_of_row(block, field):
        own = row.place
        if own.row and (own.sheet, own.page, own.table) == (place.sheet, place.page, place.table):
            return own
    return None


def _fields_of_row(block: OfferBlock, field: OfferField) -> Iterator[OfferField]:
    yield field
    if field.row:
        yield from (each for each in block.fields if each.row == field.row)
