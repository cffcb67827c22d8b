"""Tables without lines between their columns: 三线表, and those with lines between the rows only.

Nothing is guessed: the columns are the gaps that all rows have in common, and each row must have something in each column. Else it
stays text with gaps, which the readers tell as a table that could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from models.incoming.blocks import Block, Box, Cell, Place
from models.incoming.pages.lines import Line, Spacing, lines_of, text_of
from models.incoming.pages.page import Glyph, Ruling, box_of

_GAP: Final = 0.8
"""Of a line's height: the least gap between two columns."""

_APART: Final = 3.0
"""Of a line's height: rows that are further from each other are of no table."""

_ROWS: Final = 3
_COLUMNS: Final = 3
_RULED_COLUMNS: Final = 2
"""The fewest of a table, and of one with lines above and below: text with two columns and no line may be anything."""

_RULES: Final = 2
_ABOVE: Final = 3
"""Lines above a table that look like rows of it: the unit, the date."""


class Unruled(NamedTuple):
    """A table: the lines from ``start`` to before ``stop``, and its block."""

    start: int
    stop: int
    block: Block


def find_unruled(lines: Sequence[Line], rulings: Sequence[Ruling], page: int, number: int, spacing: Spacing) -> list[Unruled]:
    """The tables among the lines of a page, from above; ``rulings`` are its horizontal lines, ``number`` counts other tables."""
    found: list[Unruled] = []
    for start, stop in _runs(lines):
        table = _table(lines, start, stop, rulings)
        if table is not None:
            at, rows, columns = table
            place = Place(page=page, table=number + len(found) + 1, box=_box(rows))
            found.append(Unruled(at, stop, _block(rows, columns, place, spacing)))
    return found


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where lines follow each other that all have gaps."""
    start = 0
    for at in range(len(lines) + 1):
        far = 0 < at < len(lines) and lines[at].box.top - lines[at - 1].box.top > _APART * lines[at - 1].size
        gappy = at < len(lines) and _has_gap(lines[at])
        if far or not gappy:
            if at - start >= _ROWS:
                yield start, at
            start = at if gappy else at + 1


def _has_gap(line: Line) -> bool:
    return any(glyph.left - before.right > _GAP * line.size for before, glyph in pairwise(line.glyphs))


def _table(
    lines: Sequence[Line], start: int, stop: int, rulings: Sequence[Ruling]
) -> tuple[int, Sequence[Line], list[tuple[float, float]]] | None:
    """Where the table of a run begins, its rows and its columns (from, to); None where the rows do not fit."""
    for at in range(start, min(start + _ABOVE, stop - _ROWS) + 1):
        own = lines[at:stop]
        ruled = _rules_around(own, rulings) >= _RULES
        columns = _columns(own)
        if len(columns) >= (_RULED_COLUMNS if ruled else _COLUMNS) and all(_fills(line, columns) for line in own):
            return at, own, columns
    return None


def _rules_around(lines: Sequence[Line], rulings: Sequence[Ruling]) -> int:
    """How many lines as wide as the rows run above, between or below them."""
    box = _box(lines)
    near = lines[0].size * 1.5
    return sum(
        box.top - near <= ruling.at <= box.bottom + near and ruling.start <= box.left + near and ruling.end >= box.right - near
        for ruling in rulings
    )


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """From where to where the rows together have characters, without a gap that all of them have."""
    size = max(line.size for line in lines)
    columns: list[tuple[float, float]] = []
    for glyph in sorted((glyph for line in lines for glyph in line.glyphs), key=lambda glyph: glyph.left):
        if columns and glyph.left - columns[-1][1] <= _GAP * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], glyph.right))
        else:
            columns.append((glyph.left, glyph.right))
    return columns


def _fills(line: Line, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line has something in each column."""
    return all(any(start <= glyph.left < end for glyph in line.glyphs) for start, end in columns)


def _block(rows: Sequence[Line], columns: Sequence[tuple[float, float]], place: Place, spacing: Spacing) -> Block:
    made: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows):
        cells = []
        for at, (start, end) in enumerate(columns):
            glyphs: list[Glyph] = [glyph for glyph in row.glyphs if start <= glyph.left < end]
            cells.append(Cell(text_of(lines_of(glyphs, spacing), end - start), number, at, box=box_of(glyphs)))
        made.append(tuple(cells))
    return Block(tuple(made), place)


def _box(lines: Sequence[Line]) -> Box:
    boxes = [line.box for line in lines]
    return Box(
        min(box.left for box in boxes), min(box.top for box in boxes), max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )  # fmt: skip
