"""Names for types that overrides of Qt methods would have to spell out each time."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
"""The index argument of Qt's models, views and delegates."""
