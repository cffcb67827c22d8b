"""The input of every check: the book, its pack and codes, and what is computed from them once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, Final, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from models.book.fact_totals import FactSums, Sums
from models.book.facts import Fact, Need, Tally
from models.book.places import BalancePart, Place
from models.book.records import Book, Line, Project
from models.memory import Memory
from models.pack.forms.pack import Pack
from models.published.table_totals import TableSums
from models.published.tables import Table
from models.values.amount_style import AmountStyle
from models.values.codes import Codes
from models.values.days import Day
from models.values.money import fen

R = TypeVar("R")
_MONEY_PAGES: Final = ("basic", "others", "income", "carry_forward", "three_public", "typed", "withheld", "projects")


class Context(Struct, frozen=True, dict=True, eq=False):
    """A book with its pack and codes.

    The contexts of a book as it is edited share a ``memory``, so that results from unchanged lines are reused.
    Only a context made by ``part`` has ``numbers`` (line id → number on its page) and ``full`` (the context of all pages).
    """

    book: Book
    pack: Pack
    codes: Codes
    memory: Memory = field(default_factory=Memory)
    numbers: Mapping[int, int] | None = None
    full: Context | None = None
    today: Day | None = None
    """The day on which the book is looked at, handed in; None: unknown, and nothing is late."""

    def numbered(self, page: str) -> Iterator[tuple[int, Any]]:
        """The lines of a page with their numbers there, from 1."""
        lines = getattr(self.book, page)
        if self.numbers is None:
            return enumerate(lines, 1)
        return ((self.numbers[line.id], line) for line in lines)

    def part(self, page: str, lines: tuple[Line, ...], numbers: Mapping[int, int]) -> Context:
        """A context with only these lines of one page; ``numbers`` are their numbers on the page, by line id."""
        book = self.book
        lone = Book(book.pack, book.year, book.stage, book.unit, next_id=book.next_id)
        return Context(replace(lone, **{page: lines}), self.pack, self.codes, numbers=numbers, full=self, today=self.today)

    def each(self, key: Hashable, page: str, read: Callable[[Any], R]) -> tuple[R, ...]:
        """The result of ``read`` for each line of a page, kept while the line is the same object; the parts of a book share it."""
        lines, whole = getattr(self.book, page), self.full
        if whole is None:
            return self.memory.each((key, page), lines, read)
        if not lines:
            return ()
        known = dict(zip(map(id, getattr(whole.book, page)), whole.each(key, page, read), strict=True))
        return tuple(known[id(line)] for line in lines)

    @property
    def amounts(self) -> AmountStyle:
        """How a finding tells an amount that stands in a line; one of a table has the style of the table."""
        return self.pack.entry_amounts

    @cached_property
    def _sums(self) -> Sums:
        make = partial(FactSums, self.codes, withheld_counts=self.pack.withheld_counts)
        return self.memory.recall("sums", (self.pack, self.codes), make).update(self.book)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the book."""
        return self._sums.facts

    @property
    def needs(self) -> Sequence[Need]:
        """Income needed and typed per function code, source and year."""
        return self._sums.needs

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The facts summed by stream and key."""
        return self._sums.tallies

    @cached_property
    def tallied(self) -> tuple[object, ...]:
        """What the tallies add up, without their amounts: the same objects while only amounts change."""
        return tuple(part for stream, key, _, lines in self.tallies for part in (stream, key, lines))

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The official tables by id."""
        make = partial(TableSums, self.pack.tables, self.codes)
        return self.memory.recall("tables", (self.pack, self.codes), make).update(self.tallies)

    @cached_property
    def parts(self) -> Mapping[int, BalancePart]:
        """The place and amount (fen) of each line of money, by line id: what the cells of the tables add up."""
        found: dict[int, BalancePart] = {}
        for page in _MONEY_PAGES:
            found |= self.memory.recall(("parts by line", page), (getattr(self.book, page),), partial(self._parts_of, page))
        return found

    def _parts_of(self, page: str) -> Mapping[int, BalancePart]:
        """Those of the lines of one page."""
        lines = self.memory.each(("parts", page), getattr(self.book, page), partial(_parts, page))
        return {part.place.line: part for parts in lines for part in parts}


def _parts(page: str, line: Any) -> Sequence[BalancePart]:
    """The place and amount of a line; of a project, those of its funding lines."""
    records = line.funding if isinstance(line, Project) else (line,)
    return [BalancePart(Place(page, record.id, "amount"), fen(record.amount)) for record in records]
