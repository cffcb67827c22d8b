"""Makes the offer of some documents: recognised, compared with the open book, each part with what it became."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from models.book.records import Book
from models.incoming.blocks import Document
from models.incoming.offer.block import OfferBlock, SourceFile, Target, block_key
from models.incoming.offer.kinds import KINDS
from models.incoming.offer.offer import Offer
from models.incoming.offer.published import parts_of
from models.incoming.recognised.recognise import KINDS as KIND_WORDS
from models.incoming.recognised.recognise import LEFT_OUT, UNKNOWN, RecognisedBlock, recognise
from models.incoming.recognised.several import Joined, NamedFile, join_files
from models.incoming.recognised.table import Leftover
from models.pack.forms.pack import Pack
from models.values.codes import Codes

CodesOf = Callable[[Pack, int], Codes]
"""The code tables of a pack for a year."""


class NamedDocument(NamedTuple):
    """The content of a file with its name."""

    name: str
    document: Document


def offer_of(
    documents: Sequence[NamedDocument],
    packs: Sequence[Pack],
    codes_of: CodesOf,
    book: Book | None = None,
    *,
    year_before: bool = False,
) -> Offer:
    """What files offer to ``book``, or with ``year_before`` to its last year's figures, or without a book to a new one.

    ``packs`` are the forms that may be in them; for an open book its own alone, unless ``year_before``. Without any known table
    the files are read in the form of the book, else of the last pack.
    """
    files = tuple(
        SourceFile(one.name, one.document, recognise(one.document, packs, lambda pack: codes_of(pack, pack.year)))
        for one in documents
    )
    joined = join_files([NamedFile(file.name, file.found) for file in files])
    target = replace(
        _target(joined, packs, codes_of, book, year_before=year_before), files=tuple(file.name for file in files)
    )  # fmt: skip
    blocks = tuple(block for number, file in enumerate(files) for block in _blocks(number, file, target))
    notes = (*joined.notes, *(note for file in files for note in file.document.notes))
    return Offer(files, target, blocks, notes, joined.refused)


def own_offer(documents: Sequence[NamedDocument], packs: Sequence[Pack], codes_of: CodesOf, book: Book) -> Offer:
    """What files offer to an open book: a budget of the year before gives last year's figures, any other its lines.

    ``packs`` are all forms, for a budget of the year before may have another one.
    """
    own = next(pack for pack in packs if pack.id == book.pack)
    offer = offer_of(documents, (own,), codes_of, book)
    if offer.target.year == book.year - 1 or not any(file.found.tables for file in offer.files):
        before = offer_of(documents, packs, codes_of, book, year_before=True)
        if before.target.year == book.year - 1 and any(file.found.tables for file in before.files):
            return before
    return offer


def followed(offer: Offer, book: Book, codes: Codes) -> Offer:
    """The offer compared with the book as it is now; what was pointed at stays."""
    own = offer.target.codes if offer.target.year_before else codes
    target = replace(offer.target, book=book, codes=own)
    return _compared(offer, target).after(offer.steps)


def as_read(offer: Offer, key: str, field: str) -> Offer:
    """The offer without what was pointed at for a field, or with "" for a whole block."""
    steps = [step for step in offer.steps if step.key != key or (field and getattr(step, "field", "") != field)]
    return _compared(offer, offer.target).after(steps)


def _compared(offer: Offer, target: Target) -> Offer:
    blocks = tuple(block for number, file in enumerate(offer.files) for block in _blocks(number, file, target))
    return replace(offer, target=target, blocks=blocks, steps=())


def _target(joined: Joined, packs: Sequence[Pack], codes_of: CodesOf, book: Book | None, *, year_before: bool) -> Target:
    found = joined.found
    own = next((pack for pack in packs if book is not None and pack.id == book.pack), None)
    pack = found.pack or own or packs[-1]
    codes = codes_of(pack, found.year or pack.year)
    return Target(pack, codes, book, own, year_before, found.year, found.unit)


def _blocks(number: int, file: SourceFile, target: Target) -> Iterator[OfferBlock]:
    """The blocks of all kinds in the order of the file, and the parts that none of them wants."""
    own = [block for kind in KINDS for block in kind.blocks(number, file, target)]
    kinds = {block.kind for block in own}
    covered = {part for block in own for part in block.parts}
    others = [
        _unread(number, at, block)
        for at, block in enumerate(file.found.blocks)
        if block.lines and not (block.kind in kinds and covered.issuperset(line.part for line in block.lines))
    ]
    yield from sorted((*own, *others), key=lambda block: (block.parts[:1], block.place.row))


def _unread(number: int, at: int, block: RecognisedBlock) -> OfferBlock:
    """A part that is left out by its name, or that nobody understands, with all its texts."""
    left: tuple[Leftover, ...] = ()
    note = f"{KIND_WORDS[block.kind]}不用读"
    if block.kind not in LEFT_OUT:
        cells = (cell for line in block.lines for cell in line.cells if cell.text and not cell.goes_on)
        left = tuple(Leftover(cell.text, cell.place, "") for cell in cells)
        note = block.reason or ("没有认出来是什么，没有读" if block.kind == UNKNOWN else f"{KIND_WORDS[block.kind]}没有读")
    key = block_key(number, UNKNOWN, at)
    return OfferBlock(key, block.kind, block.title, number, block.place, parts_of(block), (), left, (note,), wanted=False)
