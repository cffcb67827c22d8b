"""What every check looks at: the book, its pack and codes, and what is computed from them once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from models.book import Book, Project
from models.codes import Codes
from models.facts import CARRY_FORWARD, SPENDING, Fact, Need, book_facts, income_needs
from models.findings import Found, Part, Place, Severity
from models.money import fen
from models.pack import Pack
from models.tables import Table, Tally, build_tables, tally_facts

_MONEY_LINES: Final = ("basic", "others", "income", "carry_forward", "three_public", "withheld")


@dataclass(frozen=True)
class Context:
    """A book in the light of its pack and codes."""

    book: Book
    pack: Pack
    codes: Codes

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the book."""
        return book_facts(self.book, self.codes, withheld_counts=self.pack.withheld_counts)

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """The facts added together by key."""
        return tally_facts(self.facts)

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The official tables by id."""
        return build_tables(self.pack, self.codes, self.tallies)

    @cached_property
    def needs(self) -> Sequence[Need]:
        """Income needed and typed per function code, source and year."""
        return income_needs(self.book, (f for f in self.facts if f.stream in {SPENDING, CARRY_FORWARD}))

    @cached_property
    def parts(self) -> Mapping[int, Part]:
        """What each line of money counts, by its id: the lines that tables sum."""
        parts = {
            line.id: Part(Place(page, line.id, "amount"), fen(line.amount))
            for page in _MONEY_LINES
            for line in getattr(self.book, page)
        }
        for project in self.book.projects:
            parts.update((part.id, Part(Place("projects", part.id, "amount"), fen(part.amount))) for part in project.funding)
        return parts


def project_budget(project: Project) -> int:
    """预算数 of a project in fen: the sum of its funding lines."""
    return sum(fen(part.amount) for part in project.funding)


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its stable code (the rule's id), its default severity and the function that looks.

    ``reads`` are the fields of Book that it looks at, where it looks at few; (): at anything.
    """

    code: str
    severity: Severity
    run: Callable[[Context], Iterator[Found]]
    reads: tuple[str, ...] = ()
