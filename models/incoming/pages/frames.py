"""Finds the tables that ruling lines make on a page, and their cells, merged ones too."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from models.incoming.blocks import Box
from models.incoming.pages.page import Ruling

NEAR: Final = 3.0
"""Points: lines of a border that are drawn twice, and ends that do not quite meet, are one; no cell is so narrow."""

_OPEN: Final = 8.0
"""Points that horizontal lines reach beyond the outermost vertical one where a table has no line at its side."""

_SIDES: Final = 3


class FrameCell(NamedTuple):
    """A cell of a frame: its place in the grid, what it spans, and its rectangle."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


class Frame(Struct, frozen=True):
    """A table: where its columns and rows begin and end, and its cells row by row.

    ``owners`` has for every place of the grid the number of the cell that covers it; -1 for a place outside of the table.
    """

    xs: Sequence[float]
    ys: Sequence[float]
    cells: Sequence[FrameCell]
    owners: Sequence[Sequence[int]]

    @property
    def box(self) -> Box:
        """The rectangle around the table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_at(self, x: float, y: float) -> int:
        """The number of the cell at a point; -1 for none."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        inside = 0 <= row < len(self.owners) and 0 <= column < len(self.owners[0])
        return self.owners[row][column] if inside else -1


def find_frames(horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> list[Frame]:
    """The tables of a page from above. A rectangle around text, with one cell, is no table."""
    across, down = merged(horizontal), merged(vertical)
    frames = []
    for rows, columns in _groups(across, down):
        frame = _frame(_with_open_sides(rows, columns), columns)
        if frame is not None:
            frames.append(frame)
    frames.sort(key=lambda frame: (frame.box.top, frame.box.left))
    return [frame for frame in frames if not any(_inside(frame.box, other.box) for other in frames if other is not frame)]


def merged(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The lines with pieces of one line joined: dashes, one piece a cell, double borders."""
    done: list[Ruling] = []
    for group in _clusters(sorted(rulings), NEAR / 2):
        at = sum(r.at for r in group) / len(group)
        pieces = sorted((r.start, r.end) for r in group)
        start, end = pieces[0]
        for begin, stop in pieces[1:]:
            if begin > end + NEAR:
                done.append(Ruling(at, start, end))
                start, end = begin, stop
            end = max(end, stop)
        done.append(Ruling(at, start, end))
    return sorted(done)


def _clusters(rulings: Sequence[Ruling], reach: float) -> Iterator[list[Ruling]]:
    """Runs of sorted lines of which none is further than ``reach`` from the first."""
    group: list[Ruling] = []
    for ruling in rulings:
        if group and ruling.at - group[0].at > reach:
            yield group
            group = []
        group.append(ruling)
    if group:
        yield group


def _groups(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """The horizontal and vertical lines that touch each other, table by table."""
    parent = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    heights = [r.at for r in across]
    for j, line in enumerate(down):
        for i in range(bisect_left(heights, line.start - NEAR), bisect_right(heights, line.end + NEAR)):
            if across[i].start - NEAR <= line.at <= across[i].end + NEAR:
                parent[root(i)] = root(len(across) + j)
    found: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, line in enumerate(across):
        found.setdefault(root(i), ([], []))[0].append(line)
    for j, line in enumerate(down):
        found.setdefault(root(len(across) + j), ([], []))[1].append(line)
    return [(rows, columns) for rows, columns in found.values() if len(rows) > 1 and columns]


def _with_open_sides(rows: list[Ruling], columns: list[Ruling]) -> list[Ruling]:
    """Add to ``columns`` the sides that a table leaves open; returns its horizontal lines."""
    top, bottom = rows[0].at, rows[-1].at
    for side, edge in ((min(r.start for r in rows), columns[0].at), (max(r.end for r in rows), columns[-1].at)):
        reaching = sum(min(abs(r.start - side), abs(r.end - side)) <= NEAR for r in rows)
        if abs(side - edge) > _OPEN and reaching > 1:
            columns.append(Ruling(side, top, bottom))
    columns.sort()
    return rows


class _Edges:
    """Tells whether a line runs between two places of a grid; lines by the position that they belong to."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self._lines = list(_clusters(rulings, NEAR))
        self.at = [sum(r.at for r in group) / len(group) for group in self._lines]

    def covers(self, index: int, place: float) -> bool:
        """Whether the lines of a position run past ``place``."""
        return any(r.start - NEAR <= place <= r.end + NEAR for r in self._lines[index])


def _frame(rows: Sequence[Ruling], columns: Sequence[Ruling]) -> Frame | None:
    across, down = _Edges(rows), _Edges(columns)
    height, width = len(across.at) - 1, len(down.at) - 1
    if height < 1 or width < 1 or height * width < 2:
        return None
    middles = [(a + b) / 2 for a, b in zip(down.at, down.at[1:], strict=False)]
    heights = [(a + b) / 2 for a, b in zip(across.at, across.at[1:], strict=False)]
    below = [[across.covers(i, x) for x in middles] for i in range(height + 1)]
    beside = [[down.covers(j, y) for j in range(width + 1)] for y in heights]
    cells = list(_cells(below, beside, across.at, down.at))
    if len(cells) < 2:
        return None
    owners = [[-1] * width for _ in range(height)]
    for number, cell in enumerate(cells):
        for row in owners[cell.row : cell.row + cell.rows]:
            row[cell.column : cell.column + cell.columns] = [number] * cell.columns
    return Frame(down.at, across.at, cells, owners)


def _cells(
    below: Sequence[Sequence[bool]], beside: Sequence[Sequence[bool]], ys: Sequence[float], xs: Sequence[float]
) -> Iterator[FrameCell]:
    """Every cell: a rectangle of the grid without lines in it, and lines at three of its sides at least.

    ``below[i][j]``: a line above row i in column j; ``beside[i][j]``: one left of column j in row i.
    """
    height, width = len(beside), len(below[0])
    taken = [[False] * width for _ in range(height)]
    for i in range(height):
        for j in range(width):
            if taken[i][j]:
                continue
            right = j + 1
            while right < width and not beside[i][right] and not taken[i][right]:
                right += 1
            bottom = i + 1
            while bottom < height and _goes_on(below, beside, bottom, j, right):
                bottom += 1
            for row in taken[i:bottom]:
                row[j:right] = [True] * (right - j)
            sides = (below[i][j], below[bottom][j], beside[i][j], beside[i][right])
            if sum(sides) >= _SIDES:
                yield FrameCell(i, j, bottom - i, right - j, Box(xs[j], ys[i], xs[right], ys[bottom]))


def _goes_on(below: Sequence[Sequence[bool]], beside: Sequence[Sequence[bool]], row: int, left: int, right: int) -> bool:
    """Whether a cell from ``left`` to ``right`` goes on in a row: no line above it, none in it, the same sides."""
    return (
        not any(below[row][left:right])
        and not any(beside[row][left + 1 : right])
        and (left == 0 or beside[row][left] == beside[row - 1][left])
        and (right >= len(beside[row]) - 1 or beside[row][right] == beside[row - 1][right])
    )


def _inside(inner: Box, outer: Box) -> bool:
    """Whether a frame lies in a cell of another one, whose text it then is."""
    return (
        outer.left - NEAR <= inner.left
        and inner.right <= outer.right + NEAR
        and outer.top - NEAR <= inner.top
        and inner.bottom <= outer.bottom + NEAR
        and (inner.right - inner.left) * (inner.bottom - inner.top) < (outer.right - outer.left) * (outer.bottom - outer.top)
    )
