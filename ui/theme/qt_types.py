"""Types that PySide's own stubs spell out in every override."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
"""What Qt hands to the methods of models, views and delegates that take an index."""
