"""What a pack says of 情况说明: its documents, sections and sentences, and where each figure in them comes from.

A sentence is made of clauses, a clause of atoms: words, a fact of the book, a figure, a change against last year, or
what the clerk writes. That is the whole vocabulary; ``narrative_reader`` refuses everything else.
"""

# No deferred annotations: a start has msgspec read them, and as texts each would have to be compiled.
from collections.abc import Mapping
from enum import Enum
from typing import Final

from msgspec import Struct, field

from models.pack.filters import CellRef, Filter


class AtomKind(Enum):
    """What stands in a clause. The value is what a placeholder of this kind begins with, where it begins with something."""

    WORDS = ""
    FACT = "fact"
    FIGURE = "figure"
    CHANGE = "change"
    REASON = "reason"
    WRITTEN = "write"


RULES: Final = ("P-4", "P-7")
"""The checks that may ask for a part of the text."""

FACTS: Final = ("unit", "year", "last_year")
"""Facts of the book that a sentence may name."""


class Atom(Struct, frozen=True):
    """One piece of a clause: the words themselves, or the name of a fact, a figure, an item of last year's, a slot."""

    kind: AtomKind
    name: str


class Clause(Struct, frozen=True):
    """Words that print together or not at all.

    ``when`` are figures and changes that must not be nothing for it, ``unless`` such that must all be nothing.
    """

    atoms: tuple[Atom, ...]
    when: tuple[Atom, ...] = ()
    unless: tuple[Atom, ...] = ()


class PartKind(Enum):
    """What a part of a section is."""

    HEADING = "heading"
    TEXT = "text"
    WRITTEN = "write"
    AGENCIES = "agencies"


class PartForm(Struct, frozen=True):
    """A heading, a paragraph of clauses, what the clerk writes (any number of paragraphs), or the list of 机构设置.

    ``headings`` are the column headings of the list. ``rule`` names the check that asks for the part when it is empty.
    """

    kind: PartKind
    clauses: tuple[Clause, ...] = ()
    headings: tuple[str, ...] = ()
    rule: str = ""


class SectionForm(Struct, frozen=True):
    """A section under its ``heading``; ``title`` is what a list of sections calls it, ``rule`` as for a part."""

    heading: str
    title: str
    parts: tuple[PartForm, ...]
    rule: str = ""


class DocumentForm(Struct, frozen=True):
    """A text that prints on a sheet of its own, before or behind the tables. ``title`` may name unit and year."""

    name: str
    title: tuple[Atom, ...]
    sections: tuple[SectionForm, ...]
    before_tables: bool = False


class SlotForm(Struct, frozen=True):
    """A part that the clerk writes: what it is called, and what an empty field says of it.

    What is ``yearly`` is written anew for every budget.
    """

    id: str
    label: str
    hint: str
    yearly: bool = False


class SumOfFacts(Struct, frozen=True, tag=True):
    """Facts of one stream that a filter takes; ``at`` is the cell of a table where they can be looked at."""

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


class FigureForm(Struct, frozen=True):
    """A figure: the sum of its terms. ``names`` are the words that a clerk calls it by."""

    terms: tuple[CellRef | SumOfFacts | SumOfPurchases | AssetValue, ...]
    names: tuple[str, ...] = ()


class ChangeWords(Struct, frozen=True):
    """How a change is told; ``{amount}`` is its size in 万元."""

    more: str = ""
    less: str = ""
    same: str = ""


class NarrativeForm(Struct, frozen=True, dict=True):
    """Everything that a pack says of 情况说明; a pack without one has no documents."""

    documents: tuple[DocumentForm, ...] = ()
    slots: tuple[SlotForm, ...] = ()
    figures: Mapping[str, FigureForm] = field(default_factory=dict)
    words: ChangeWords = ChangeWords()

    def label(self, item: str) -> str:
        """What a slot is called; one that the form does not have, by its id."""
        return next((slot.label for slot in self.slots if slot.id == item), item)

    def slot(self, item: str) -> SlotForm:
        """A slot. Raises ``KeyError``."""
        for slot in self.slots:
            if slot.id == item:
                return slot
        raise KeyError(item)
