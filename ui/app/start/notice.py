"""Notice: what is wrong with the books, above their list on the start page, with the one thing that can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.key_button import KeyButton


class Notice(NamedTuple):
    """A sentence, further lines, and the words of the button that does ``key``; without words there is nothing to do here."""

    sentence: str
    lines: Sequence[str] = ()
    words: str = ""
    key: str = ""


NOTHING: Final = Notice("")


class NoticeFrame(QFrame):
    """Shows a notice, or nothing. ``wanted`` carries the ``key`` of the button that was pressed."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self.sentence = self._label("出了什么事")
        self.lines = self._label("有什么不同")
        self.button = KeyButton(theme, "", autoDefault=True)
        self.button.setProperty("primary", True)
        self._key = ""
        column = QVBoxLayout(self)
        for part in (self.sentence, self.lines):
            column.addWidget(part)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.clicked.connect(self._press)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_notice(NOTHING)

    def _label(self, name: str) -> QLabel:
        label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setAccessibleName(name)
        return label

    def show_notice(self, notice: Notice) -> None:
        """Show it; one without a sentence hides the frame."""
        self._key = notice.key
        self.sentence.setText(notice.sentence)
        self.lines.setText("\n".join(notice.lines))
        self.lines.setVisible(bool(notice.lines))
        self.button.setText(f"{notice.words}  Enter")
        self.button.setAccessibleName(notice.words)
        self.button.setVisible(bool(notice.words))
        self.setVisible(bool(notice.sentence))

    @Slot()
    def _press(self) -> None:
        self.wanted.emit(self._key)

    @Slot()
    def _restyle(self) -> None:
        colors, px = self._theme.colors, self._theme.px
        self.setStyleSheet(
            f"QFrame#notice {{ background: {colors['verify_ground']}; border: 1px solid {colors['border']}; padding: {px(6)}px; }}"
        )
