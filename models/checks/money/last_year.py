"""Last year's figures: no part is more than its whole, nor is what was carried over (X-27, X-27a, X-27c)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from models.book import terms
from models.book.places import BalancePart, Place
from models.book.records import LastYearFigure
from models.checks.check import Check
from models.checks.findings import Balance, CheckResult
from models.pack.filters import CellRef
from models.pack.forms.last_year import THREE_PUBLIC_TOTAL, TOTAL
from models.pack.forms.narrative import Term
from models.pack.forms.pack import Pack
from models.pack.sums import leaves
from models.published.context import Context
from models.values.money import MoneyUnit, fen

_SPENDING_ITEMS: Final = (terms.BASIC, terms.PROJECT)
"""The parts of the total."""

_ROUNDED: Final = MoneyUnit.WAN.value // 200
"""How much (fen) a figure that was published in 万元 may be off: half of the last digit."""


def last_year_parts_fit(context: Context) -> Iterator[CheckResult]:
    """X-27: no figure of last year is less than its parts together (ARITH), but for what each was rounded by."""
    lines = _known_figures(context)
    for whole, items in _sums(context.pack):
        known = [item for item in items if item in lines]
        if known and whole in lines and _sum(lines, known) - fen(lines[whole].amount) > _rounding(known):
            yield _last_year_gap(context, lines, whole, known)


def last_year_parts_add_up(context: Context) -> Iterator[CheckResult]:
    """X-27a: last year's total equals basic plus project expenditure, unless the book has other expenditure or 年终结转."""
    lines = _known_figures(context)
    if context.book.others or context.book.carry_forward or not lines.keys() >= {TOTAL, *_SPENDING_ITEMS}:
        return
    if fen(lines[TOTAL].amount) - _sum(lines, _SPENDING_ITEMS) > _rounding(_SPENDING_ITEMS):
        yield _last_year_gap(context, lines, TOTAL, _SPENDING_ITEMS)


def _sum(lines: Mapping[str, LastYearFigure], items: Iterable[str]) -> int:
    return sum(fen(lines[item].amount) for item in items)


def _rounding(items: Sequence[str]) -> int:
    """How much (fen) the sum of rounded parts may differ from their rounded whole; a single part is not more than its whole."""
    return _ROUNDED * (len(items) + 1) if len(items) > 1 else 0


def _sums(pack: Pack) -> Iterator[tuple[str, Sequence[str]]]:
    """Every item with items that are parts of it: those of the total, and those whose cells this year are among its own."""
    yield TOTAL, _SPENDING_ITEMS
    yield TOTAL, (THREE_PUBLIC_TOTAL,)
    cells = {item: _cells(pack, form.terms) for item, form in pack.compared.items()}
    for whole, own in cells.items():
        inside = [item for item, other in cells.items() if other and other < own]
        parts = [item for item in inside if not any(cells[item] < cells[wider] for wider in inside)]
        if parts and sum(len(cells[item]) for item in parts) == len(frozenset().union(*(cells[item] for item in parts))):
            yield whole, parts


def _cells(pack: Pack, sum_of: Iterable[Term]) -> frozenset[tuple[str, str, str]]:
    """The cells of the tables (table, row, column) that are no sums and that a figure adds up; none where it adds anything else."""
    found: set[tuple[str, str, str]] = set()
    for term in sum_of:
        if not isinstance(term, CellRef):
            return frozenset()
        for side in pack.table(term.table).sides:
            if any(column.id == term.column for column in side.columns):
                rows, columns = leaves(side.lines, term.row), leaves(side.columns, term.column)
                found.update((term.table, row, column) for row in rows for column in columns)
    return frozenset(found)


def _known_figures(context: Context) -> Mapping[str, LastYearFigure]:
    """Last year's figures that are amounts, by item."""
    return {line.item: line for line in context.book.last_year if isinstance(line.amount, int)}


def _last_year_gap(context: Context, lines: Mapping[str, LastYearFigure], whole: str, items: Sequence[str]) -> CheckResult:
    """A figure of last year against the sum of some of its parts."""
    parts, total = _parts(lines, items), _parts(lines, (whole,))
    added, amount = sum(part.amount for part in parts), fen(lines[whole].amount)
    left, right = context.amounts.pair(added, amount)
    names = [context.pack.last_year.get(item, item) for item in items]
    name = "总额" if whole == TOTAL else context.pack.last_year[whole]
    return CheckResult(
        message=f"上年{'加'.join(names)} {left}，比{name} {right} {context.amounts.more_or_less(added, amount)}",
        place=(total if len(items) > 1 else parts)[0].place,
        values=(("加".join(names), left), (name, right), ("相差", context.amounts.more_or_less(added, amount))),
        remedy="和上年公开的预算核对这几个数，看清单位是元还是万元",
        balance=Balance(parts, total, at_most=added > amount),
    )


def _parts(lines: Mapping[str, LastYearFigure], items: Sequence[str]) -> tuple[BalancePart, ...]:
    return tuple(BalancePart(Place("last_year", lines[item].id, "amount"), fen(lines[item].amount)) for item in items)


def carried_money_was_there(context: Context) -> Iterator[CheckResult]:
    """X-27c: 上年结转 is not more than last year's total, of which it is what was left (ARITH)."""
    line = _known_figures(context).get(TOTAL)
    carried = [need for need in context.needs if need.carried]
    added = sum(need.income for need in carried)
    if line is None or added <= max(0, fen(line.amount)):
        return
    ids = [number for need in carried for number in (need.spending_lines if need.typed is None else need.income_lines)]
    parts = tuple(context.parts[number] for number in ids)
    (left, right), name = context.amounts.pair(added, fen(line.amount)), f"上年{context.pack.last_year.get(TOTAL, '总额')}"
    yield CheckResult(
        message=f"上年结转 {left}，比{name} {right} {context.amounts.more_or_less(added, fen(line.amount))}",
        place=max(parts, key=lambda part: part.amount).place,
        other_place=Place("last_year", line.id, "amount"),
        values=(("上年结转", left), (name, right), ("相差", context.amounts.more_or_less(added, fen(line.amount)))),
        remedy="上年结转是上年没有用完的钱：查两个数的单位是元还是万元；几年的钱累计下来的，写明",
        balance=Balance(parts, _parts({TOTAL: line}, (TOTAL,)), at_most=True),
    )


CHECKS: Final = (
    Check("X-27", last_year_parts_fit, reads=("last_year",)),
    Check("X-27a", last_year_parts_add_up),
    Check("X-27c", carried_money_was_there),
)
