"""A button that shows the shortcut at the end of its text (「导出工作簿  Ctrl+E」) in small grey type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionButton

_BEFORE_KEY: Final = "  "
_BLANK: Final = "\N{NO-BREAK SPACE}"


class KeyButton(QPushButton):
    """The text behind two blanks is the shortcut."""

    def __init__(self, theme: Theme, words: str = "", parent: QWidget | None = None, **properties: Any) -> None:
        super().__init__(words, parent, **properties)
        self._theme = theme
        theme.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        self._small = self._theme.font("small")
        self._small_metrics, self._metrics = QFontMetrics(self._small), QFontMetrics(self._theme.font())

    @property
    def _parts(self) -> tuple[str, str]:
        words, _, key = self.text().partition(_BEFORE_KEY)
        return words, key

    @property
    def _room(self) -> str:
        """Blanks as wide as the shortcut and its gap: the style lays them out, ``paintEvent`` paints the shortcut over them."""
        wanted = self._small_metrics.horizontalAdvance(self._parts[1]) + self._theme.px(6)
        return _BLANK * -(-wanted // self._metrics.horizontalAdvance(_BLANK))

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Give the style the words, and blanks in place of the shortcut."""
        super().initStyleOption(option)
        words, key = self._parts
        if key:
            option.text = words + self._room  # type: ignore[attr-defined]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button by the style, then the shortcut at the end of its text."""
        super().paintEvent(event)
        words, key = self._parts
        if not key:
            return
        icon = 0 if self.icon().isNull() else self.iconSize().width() + self._theme.px(4)
        drawn = icon + self._metrics.horizontalAdvance(words + self._room)
        token = "text2" if self.isEnabled() else "ghost"
        painter = QPainter(self)
        painter.setFont(self._small)
        painter.setPen(self._theme.color("on_accent" if self.isEnabled() and self.property("primary") else token))
        at = self.rect().adjusted(0, 0, -(self.width() - drawn) // 2, 0)
        painter.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, key)
