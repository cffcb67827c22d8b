"""The content line above a grid: name, full content and hint of the current cell."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme.theme import Theme
from ui.widgets.small_controls import ElidedLabel

_LEAST_TEXT: Final = 18
"""The least width of the content in characters; a larger one would widen the window for long texts."""


class ContentLine(QWidget):
    """Shows long texts and exact amounts without opening the editor."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contentLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._shown = ("", "", "")
        self._place = QLabel()
        self._place.setObjectName("contentPlace")
        self._place.setAccessibleName("当前单元格")
        self._text = QLabel()
        self._text.setAccessibleName("单元格内容")
        self._hint = ElidedLabel("说明")
        self._hint.setProperty("quiet", True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for label in (self._place, self._text, self._hint):
            self._layout.addWidget(label)
        self._layout.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    @Slot(str, str, str)
    def show_cell(self, place: str, text: str, hint: str) -> None:
        """Show the name of the current cell, its content and a hint."""
        if (place, text, hint) == self._shown:
            return
        if place != self._place.text():
            self._place.setText(place)
            self._measure()
        self._shown = place, text, hint
        self._text.setText(text.replace("\n", " "))
        needed = self._text.fontMetrics().horizontalAdvance(self._text.text())
        self._text.setMinimumWidth(min(needed, _LEAST_TEXT * self._theme.em))
        if bool(text) is self._text.isHidden():  # an empty label would still take the spacing
            self._text.setVisible(bool(text))
        self._text.setToolTip(text if "\n" in text or len(text) > _LEAST_TEXT else "")
        self._hint.setText(hint)

    @property
    def texts(self) -> tuple[str, str, str]:
        """Place, content and hint as shown."""
        return self._place.text(), self._text.text(), self._hint.text()

    @Slot()
    def _measure(self) -> None:
        self.setFixedHeight(round(1.4 * self._theme.line_height))
        needed = self._place.fontMetrics().horizontalAdvance(self._place.text()) + 2 * self._theme.em
        self._place.setFixedWidth(max(round(11.8 * self._theme.em), needed))
        self._layout.setSpacing(self._theme.px(8))
