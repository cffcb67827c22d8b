"""The input lines over the window, F1 and the manual."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.book.places import Place
from tools.painter import Painter


def lines(painter: Painter) -> None:
    """转到, 查找 and F1."""
    workspace = painter.workspace
    workspace.go_to(Place("basic", painter.open_book.book.basic[2].id, "economic"))
    painter.settle()
    for name, key, text in (("go-to", "go_to_page", "sr"), ("find", "find", "px")):
        painter.command(key)
        painter.type(text)
        painter.take(name)
        QTest.keyClick(painter.window.focusWidget(), Qt.Key.Key_Escape)
    painter.command("help")
    painter.take("help")
    painter.command("help")


def guide(painter: Painter) -> None:
    """使用手册, at the chapter of the page."""
    painter.workspace.open_page("income")
    painter.command("guide")
    shown = painter.window._guide  # noqa: SLF001 - the only way to its window
    painter.take("guide", shown)
    if shown is not None:
        shown.search.setText("列宽")
        painter.take("guide-search", shown)
        shown.search.clear()
        shown.close()


SCENES: Final[Mapping[str, Callable[[Painter], None]]] = {"lines": lines, "guide": guide}
