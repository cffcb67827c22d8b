"""Short names for Qt types: the index argument of overrides, and the base of widget mixins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    WidgetMixin = QWidget
else:
    WidgetMixin = object  # PySide takes only one widget as a base; the class that uses the mixin brings it

Index = QModelIndex | QPersistentModelIndex
"""The index argument of Qt's models, views and delegates."""
