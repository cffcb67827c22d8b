"""The form of 情况说明 in a pack: its documents, sections and sentences, and the source of each figure in them.

A sentence is made of clauses, a clause of atoms: words, a fact of the book, a figure, a change against last year, a count,
or text by the clerk. A part may repeat for each function code, project or body. That is the whole vocabulary; the reader
rejects everything else.
"""

# No deferred annotations: msgspec reads them at start-up, and each string would have to be compiled.
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from typing import Final

from msgspec import Struct, field

from models.pack.filters import CellRef, Filter
from models.pack.forms.last_year import EXECUTED, USE, code_of, item_name
from models.values.amount_style import WAN, AmountStyle


class AtomKind(Enum):
    """The kinds of content in a clause. The value is the prefix of the placeholder, where it has one (``{change:…}``)."""

    WORDS = ""
    FACT = "fact"
    FIGURE = "figure"
    CHANGE = "change"
    PERCENT = "percent"
    DIRECTION = "direction"
    BEFORE = "before"
    REASON = "reason"
    WRITTEN = "write"
    TYPED = "typed"
    COUNT = "count"
    QUANTITY = "quantity"
    EACH = "each"


AGAINST_LAST_YEAR: Final = frozenset({AtomKind.CHANGE, AtomKind.PERCENT, AtomKind.DIRECTION, AtomKind.BEFORE, AtomKind.REASON})
"""The kinds that name an item of last year's figures."""

COUNTED: Final = frozenset({AtomKind.COUNT, AtomKind.QUANTITY, AtomKind.TYPED})
"""The kinds whose number may be unknown although nothing of last year is: then it is blank, not 0."""

NUMBERS: Final = frozenset({AtomKind.FIGURE, AtomKind.CHANGE, AtomKind.BEFORE, *COUNTED})
"""The kinds that a condition may ask to be zero or not."""


RULES: Final = ("P-4", "P-7")
"""Codes of the checks that may require a part of the text."""

FACTS: Final = ("unit", "year", "last_year")
"""Facts of the book that a sentence may name."""


class Atom(Struct, frozen=True):
    """One piece of a clause: the words themselves, or the name of a fact, figure, last year's item, slot or count."""

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


class SumOfFacts(Struct, frozen=True, tag=True):
    """The facts of one stream that pass ``where``; ``at`` is the table cell that shows them."""

    stream: str
    where: Filter
    at: CellRef | None = None


class ChangeWords(Struct, frozen=True):
    """The wording of a change: ``{amount}`` is its size, ``{percent}`` its size in percent of last year's figure.

    ``new`` is for an increase from nothing, which has no percentage; "": as ``more``. Then the bare directions, and how a
    percentage prints: its decimals, and with ``percent_trim`` 2% instead of 2.0%.
    """

    more: str = ""
    less: str = ""
    same: str = ""
    new: str = ""
    increase: str = "增加"
    decrease: str = "减少"
    unchanged: str = "持平"
    percent_decimals: int = 2
    percent_trim: bool = False

    @property
    def in_percent(self) -> bool:
        """Whether the words give a percentage: then everything follows from the two figures as printed."""
        return "{percent}" in self.more + self.less


class Each(Enum):
    """What a part of the text repeats for."""

    FUNCTION = "function"
    PROJECT = "project"
    AGENCY = "agency"


class Years(Enum):
    """Which function codes a repeated part takes: those with money this year, in either year, or last year only."""

    NOW = "this_year"
    BOTH = "both"
    GONE = "last_year_only"


COMPARISON: Final = ("change", "percent", "direction", "reason")
"""The places of a part that repeats for function codes which need last year's figure of the code."""


class RepeatForm(Struct, frozen=True):
    """Repeats a part: per function code with its money of ``facts``, compared with ``against`` (executed, budget).

    Per body ``facts`` are its own money, where the part tells it.
    """

    each: Each
    facts: SumOfFacts | None = None
    against: str = EXECUTED
    years: Years = Years.NOW
    words: ChangeWords = ChangeWords()


class PartForm(Struct, frozen=True):
    """A heading, a paragraph of clauses, text by the clerk (any number of paragraphs), or the list of 机构设置.

    ``headings`` are the column headings of the list. ``rule`` is the code of the check that reports the part when empty.
    """

    kind: PartKind
    clauses: tuple[Clause, ...] = ()
    headings: tuple[str, ...] = ()
    rule: str = ""
    repeat: RepeatForm | None = None

    def asks(self, *names: str) -> bool:
        """Whether its repeated sentences name one of these."""
        return any(atom.kind is AtomKind.EACH and atom.name in names for clause in self.clauses for atom in clause.atoms)


