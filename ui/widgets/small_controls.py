"""A field that searches a list: with a glass, and keys that go on to the list."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSizePolicy

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


class ChoiceBox(QComboBox):
    """A combo box with a sign that it is one."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The box of the style, then the sign."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        at = self.rect().adjusted(0, 0, -self.fontMetrics().height() // 3, 0)
        painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "▾")


class ElidedLabel(QLabel):
    """One line; its full text is the tooltip when it does not fit."""

    def __init__(self, name: str = "") -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A few characters."""
        return QSize(4 * self.fontMetrics().height(), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802
        """The whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """The text, or its beginning."""
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
