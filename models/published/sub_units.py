"""The book of one body (单位) of a department, made of the same records: its document comes from it by the same code.

A line belongs to the body that it names in 所属单位; what names none, or one that 机构设置 does not list, belongs to the
department's own body (``agencies.own_body``). A purchase and a record of a list that name a project go where the
project's money is. So nothing is lost and nothing doubled: the cells of all bodies add up to
the department's. What only the department as a whole knows (last year's figures, the texts of 情况说明) goes to no body
but an only one; the text that says what the money of a function code is for goes with it, where one body alone spends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any, Final

from msgspec.structs import replace

from models.book.agencies import agency_of, lines_by_body, named_agencies, own_body
from models.book.facts import Need
from models.book.list_lines import COLLECTION as LISTS
from models.book.list_lines import ListLine, page_of
from models.book.records import AgencyLine, BasicLine, Book, FundingLine, IncomeLine, OtherLine, Project, Unit, WrittenText
from models.pack.forms.last_year import code_of
from models.pack.forms.lists import AGENCY, PROJECT, list_at
from models.published.context import Context
from models.values.text import plain_name

_NAMED: Final = ("basic", "others", "three_public")
"""Pages whose lines can name their body."""

_SPENT: Final = frozenset({"basic", "others", "projects"})


def book_of_agency(context: Context, agency: AgencyLine, pack: str = "") -> Book:
    """The book of one body of 机构设置, on the form ``pack`` (an id; "": the department's). Its lines keep their ids.

    Raises ``ValueError`` for a body without a name, or one that is not of this book.
    """
    book = context.book
    if agency not in named_agencies(book):
        raise ValueError(agency.name)
    split = _Split(context)
    of_it = partial(split.belongs, agency)
    projects = tuple(part for project in book.projects if (part := _part_of(project, of_it)) is not None)
    own = agency is split.own
    return replace(
        book,
        pack=pack or book.pack,
        unit=_unit_of(book, agency, own=own),
        **{page: tuple(line for line in getattr(book, page) if of_it(line)) for page in _NAMED},
        projects=projects,
        overall=book.overall if split.alone else (),
        income=tuple(split.income(agency)),
        carry_forward=book.carry_forward if own else (),
        procurement=tuple(line for line in book.procurement if split.payer(line.project) is agency),
        assets=book.assets if own else (),
        typed=tuple(figure for figure in book.typed if split.body(figure.agency) is agency),
        last_year=book.last_year if split.alone else (),
        agencies=(agency,),
        texts=tuple(split.texts(agency)),
        withheld=book.withheld if own else (),
        change_reasons=(),
        tasks=(),
        lists=tuple(record for record in book.lists if split.lists(record) is agency),
    )


def agency_named(book: Book, name: str) -> AgencyLine | None:
    """The body with this name; None where 机构设置 does not list it, or for a blank one."""
    return agency_of(book, name) if name.strip() else None


def _unit_of(book: Book, agency: AgencyLine, *, own: bool) -> Unit:
    """The cover: the department's, of its own body; of another one only what all of them share."""
    if own:
        return replace(book.unit, name=agency.name)
    return Unit(name=agency.name, region=book.unit.region, date=book.unit.date)


def _part_of(project: Project, of_it: Any) -> Project | None:
    """The project with a body's own money; None where it has none of it. One without money stays with the own body."""
    if not project.funding:
        return project if of_it(FundingLine(0)) else None
    funding = tuple(filter(of_it, project.funding))
    if len(funding) == len(project.funding):
        return project
    return replace(project, funding=funding) if funding else None


class _Split:
    """Says of each part of a department's book whose it is."""

    def __init__(self, context: Context) -> None:
        self._context, self._book = context, context.book
        self.own = own_body(context.book)
        self.alone = len(named_agencies(context.book)) == 1
        self._bodies: dict[str, AgencyLine | None] = {}
        self._owners = dict(self._lines())
        self._spenders = self._by_function()
        self._payers = {project.id: self._payer(project) for project in self._book.projects}

    def body(self, name: str) -> AgencyLine | None:
        """The body that a name means, the own one for none and for an unknown one."""
        if name not in self._bodies:
            self._bodies[name] = agency_of(self._book, name) or self.own
        return self._bodies[name]

    def belongs(self, agency: AgencyLine, line: Any) -> bool:
        """Whether a line that can name its body is of this one."""
        return self.body(line.sub_unit) is agency

    def payer(self, project: int) -> AgencyLine | None:
        """Whose is what a project buys or lists: the own body's where it pays a part or nobody does, else the first payer's.

        So the project that it names always stands in the same book.
        """
        return self._payers.get(project, self.own)

    def texts(self, agency: AgencyLine) -> Iterator[WrittenText]:
        """What is written of a body's own money; of an only body all that is written."""
        for text in self._book.texts:
            if self.alone or self._spenders.get(code_of(text.item)) == {agency.name}:
                yield text

    def lists(self, record: ListLine) -> AgencyLine | None:
        """Whose a record of a list is: the body's that it names, else that of the project that it names."""
        form = list_at(self._context.pack.lists, page_of(LISTS, record))
        named = {column.kind: getattr(record, column.field) for column in form.columns} if form is not None else {}
        name, project = named.get(AGENCY, ""), plain_name(named.get(PROJECT, ""))
        if name.strip():
            return self.body(name)
        ids = (each.id for each in self._book.projects if project and plain_name(each.name) == project)
        return self.payer(next(ids, 0))

    def _payer(self, project: Project) -> AgencyLine | None:
        payers = {self._name(part.sub_unit) for part in project.funding}
        if not payers or self._own_name in payers:
            return self.own
        return next(agency for agency in named_agencies(self._book) if agency.name in payers)

    def _name(self, sub_unit: str) -> str:
        body = self.body(sub_unit)
        return body.name if body else ""

    def _lines(self) -> Iterator[tuple[int, str]]:
        """Id of each line of spending and the name of its body."""
        for page, line, name in lines_by_body(self._book):
            if page in _SPENT:
                yield line, self._name(name)

    def _by_function(self) -> Mapping[str, set[str]]:
        """Function code → the names of the bodies that spend on it."""
        spenders: dict[str, set[str]] = {}
        funding = (part for project in self._book.projects for part in project.funding)
        lines: Iterable[BasicLine | OtherLine | FundingLine] = chain(self._book.basic, self._book.others, funding)
        for line in lines:
            spenders.setdefault(line.function, set()).add(self._name(line.sub_unit))
        return spenders

    # --- income: a typed figure (批复数) is one for the whole department

    def income(self, agency: AgencyLine) -> Iterator[IncomeLine]:
        """The typed income of a body, in the order of the book.

        A figure of one body's spending alone is that body's. Of several the own body has what the others do not need, so that
        their figures follow from their lines and all together are the typed one.
        """
        needs = {(need.function, need.source, need.carried): need for need in self._context.needs if need.typed is not None}
        done: set[tuple[str, str, bool]] = set()
        for line in self._book.income:
            slot = (line.function, line.source, line.carried)
            need = needs.get(slot)
            if need is None or not isinstance(line.amount, int):  # a note, or what cannot be read
                if agency is self.own:
                    yield line
                continue
            needed = self._needed(need)
            heir = next(iter(needed)) if len(needed) == 1 else self._own_name
            if agency.name != heir:
                continue
            elsewhere = sum(amount for name, amount in needed.items() if name != heir)
            if not elsewhere:
                yield line
            elif slot not in done:
                done.add(slot)
                yield replace(line, amount=(need.typed or 0) - elsewhere)

    @property
    def _own_name(self) -> str:
        return self.own.name if self.own else ""

    def _needed(self, need: Need) -> Mapping[str, int]:
        """What the lines of each body need of an income, in fen."""
        return _sums((self._owners.get(line, self._own_name), self._context.parts[line].amount) for line in need.spending_lines)


def _sums(amounts: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    sums: dict[str, int] = {}
    for name, amount in amounts:
        sums[name] = sums.get(name, 0) + amount
    return sums
