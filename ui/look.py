"""A property of a widget by which the style sheet gives it another look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Give a property its value; a widget that has its look already gets it anew.

    One that was not shown yet is left alone: to ask it for its style brings in the 600 constants of QStyle, 9 ms of a start.
    """
    is_new = (widget.property(name) or "") != (value or "")  # one that was never given is like False
    widget.setProperty(name, value)
    if is_new and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
