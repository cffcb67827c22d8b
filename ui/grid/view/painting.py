"""Draws the cells of a grid that are to be painted, and the lines between them.

Qt's own loop asks the model for an index, three times for the flags and once for the cell of each: more than half of a repaint.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import QItemSelectionModel, QLine, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.grid.view.delegate import GridDelegate

Stretch = tuple[int, int, int]
"""A row or a column as it lies in the viewport: its number, where it begins, how many pixels it takes with the line behind it."""


def draw_cells(view: QTableView, delegate: GridDelegate, event: QPaintEvent) -> None:
    """What an event wants painted. Every viewport of a grid is painted by this alone."""
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
    """The rows or columns between two places of the viewport. None of a grid is ever moved."""
    at, end = header.logicalIndexAt(max(first, 0)), header.logicalIndexAt(last)
    if at < 0:
        return ()
    numbers = range(at, (header.count() if end < 0 else end + 1))
    found = ((number, header.sectionViewportPosition(number), header.sectionSize(number)) for number in numbers)
    return [stretch for stretch in found if stretch[2]]


def _lines(rows: Sequence[Stretch], columns: Sequence[Stretch]) -> Sequence[QLine]:
    """One line below each row and one behind each column, as far as there are cells."""
    (_, top, _), (_, low, height) = rows[0], rows[-1]
    (_, left, _), (_, far, width) = columns[0], columns[-1]
    bottom, right = low + height - 1, far + width - 1
    across = [QLine(left, at + size - 1, right, at + size - 1) for _, at, size in rows]
    return across + [QLine(at + size - 1, top, at + size - 1, bottom) for _, at, size in columns]