class SectionForm(Struct, frozen=True):
    """A section under its ``heading``; ``title`` is its name in lists of sections, ``rule`` as for a part.

    ``forms`` stand after it in the published document, named as in ``[[contents]]``.
    """

    heading: tuple[Atom, ...]
    title: str
    parts: tuple[PartForm, ...]
    rule: str = ""
    forms: tuple[str, ...] = ()


class DocumentForm(Struct, frozen=True):
    """A text printed on its own sheet, before or after the tables. ``title`` may contain unit and year; (): it goes on another.

    ``amounts`` is how its figures print.
    """

    name: str
    title: tuple[Atom, ...]
    sections: tuple[SectionForm, ...]
    before_tables: bool = False
    orientation: str = "portrait"
    amounts: AmountStyle = WAN
    words: ChangeWords = ChangeWords()

    @property
    def parts(self) -> Iterator[PartForm]:
        """The parts of all sections."""
        return (part for section in self.sections for part in section.parts)


class SlotForm(Struct, frozen=True):
    """A part that the clerk writes: its label, and the hint that its empty field shows.

    A ``yearly`` one is not copied into next year's book. ``standard`` is the text that prints until the clerk writes another
    one; it may name facts of the book, so that its years go on by themselves.
    """

    id: str
    label: str
    hint: str
    yearly: bool = False
    standard: tuple[Atom, ...] = ()


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


class SumOfProjects(Struct, frozen=True, tag=True):
    """预算数 of all projects, or of those ``with_goals``."""

    with_goals: bool = False


class ListTotal(Struct, frozen=True, tag=True):
    """The total of a column of amounts of a list, typed or filled by the program (forms.toml ``[[list]]``)."""

    list: str
    column: str


class Limit(Struct, frozen=True, tag=True):
    """One of the limits of 政府采购 (pack.toml ``[limits]``): the name of a field of ``ProcurementLimits``."""

    name: str


Term = CellRef | SumOfFacts | SumOfPurchases | AssetValue | SumOfProjects | TypedAmount | ListTotal | Limit


class FigureForm(Struct, frozen=True):
    """A figure: the sum of its terms. ``names`` are the clerk's words for it."""

    terms: tuple[Term, ...]
    names: tuple[str, ...] = ()


class NarrativeForm(Struct, frozen=True, dict=True):
    """The whole form of 情况说明; a pack without one has no documents. ``amounts``: how figures print outside a document."""

    documents: tuple[DocumentForm, ...] = ()
    slots: tuple[SlotForm, ...] = ()
    figures: Mapping[str, FigureForm] = field(default_factory=dict)
    amounts: AmountStyle = WAN

    @cached_property
    def parts(self) -> tuple[PartForm, ...]:
        """The parts of all documents."""
        return tuple(part for document in self.documents for part in document.parts)

    @cached_property
    def by_code(self) -> tuple[PartForm, ...]:
        """The parts that repeat for each function code."""
        return tuple(part for part in self.parts if part.repeat is not None and part.repeat.each is Each.FUNCTION)

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """What texts compare the money of a function code with (executed, budget): the clerk gives it per code."""
        named = (part.repeat.against for part in self.by_code if part.repeat and part.asks(part.repeat.against, *COMPARISON))
        return tuple(dict.fromkeys(named))

    def asks_by_code(self, *names: str) -> bool:
        """Whether a text asks the clerk for one of these per function code: ``use``, ``executed``, ``reason``."""
        return any(part.asks(*names) for part in self.by_code)

    def asks_reason(self, item: str) -> bool:
        """Whether a sentence prints the reason for the change of an item; a form without documents asks for all."""
        return not self.documents or item in self._reasons

    @cached_property
    def _reasons(self) -> frozenset[str]:
        atoms = (atom for part in self.parts for clause in part.clauses for atom in clause.atoms)
        return frozenset(atom.name for atom in atoms if atom.kind is AtomKind.REASON)

    def label(self, item: str) -> str:
        """The label of a slot, ``2010507 主要用于``; the id when the form does not have it."""
        return next((slot.label for slot in self.slots if slot.id == item), item_name(item) or item)

    def has_place_for(self, item: str) -> bool:
        """Whether a written text prints somewhere."""
        return any(slot.id == item for slot in self.slots) or (bool(code_of(item)) and self.asks_by_code(USE))

    def slot(self, item: str) -> SlotForm:
        """The slot with this id. Raises ``KeyError``."""
        for slot in self.slots:
            if slot.id == item:
                return slot
        raise KeyError(item)
