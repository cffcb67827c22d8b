"""勾稽关系 as data: the equations of the pack between cells of the official tables (RULES §2: X-1 … X-20, S-1 … S-5) and figures.

Most hold by construction; they are checked because a pack can be wrong and codes can be missing. Figures are compared
exactly, in fen; an item of 其他数据 beside a table as both print in the text, in 万元 with two decimals, for so it is typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import zip_longest
from typing import Final

from msgspec.structs import replace

from models.book.places import BalancePart, Place
from models.checks.balance_lines import lines_behind
from models.checks.findings import Balance, CheckResult
from models.checks.wording import told_side_by_side
from models.pack.filters import CellRef
from models.pack.forms.checks import Equation
from models.pack.forms.narrative import AssetValue, Limit, ListTotal, SumOfProjects, SumOfPurchases, Term, TypedAmount
from models.pack.forms.tables import TOTAL_ROW
from models.published.context import Context
from models.published.figures import Figures, book_figures
from models.published.head import page_text
from models.published.tables import SideTable, Table, code_table
from models.published.typed_figures import PAGE as TYPED
from models.published.typed_figures import figures_of
from models.values.amount_style import WAN, AmountStyle
from models.values.money import fen


class EquationFindings:
    """Checks the equations of a pack over a book as it is edited; only those whose rows changed are computed again."""

    def __init__(self, equations: Sequence[Equation]) -> None:
        self._equations = equations
        self._tables: Mapping[str, Table] = {}
        self._broken: list[dict[str, tuple[int, CheckResult]]] = [{} for _ in equations]
        """Per equation, by row: the difference of the sides (fen) and the result."""
        self._naming: dict[tuple[str, str], list[int]] = {}
        """(table, row) → the positions of the equations that name it; the row ``*`` is any row."""
        self._beside = [at for at, each in enumerate(equations) if not all(isinstance(t, CellRef) for t in _terms(each))]
        """The positions of those with figures beside the tables: they are few and quick, and are added up every time."""
        for at, equation in enumerate(equations):
            for cell in {(ref.table, ref.row) for ref in _cells(_terms(equation))}:
                self._naming.setdefault(cell, []).append(at)

    def run(self, context: Context) -> Iterator[tuple[Equation, CheckResult]]:
        """Every equation that does not hold, with its result; once per row for those with ``*``."""
        tables = context.tables
        changed = {key: _changed_rows(self._tables.get(key), table) for key, table in tables.items()}
        self._tables = tables
        for at, rows in self._rows_to_add(tables, changed).items():
            _add_up(context, self._equations[at], rows, self._broken[at])
        yield from _once_a_line(self._not_holding(context))

    def _not_holding(self, context: Context) -> Iterator[tuple[Equation, CheckResult]]:
        for equation, broken in zip(self._equations, self._broken, strict=True):
            if broken:
                unplaced = _unplaced_money(context, equation)
                for row, (gap, found) in sorted(broken.items()):
                    if gap > unplaced:
                        yield equation, _where_typed(context, equation, row, found)

    def _rows_to_add(self, tables: Mapping[str, Table], changed: Mapping[str, AbstractSet[str]]) -> Mapping[int, AbstractSet[str]]:
        """The rows to compute again, by the position of the equation; "" where no cell of it has a ``*``."""
        again: dict[int, set[str]] = {}
        for key, rows in changed.items():
            for at in (at for row in rows for at in self._naming.get((key, row), ())):
                again.setdefault(at, set()).update(_rows_of(self._equations[at], tables))
            for at in self._naming.get((key, "*"), ()) if rows else ():
                again.setdefault(at, set()).update(_meant(self._equations[at], rows))
        for at in self._beside:
            again.setdefault(at, set()).update(_rows_of(self._equations[at], tables))
        return again


def _terms(equation: Equation) -> tuple[Term, ...]:
    return (*equation.left, *equation.right)


def _cells(terms: Iterable[Term]) -> Iterator[CellRef]:
    return (term for term in terms if isinstance(term, CellRef))


def _rows_of(equation: Equation, tables: Mapping[str, Table]) -> Iterable[str]:
    """The rows in which an equation must hold; "" where no cell of it has a ``*``."""
    wild = [ref.table for ref in _cells(_terms(equation)) if ref.row == "*"]
    return _meant(equation, {row.id for key in wild for side in tables[key].sides for row in side.rows}) if wild else ("",)


def _meant(equation: Equation, rows: Iterable[str]) -> Iterable[str]:
    """Those of the rows that a ``*`` covers: codes, of one length if the equation has a ``level``."""
    return (row for row in rows if row.isdecimal() and (not equation.level or len(row) == equation.level))


def _add_up(context: Context, equation: Equation, rows: Iterable[str], broken: dict[str, tuple[int, CheckResult]]) -> None:
    """Compare both sides in these rows and update ``broken``."""
    figures = book_figures(context)
    for row in rows:
        broken.pop(row, None)
        left, right = _sum(figures, equation.left, row), _sum(figures, equation.right, row)
        if not _holds(equation, left, right) and _is_there(context, equation, row):
            broken[row] = abs(left - right), _found(context, equation, row, left, right)


def _changed_rows(old: Table | None, new: Table) -> AbstractSet[str]:
    """The ids of the rows that are different objects in two states of a table."""
    if old is new:
        return frozenset()
    before = [side.rows for side in old.sides] if old is not None else [()] * len(new.sides)
    pairs = (
        pair for was, side in zip(before, new.sides, strict=True) if was is not side.rows for pair in zip_longest(was, side.rows)
    )
    return {row.id for was, now in pairs if was is not now for row in (was, now) if row is not None}


def _is_there(context: Context, equation: Equation, row: str) -> bool:
    """Whether a table on either side has the row that a ``*`` stands for."""
    wild = [ref.table for ref in _cells(_terms(equation)) if ref.row == "*"]
    return not wild or any(side.row(row) for table in wild for side in context.tables[table].sides)


def _sum(figures: Figures, terms: Iterable[Term], row: str) -> int:
    return sum([figures.term(_in_row(term, row)) for term in terms])


def _in_row(term: Term, row: str) -> Term:
    """The term with ``row`` where it is a cell of every row."""
    return CellRef(term.table, row, term.column) if isinstance(term, CellRef) and term.row == "*" else term


def _unplaced_money(context: Context, equation: Equation) -> int:
    """The 未归入 money in the tables of an equation (fen): P-2 reports a gap up to this amount, by its line."""
    tables = {ref.table for ref in _cells(_terms(equation))}
    return sum(abs(item.tally.amount) for name in tables for item in context.tables[name].unplaced)


def _holds(equation: Equation, left: int, right: int) -> bool:
    """Whether the sides compare as they should: exactly, or, with typed figures on one of them, as both print."""
    if _compares(equation, left, right):
        return True
    typed = {isinstance(term, TypedAmount) for term in _terms(equation)}
    return typed == {True, False} and _compares(equation, WAN.number(left), WAN.number(right))


def _compares(equation: Equation, left: int | Decimal, right: int | Decimal) -> bool:
    return left == right if equation.relation == "=" else left <= right if equation.relation == "<=" else left >= right


def _found(context: Context, equation: Equation, row: str, left: int, right: int) -> CheckResult:
    left_name = equation.left_name or _name(context, equation.left[0])
    right_name = equation.right_name or _name(context, equation.right[0])
    left_style, right_style = (_style(context, side[0]) for side in (equation.left, equation.right))
    shown, gap = told_side_by_side((left, left_style), (right, right_style))
    code = f"{row} {context.codes.function.name(row)}：" if row else ""
    message = f"{code}{left_name} {shown[0]}，{right_name} {shown[1]}，{'多' if left > right else '少'} {gap}"
    return CheckResult(
        message=message,
        place=_place(context, equation.left[0], row),
        other_place=_place(context, equation.right[0], row),
        values=((left_name, shown[0]), (right_name, shown[1]), ("相差", gap)),
        remedy=equation.hint or equation.rule,
        balance=_balance(equation, _parts(context, equation.left, row), _parts(context, equation.right, row)),
    )


def _style(context: Context, term: Term) -> AmountStyle:
    if isinstance(term, CellRef):
        return context.tables[term.table].spec.amounts
    return context.pack.listed(term.list).amounts if isinstance(term, ListTotal) else context.amounts


def _balance(equation: Equation, left: tuple[BalancePart, ...], right: tuple[BalancePart, ...]) -> Balance:
    """Both sides as sums; of an inequality, the smaller one on the left."""
    return (
        Balance(right, left, at_most=True) if equation.relation == ">=" else Balance(left, right, at_most=equation.relation != "=")
    )


def _where_typed(context: Context, equation: Equation, row: str, found: CheckResult) -> CheckResult:
    """The result of an inequality at the only line that its left side adds up, where there is one: there it was typed.

    Looked up every time: another line with the same amount leaves the row of the table as it was.
    """
    if equation.relation == "=":
        return found
    lines = [line for part in _parts(context, equation.left, row) for line in lines_behind(context, part) if line.amount]
    return replace(found, place=lines[0].place) if len(lines) == 1 else found


def _once_a_line(results: Iterable[tuple[Equation, CheckResult]]) -> Iterator[tuple[Equation, CheckResult]]:
    """The results without a second inequality of the same code about a typed line: the whole of a total is told as itself."""
    told: set[tuple[str, str, Place]] = set()
    for equation, found in results:
        key = (equation.code, equation.relation, found.place)
        if key not in told or not found.place.line or equation.relation == "=":
            told.add(key)
            yield equation, found


def _parts(context: Context, terms: Iterable[Term], row: str) -> tuple[BalancePart, ...]:
    """What a side adds up; a typed item as the figures that were typed, so that a slip in one of them is found."""
    return tuple(part for term in terms for part in _parts_of(context, _in_row(term, row)))


def _parts_of(context: Context, term: Term) -> Iterator[BalancePart]:
    if isinstance(term, TypedAmount):
        typed = figures_of(context.book, context.pack.typed, term.item)
        yield from (BalancePart(Place(TYPED, figure.id, "amount"), fen(figure.amount)) for figure in typed)
    else:
        yield BalancePart(_place(context, term), book_figures(context).term(term))


def _place(context: Context, term: Term, row: str = "") -> Place:
    return book_figures(context).place_of(_in_row(term, row)) or Place("basic")


def _name(context: Context, term: Term) -> str:
    """``支出总表 项目支出``, ``政府性基金安排的本金``: how a message names what a side adds first."""
    match term:
        case CellRef():
            return _cell_name(context, term)
        case TypedAmount():
            return context.pack.typed.label(term.item)
        case AssetValue():
            return context.pack.asset_label(term.row)
        case ListTotal():
            return context.pack.listed(term.list).name
    return _NAMES.get(type(term), "")


_NAMES: Final = {SumOfPurchases: "政府采购", SumOfProjects: "项目预算数", Limit: "政府采购限额"}


def _cell_name(context: Context, ref: CellRef) -> str:
    """The table's short title, the row unless it is 合计 or ``*``, and the column."""
    table = context.tables[ref.table]
    side = next(side for side in table.sides if side.column_index(ref.column) is not None)
    parts = [table.spec.name]
    if ref.row not in {"*", TOTAL_ROW}:
        parts.append(_row_name(context, side, ref.row))
    if len(side.side.columns) > 1:
        parts.append(page_text(context.book, side.side.column(ref.column).heading[-1], table.spec.amounts))
    return " ".join(part for part in parts if part)


def _row_name(context: Context, side: SideTable, row_id: str) -> str:
    """``2013201 行政运行``, or the label of a line; of a 类 that is not present its code and name."""
    form, row = side.side, side.row(row_id)
    label = next((line.label for line in form.lines if line.id == row_id), "")
    if label:
        return label
    if row is not None and form.rows is None:
        return row.labels[0]
    by = form.rows.by if form.rows else form.present.present if form.present else ""
    return code_table(by, context.codes).with_name(row_id) if by else row_id
