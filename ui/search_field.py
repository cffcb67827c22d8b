"""A field that searches a list: with a glass, and keys that go on to the list."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from ui.theme.icons import Icons
from ui.theme.theme import ICON_SIZE, Theme

_TO_LIST: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_EDGE: Final = 7
_GAP: Final = 4


class SearchField(QLineEdit):
    """Esc empties it. ``left`` when the keyboard goes on to the list, True with Enter; a field's own icon would not grow."""

    left = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, **properties: Any) -> None:
        super().__init__(**properties)
        self._theme, self._icons = theme, icons
        theme.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        self.setTextMargins(self._theme.px(ICON_SIZE) + self._theme.px(_GAP), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The field of the style, then the glass."""
        super().paintEvent(event)
        size = self._theme.px(ICON_SIZE)
        glass = self._icons.pixmap("find", "text2", size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(self._theme.px(_EDGE), (self.height() - size) // 2, glass)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The keys that leave the field, and the one that empties it."""
        if event.key() in _TO_LIST:
            self.left.emit(event.key() != Qt.Key.Key_Down)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
