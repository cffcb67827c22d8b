"""Which forms are entered: those of the pack, and those of another one that the book still holds data for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from models.book.facts import BESIDE
from models.book.list_lines import fields_of, lines_of
from models.book.records import OVERALL, Book, pages_of
from models.pack.forms.contents import ASSETS, LIST, PROCUREMENT
from models.pack.forms.lists import ListColumn, ListForm, list_at
from models.pack.forms.narrative import SumOfFacts
from models.pack.forms.pack import Pack

_MONEY: Final[Mapping[str, tuple[str, ...]]] = {"basic": (), "others": ("withheld",), "income": ("carry_forward",)}
"""The pages of spending and income, and the other lines that are entered there."""

_LINES: Final = ("basic", "others", "income", "carry_forward")


def is_entered(book: Book, pack: Pack, page: str) -> bool:
    """Whether a page has something to enter: its form is one of the pack, or its lines are kept from another one."""
    optional = {
        PROCUREMENT: bool(purchase_fields(pack)), ASSETS: pack.assets is not None, "typed": bool(pack.typed.rows),
        OVERALL: pack.overall.is_printed,
    }  # fmt: skip
    known = takes_money(pack) if page in _MONEY else optional.get(page, True)
    return known or any(lines_of(book, each) for each in (page, *_MONEY.get(page, ())))


def money_without_form(book: Book, pack: Pack) -> Mapping[str, int]:
    """The numbers of the lines of spending and income by page, where the pack prints neither; 不予公开 is left out.

    The money of projects stands in their sheets.
    """
    return {} if takes_money(pack) else {page: len(lines) for page in _LINES if (lines := getattr(book, page))}


def takes_money(pack: Pack) -> bool:
    """Whether spending and income print anywhere: in a table, or in a sentence of the text."""
    narrative = pack.narrative
    terms = (term for figure in narrative.figures.values() for term in figure.terms)
    return bool(pack.tables or narrative.by_code) or any(isinstance(t, SumOfFacts) and t.stream not in BESIDE for t in terms)


def purchase_fields(pack: Pack) -> Mapping[str, str]:
    """The fields of a purchase that 政府采购 or a list of purchases prints, with their headings; none: it has no place."""
    form = pack.procurement.columns if pack.procurement is not None else ()
    fields = {column.field: " ".join(column.heading) for column in form}
    return fields | {column.field: column.name for view in pack.views if view.lines == PROCUREMENT for column in view.columns}


def entered_lists(book: Book, pack: Pack) -> tuple[ListForm, ...]:
    """The lists of the pack, then those that only the book knows, with their columns as far as they are filled."""
    others = [page for page in pages_of(book) if page.startswith(LIST) and list_at(pack.lists, page) is None]
    return (*pack.lists, *(_left_over(book, page) for page in others))


def _left_over(book: Book, page: str) -> ListForm:
    kinds = {
        column: kind
        for line in lines_of(book, page)
        for kind, _, column in (field.name.partition(":") for field in fields_of(line))
    }
    name = page.removeprefix(LIST)
    return ListForm(name, f"清单 {name}", tuple(ListColumn(column, (column,), kind) for column, kind in kinds.items()))
