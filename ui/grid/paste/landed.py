"""The cells in which a paste landed, as rectangles of the grid after the edit."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from ui.grid.paste.target import Rectangle
from ui.grid.rows.model import GridModel

Landed = Sequence[tuple[int, int]]
"""Row and position of the cells; rows past the last line are new lines."""


class LandedCells:
    """Made before the edit; ``rectangles`` is asked after it, when new lines have their rows."""

    def __init__(self, grid: GridModel, cells: Landed) -> None:
        self._grid = grid
        self._cells = cells
        self._keys = {row: found.key for row in range(grid.line_count) if (found := grid.grid_row(row)) is not None}
        self._new = sorted({row for row, _ in cells if row >= grid.line_count})

    def rectangles(self) -> Sequence[Rectangle]:
        """The rectangles from top to bottom; rows that are gone or cannot be found are left out."""
        now = _rows(self._grid)
        made = [row for key, row in now.items() if key not in set(self._keys.values())]
        places = {row: now[key] for row, key in self._keys.items() if key in now}
        if len(made) == len(self._new):
            places |= dict(zip(self._new, made, strict=True))
        return _merged(sorted((places[row], position) for row, position in self._cells if row in places))


def _rows(grid: GridModel) -> Mapping[Hashable, int]:
    return {found.key: row for row in range(grid.line_count) if (found := grid.grid_row(row)) is not None}


def _merged(cells: Iterable[tuple[int, int]]) -> Sequence[Rectangle]:
    """Sorted cells as rectangles: runs within a row, joined with equal runs of the row above."""
    runs: list[Rectangle] = []
    for row, position in cells:
        if runs and runs[-1].top == row and runs[-1].right == position - 1:
            runs[-1] = runs[-1]._replace(right=position)
        else:
            runs.append(Rectangle(row, position, row, position))
    open_runs: dict[tuple[int, int], Rectangle] = {}
    done: list[Rectangle] = []
    for run in runs:
        above = open_runs.get((run.left, run.right))
        if above is not None and above.bottom == run.top - 1:
            open_runs[run.left, run.right] = above._replace(bottom=run.bottom)
            continue
        if above is not None:
            done.append(above)
        open_runs[run.left, run.right] = run
    return sorted([*done, *open_runs.values()])
