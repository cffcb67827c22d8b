"""Facts: the flat, signed-off sums that tables are made of. A book becomes four streams of them.

``spending`` and ``income`` balance by construction where no income is typed: the income that a line needs
follows from its source, function code and year, and a typed figure (批复数) stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from models import terms
from models.book import Book
from models.codes import Codes
from models.money import fen

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
    spending = tuple(_spending(book, codes, withheld_counts=withheld_counts))
    carried_forward = tuple(_carry_forward(book))
    income = (_income_fact(need) for need in income_needs(book, (*spending, *carried_forward)))
    three_public = (
        Fact(THREE_PUBLIC, Key(source=line.source, item=line.item), fen(line.amount), (line.id,)) for line in book.three_public
    )
    return tuple(fact for fact in (*spending, *carried_forward, *income, *three_public) if fact.amount)


def _spending(book: Book, codes: Codes, *, withheld_counts: bool) -> Iterator[Fact]:
    for line in book.basic:
        cost = codes.economic.cost(line.economic)
        key = Key(line.source, terms.BASIC, line.carried, cost, "", line.function, line.economic)
        yield Fact(SPENDING, key, fen(line.amount), (line.id,))
    for other in book.others:
        yield Fact(SPENDING, Key(other.source, other.kind, other.carried, "", "", other.function), fen(other.amount), (other.id,))
    for project in book.projects:
        for part in project.funding:
            key = Key(part.source, terms.PROJECT, part.carried, "", "", part.function)
            yield Fact(SPENDING, key, fen(part.amount), (part.id,))
    if withheld_counts:
        for held in book.withheld:
            yield Fact(SPENDING, Key(held.source, terms.PROJECT, function=held.function), fen(held.amount), (held.id,))


def _carry_forward(book: Book) -> Iterator[Fact]:
    for line in book.carry_forward:
        key = Key(source=line.source, carried=line.carried, function=line.function)
        yield Fact(CARRY_FORWARD, key, fen(line.amount), (line.id,))


def income_needs(book: Book, uses: Iterable[Fact]) -> tuple[Need, ...]:
    """What the uses of money (spending and 年终结转) need per function code, source and year, beside what is typed."""
    needed: dict[tuple[str, str, bool], list[int]] = {}
    users: dict[tuple[str, str, bool], list[int]] = {}
    for fact in uses:
        slot = (fact.key.function, fact.key.source, fact.key.carried)
        needed.setdefault(slot, []).append(fact.amount)
        users.setdefault(slot, []).extend(fact.lines)
    typed: dict[tuple[str, str, bool], list[int]] = {}
    typists: dict[tuple[str, str, bool], list[int]] = {}
    for line in book.income:
        if isinstance(line.amount, int):
            slot = (line.function, line.source, line.carried)
            typed.setdefault(slot, []).append(line.amount)
            typists.setdefault(slot, []).append(line.id)
    return tuple(
        Need(*slot, sum(needed.get(slot, ())), sum(typed[slot]) if slot in typed else None,
             tuple(users.get(slot, ())), tuple(typists.get(slot, ())))
        for slot in sorted({*needed, *typed})
    )  # fmt: skip


def _income_fact(need: Need) -> Fact:
    lines = need.spending_lines if need.typed is None else need.income_lines
    return Fact(INCOME, Key(need.source, "", need.carried, "", "", need.function), need.income, lines)
