"""Which column of a block is which of an official table, by the words above it: all of them from the top down.

A column is known by its whole heading (本年收入, 预算数), or by the lowest word of it where only one column of the table has
that; never by its position. On a page where the headings are not repeated, columns are those that stand at the same place
of the paper, or of the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from msgspec import Struct

from models.incoming.recognised.lines import SourceCell, SourceLine, plain
from models.pack.forms.tables import TableSpec
from models.values.unit_words import NamedUnit, unit_of_heading, without_unit

CODE: Final = "code"
NAME: Final = "name"
AMOUNT: Final = "amount"
NUMBER: Final = "number"

_DEEPEST: Final = 7
"""Lines of a block in which the lowest heading is searched."""

_HIGHEST: Final = 4
_ENOUGH: Final = 0.6
"""The part of the columns of a table that has to be found, for a block to be that table."""

_PLACEHOLDER: Final = re.compile(r"\{\w+\}")
_YEAR: Final = re.compile(r"(?:19|20|21)\d\d(?:年度?)?")
_NUMBERS: Final = ("序号", "行次", "编号")
_NUMBERING: Final = ("栏次", "档次", "行次", "")
_WIDEST: Final = 60
"""Columns in which headings are searched: no form has half as many."""

_MARGIN: Final = 3.0
"""Points by which the same column may stand elsewhere on the next page."""


class Target(NamedTuple):
    """What a column is: a level of the code, the name or label, or an amount of a side; or the running number."""

    kind: str
    side: int = 0
    id: str = ""
    level: int = 0


class Column(NamedTuple):
    """A column of a block: where it stands, what it is, its words as printed and the unit of money in them.

    ``whole``: all words above it are those of the form, not the lowest alone.
    """

    at: int
    target: Target
    words: str
    unit: NamedUnit | None = None
    edges: tuple[float, float] | None = None
    whole: bool = True


class Headed(Struct, frozen=True):
    """A block whose columns are known: the position of its first line of data; ``strange`` are headings that no column has."""

    first: int
    columns: tuple[Column, ...]
    strange: tuple[SourceCell, ...] = ()
    top: int = 0
    """The first line of the headings."""


FindTarget = Callable[[tuple[str, ...], set[Target]], tuple[Target | None, bool]]
"""(texts above a column from the top down, targets taken) → what the column is, and whether all its words say so."""


def match_headings(lines: Sequence[SourceLine], spec: TableSpec) -> Headed | None:
    """The columns of a table in the lines of one block; None where its headings are not there."""
    wanted = dict(_wanted(spec))
    find = partial(_target, wanted)
    best: tuple[tuple[int, int, int], Headed] | None = None
    for low in range(min(_DEEPEST, len(lines))):
        for top in range(low, max(-1, low - _HIGHEST), -1):
            found = columns_below(lines[top : low + 1], find)
            score = len(found.columns), -len(found.strange), sum(column.whole for column in found.columns)
            if best is None or score > best[0]:
                best = score, Headed(low + 1, found.columns, found.strange, top)
    if best is None:
        return None
    amounts = sum(column.target.kind == AMOUNT for column in best[1].columns)
    of_all = sum(target.kind == AMOUNT for target in wanted.values())
    if amounts < _ENOUGH * of_all or len({c.target for c in best[1].columns} - {Target(NUMBER)}) < _ENOUGH * len(wanted):
        return None
    return without_numbering(lines, best[1])


def without_numbering(lines: Sequence[SourceLine], headed: Headed) -> Headed:
    """Passes the line that numbers the columns (栏次 1 2 3 …)."""
    first = headed.first
    if first < len(lines):
        texts = [plain(text) for text in lines[first].texts]
        rest = texts[1:] if texts and texts[0] in _NUMBERING else texts
        if len(rest) > 1 and rest == [str(n) for n in range(1, len(rest) + 1)]:
            first += 1
    return Headed(first, headed.columns, headed.strange, headed.top)


def moved(columns: Sequence[Column], lines: Sequence[SourceLine]) -> tuple[Column, ...]:
    """The columns of a block on the next page without headings: what stands below a heading belongs to it.

    Without places on paper the block has to be as wide as the one with the headings; else nothing is known.
    """
    cells = [cell for line in lines for cell in line.cells]
    if all(column.edges for column in columns) and all(cell.place.box for cell in cells):
        return tuple(
            column._replace(at=cell.column)
            for column in columns
            if (cell := next((cell for cell in cells if _stands_below(cell, column)), None)) is not None
        )
    width = max((cell.column + cell.columns for cell in cells), default=0)
    return tuple(columns) if width <= max(column.at for column in columns) + 1 else ()


def _stands_below(cell: SourceCell, column: Column) -> bool:
    box, edges = cell.place.box, column.edges
    if box is None or edges is None or cell.columns > 1:
        return False
    inside = column.target.kind in {CODE, NAME, NUMBER} and box.left >= edges[0] - _MARGIN
    return abs(box.left - edges[0]) <= _MARGIN and (inside or abs(box.right - edges[1]) <= _MARGIN)


# --- headings of the form and of the block


def heading_key(text: str) -> str:
    """A heading for comparison: without blanks, years and the unit of money."""
    without_year = _YEAR.sub("", _PLACEHOLDER.sub("", plain(text)).removeprefix("年")).removeprefix("年")
    return without_unit(without_year.removeprefix("其中:"))


def _wanted(spec: TableSpec) -> Iterator[tuple[tuple[int, tuple[str, ...]], Target]]:
    """(side, words from the top down) → what the column is."""
    for number, side in enumerate(spec.sides):
        labels = [tuple(map(heading_key, heading)) for heading in side.label_headings]
        for level, heading in enumerate(labels):
            last = level == len(labels) - 1
            yield (number, heading), Target(NAME, number) if last else Target(CODE, number, level=level)
        for column in side.columns:
            yield (number, tuple(map(heading_key, column.heading))), Target(AMOUNT, number, column.id)


def columns_below(lines: Sequence[SourceLine], find: FindTarget) -> Headed:
    """The columns below lines of headings, ``first`` unset; ``strange`` are the headings that ``find`` does not know."""
    width = max((cell.column + cell.columns for line in lines for cell in line.cells), default=0)
    found: dict[int, Column] = {}
    strange: list[SourceCell] = []
    taken: set[Target] = set()
    for at in range(min(width, _WIDEST)):
        cells = _heading_cells(lines, at)
        if not cells:
            continue
        texts = tuple(cell.text for cell in cells)
        target, whole = (Target(NUMBER), True) if heading_key(texts[-1]) in _NUMBERS else find(texts, taken)
        if target is None:
            strange.append(cells[-1])
            continue
        if target.kind != NUMBER:
            taken.add(target)
        box = cells[-1].place.box
        unit = next((unit for cell in reversed(cells) if (unit := unit_of_heading(cell.text)) is not None), None)
        words = "".join("".join(cell.text.split()) for cell in cells[-1:])
        found[at] = Column(at, target, words, unit, (box.left, box.right) if box and cells[-1].columns == 1 else None, whole)
    return Headed(0, tuple(found.values()), tuple(strange))


def _heading_cells(lines: Sequence[SourceLine], at: int) -> list[SourceCell]:
    """The headings of a column from the top down; where nothing tells what is merged, a wide one stands at its first column."""
    cells: list[SourceCell] = []
    for number, line in enumerate(lines):
        cell = line.at(at)
        if cell is None and number < len(lines) - 1 and any(below.at(at) for below in lines[number + 1 :]):
            left = [other for other in line.cells if other.column < at]
            cell = left[-1] if left and not left[-1].place.box and left[-1].text else None
        if cell is not None and cell.text and cell not in cells:
            cells.append(cell._replace(goes_on=False))
    return list(dict.fromkeys(cells))


def _target(
    wanted: Mapping[tuple[int, tuple[str, ...]], Target], texts: tuple[str, ...], taken: set[Target]
) -> tuple[Target | None, bool]:
    path = tuple(map(heading_key, texts))
    free = {key: target for key, target in wanted.items() if target not in taken}
    whole = [target for (_, heading), target in free.items() if path[-len(heading) :] == heading]
    if whole:
        return whole[0], True
    lowest = [target for (_, heading), target in wanted.items() if heading[-1] == path[-1]]
    return (lowest[0] if len(lowest) == 1 and lowest[0] not in taken else None), False
