"""The form of 情况说明 in a pack: its documents, sections and sentences, and the source of each figure in them.

A sentence is made of clauses, a clause of atoms: words, a fact of the book, a figure, a change against last year, or
text by the clerk. That is the whole vocabulary; ``narrative_reader`` rejects everything else.
"""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from collections.abc import Mapping
from enum import Enum
from typing import Final

from msgspec import Struct, field

from models.pack.filters import CellRef, Filter
from models.values.amount_style import WAN, AmountStyle


class AtomKind(Enum):
    """The kinds of content in a clause. The value is the prefix of the placeholder, where it has one (``{change:…}``)."""

    WORDS = ""
    FACT = "fact"
    FIGURE = "figure"
    CHANGE = "change"
    REASON = "reason"
    WRITTEN = "write"
    TYPED = "typed"


RULES: Final = ("P-4", "P-7")
"""Codes of the checks that may require a part of the text."""

FACTS: Final = ("unit", "year", "last_year")
"""Facts of the book that a sentence may name."""


class Atom(Struct, frozen=True):
    """One piece of a clause: the words themselves, or the name of a fact, figure, last year's item or slot."""

    kind: AtomKind
    name: str


class Clause(Struct, frozen=True):
    """Words that print together or not at all.

    They print if all figures and changes in ``when`` are non-zero and all in ``unless`` are zero.
    """

    atoms: tuple[Atom, ...]
    when: tuple[Atom, ...] = ()
    unless: tuple[Atom, ...] = ()


class PartKind(Enum):
    """The kinds of parts of a section."""

    HEADING = "heading"
    TEXT = "text"
    WRITTEN = "write"
    AGENCIES = "agencies"


class PartForm(Struct, frozen=True):
    """A heading, a paragraph of clauses, text by the clerk (any number of paragraphs), or the list of 机构设置.

    ``headings`` are the column headings of the list. ``rule`` is the code of the check that reports the part when empty.
    """

    kind: PartKind
    clauses: tuple[Clause, ...] = ()
    headings: tuple[str, ...] = ()
    rule: str = ""


class SectionForm(Struct, frozen=True):
    """A section under its ``heading``; ``title`` is its name in lists of sections, ``rule`` as for a part."""

    heading: str
    title: str
    parts: tuple[PartForm, ...]
    rule: str = ""


class DocumentForm(Struct, frozen=True):
    """A text printed on its own sheet, before or after the tables. ``title`` may contain unit and year.

    ``amounts`` is how its figures print.
    """

    name: str
    title: tuple[Atom, ...]
    sections: tuple[SectionForm, ...]
    before_tables: bool = False
    orientation: str = "portrait"
    amounts: AmountStyle = WAN


class SlotForm(Struct, frozen=True):
    """A part that the clerk writes: its label, and the hint that its empty field shows.

    A ``yearly`` one is not copied into next year's book.
    """

    id: str
    label: str
    hint: str
    yearly: bool = False


class SumOfFacts(Struct, frozen=True, tag=True):
    """The facts of one stream that pass ``where``; ``at`` is the table cell that shows them."""

    stream: str
    where: Filter
    at: CellRef | None = None


class SumOfPurchases(Struct, frozen=True, tag=True):
    """A field (``amount`` or ``small_firms``) of the purchases whose 采购目录序号 begins with one of ``catalogue``."""

    field: str
    catalogue: tuple[str, ...] = ("",)


class AssetValue(Struct, frozen=True, tag=True):
    """The value of a row of 固定资产占用情况表."""

    row: str


class TypedAmount(Struct, frozen=True, tag=True):
    """The amount of a typed figure (forms.toml ``[[typed]]``); of an item with ``sum``, of all that it adds."""

    item: str


class FigureForm(Struct, frozen=True):
    """A figure: the sum of its terms. ``names`` are the clerk's words for it."""

    terms: tuple[CellRef | SumOfFacts | SumOfPurchases | AssetValue | TypedAmount, ...]
    names: tuple[str, ...] = ()


class ChangeWords(Struct, frozen=True):
    """The wording of a change; ``{amount}`` is its size in the unit of the text."""

    more: str = ""
    less: str = ""
    same: str = ""


class NarrativeForm(Struct, frozen=True, dict=True):
    """The whole form of 情况说明; a pack without one has no documents. ``amounts``: how figures print outside a document."""

    documents: tuple[DocumentForm, ...] = ()
    slots: tuple[SlotForm, ...] = ()
    figures: Mapping[str, FigureForm] = field(default_factory=dict)
    words: ChangeWords = ChangeWords()
    amounts: AmountStyle = WAN

    def label(self, item: str) -> str:
        """The label of a slot; its id when the form does not have it."""
        return next((slot.label for slot in self.slots if slot.id == item), item)

    def slot(self, item: str) -> SlotForm:
        """The slot with this id. Raises ``KeyError``."""
        for slot in self.slots:
            if slot.id == item:
                return slot
        raise KeyError(item)
