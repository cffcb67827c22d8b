"""What the law of appearance finds: the rule, the widget, what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Fault:
    """``where`` names the widget below its window, ``what`` says in numbers what is wrong."""

    rule: str
    where: str
    what: str

    def __str__(self):
        return f"{self.rule}: {self.where}: {self.what}"


def name_of(widget: QWidget) -> str:
    """``ColumnHeader 列标题和合计``: the class with what the widget is called or shows."""
    text = widget.property("text")
    words = widget.objectName() or widget.accessibleName() or (text if isinstance(text, str) else "")
    return f"{type(widget).__name__} {words[:24]}".strip()


def path_of(widget: QWidget) -> str:
    """The widget and the three around it, the outermost first."""
    names = [name_of(widget)]
    around = widget.parentWidget()
    while around is not None and len(names) < 4:
        names.append(name_of(around))
        around = around.parentWidget()
    return " › ".join(reversed(names))


def size_of(widget: QWidget) -> str:
    place = widget.geometry()
    return f"{place.width()}×{place.height()} at {place.x()},{place.y()}"
