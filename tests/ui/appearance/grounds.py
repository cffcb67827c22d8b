"""Grounds of the dark theme: nothing but paper is light. A widget that forgot its ground would be a white rectangle."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import qGray
from PySide6.QtWidgets import QWidget

from tests.ui.appearance.designs import PAPER, is_one

_STEP = 12
_LIGHT = 200
"""The least grey, of 255, of a pixel that belongs to the light theme."""


def light_areas(window: QWidget) -> list[QRect]:
    """Squares of two steps of pixels that are light at their four corners and in their middle, outside of printed paper."""
    image = window.grab().toImage()
    papers = [view for view in window.findChildren(QWidget) if view.isVisible() and is_one(view, PAPER)]
    paper = [QRect(view.mapTo(window, view.rect().topLeft()), view.size()) for view in papers]
    tall, wide = range(0, image.height(), _STEP), range(0, image.width(), _STEP)
    light = {(x, y) for y in tall for x in wide if qGray(image.pixel(x, y)) > _LIGHT}
    side = 2 * _STEP
    corners = ((0, 0), (side, 0), (_STEP, _STEP), (0, side), (side, side))
    squares = [QRect(x, y, side, side) for x, y in sorted(light) if all((x + right, y + down) in light for right, down in corners)]
    return [square for square in squares if not any(each.intersects(square) for each in paper)]
