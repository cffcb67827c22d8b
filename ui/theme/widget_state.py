"""A property of a widget by which the style sheet gives it another look."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QHeaderView, QStyle, QStyleOptionViewItem, QWidget

from ui.theme.qt_types import Index


class ItemOption(Protocol):
    """The fields of QStyleOptionViewItem that delegates use; PySide's stubs list none of them."""

    rect: QRect
    state: QStyle.StateFlag
    palette: QPalette
    widget: QWidget | None


def fields_of(option: QStyleOptionViewItem) -> ItemOption:
    """The same object, typed with its fields."""
    return cast("ItemOption", option)


def parent_of(widget: QWidget) -> QWidget:
    """The parent widget of a child widget; a top-level widget returns itself."""
    return widget.parentWidget() or widget


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Give a property its value; a widget that has its look already gets it anew.

    One that was not shown yet is left alone: to ask it for its style brings in the 600 constants of QStyle, 9 ms of a start.
    """
    is_new = (widget.property(name) or "") != (value or "")  # one that was never given is like False
    widget.setProperty(name, value)
    if is_new and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def is_selected(option: QStyleOptionViewItem, index: Index) -> bool:
    """Whether the view that is painted has this item selected."""
    view = fields_of(option).widget
    return isinstance(view, QAbstractItemView) and view.selectionModel().isSelected(index)


def has_cursor(option: QStyleOptionViewItem, index: Index) -> bool:
    """Whether the view that is painted takes the keys, and this is its current item."""
    view = fields_of(option).widget
    return isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index


def give_viewport(area: QAbstractScrollArea) -> None:
    """Put one in place of Qt's, which PySide does not know: to wrap that it takes in every kind of widget there is, 10 ms."""
    is_header = isinstance(area, QHeaderView)
    viewport = QWidget()
    area.setViewport(viewport)
    viewport.setAutoFillBackground(True)
    viewport.setBackgroundRole(QPalette.ColorRole.Button if is_header else QPalette.ColorRole.Base)
    viewport.setMouseTracking(is_header)  # the mouse over the end of a column has another shape
