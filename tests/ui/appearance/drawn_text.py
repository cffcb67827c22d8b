"""Listens to what the program draws itself: every ``QPainter.drawText`` while a widget is painted.

A text is drawn inside the rectangle that it gets; an amount is drawn whole; every character is one that the fonts have.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QTextOption
from PySide6.QtWidgets import QWidget

from tests.ui.appearance.faults import Fault, path_of
from tests.ui.appearance.glyphs import NO_GLYPH, missing
from tests.ui.appearance.rules_of_place import scrolls
from tests.ui.appearance.rules_of_text import CUT

AMOUNT_CUT = "amount cut"
_WRAPS = (Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere).value
_AMOUNT = re.compile(r"[-−－]?[\d,.]+")
_CUT_AMOUNT = re.compile(r"[-−－]?[\d,.]*…")
_TOLERANCE = 2
"""Pixels: sizes of fonts are rounded."""


@contextmanager
def listening(faults: list[Fault]) -> Iterator[None]:
    """While this lasts, whatever is drawn is judged, and then drawn."""
    draw = QPainter.drawText

    def judge(painter: QPainter, *args):
        faults.extend(_judge(painter, args, sys._getframe(1)))
        return draw(painter, *args)

    QPainter.drawText = judge
    try:
        yield
    finally:
        QPainter.drawText = draw


def _judge(painter: QPainter, args: tuple, frame: FrameType) -> Iterator[Fault]:
    text = next((one for one in args if isinstance(one, str)), "")
    found = [(NO_GLYPH, f"“{character}” U+{ord(character):04X} in “{text[:30]}”") for character in missing(text)]
    if _CUT_AMOUNT.fullmatch(text):
        found.append((AMOUNT_CUT, f"“{text}”"))
    if text and isinstance(args[0], QRect | QRectF):
        kind = AMOUNT_CUT if _AMOUNT.fullmatch(text) else CUT
        found += [(kind, f"“{text[:30]}” {what}") for what in _beyond_its_room(painter, args, text)]
    if found:
        device = painter.device()
        where = f"{path_of(device) if isinstance(device, QWidget) else type(device).__name__}, {frame.f_code.co_qualname}"
        yield from (Fault(rule, where, what) for rule, what in found)


def _beyond_its_room(painter: QPainter, args: tuple, text: str) -> Iterator[str]:
    """What of a text drawn into a rectangle is outside that, or outside the widget that is painted."""
    room, how = QRectF(args[0]), args[-1]
    if isinstance(how, QTextOption):
        needed, wraps = painter.boundingRect(room, text, how), how.wrapMode() is not QTextOption.WrapMode.NoWrap
    else:
        flags = next(int(getattr(one, "value", one)) for one in args[1:] if not isinstance(one, str))
        needed, wraps = painter.boundingRect(room, flags, text), bool(flags & _WRAPS)
    slack = _TOLERANCE / max(abs(painter.transform().m11()), 1e-6)
    if needed.width() > room.width() + slack:
        yield f"needs {needed.width():.0f} pixels, has {room.width():.0f}"
    if (wraps or "\n" in text) and needed.height() > room.height() + slack:
        yield f"needs {needed.height():.0f} pixels of height, has {room.height():.0f}"
    device = painter.device()
    if isinstance(device, QWidget) and not scrolls(device):
        place, edge = painter.transform().mapRect(needed).toAlignedRect(), _TOLERANCE
        if not device.rect().adjusted(-edge, -edge, edge, edge).contains(place):
            yield f"is drawn {_size(place)}, outside {_size(device.rect())}"


def _size(rect: QRect) -> str:
    return f"{rect.width()}×{rect.height()} at {rect.x()},{rect.y()}"
