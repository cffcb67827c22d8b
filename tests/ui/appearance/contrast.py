"""Whether texts stand out from their ground: 4.5 to 1, as the guidelines for accessible contents ask (WCAG 2, 1.4.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit, QRadioButton, QWidget

from tests.ui.appearance.designs import PAPER, is_one
from tests.ui.appearance.drawn_text import Drawn
from tests.ui.appearance.faults import Fault, path_of

FAINT = "too faint"
LEAST = 4.5
_ROUNDED = 0.05
_LEAST_PICTURE = 12
"""Pixels: in less there is no whole stroke of a character."""


@cache
def _light(rgb: int) -> float:
    """The relative luminance of a colour."""
    parts = [(rgb >> shift & 0xFF) / 255 for shift in (16, 8, 0)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: int, other: int) -> float:
    """The contrast of two colours as 0xRRGGBB, 1 to 21."""
    dark, light = sorted((_light(one & 0xFFFFFF), _light(other & 0xFFFFFF)))
    return (light + 0.05) / (dark + 0.05)


def faint_drawing(image: QImage, of: QWidget, drawn: Drawn) -> Iterator[Fault]:
    """The colour of the pen against the ground around the text."""
    if drawn.color.alpha() < 255 or is_one(drawn.widget.parentWidget(), PAPER):
        return
    place = drawn.place.translated(drawn.widget.mapTo(of, QPoint(0, 0))) & image.rect()
    if place.width() < 4 or place.height() < 4 or not _is_in_front(of, drawn.widget, place):
        return
    ground = _edge_color(image, place)
    found = contrast(drawn.color.rgb(), ground)
    if found < LEAST - _ROUNDED:
        what = f"“{drawn.text[:20]}” {drawn.color.name()} on #{ground & 0xFFFFFF:06x}: {found:.1f} to 1"
        yield Fault(FAINT, path_of(drawn.widget), what)


def _is_in_front(of: QWidget, widget: QWidget, place: QRect) -> bool:
    """Whether no other widget covers a place."""
    return all((of.childAt(corner) or of) is widget for corner in (place.topLeft(), place.center(), place.bottomRight()))


def _edge_color(image: QImage, place: QRect) -> int:
    """The commonest colour at the edge of a place."""
    across = [place.left() + place.width() * step // 8 for step in range(8)]
    down = [place.top() + place.height() * step // 4 for step in range(4)]
    points = [(x, y) for x in across for y in (place.top(), place.bottom())]
    points += [(x, y) for y in down for x in (place.left(), place.right())]
    return Counter(image.pixel(x, y) for x, y in points).most_common(1)[0][0]


def faint_control(image: QImage, of: QWidget, widget: QWidget) -> Iterator[Fault]:
    """The strongest colour in a control that Qt draws, against its commonest; of what is cut there may be no whole stroke."""
    if not isinstance(widget, QLabel | QAbstractButton | QLineEdit) or not (words := _words(widget).strip()):
        return
    if isinstance(widget, QLineEdit) and widget.fontMetrics().horizontalAdvance(words) > widget.width():
        return
    place = QRect(widget.mapTo(of, QPoint(0, 0)), widget.size()).adjusted(3, 3, -3, -3) & image.rect()
    if isinstance(widget, QCheckBox | QRadioButton):  # without the box
        place.setLeft(place.left() + widget.sizeHint().width() - widget.fontMetrics().horizontalAdvance(words))
    is_whole = widget.visibleRegion().boundingRect() == widget.rect() and _is_in_front(of, widget, place)
    if not is_whole or min(place.width(), place.height()) < _LEAST_PICTURE:
        return
    crop = image.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    ground, found = _strongest(bytes(crop.constBits()))
    if found < LEAST - _ROUNDED:
        what = f"“{words[:20]}” on {QColor(ground).name()}: {found:.1f} to 1"
        yield Fault(FAINT, path_of(widget), what)


@lru_cache(maxsize=2000)
def _strongest(pixels: bytes) -> tuple[int, float]:
    """The commonest colour of a picture, and the strongest contrast to it. Most controls look as they did in the state before."""
    colors = Counter(memoryview(pixels).cast("I"))
    ground = colors.most_common(1)[0][0]
    return ground, max(contrast(ground, color) for color in colors)


def _words(widget: QWidget) -> str:
    words = str(widget.property("text") or "")
    return words or str(widget.property("placeholderText") or "")
