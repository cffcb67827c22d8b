"""Amounts are published rounded one by one: finds the fractions below the last digit with which the sums print as published.

The parts of a sum were rounded too, so a published sum may miss that of its printed parts by the last digit. The fractions that
the rounding took are unknown; a few of the largest lines get some, each less than half of the last digit, so that their own
cells print as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any, Final

from msgspec.structs import replace

from models.book.records import Book, Project
from models.incoming.from_tables.proof import CellDifference
from models.published.context import Context
from models.published.tables import tallies_behind
from models.values.money import fen

_MOST_LINES: Final = 8
_CLASS: Final = 3


def settle_rounding(
    context: Context, compare: Callable[[Context], Sequence[CellDifference]]
) -> tuple[Context, Sequence[CellDifference], int]:
    """The context with fractions, what still differs, and how many lines got some: 0 where nothing became better."""
    best: tuple[Context, Sequence[CellDifference], int] = context, list(compare(context)), 0
    off = [each for each in best[1] if each.rounding and each.cell is not None]
    lines = _lines_behind(context, off)
    if not lines or len({each.printed > each.published for each in off}) != 1:
        return best
    step = min(each.cell.step for each in off if each.cell is not None)
    most = max(abs(each.printed - each.published) for each in off) - step // 2 + 1
    sign = 1 if off[0].printed > off[0].published else -1
    for order in _orders(context.book, lines):
        for many in range(2, min(len(order), _MOST_LINES) + 1):
            part = -(-most // many)
            if part * 2 < step:
                tried = Context(_with_less(context.book, frozenset(order[:many]), sign * part), context.pack, context.codes)
                left = list(compare(tried))
                best = (tried, left, many) if len(left) < len(best[1]) else best
                if not left:
                    return best
    return best


def _orders(book: Book, ids: frozenset[int]) -> Iterator[Sequence[int]]:
    """The lines that may get fractions: the largest of each 类 in turn, as its sum is rounded too; then the largest of all."""
    lines = sorted((line for line in _lines(book) if line.id in ids), key=lambda line: -fen(line.amount))
    in_class: Counter[str] = Counter()
    turns: list[tuple[int, int]] = []
    for line in lines:
        code = (getattr(line, "economic", "") or line.function)[:_CLASS]
        turns.append((in_class[code], line.id))
        in_class[code] += 1
    yield [own for _, own in sorted(turns, key=itemgetter(0))]
    yield [line.id for line in lines]


def _lines_behind(context: Context, differences: Sequence[CellDifference]) -> frozenset[int]:
    """The lines that all cells add up which only rounding explains."""
    common: frozenset[int] | None = None
    for each in differences:
        if each.cell is not None:
            table = context.tables[each.table]
            found = tallies_behind(table, context.codes, context.tallies, each.cell.side, each.cell.row, each.cell.column)
            lines = frozenset(line for tally in found for line in tally.lines)
            common = lines if common is None else common & lines
    return common or frozenset()


def _lines(book: Book) -> list[Any]:
    return [*book.basic, *book.others, *(part for project in book.projects for part in project.funding)]


def _with_less(book: Book, ids: frozenset[int], less: int) -> Book:
    def changed(line: Any) -> Any:
        return replace(line, amount=fen(line.amount) - less) if line.id in ids else line

    def project(one: Project) -> Project:
        return replace(one, funding=tuple(map(changed, one.funding)))

    return replace(
        book,
        basic=tuple(map(changed, book.basic)),
        others=tuple(map(changed, book.others)),
        projects=tuple(map(project, book.projects)),
    )
