"""Groups of keys that several widgets treat the same way."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt

ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
