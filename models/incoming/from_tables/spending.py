"""Splits the money of each function code into kind, source and year, as the tables of spending and income allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from models.book.facts import INCOME, SPENDING, Key
from models.book.terms import KINDS, PROJECT, SOURCES
from models.incoming.from_tables.margins import FUNCTION, Margin, has_place
from models.incoming.from_tables.solving import Sum, solve
from models.incoming.recognised.table import ReadTable
from models.pack.forms.pack import Pack

STAYS: Final = "carry_forward"
"""The kind of money that is not spent: 年终结转."""


class Share(NamedTuple):
    """Money of a function code. ``doubt`` names what the tables do not tell of it: 资金来源 …; "": they tell all."""

    function: str
    source: str
    kind: str
    carried: bool
    amount: int
    doubt: str = ""


class Split(NamedTuple):
    """The shares of a code; ``left_out`` are the tables whose figures do not agree with the others."""

    shares: tuple[Share, ...]
    left_out: tuple[str, ...] = ()


class Way(NamedTuple):
    """A kind of money that a function code may have."""

    source: str
    kind: str
    carried: bool


def ways_of(tables: Sequence[ReadTable], pack: Pack, *, stays: bool) -> Sequence[Way]:
    """The kinds of money that the tables have a place for, the usual first; ``stays``: the budget has 年终结转."""
    kinds = (*KINDS, STAYS) if stays else tuple(KINDS)
    ways = (Way(source, kind, carried) for source in SOURCES for kind in kinds for carried in (False, True))
    return sorted((way for way in ways if _has_place(tables, pack, way)), key=_usual)


def _has_place(tables: Sequence[ReadTable], pack: Pack, way: Way) -> bool:
    spent = way.kind == STAYS or has_place(tables, pack, SPENDING, Key(way.source, way.kind, way.carried))
    return spent and has_place(tables, pack, INCOME, Key(way.source, "", way.carried))


def split_code(code: str, margins: Sequence[Margin], ways: Sequence[Way]) -> Split:
    """The shares of one function code from its margins."""
    used = [
        margin for margin in margins if margin.by == FUNCTION and margin.stream in {SPENDING, INCOME} and not margin.splits_cost
    ]
    spent = [way for way in ways if way.kind != STAYS]
    for chosen, left_out in _attempts(used):
        for allowed in (spent, ways) if len(ways) > len(spent) and not left_out else (spent,):
            shares = _solved(code, allowed, chosen)
            if shares is not None:
                return Split(shares, left_out)
    return Split((), tuple(dict.fromkeys(margin.table for margin in used)))


def _usual(way: Way) -> tuple[bool, int, int, int]:
    """What is more usual comes first: money of this year; of last year's, that of projects."""
    odd = way.carried and way.kind != PROJECT
    kinds = (*KINDS, STAYS)
    return way.carried, odd, (*SOURCES,).index(way.source), kinds.index(way.kind)


def _attempts(margins: Sequence[Margin]) -> Iterator[tuple[Sequence[Margin], tuple[str, ...]]]:
    """All tables, then without those of income, then without one table after another."""
    yield margins, ()
    tables = tuple(dict.fromkeys(margin.table for margin in margins))
    income = tuple(dict.fromkeys(margin.table for margin in margins if margin.stream == INCOME))
    for left_out in ((income,) if income else ()) + tuple((table,) for table in tables) + ((*income, *tables[-1:]),):
        yield [margin for margin in margins if margin.table not in left_out], left_out


def _solved(code: str, ways: Sequence[Way], margins: Sequence[Margin]) -> tuple[Share, ...] | None:
    sums: dict[frozenset[int], int] = {}
    for margin in margins:
        members = frozenset(at for at, way in enumerate(ways) if _takes(margin, way, code))
        if sums.setdefault(members, margin.amount) != margin.amount:
            return None
    same: dict[frozenset[frozenset[int]], list[int]] = {}
    for at in range(len(ways)):
        inside = frozenset(members for members in sums if at in members)
        if inside:
            same.setdefault(inside, []).append(at)
    first = {at: alike for alike in same.values() for at in alike[:1]}
    solution = solve([Sum(members & first.keys(), value) for members, value in sums.items()])
    if solution is None:
        return None
    return tuple(
        Share(code, *ways[at], amount, _doubt([ways[other] for other in first[at]], only=solution.only))
        for at, amount in sorted(solution.amounts.items())
        if amount
    )


def _takes(margin: Margin, way: Way, code: str) -> bool:
    if margin.stream == INCOME:
        return margin.takes(Key(way.source, "", way.carried, "", "", code))
    return way.kind != STAYS and margin.takes(Key(way.source, way.kind, way.carried, "", "", code))


def _doubt(alike: Sequence[Way], *, only: bool) -> str:
    """What the ways that no table tells apart differ in."""
    parts = ["资金来源"] if len({way.source for way in alike}) > 1 else []
    parts += ["支出类别"] if len({way.kind for way in alike}) > 1 else []
    parts += ["本年的还是上年结转的"] if len({way.carried for way in alike}) > 1 else []
    return "、".join(parts) or ("" if only else "资金来源和支出类别的搭配")
