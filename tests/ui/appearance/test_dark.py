"""In the dark theme nothing but paper is light: a widget that forgot its ground would be a white rectangle."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QWidget

from tools.painter import Painter
from tools.screens import visit
from ui.pages.registry import PAGES
from ui.printing.sheet_view import SheetView
from ui.theme.theme import Mode

_STEP = 12
_LIGHT = 200
"""The least lightness, of 255, of a pixel that belongs to the light theme."""


def light_areas(window: QWidget) -> list[QRect]:
    """Squares of two steps of pixels that are light at their four corners and in their middle, outside of printed paper."""
    image = window.grab().toImage()
    papers = [view for view in window.findChildren(SheetView) if view.isVisible()]
    paper = [QRect(view.mapTo(window, view.rect().topLeft()), view.size()) for view in papers]

    def is_light(x: int, y: int) -> bool:
        return image.pixelColor(x, y).lightness() > _LIGHT

    side = 2 * _STEP
    squares = (
        QRect(x, y, side, side) for y in range(0, image.height() - side, _STEP) for x in range(0, image.width() - side, _STEP)
    )
    points = ((0, 0), (side, 0), (_STEP, _STEP), (0, side), (side, side))
    return [
        square
        for square in squares
        if all(is_light(square.x() + x, square.y() + y) for x, y in points) and not any(each.intersects(square) for each in paper)
    ]


def test_no_page_has_a_light_area_in_the_dark_theme(office, theme):
    theme.set_mode(Mode.DARK)
    office.controller.show_sample()
    found = {}

    def look(page, window):
        if window is office.window:  # a preview of the printer is paper
            found[page] = light_areas(window)

    painter = Painter(office.controller, look)
    visit(painter, [spec.key for spec in PAGES])
    assert found.keys() >= {spec.key for spec in PAGES}
    assert not {page: areas[0] for page, areas in found.items() if areas}


def test_a_widget_that_forgot_its_ground_is_found(office, theme):
    theme.set_mode(Mode.DARK)
    forgotten = QLabel(office.window)
    forgotten.setStyleSheet("background: #FFFFFF")
    forgotten.setGeometry(200, 200, 100, 30)
    forgotten.show()
    assert light_areas(office.window)
