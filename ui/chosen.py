"""Whether a delegate draws a selected item, or the one with the cursor: asked of the view.

``option.state`` would tell too, but the first touch of it brings in the 600 constants of QStyle: 12 ms of a start.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex


def is_selected(option: QStyleOptionViewItem, index: Index) -> bool:
    """Whether the view that is painted has this item selected."""
    view = option.widget
    return isinstance(view, QAbstractItemView) and view.selectionModel().isSelected(index)


def has_cursor(option: QStyleOptionViewItem, index: Index) -> bool:
    """Whether the view that is painted takes the keys, and this is its current item."""
    view = option.widget
    return isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index
