"""Listens to what the program draws itself: every ``QPainter.drawText`` while a widget is painted.

A text is drawn inside the rectangle that it gets; an amount is drawn whole; every character is one that the fonts have; no markup
is drawn as text; no text lies over another.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextOption
from PySide6.QtWidgets import QWidget

from tests.ui.appearance.faults import Fault, path_of
from tests.ui.appearance.glyphs import NO_GLYPH, missing
from tests.ui.appearance.rules_of_place import scrolls
from tests.ui.appearance.rules_of_text import CUT, MARKUP, has_markup

AMOUNT_CUT = "amount cut"
OVER_A_TEXT = "over another text"
_WRAPS = (Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere).value
_AMOUNT = re.compile(r"[-−－]?[\d,.]+")
_CUT_AMOUNT = re.compile(r"[-−－]?[\d,.]*…")
_TOLERANCE = 2
"""Pixels: sizes of fonts are rounded."""


class Drawn(NamedTuple):
    """A text that was drawn on a widget: where there, and in which colour."""

    widget: QWidget
    text: str
    place: QRect
    color: QColor


@dataclass
class Heard:
    """What was drawn, what is wrong with it, and for which whole texts a shortened one stands."""

    faults: list[Fault] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    whole: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@contextmanager
def listening() -> Iterator[Heard]:
    """While this lasts, whatever is drawn is judged, and then drawn."""
    heard, draw, shorten = Heard(), QPainter.drawText, QFontMetrics.elidedText

    def judge(painter: QPainter, *args):
        heard.faults.extend(_judge(painter, args, sys._getframe(1)))
        heard.drawn.extend(_drawn(painter, args))
        return draw(painter, *args)

    def remember(metrics: QFontMetrics, text: str, *args):
        shown = shorten(metrics, text, *args)
        if shown != text:
            heard.whole[shown].add(text)
        return shown

    QPainter.drawText, QFontMetrics.elidedText = judge, remember
    try:
        yield heard
    finally:
        QPainter.drawText, QFontMetrics.elidedText = draw, shorten


def over_each_other(drawn: Iterable[Drawn]) -> Iterator[Fault]:
    """No two texts of a widget lie over each other by more than the edges of their characters."""
    of_widget: defaultdict[QWidget, list[Drawn]] = defaultdict(list)
    for one in drawn:
        of_widget[one.widget].append(one)
    for widget, texts in of_widget.items():
        texts.sort(key=lambda one: one.place.top())
        for at, upper in enumerate(texts):
            for lower in texts[at + 1 :]:
                if lower.place.top() >= upper.place.bottom() - 2 * _TOLERANCE:
                    break
                both = upper.place & lower.place
                if min(both.width(), both.height()) > 2 * _TOLERANCE and (upper.text, upper.place) != (lower.text, lower.place):
                    yield Fault(OVER_A_TEXT, path_of(widget), f"“{lower.text[:20]}” {_size(lower.place)} on “{upper.text[:20]}”")


def _judge(painter: QPainter, args: tuple, frame: FrameType) -> Iterator[Fault]:
    text = _text(args)
    found = [(NO_GLYPH, f"“{character}” U+{ord(character):04X} in “{text[:30]}”") for character in missing(text)]
    if _CUT_AMOUNT.fullmatch(text):
        found.append((AMOUNT_CUT, f"“{text}”"))
    if has_markup(text):
        found.append((MARKUP, f"“{text[:40]}”"))
    if text and isinstance(args[0], QRect | QRectF):
        kind = AMOUNT_CUT if _AMOUNT.fullmatch(text) else CUT
        found += [(kind, f"“{text[:30]}” {what}") for what in _beyond_its_room(painter, args, text)]
    if found:
        device = painter.device()
        where = f"{path_of(device) if isinstance(device, QWidget) else type(device).__name__}, {frame.f_code.co_qualname}"
        yield from (Fault(rule, where, what) for rule, what in found)


def _text(args: tuple) -> str:
    return next((one for one in args if isinstance(one, str)), "")


def _drawn(painter: QPainter, args: tuple) -> Iterator[Drawn]:
    device, text = painter.device(), _text(args)
    if isinstance(device, QWidget) and text.strip():
        place = painter.transform().mapRect(_needed(painter, args, text)).toAlignedRect()
        clip = painter.transform().mapRect(painter.clipBoundingRect()).toAlignedRect() if painter.hasClipping() else device.rect()
        if not (place & clip).isEmpty():
            yield Drawn(device, text, place & clip, QColor(painter.pen().color()))


def _needed(painter: QPainter, args: tuple, text: str) -> QRectF:
    """The rectangle that a text fills, in the painter's coordinates."""
    if not isinstance(args[0], QRect | QRectF):
        at = args[0] if not isinstance(args[0], int | float) else QPointF(args[0], args[1])
        return QRectF(painter.fontMetrics().boundingRect(text)).translated(QPointF(at))
    room, how = QRectF(args[0]), args[-1]
    if isinstance(how, QTextOption):
        return painter.boundingRect(room, text, how)
    return painter.boundingRect(room, _flags(args), text)


def _flags(args: tuple) -> int:
    return next(int(getattr(one, "value", one)) for one in args[1:] if not isinstance(one, str))


def _beyond_its_room(painter: QPainter, args: tuple, text: str) -> Iterator[str]:
    """What of a text drawn into a rectangle is outside that, or outside the widget that is painted."""
    room, how, needed = QRectF(args[0]), args[-1], _needed(painter, args, text)
    wraps = how.wrapMode() is not QTextOption.WrapMode.NoWrap if isinstance(how, QTextOption) else bool(_flags(args) & _WRAPS)
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
