"""Small helpers for widgets: style properties, the fields of item options, parents and viewports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QHeaderView, QStyleOptionViewItem, QWidget

from ui.theme.qt_types import Index

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyle


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


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects by; a widget already styled is styled again.

    Gains 9 ms at start: a widget not shown yet is skipped, as ``style()`` loads the 600 constants of QStyle into PySide.
    Would break if Qt styled widgets before their first show: they would keep the old look.
    """
    is_new = (widget.property(name) or "") != (value or "")  # never set counts as False
    widget.setProperty(name, value)
    if is_new and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def is_selected(option: QStyleOptionViewItem, index: Index) -> bool:
    """Whether this item is selected in the view being painted.

    Asks the view, as ``option.state`` loads the constants of QStyle: gains 9 ms at start. Needs ``option.widget``.
    """
    view = fields_of(option).widget
    return isinstance(view, QAbstractItemView) and view.selectionModel().isSelected(index)


def has_cursor(option: QStyleOptionViewItem, index: Index) -> bool:
    """Whether this is the current item of the view being painted, and the view has the focus."""
    view = fields_of(option).widget
    return isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index


def use_plain_viewport(area: QAbstractScrollArea) -> None:
    """Replace Qt's own viewport by a plain QWidget, set up the same way.

    Gains 10 ms at start: to wrap a viewport of an unknown class PySide loads every widget class.
    Would break if Qt gave its viewports other properties than the three set here.
    """
    is_header = isinstance(area, QHeaderView)
    viewport = QWidget()
    area.setViewport(viewport)
    viewport.setAutoFillBackground(True)
    viewport.setBackgroundRole(QPalette.ColorRole.Button if is_header else QPalette.ColorRole.Base)
    viewport.setMouseTracking(is_header)  # for the resize cursor at the border of a column
