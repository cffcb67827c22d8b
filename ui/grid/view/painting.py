"""Paints the cells of a grid and the lines between them, in place of QTableView's own loop.

Gains more than half of a repaint: Qt's loop makes an index and calls ``flags`` three times and ``data`` once for each cell.
Would break with moved columns, spans, a right-to-left layout, or delegates that only have Qt's ``paint``: none is used here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import QItemSelectionModel, QLine, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.grid.view.delegate import GridDelegate

Stretch = tuple[int, int, int]
"""A row or column in the viewport: its number, its start and its size in pixels, with the grid line at its end."""


def draw_cells(view: QTableView, delegate: GridDelegate, event: QPaintEvent) -> None:
    """Paint the cells in the region of ``event``, each once, and their grid lines."""
    painter = QPainter(view.viewport())
    line = int(view.showGrid())
    chosen = _chosen(view.selectionModel())
    here = view.currentIndex()
    cursor = here.row(), here.column()
    done: set[tuple[int, int]] = set()
    for dirty in cast("Iterable[QRect]", event.region()):  # the stubs leave its iteration out
        rows = _stretches(view.verticalHeader(), dirty.top(), dirty.bottom())
        columns = _stretches(view.horizontalHeader(), dirty.left(), dirty.right())
        for row, top, height in rows:
            for column, left, width in columns:
                cell = row, column
                if cell not in done:
                    done.add(cell)
                    rect = QRect(left, top, width - line, height - line)
                    selected = any(a <= row <= c and b <= column <= d for a, b, c, d in chosen)
                    delegate.draw(painter, rect, row, column, selected=selected, current=cell == cursor)
        if line and rows and columns:
            painter.setPen(delegate.brushes.color["line"])
            painter.drawLines(_lines(rows, columns))
    painter.end()


def _chosen(model: QItemSelectionModel) -> Sequence[tuple[int, int, int, int]]:
    """The selected rectangles: top, left, bottom, right."""
    return [(part.top(), part.left(), part.bottom(), part.right()) for part in model.selection().toList()]


def _stretches(header: QHeaderView, first: int, last: int) -> Sequence[Stretch]:
    """The visible rows or columns between two pixels of the viewport; assumes that no section was moved."""
    at, end = header.logicalIndexAt(max(first, 0)), header.logicalIndexAt(last)
    if at < 0:
        return ()
    numbers = range(at, (header.count() if end < 0 else end + 1))
    found = ((number, header.sectionViewportPosition(number), header.sectionSize(number)) for number in numbers)
    return [stretch for stretch in found if stretch[2]]


def _lines(rows: Sequence[Stretch], columns: Sequence[Stretch]) -> Sequence[QLine]:
    """The grid lines: one below each row and one right of each column, as far as there are cells."""
    (_, top, _), (_, low, height) = rows[0], rows[-1]
    (_, left, _), (_, far, width) = columns[0], columns[-1]
    bottom, right = low + height - 1, far + width - 1
    across = [QLine(left, at + size - 1, right, at + size - 1) for _, at, size in rows]
    return across + [QLine(at + size - 1, top, at + size - 1, bottom) for _, at, size in columns]
