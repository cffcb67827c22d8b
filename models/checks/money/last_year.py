"""Last year's figures: no part is more than the total, nor is what was carried over (X-27, X-27a, X-27c)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from models.book import terms
from models.book.places import BalancePart, Place
from models.book.records import LastYearFigure
from models.checks.check import Check
from models.checks.findings import Balance, CheckResult
from models.pack.forms.last_year import THREE_PUBLIC_TOTAL, TOTAL
from models.published.context import Context
from models.values.money import fen

_SPENDING_ITEMS: Final = (terms.BASIC, terms.PROJECT)
"""The parts of the total."""


def last_year_parts_fit(context: Context) -> Iterator[CheckResult]:
    """X-27: last year's total is not less than its basic and project expenditure, nor than 三公 (ARITH)."""
    lines = _known_figures(context)
    if TOTAL not in lines:
        return
    total = fen(lines[TOTAL].amount)
    for items in (_SPENDING_ITEMS, (THREE_PUBLIC_TOTAL,)):
        known = [item for item in items if item in lines]
        if sum(fen(lines[item].amount) for item in known) > total:
            yield _last_year_gap(context, lines, known)


def last_year_parts_add_up(context: Context) -> Iterator[CheckResult]:
    """X-27a: last year's total equals basic plus project expenditure, unless the book has other expenditure or 年终结转."""
    lines = _known_figures(context)
    if context.book.others or context.book.carry_forward or not lines.keys() >= {TOTAL, *_SPENDING_ITEMS}:
        return
    if sum(fen(lines[item].amount) for item in _SPENDING_ITEMS) < fen(lines[TOTAL].amount):
        yield _last_year_gap(context, lines, _SPENDING_ITEMS)


def _known_figures(context: Context) -> Mapping[str, LastYearFigure]:
    """Last year's figures that are amounts, by item."""
    return {line.item: line for line in context.book.last_year if isinstance(line.amount, int)}


def _last_year_gap(context: Context, lines: Mapping[str, LastYearFigure], items: Sequence[str]) -> CheckResult:
    """Last year's total against the sum of some of its parts."""
    parts, total = _parts(lines, items), _parts(lines, (TOTAL,))
    added, whole = sum(part.amount for part in parts), fen(lines[TOTAL].amount)
    left, right = context.amounts.pair(added, whole)
    names = [context.pack.last_year.get(item, item) for item in items]
    return CheckResult(
        message=f"上年{'加'.join(names)} {left}，比总额 {right} {context.amounts.more_or_less(added, whole)}",
        place=(total if len(items) > 1 else parts)[0].place,
        values=(("加".join(names), left), ("总额", right), ("相差", context.amounts.more_or_less(added, whole))),
        remedy="和上年公开的预算核对这几个数，看清单位是元还是万元",
        balance=Balance(parts, total, at_most=added > whole),
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
