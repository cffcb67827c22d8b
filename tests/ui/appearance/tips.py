"""What is shortened can be read whole: the mouse over it brings a tooltip with all of it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from tests.ui.appearance.drawn_text import Heard
from tests.ui.appearance.faults import Fault, path_of

WITHOUT_TIP = "shortened without tooltip"


def tip_at(widget: QWidget, point: QPoint) -> str:
    """The tooltip that the mouse brings at a point of a widget."""
    _drop_tips()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, point, widget.mapToGlobal(point)))
    said = QToolTip.text()
    _drop_tips()
    return said


def _drop_tips() -> None:
    """Without the delay in which a tooltip fades: no window may outlive its test."""
    for window in QApplication.topLevelWidgets():
        if window.metaObject().className() == "QTipLabel":
            window.deleteLater()
            QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def is_told(text: str, tip: str) -> bool:
    """Whether a tooltip has a text, of which an excerpt shows as much as lies around what was looked for."""
    return text.strip("… \n") in tip


def shortened(heard: Heard) -> Iterator[Fault]:
    """Each text that was drawn shortened is in the tooltip at its place; of equal ones in a widget the first is tried."""
    tried = set()
    for widget, text, place, _color in heard.drawn:
        if text not in heard.whole or (widget, text) in tried or not widget.isVisible():
            continue
        tried.add((widget, text))
        said = tip_at(widget, place.center())
        if not any(is_told(whole, said) for whole in heard.whole[text]):
            yield Fault(WITHOUT_TIP, path_of(widget), f"“{text}” for “{min(heard.whole[text])[:40]}”, tooltip “{said[:40]}”")
