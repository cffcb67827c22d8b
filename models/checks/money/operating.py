"""机关运行经费 against the lines: not more than 公用经费 (P-4a), and what follows from the bodies' lines (P-4b).

It is typed as the text prints it, in 万元 with two decimals: what rounds to the same is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from models.book.agencies import agency_of, named_agencies, nature_of, own_body
from models.book.edits import Fix
from models.book.places import BalancePart, Place
from models.book.records import BasicLine, TypedFigure
from models.checks.check import Check
from models.checks.findings import Balance, CheckResult
from models.pack.forms.typed import OPERATING, TypedRow
from models.published.context import Context
from models.published.operating import BODIES, derived_operating, office_lines
from models.published.typed_figures import PAGE, empty_place
from models.values.amount_style import WAN
from models.values.money import fen, show_exact

_NAME: Final = "机关运行经费"
_READS: Final = ("typed", "basic", "agencies", "unit", "others", "projects", "three_public")


def _typed(context: Context) -> tuple[TypedFigure, ...]:
    return tuple(f for f in context.book.typed if f.item == OPERATING and f.amount is not None)


def operating_is_part_of_the_office_costs(context: Context) -> Iterator[CheckResult]:
    """P-4a: 机关运行经费 ≤ 公用经费 of the 基本支出 out of 一般公共预算 (by its definition)."""
    figures = _typed(context)
    total, lines = sum(fen(f.amount) for f in figures), office_lines(context)
    whole = sum(fen(line.amount) for line in lines)
    if figures and WAN.number(total) > WAN.number(whole):
        left, right = context.pack.entry_amounts.pair(total, whole)
        yield CheckResult(
            message=f"{_NAME} {left}，比一般公共预算基本支出的公用经费 {right} 多",
            place=Place(PAGE, figures[0].id, "amount"),
            other_place=Place("basic"),
            values=((_NAME, left), ("公用经费", right)),
            remedy=f"{_NAME}是行政单位和参公单位公用经费的合计，不会比公用经费多：查金额的单位是元还是万元",
            balance=Balance(_parts(PAGE, figures), _parts("basic", lines), at_most=True),
        )


def _parts(page: str, lines: Sequence[TypedFigure | BasicLine]) -> tuple[BalancePart, ...]:
    return tuple(BalancePart(Place(page, line.id, "amount"), fen(line.amount)) for line in lines)


def operating_follows_from_the_lines(context: Context) -> Iterator[CheckResult]:
    """P-4b: 机关运行经费 is the 公用经费 of 行政单位 and 参公单位, in all and for each, where the lines tell their bodies.

    Where they do not, it has to be typed all the same: a text takes a blank one for none.
    """
    row = context.pack.typed.row(OPERATING)
    if row is None:
        return
    figures, derived = _typed(context), derived_operating(context)
    if not figures:
        yield from _not_typed(context, row, derived)
        return
    if derived is None:
        return
    total = sum(derived.values())
    named = [figure for figure in figures if figure.agency.strip()]
    for figure in named:
        agency = agency_of(context.book, figure.agency)
        yield from _compared(context, figure, fen(figure.amount), derived.get(agency.name, 0) if agency else 0, figure.amount)
    if len(named) < len(figures):
        others = sum(fen(f.amount) for f in figures if f is not figures[0])
        lone = figures[0] if len(figures) == 1 else None
        yield from _compared(context, figures[0], fen(figures[0].amount) + others, total, lone.amount if lone else None)


def _not_typed(context: Context, row: TypedRow, derived: Mapping[str, int] | None) -> Iterator[CheckResult]:
    """The finding for a blank figure that may be one: what follows from the lines, else all of 公用经费."""
    natures = {nature_of(agency) for agency in named_agencies(context.book)}
    whole = sum(fen(line.amount) for line in office_lines(context)) if natures & {*BODIES, ""} else 0
    amount = sum(derived.values()) if derived is not None else whole
    if not amount:
        return
    own = own_body(context.book) if row.by_agency else None
    told = context.pack.entry_amounts.told(amount)
    message, name, remedy = (
        (f"{_NAME}没有填；按所属单位算是 {told}", "按所属单位算", "在“其他数据”里填上；和算出来的不一样，写明原因")
        if derived is not None
        else (f"{_NAME}没有填，文字里会写成没有；公用经费有 {told}", "公用经费", "在“其他数据”里填上；确实没有的，填 0")
    )
    yield CheckResult(message=message, place=empty_place(row, own.name if own else ""), values=((name, told),), remedy=remedy)


def _compared(context: Context, figure: TypedFigure, typed: int, derived: int, cell: object) -> Iterator[CheckResult]:
    """The finding for a typed sum that differs; with a fix where one cell holds all of it (``cell`` is its value)."""
    if WAN.number(typed) == WAN.number(derived):
        return
    left, right = context.pack.entry_amounts.pair(typed, derived)
    name = f"{figure.agency} {_NAME}".strip()
    fix = Fix(f"改为 {right}", figure.id, "amount", show_exact(derived)) if cell is not None else None
    yield CheckResult(
        message=f"{name} {left}，按所属单位的公用经费算是 {right}",
        place=Place(PAGE, figure.id, "amount"),
        other_place=Place("basic"),
        values=((name, left), ("按所属单位算", right)),
        remedy="核对基本支出的所属单位和机构设置的单位性质；口径不同的，写明原因",
        fix=fix,
    )


CHECKS: Final = (
    Check("P-4a", operating_is_part_of_the_office_costs, reads=("typed", "basic")),
    Check("P-4b", operating_follows_from_the_lines, reads=_READS),
)
