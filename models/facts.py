"""Facts: the flat, signed-off sums that tables are made of. A book becomes four streams of them.

``spending`` and ``income`` balance by construction where no income is typed: the income that a line needs
follows from its source, function code and year, and a typed figure (批复数) stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from models import terms
from models.book import BasicLine, Book, CarryForwardLine, OtherLine, Project, ThreePublicLine, WithheldAmount
from models.codes import Codes
from models.money import fen
from models.unchanged import Each

SPENDING: Final = "spending"
INCOME: Final = "income"
THREE_PUBLIC: Final = "three_public"
CARRY_FORWARD: Final = "carry_forward"
STREAMS: Final = (SPENDING, INCOME, THREE_PUBLIC, CARRY_FORWARD)


class Key(NamedTuple):
    """What a table can ask of a fact. A dimension that the stream does not have is ""."""

    source: str = ""
    kind: str = ""
    carried: bool = False
    cost: str = ""
    item: str = ""
    function: str = ""
    economic: str = ""


class Fact(NamedTuple):
    """An amount (fen, never 0) with its key and the ids of the lines that it comes from."""

    stream: str
    key: Key
    amount: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """One function code × source × year: what the lines need (fen) and what was typed (None: follows)."""

    function: str
    source: str
    carried: bool
    needed: int
    typed: int | None
    spending_lines: tuple[int, ...]
    income_lines: tuple[int, ...]

    @property
    def income(self) -> int:
        """The figure that stands, in fen."""
        return self.needed if self.typed is None else self.typed


def book_facts(book: Book, codes: Codes, *, withheld_counts: bool) -> tuple[Fact, ...]:
    """All facts of a book that are not zero. ``withheld_counts``: 不予公开 amounts stand in the published totals."""
    return FactReader(codes, withheld_counts=withheld_counts).read(book)[0]


class FactReader:
    """Reads the facts of a book as it is edited: a line that is the same object is not read again."""

    def __init__(self, codes: Codes, *, withheld_counts: bool) -> None:
        self._codes = codes
        self._withheld_counts = withheld_counts
        self._basic = Each(self._basic_fact)
        self._others = Each(_other_fact)
        self._projects = Each(_project_facts)
        self._withheld = Each(_withheld_fact)
        self._carry_forward = Each(_carry_forward_fact)
        self._three_public = Each(_three_public_fact)

    def read(self, book: Book) -> tuple[tuple[Fact, ...], tuple[Need, ...]]:
        """The facts that are not zero, and what they need of income per function code, source and year."""
        uses = [
            *self._basic(book.basic),
            *self._others(book.others),
            *chain.from_iterable(self._projects(book.projects)),
            *(self._withheld(book.withheld) if self._withheld_counts else ()),
            *self._carry_forward(book.carry_forward),
        ]
        uses = [fact for fact in uses if fact[2]]
        needs = income_needs(book, uses)
        income = [_income_fact(need) for need in needs if need.income]
        return (*uses, *income, *(fact for fact in self._three_public(book.three_public) if fact.amount)), needs

    def _basic_fact(self, line: BasicLine) -> Fact:
        cost = self._codes.economic.cost(line.economic)
        key = Key(line.source, terms.BASIC, line.carried, cost, "", line.function, line.economic)
        return Fact(SPENDING, key, fen(line.amount), (line.id,))


def _other_fact(line: OtherLine) -> Fact:
    return Fact(SPENDING, Key(line.source, line.kind, line.carried, "", "", line.function), fen(line.amount), (line.id,))


def _project_facts(project: Project) -> tuple[Fact, ...]:
    return tuple(
        Fact(SPENDING, Key(part.source, terms.PROJECT, part.carried, "", "", part.function), fen(part.amount), (part.id,))
        for part in project.funding
    )


def _withheld_fact(held: WithheldAmount) -> Fact:
    return Fact(SPENDING, Key(held.source, terms.PROJECT, function=held.function), fen(held.amount), (held.id,))


def _carry_forward_fact(line: CarryForwardLine) -> Fact:
    key = Key(source=line.source, carried=line.carried, function=line.function)
    return Fact(CARRY_FORWARD, key, fen(line.amount), (line.id,))


def _three_public_fact(line: ThreePublicLine) -> Fact:
    return Fact(THREE_PUBLIC, Key(source=line.source, item=line.item), fen(line.amount), (line.id,))


def income_needs(book: Book, uses: Iterable[Fact]) -> tuple[Need, ...]:
    """What the uses of money (spending and 年终结转) need per function code, source and year, beside what is typed."""
    needed: dict[tuple[str, str, bool], int] = {}
    users: dict[tuple[str, str, bool], list[int]] = {}
    for _, (source, _, carried, _, _, function, _), amount, lines in uses:
        slot = (function, source, carried)
        if slot in needed:
            needed[slot] += amount
            users[slot] += lines
        else:
            needed[slot] = amount
            users[slot] = [*lines]
    typed: dict[tuple[str, str, bool], list[int]] = {}
    typists: dict[tuple[str, str, bool], list[int]] = {}
    for line in book.income:
        if isinstance(line.amount, int):
            slot = (line.function, line.source, line.carried)
            typed.setdefault(slot, []).append(line.amount)
            typists.setdefault(slot, []).append(line.id)
    return tuple(
        Need(*slot, needed.get(slot, 0), sum(typed[slot]) if slot in typed else None,
             tuple(users.get(slot, ())), tuple(typists.get(slot, ())))
        for slot in sorted({*needed, *typed})
    )  # fmt: skip


def _income_fact(need: Need) -> Fact:
    lines = need.spending_lines if need.typed is None else need.income_lines
    return Fact(INCOME, Key(need.source, "", need.carried, "", "", need.function), need.income, lines)
