"""The rows of a list as values: those of its records, or those that a view makes of the projects or the purchases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import count
from typing import Any, Final

from msgspec import Struct

from models.book import terms
from models.book.agencies import agency_of
from models.book.list_lines import ListLine, lines_of
from models.book.purchases import purchase_money
from models.book.records import Book, FundingLine, ProcurementLine, Project
from models.pack.filters import Filter
from models.pack.forms.contents import PROJECTS
from models.pack.forms.lists import AMOUNT, ListForm
from models.pack.forms.views import FUNCTION, PRICE, ViewColumn, ViewForm
from models.pack.lists.totals import amount_total, number_in, number_text, total_text
from models.values.codes import Codes
from models.values.money import fen
from models.values.text import clean_text

Value = int | str
"""An amount or a price in fen, or the words of any other cell."""

_MONEY: Final = frozenset({AMOUNT, PRICE})


class ListRow(Struct, frozen=True):
    """A row with a value for each column. ``record`` is the id of its project or purchase, ``parts`` those of the money by column.

    ``name`` is how the record is called ("": it has no name).
    """

    values: tuple[Value, ...]
    record: int = 0
    name: str = ""
    parts: tuple[tuple[int, ...], ...] = ()


class ListRows(Struct, frozen=True):
    """The rows of a list in order, and its total by column: "" where nothing is added up."""

    rows: tuple[ListRow, ...]
    totals: tuple[Value, ...]


def rows_of(form: ListForm | ViewForm, book: Book, codes: Codes) -> ListRows:
    """The rows of any list of a pack."""
    return rows_of_view(form, book, codes) if isinstance(form, ViewForm) else rows_of_list(form, lines_of(book, form.page))


def rows_of_list(form: ListForm, lines: Sequence[ListLine]) -> ListRows:
    """The rows of a list that is typed."""
    rows = tuple(ListRow(tuple(_typed(line, column.kind, column.field) for column in form.columns), line.id) for line in lines)
    totals = (
        "" if not column.sum else amount_total(lines, column) if column.kind == AMOUNT else total_text(lines, column)
        for column in form.columns
    )
    return ListRows(rows, tuple(totals))


def _typed(line: ListLine, kind: str, field: str) -> Value:
    return fen(getattr(line, field)) if kind == AMOUNT else clean_text(getattr(line, field))


def rows_of_view(form: ViewForm, book: Book, codes: Codes) -> ListRows:
    """The rows of a list that the program fills: for each project or purchase in the order of its page."""
    reader = _Reader(form, book, codes)
    rows = tuple(reader.projects() if form.lines == PROJECTS else reader.purchases())
    return ListRows(rows, tuple(_total(column, [row.values[at] for row in rows]) for at, column in enumerate(form.columns)))


def _total(column: ViewColumn, values: Sequence[Value]) -> Value:
    if not column.sum:
        return ""
    if column.kind == AMOUNT:
        return sum(value for value in values if isinstance(value, int))
    return number_text(sum((number_in(str(value)) or Decimal(0) for value in values), Decimal(0)))


class _Reader:
    def __init__(self, form: ViewForm, book: Book, codes: Codes) -> None:
        self._form, self._book, self._codes = form, book, codes
        self._numbers = count(1)

    # --- projects

    def projects(self) -> Iterator[ListRow]:
        """A row per project, or per project and function code; a project without money has one, too."""
        for project in self._book.projects:
            for funding in _groups(project, self._form.each):
                texts = self._texts(project, funding)
                parts = tuple(_taken(column, funding) for column in self._form.columns)
                yield self._row(project.id, project.name, texts, parts)

    def _texts(self, project: Project, funding: Sequence[FundingLine]) -> Mapping[str, str]:
        functions = dict.fromkeys(part.function for part in funding if part.function)
        sources = dict.fromkeys(part.source for part in funding)
        return {
            "code": project.code,
            "name": project.name,
            "status": project.status,
            "use": project.use,
            "agency": _joined(self._agency(part.sub_unit) for part in funding),
            "function": _joined(functions),
            "function_name": _joined(self._codes.function.name(code) for code in functions),
            "source": _joined(terms.SOURCES.get(source, source) for source in sources),
            "goals": "\n".join(goal.text for goal in project.goals if goal.text),
        }

    def _agency(self, name: str) -> str:
        """The body that a name in 所属单位 means; one that 机构设置 does not list by the name as it is."""
        body = agency_of(self._book, name)
        return body.name if body is not None else name

    # --- purchases

    def purchases(self) -> Iterator[ListRow]:
        """A row per purchase."""
        payers = {project.id: project for project in self._book.projects}
        for line in self._book.procurement:
            payer = payers.get(line.project)
            texts = {
                "project": payer.name if payer is not None else line.origin,
                "name": line.name,
                "catalogue": line.catalogue,
                "measure": line.measure,
                "source": terms.SOURCES.get(line.source, line.source),
                "quantity": line.quantity,
            }
            paying = payer.funding if payer is not None else ()
            parts = tuple(_bought(column, line, paying) for column in self._form.columns)
            yield self._row(line.id, line.name, texts, parts)

    # --- both

    def _row(self, record: int, name: str, texts: Mapping[str, str], parts: Sequence[Mapping[int, int]]) -> ListRow:
        """The next row; ``parts`` are, by column, the money (fen) that it adds up by the id of its line."""
        texts = {**texts, "number": str(next(self._numbers))}
        values = tuple(
            sum(money.values()) if column.kind in _MONEY else clean_text(texts.get(column.field, ""))
            for column, money in zip(self._form.columns, parts, strict=True)
        )
        return ListRow(values, record, clean_text(name), tuple(tuple(money) for money in parts))


def _groups(project: Project, each: str) -> Sequence[tuple[FundingLine, ...]]:
    """The funding of each row of a project: all of it, or that of each function code in the order of the codes."""
    if each != FUNCTION or not project.funding:
        return (project.funding,)
    codes = sorted({part.function for part in project.funding})
    return [tuple(part for part in project.funding if part.function == code) for code in codes]


def _taken(column: ViewColumn, funding: Sequence[FundingLine]) -> Mapping[int, int]:
    if column.kind != AMOUNT:
        return {}
    return {part.id: fen(part.amount) for part in funding if _takes(column.where, part)}


def _bought(column: ViewColumn, line: ProcurementLine, paying: Sequence[FundingLine]) -> Mapping[int, int]:
    if column.kind == PRICE:
        return {line.id: fen(line.price)}
    if column.field == "project_budget":
        return {part.id: fen(part.amount) for part in paying}
    if column.kind != AMOUNT or not _takes(column.where, line):
        return {}
    return {line.id: purchase_money(line, column.field)}


def _takes(where: Filter, line: Any) -> bool:
    """Whether a column takes the money of a line by its source, year and function code, as far as it has them."""
    return (
        (where.source is None or line.source in where.source)
        and (where.carried is None or line.carried is where.carried)
        and (where.function is None or line.function.startswith(where.function))
    )


def _joined(words: Iterator[str] | Mapping[str, Any] | Sequence[str]) -> str:
    """Each word once, in order, without the blank ones."""
    return "、".join(dict.fromkeys(word for word in words if word))
