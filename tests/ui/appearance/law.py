"""The law of appearance: a window never shows what it should not. Its rules, over a widget and all that it holds."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QMenu, QScrollArea, QWidget

from tests.ui.appearance import rules_of_place, rules_of_text, rules_of_views
from tests.ui.appearance.contrast import faint_control, faint_drawing
from tests.ui.appearance.designs import FITS_ITS_SCREEN, FOREIGN, is_one
from tests.ui.appearance.drawn_text import listening, over_each_other
from tests.ui.appearance.faults import Fault, path_of
from tests.ui.appearance.tips import shortened

RULES = (*rules_of_place.RULES, *rules_of_text.RULES, *rules_of_views.RULES)


def faults_of(window: QWidget) -> list[Fault]:
    """What breaks a rule in a window as it stands, each once. What is scrolled out of sight is judged too."""
    in_sight = [widget for widget in (window, *window.findChildren(QWidget)) if widget.isVisible()]
    found = list(_faults_of_painting(window, in_sight))
    for area in in_sight:
        if isinstance(area, QScrollArea) and area.widget() is not None:
            found.extend(_faults_of_painting(area.widget()))
    if not is_one(window, FOREIGN):
        found.extend(fault for widget in in_sight for rule in RULES for fault in rule(widget))
    return list(dict.fromkeys(found))


def _faults_of_painting(widget: QWidget, controls: list[QWidget] = ()) -> Iterator[Fault]:
    """What is wrong in a picture of a widget."""
    with listening() as heard:
        image = widget.grab().toImage()
    yield from heard.faults
    if is_one(widget, FOREIGN):
        return
    yield from over_each_other(heard.drawn)
    yield from shortened(heard)
    for drawn in heard.drawn:
        yield from faint_drawing(image, widget, drawn)
    for control in controls:
        yield from faint_control(image, widget, control)


def beyond_the_screen(window: QWidget, wide: int, high: int) -> Iterator[Fault]:
    """No window, dialog or menu is larger than the screen, nor asks for more: a window that needs more would grow."""
    if isinstance(window, QMenu):  # one that is higher would go on in a second column
        places = [window.actionGeometry(action) for action in window.actions()]
        right, needed = max(place.right() for place in places) + 1, sum(place.height() for place in places)
        if right > wide or needed > high:
            yield Fault("larger than the screen", path_of(window), f"{right}×{needed} on {wide}×{high}")
        return
    least = window.minimumSizeHint().expandedTo(window.minimumSize()).expandedTo(window.size())
    if (least.width() > wide or least.height() > high) and not is_one(window, FITS_ITS_SCREEN):
        yield Fault("larger than the screen", path_of(window), f"{least.width()}×{least.height()} on {wide}×{high}")
