"""The figures of a book: those that its text can name, that last year's are compared with, that 部门整体绩效目标表 shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from models.book import terms
from models.book.facts import CARRY_FORWARD, INCOME, SPENDING, THREE_PUBLIC, Key
from models.book.list_lines import with_values
from models.book.places import Place
from models.book.purchases import purchase_money
from models.book.records import Book, LastYearFigure, Project
from models.pack.filters import CellRef
from models.pack.forms.contents import ASSETS, PROCUREMENT, PROJECTS
from models.pack.forms.last_year import THREE_PUBLIC_TOTAL, TOTAL
from models.pack.forms.narrative import (
    AssetValue,
    FigureForm,
    Limit,
    ListTotal,
    SumOfFacts,
    SumOfProjects,
    SumOfPurchases,
    Term,
    TypedAmount,
)
from models.pack.forms.pack import Pack
from models.pack.forms.sheet import DEPARTMENT_MONEY
from models.pack.forms.views import ViewForm
from models.pack.lists.rows import rows_of
from models.pack.sums import leaves
from models.projects.amounts import project_budget
from models.projects.edits import add_overall
from models.published.context import Context
from models.published.typed_figures import typed_amount, typed_place
from models.values.money import fen

_SPENT = frozenset({SPENDING, CARRY_FORWARD})
_PAGES: Final = {stream: Place(stream) for stream in (INCOME, CARRY_FORWARD, THREE_PUBLIC)}
"""The page where the facts of a stream are entered; 支出 is entered on several."""

_PAGES_BESIDE: Final[Mapping[type[Term], str]] = {
    SumOfPurchases: PROCUREMENT,
    SumOfProjects: PROJECTS,
    AssetValue: ASSETS,
}

_FISCAL: Final = frozenset(terms.FISCAL_SOURCES)
_NAMED: Final = frozenset({*terms.FISCAL_SOURCES, "fiscal_account"})

_TAKES: Final[Mapping[str, Callable[[Key], bool]]] = {
    "budget": lambda _: True,
    "fiscal": lambda key: key.source in _FISCAL,
    "other": lambda key: key.source not in _FISCAL,
    "fiscal_current": lambda key: key.source in _FISCAL and not key.carried,
    "fiscal_carried": lambda key: key.source in _FISCAL and key.carried,
    "basic": lambda key: key.kind == terms.BASIC,
    "staff": lambda key: key.kind == terms.BASIC and key.cost == "staff",
    "office": lambda key: key.kind == terms.BASIC and key.cost == "office",
    "project": lambda key: key.kind == terms.PROJECT,
    "remaining": lambda key: key.kind not in {terms.BASIC, terms.PROJECT},
    **{source: lambda key, source=source: key.source == source for source in sorted(_NAMED)},  # type: ignore[misc]
    "unit_funds": lambda key: key.source not in _NAMED,
}


def built_in_figures(context: Context) -> Mapping[str, int]:
    """The figures (fen) that need no form of the pack, by their id (``BUILT_IN``)."""
    figures: dict[str, int] = dict.fromkeys((TOTAL, THREE_PUBLIC_TOTAL, *terms.KINDS), 0)
    for stream, key, amount, _ in context.tallies:
        if stream in _SPENT:
            figures[TOTAL] += amount
            figures[key.kind] = figures.get(key.kind, 0) + amount
        elif stream == THREE_PUBLIC:
            figures[THREE_PUBLIC_TOTAL] += amount
    return figures


def department_amounts(context: Context) -> Mapping[str, int]:
    """Every amount of ``DEPARTMENT_MONEY`` in fen: this year's spending, without 年终结转."""
    spent = [(tally.key, tally.amount) for tally in context.tallies if tally.stream == SPENDING]
    return {name: sum(amount for key, amount in spent if _TAKES[name](key)) for name in DEPARTMENT_MONEY}


