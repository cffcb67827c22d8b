"""How cells are drawn: a part of the grid that is painted by itself looks as it does in the whole, and nothing else is drawn."""

from __future__ import annotations

import random
from functools import reduce

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QRegion

from ui.grid.view.view import GridView


@pytest.fixture(params=["basic", "income", "projects", "assets"])
def grids(request, window):
    window.workspace.open_page(request.param)
    page = window.workspace.page
    page.grid.block.select((1, 1), (2, 2))
    return [grid for grid in page.findChildren(GridView) if grid.isVisible() and grid.viewport().height() > 1]


def picture(grid, region):
    size = grid.viewport().size()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(0)
    grid.viewport().render(image, region.boundingRect().topLeft(), region)
    return image


def somewhere(chance, bounds):
    (left, right), (top, bottom) = (sorted(chance.choices(range(most), k=2)) for most in (bounds.width(), bounds.height()))
    return QRect(QPoint(left, top), QPoint(right, bottom))


def test_a_part_looks_as_in_the_whole(grids):
    chance = random.Random(7)  # noqa: S311 - rectangles
    for grid in grids:
        bounds = grid.viewport().rect()
        whole = picture(grid, QRegion(bounds))
        for _ in range(12):
            rects = [somewhere(chance, bounds) for _ in range(chance.randint(1, 3))]
            part = picture(grid, reduce(QRegion.united, rects, QRegion()))
            assert all(part.copy(rect) == whole.copy(rect) for rect in rects)


def test_only_cells_in_the_part_are_drawn(window, monkeypatch):
    window.workspace.open_page("basic")
    grid = window.workspace.page.grid
    drawn, draw = [], grid.delegate.draw
    monkeypatch.setattr(grid.delegate, "draw", lambda *given, **how: [drawn.append(given[2:4]), draw(*given, **how)])
    cell = grid.visualRect(grid.grid_model.index(2, 3))
    picture(grid, QRegion(cell))
    assert drawn == [(2, 3)]
    drawn.clear()
    picture(grid, QRegion(cell).united(grid.visualRect(grid.grid_model.index(4, 5)).adjusted(-2, 0, 0, 0)))
    assert sorted(drawn) == [(2, 3), (4, 4), (4, 5)]
    below = grid.visualRect(grid.grid_model.index(grid.grid_model.rowCount() - 1, 0)).bottom()
    drawn.clear()
    picture(grid, QRegion(QRect(0, below + 2, 50, 50)))
    assert drawn == []
