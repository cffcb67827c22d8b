"""The law of appearance: a window never shows what it should not. Its rules, over a widget and all that it holds."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QScrollArea, QWidget

from tests.ui.appearance import rules_of_place, rules_of_text
from tests.ui.appearance.designs import FITS_ITS_SCREEN, FOREIGN, is_one
from tests.ui.appearance.drawn_text import listening
from tests.ui.appearance.faults import Fault, path_of

RULES = (*rules_of_place.RULES, *rules_of_text.RULES)


def faults_of(window: QWidget) -> list[Fault]:
    """What breaks a rule in a window as it stands, each once. What is scrolled out of sight is judged too."""
    found: list[Fault] = []
    in_sight = [widget for widget in (window, *window.findChildren(QWidget)) if widget.isVisible()]
    with listening(found):
        window.grab()
        for area in in_sight:
            if isinstance(area, QScrollArea) and area.widget() is not None:
                area.widget().grab()
    if is_one(window, FOREIGN):
        return list(dict.fromkeys(found))
    for widget in in_sight:
        found.extend(fault for rule in RULES for fault in rule(widget))
    return list(dict.fromkeys(found))


def beyond_the_screen(window: QWidget, wide: int, high: int) -> Iterator[Fault]:
    """No window, dialog or menu is larger than the screen, nor asks for more: a window that needs more would grow."""
    least = window.minimumSizeHint().expandedTo(window.minimumSize()).expandedTo(window.size())
    if (least.width() > wide or least.height() > high) and not is_one(window, FITS_ITS_SCREEN):
        yield Fault("larger than the screen", path_of(window), f"{least.width()}×{least.height()} on {wide}×{high}")
