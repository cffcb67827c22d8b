"""A viewport of our own for a view or a header."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QWidget


def give_viewport(area: QAbstractScrollArea) -> None:
    """Put one in place of Qt's, which PySide does not know: to wrap that it takes in every kind of widget there is, 10 ms."""
    is_header = isinstance(area, QHeaderView)
    viewport = QWidget()
    area.setViewport(viewport)
    viewport.setAutoFillBackground(True)
    viewport.setBackgroundRole(QPalette.ColorRole.Button if is_header else QPalette.ColorRole.Base)
    viewport.setMouseTracking(is_header)  # the mouse over the end of a column has another shape
