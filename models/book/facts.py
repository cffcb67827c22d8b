"""Facts: the flat amounts that tables add up, derived from a book in five streams.

``spending`` and ``income`` balance by construction where no income is typed: the income that a line needs
follows from its source, function code and year; a typed figure (批复数) replaces it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any, Final, NamedTuple, Protocol

from msgspec import Struct

from models.book import terms
from models.book.records import BasicLine, Book, CarryForwardLine, OtherLine, Project, ThreePublicLine, TypedFigure, WithheldAmount
from models.memory import RememberedFunction
from models.values.codes import Codes
from models.values.money import fen

SPENDING: Final = "spending"
INCOME: Final = "income"
THREE_PUBLIC: Final = "three_public"
CARRY_FORWARD: Final = "carry_forward"
TYPED: Final = "typed"
STREAMS: Final = (SPENDING, INCOME, THREE_PUBLIC, CARRY_FORWARD, TYPED)
BESIDE: Final = frozenset({THREE_PUBLIC, TYPED})
"""Streams that tell of money which is spent elsewhere in the book: they need no income."""


class Key(NamedTuple):
    """The dimensions by which tables select facts; "" for a dimension that the stream does not have."""

    source: str = ""
    kind: str = ""
    carried: bool = False
    cost: str = ""
    item: str = ""
    function: str = ""
    economic: str = ""


class Fact(NamedTuple):
    """An amount (fen) with its key and the ids of the lines that it comes from."""

    stream: str
    key: Key
    amount: int
    lines: tuple[int, ...]


class Need(Struct, frozen=True):
    """Income of one function code × source × year: needed by the lines and typed (None: not typed), both in fen."""

    function: str
    source: str
    carried: bool
    needed: int
    typed: int | None
    spending_lines: tuple[int, ...]
    income_lines: tuple[int, ...]

    @property
    def income(self) -> int:
        """The figure that counts, in fen: the typed one, else the needed one."""
        return self.needed if self.typed is None else self.typed


class FactReader:
    """Derives the facts of a book while it is edited; a line that is the same object is not read again."""

    def __init__(self, codes: Codes, *, withheld_counts: bool) -> None:
        self._codes = codes
        self._pages: list[tuple[str, RememberedFunction[Any, tuple[Fact, ...]]]] = [
            ("basic", RememberedFunction(self._basic_facts)),
            ("others", RememberedFunction(_other_facts)),
            ("projects", RememberedFunction(_project_facts)),
            *([("withheld", RememberedFunction(_withheld_facts))] if withheld_counts else []),
            ("carry_forward", RememberedFunction(_carry_forward_facts)),
            ("three_public", RememberedFunction(_three_public_facts)),
            ("typed", RememberedFunction(_typed_facts)),
        ]

    def read(self, book: Book) -> list[tuple[tuple[Fact, ...], ...]]:
        """The facts of each line, page by page, zero ones included; ``income_needs`` derives the income from them."""
        return [facts_of(getattr(book, page)) for page, facts_of in self._pages]

    def exchange(self, book: Book) -> tuple[list[Fact], list[Fact]]:
        """Facts removed and added since the last book, from the first line that differs to the last."""
        exchanged = [facts_of.exchange(getattr(book, page)) for page, facts_of in self._pages]
        removed = chain.from_iterable(lines for lines, _ in exchanged)
        added = chain.from_iterable(lines for _, lines in exchanged)
        return [*chain.from_iterable(removed)], [*chain.from_iterable(added)]

    def _basic_facts(self, line: BasicLine) -> tuple[Fact, ...]:
        cost = self._codes.economic.cost(line.economic)
        key = Key(line.source, terms.BASIC, line.carried, cost, "", line.function, line.economic)
        return (Fact(SPENDING, key, fen(line.amount), (line.id,)),)


def _other_facts(line: OtherLine) -> tuple[Fact, ...]:
    return (Fact(SPENDING, Key(line.source, line.kind, line.carried, "", "", line.function), fen(line.amount), (line.id,)),)


def _project_facts(project: Project) -> tuple[Fact, ...]:
    return tuple(
        Fact(SPENDING, Key(part.source, terms.PROJECT, part.carried, "", "", part.function), fen(part.amount), (part.id,))
        for part in project.funding
    )


def _withheld_facts(held: WithheldAmount) -> tuple[Fact, ...]:
    return (Fact(SPENDING, Key(held.source, terms.PROJECT, function=held.function), fen(held.amount), (held.id,)),)


def _carry_forward_facts(line: CarryForwardLine) -> tuple[Fact, ...]:
    key = Key(source=line.source, carried=line.carried, function=line.function)
    return (Fact(CARRY_FORWARD, key, fen(line.amount), (line.id,)),)


def _three_public_facts(line: ThreePublicLine) -> tuple[Fact, ...]:
    return (Fact(THREE_PUBLIC, Key(source=line.source, item=line.item), fen(line.amount), (line.id,)),)


def _typed_facts(figure: TypedFigure) -> tuple[Fact, ...]:
    return (Fact(TYPED, Key(item=figure.item), fen(figure.amount), (figure.id,)),)


def income_needs(book: Book, uses: Iterable[Fact]) -> tuple[Need, ...]:
    """The income that the uses of money (spending and 年终结转) need per function code, source and year, and what is typed."""
    needed: dict[tuple[str, str, bool], int] = {}
    need_lines: dict[tuple[str, str, bool], list[int]] = {}
    for _, (source, _, carried, _, _, function, _), amount, lines in uses:
        slot = (function, source, carried)
        if slot in needed:
            needed[slot] += amount
            need_lines[slot] += lines
        else:
            needed[slot] = amount
            need_lines[slot] = [*lines]
    typed: dict[tuple[str, str, bool], list[int]] = {}
    typed_lines: dict[tuple[str, str, bool], list[int]] = {}
    for line in book.income:
        if isinstance(line.amount, int):
            slot = (line.function, line.source, line.carried)
            typed.setdefault(slot, []).append(line.amount)
            typed_lines.setdefault(slot, []).append(line.id)
    return tuple(
        Need(*slot, needed.get(slot, 0), sum(typed[slot]) if slot in typed else None,
             tuple(need_lines.get(slot, ())), tuple(typed_lines.get(slot, ())))
        for slot in sorted({*needed, *typed})
    )  # fmt: skip


class Compared(Protocol):
    """A figure of income: what the lines need and what was typed, in fen."""

    @property
    def needed(self) -> int:
        """What the lines need."""

    @property
    def typed(self) -> int | None:
        """What was typed; None: it follows."""


class IncomeComparison(NamedTuple):
    """How income was compared with spending: how many figures are typed, how many follow, whether the typed ones agree."""

    typed: int
    following: int
    agree: bool

    @property
    def holds(self) -> bool:
        """Whether all income was typed and agrees: a sum that follows from the other is no second figure."""
        return self.typed > 0 and not self.following and self.agree


def compare_income(figures: Iterable[Compared]) -> IncomeComparison:
    """Compare figures of income with spending, each by itself."""
    figures = tuple(figures)
    typed = [figure for figure in figures if figure.typed is not None]
    following = sum(figure.typed is None and figure.needed != 0 for figure in figures)
    return IncomeComparison(len(typed), following, all(figure.typed == figure.needed for figure in typed))


def income_key(need: Need) -> Key:
    """The key of the income fact of a need."""
    return Key(need.source, "", need.carried, "", "", need.function)


def income_fact(need: Need) -> Fact:
    """The income fact of a need: the typed figure with its lines, else the needed one."""
    return Fact(INCOME, income_key(need), need.income, need.spending_lines if need.typed is None else need.income_lines)


class Tally(NamedTuple):
    """All facts of one stream with one key: their sum in fen and their lines."""

    stream: str
    key: Key
    amount: int
    lines: tuple[int, ...]


def tally_facts(facts: Iterable[Fact]) -> tuple[Tally, ...]:
    """Facts of the same stream and key added together, in order of first appearance."""
    amounts: dict[tuple[str, Key], int] = {}
    lines: dict[tuple[str, Key], list[int]] = {}
    for stream, key, amount, ids in facts:
        slot = (stream, key)
        if slot in amounts:
            amounts[slot] += amount
            lines[slot] += ids
        else:
            amounts[slot] = amount
            lines[slot] = [*ids]
    return tuple([Tally(*slot, amount, tuple(lines[slot])) for slot, amount in amounts.items()])
