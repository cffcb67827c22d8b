"""The search line at the top of the window with its hits below; base class of 转到 and 查找."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from ui.theme.brushes import brushes_of
from ui.theme.icons import Icons
from ui.theme.theme import CHARACTER, Theme
from ui.widgets.completion_list import STEPS, CompletionItem, CompletionList
from ui.widgets.keys import ENTER

_TAB: Final = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class CommandPalette(QLineEdit):
    """A search line that closes and deletes itself when it loses the focus. Subclasses define ``hits`` and ``take``.

    ``words`` are its accessible name and its placeholder, ``keys`` the key hints below the list; ``width`` is in characters.
    """

    def __init__(
        self, words: tuple[str, str], keys: Sequence[str], width: float, theme: Theme, icons: Icons, window: QWidget
    ) -> None:
        super().__init__(window, placeholderText=words[1])
        self.setAccessibleName(words[0])
        self.setObjectName("askingLine")
        self._before = window.focusWidget()
        self._closed = False
        self.list = CompletionList(brushes_of(theme, icons, window.devicePixelRatioF()), window, keys)
        self.list.chosen.connect(self._chosen)
        self.textChanged.connect(self._show_hits)
        room = min(theme.px(width * CHARACTER), window.width() - theme.px(24))
        self.setGeometry(QRect((window.width() - room) // 2, theme.px(72), room, theme.height("heading")))

    def start(self, text: str = "") -> None:
        """Show it with the focus; ``text`` is selected, so that typing replaces it."""
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.setText(text)
        self.selectAll()
        self._show_hits(text)

    def hits(self, text: str) -> Sequence[CompletionItem]:
        """The hits for a text; ``take`` gets the value of the chosen one."""
        raise NotImplementedError

    def take(self, value: str) -> None:
        """Act on the value of the chosen hit. Called after the line has closed."""
        raise NotImplementedError

    @Slot(str)
    def _show_hits(self, text: str) -> None:
        hits = self.hits(text)
        summary = f"“{text}”  共 {len(hits)} 项" if text else f"共 {len(hits)} 项"
        self.list.show_hits(hits, summary if hits else f"没有找到“{text}”", 0)
        self.list.setVisible(bool(hits or text))
        self.list.hang_under(self.geometry(), self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows select a hit, Enter takes it, Esc closes; Tab does nothing, as leaving would close."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.list.step(STEPS[key])
        elif key in ENTER:
            if self.list.selected is not None:
                self._chosen(self.list.selected.value)
        elif key is Qt.Key.Key_Escape:
            self._close()
            before = self._before
            if before is not None and isValid(before) and before.isVisible():  # else another page or book was opened meanwhile
                before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key not in _TAB:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, ARG002 - as Qt has it
        """False: Tab keeps the focus here."""
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when the focus goes elsewhere, except to its own context menu."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._close()

    @Slot(str)
    def _chosen(self, value: str) -> None:
        self._close()
        self.take(value)

    def _close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self.hide()
        self.list.hide()
        self.list.deleteLater()
        self.deleteLater()
