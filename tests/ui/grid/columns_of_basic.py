"""The positions of the columns of 基本支出, for tests that go there by key."""

from __future__ import annotations

from PySide6.QtCore import Qt

CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
FUNCTION, FUNCTION_NAME, ECONOMIC, ECONOMIC_NAME, COST, SOURCE, YEAR, AMOUNT, NOTE = range(9)
LAST = NOTE
Key = Qt.Key