def department_sheet(context: Context) -> Project:
    """The 部门整体绩效目标表 as its form shows it, begun where the book has none: with the amounts of the head as its fields.

    They are part of what is shown, never of what is stored.
    """
    book, form = context.book, context.pack.overall
    (whole,) = book.overall or add_overall(form)(book).overall
    amounts = department_amounts(context)
    shown: Project = with_values(whole, {f"amount:{name}": amounts[name] or None for name in DEPARTMENT_MONEY if form.shows(name)})
    return shown


def asset_values(book: Book, pack: Pack) -> dict[str, int]:
    """The values of the assets table in fen, by row id; a row with ``sum`` adds its rows."""
    rows = {row.id: leaves(pack.asset_rows, row.id) for row in pack.asset_rows}
    return {row: sum(fen(line.value) for item in items for line in book.assets if line.item == item) for row, items in rows.items()}


def has_goals(project: Project) -> bool:
    """Whether a project has a 绩效目标 or an indicator."""
    return any(goal.text.strip() for goal in project.goals) or any(line.name.strip() for line in project.indicators)


class Figures:
    """The figures of a book that its text can name, by the names of the pack's text form; ``book_figures`` gives them."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def last_year(self) -> Mapping[str, LastYearFigure]:
        """Last year's figures by item."""
        return {line.item: line for line in self._context.book.last_year}

    @cached_property
    def this_year(self) -> Mapping[str, int]:
        """The figures of this year (fen) by the ids and in the order of the pack's list of last year's figures."""
        pack, known = self._context.pack, built_in_figures(self._context)
        return {item: self.sum(pack.compared[item]) if item in pack.compared else known[item] for item in pack.last_year}

    def amount(self, name: str) -> int:
        """The figure in fen. Raises ``KeyError`` for a name that the pack does not define."""
        return self.sum(self._form(name))

    def sum(self, form: FigureForm) -> int:
        """The terms of a figure added, in fen."""
        return sum(map(self.term, form.terms))

    def _form(self, name: str) -> FigureForm:
        return self._context.pack.narrative.figures[name]

    def term(self, term: Term) -> int:
        """One term in fen."""
        book, pack = self._context.book, self._context.pack
        match term:
            case CellRef():
                amount = self._context.tables[term.table].amount(term.row, term.column)
            case SumOfFacts():
                passing = (t.amount for t in self._context.tallies if t.stream == term.stream and term.where.takes(t.key))
                amount = sum(passing)
            case SumOfPurchases():
                bought = (line for line in book.procurement if line.catalogue.strip().startswith(term.catalogue))
                amount = sum(purchase_money(line, term.field) for line in bought)
            case SumOfProjects():
                amount = sum(project_budget(p) for p in book.projects if has_goals(p) or not term.with_goals)
            case TypedAmount():
                amount = typed_amount(book, pack.typed, term.item)
            case ListTotal():
                amount = self._total(term)
            case Limit():
                amount = getattr(pack.limits, term.name)
            case AssetValue():
                amount = asset_values(book, pack)[term.row]
        return amount

    def _total(self, term: ListTotal) -> int:
        form = self._context.pack.listed(term.list)
        at = [column.id for column in form.columns].index(term.column)
        return int(rows_of(form, self._context.book, self._context.codes).totals[at])

    def place(self, name: str) -> Place | None:
        """The page or table cell that shows the figure (its first term); None where the form names none."""
        return self.place_of(self._form(name).terms[0])

    def place_of(self, term: Term) -> Place | None:
        """The page or table cell that shows a term; None where the form names none, and for a limit."""
        match term:
            case CellRef():
                return term.place
            case SumOfFacts():
                return term.at.place if term.at else _PAGES.get(term.stream)
            case TypedAmount():
                return typed_place(self._context.book, self._context.pack.typed, term.item)
            case ListTotal():
                form = self._context.pack.listed(term.list)
                return Place(form.lines if isinstance(form, ViewForm) else form.page)
        page = _PAGES_BESIDE.get(type(term))
        return Place(page) if page else None


def book_figures(context: Context) -> Figures:
    """The figures of a book; made once for a state of it."""
    return context.memory.recall("figures", (context.book, context.pack, context.codes), lambda: Figures(context))
