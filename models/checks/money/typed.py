"""其他数据: counts can be read, and parts agree with their whole (X-26a, X-26b, X-28b)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from models.book.places import BalancePart, Place
from models.checks.check import Check
from models.checks.findings import Balance, CheckResult
from models.pack.forms.typed import AMOUNT, COUNT, TypedForm, TypedRow
from models.published.context import Context
from models.published.typed_figures import FIELDS, PAGE, empty_place, figures_of, has_figure, read_count
from models.values.money import fen


def counts_can_be_read(context: Context) -> Iterator[CheckResult]:
    """X-28b: a count is a plain number from 0 on, in the form's unit."""
    for figure in context.book.typed:
        row = context.pack.typed.row(figure.item)
        if row is not None and row.kind == COUNT and figure.count.strip() and read_count(figure.count, row.unit) is None:
            yield CheckResult(
                message=f"{_name(row, figure.agency)}：“{figure.count}”不是数量，没有计入",
                place=Place(PAGE, figure.id, "count"),
                values=(("录入的内容", figure.count),),
                remedy=f"只填数字，单位是{row.unit}",
            )


def part_is_not_more_than_the_whole(context: Context) -> Iterator[CheckResult]:
    """X-26a: the parts (其中) of an item, all together, are not more than it (ARITH), for every body by itself."""
    for whole, agency, part, total in _wholes(context):
        if part > total:
            yield _found(context, whole, agency, (part, total), "多")


def all_parts_are_the_whole(context: Context) -> Iterator[CheckResult]:
    """X-26b: where the form says that the parts are all of an item (车辆 by kind), they are not less than it (ARITH)."""
    for whole, agency, part, total in _wholes(context):
        if whole.complete and part < total:
            yield _found(context, whole, agency, (part, total), "少")


def _wholes(context: Context) -> Iterator[tuple[TypedRow, str, Decimal, Decimal]]:
    """Every item of which a part is typed: the item, the body, the sum of its parts and its own value."""
    form = context.pack.typed
    bodies = dict.fromkeys(figure.agency for figure in context.book.typed)
    for whole in form.rows:
        parts = tuple(form.parts(whole.id))
        for agency in bodies if parts else ():
            typed = [_value(context, form, part, agency) for part in parts]
            known = [value for value in typed if value is not None]
            if known:
                yield whole, agency, sum(known, Decimal(0)), _value(context, form, whole, agency) or Decimal(0)


def _value(context: Context, form: TypedForm, row: TypedRow, agency: str) -> Decimal | None:
    """The value of an item for one body (fen; a count: its number); None where nothing is typed or it cannot be read."""
    figures = [f for f in figures_of(context.book, form, row.id) if f.agency == agency and has_figure(f, row)]
    values = [Decimal(fen(f.amount)) if row.kind == AMOUNT else read_count(f.count, row.unit) for f in figures]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _found(context: Context, whole: TypedRow, agency: str, values: Sequence[Decimal], word: str) -> CheckResult:
    name, parts = _name(whole, agency), "、".join(_plain(part.label) for part in context.pack.typed.parts(whole.id))
    left, right = _shown(context, whole, values)
    own = next((f for f in context.book.typed if f.item == whole.id and f.agency == agency), None)
    balance = Balance(_parts(context, context.pack.typed.parts(whole.id), agency), _parts(context, (whole,), agency), at_most=True)
    return CheckResult(
        message=f"{name} {right}，其中{parts}加起来 {left}，{word}了",
        place=Place(PAGE, own.id, FIELDS[whole.kind]) if own else empty_place(whole, agency),
        values=((name, right), ("各项相加", left)),
        remedy=f"{name}填全部的，下面各项填其中的" + ("，加起来要正好相等" if whole.complete else ""),
        balance=balance if whole.kind == AMOUNT and not whole.complete else None,
    )


def _parts(context: Context, rows: Iterable[TypedRow], agency: str) -> tuple[BalancePart, ...]:
    """The figures of one body that these items of money are made of."""
    figures = (figure for row in rows for figure in figures_of(context.book, context.pack.typed, row.id))
    return tuple(BalancePart(Place(PAGE, f.id, FIELDS[AMOUNT]), fen(f.amount)) for f in figures if f.agency == agency)


def _shown(context: Context, row: TypedRow, values: Sequence[Decimal]) -> tuple[str, str]:
    if row.kind == AMOUNT:
        return context.pack.entry_amounts.pair(int(values[0]), int(values[1]))
    left, right = (f"{value.normalize():f} {row.unit}" for value in values)
    return left, right


def _name(row: TypedRow, agency: str) -> str:
    return f"{agency} {_plain(row.label)}".strip()


def _plain(label: str) -> str:
    """The label without 其中 and unit of measure."""
    return label.removeprefix("其中：").split("（", 1)[0]


CHECKS: Final = (
    Check("X-28b", counts_can_be_read, reads=("typed",)),
    Check("X-26a", part_is_not_more_than_the_whole, reads=("typed",)),
    Check("X-26b", all_parts_are_the_whole, reads=("typed",)),
)
