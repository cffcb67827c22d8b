"""查找 (Ctrl+F, F3) by text, code, pinyin initials or amount in the whole book, and the way to 替换 (Ctrl+H)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from models.words.search import Entry, TextMatch, entries, find
from storage.packs.initials import pinyin_readings
from ui.session.open_book import OpenBook
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.command_palette import CommandPalette
from ui.widgets.completion_list import CompletionItem

_WORDS: Final = ("查找", "文字、代码、拼音首字母或金额")
_KEYS: Final = ("↑↓ 选择", "Enter 转到", "F3 下一处", "Esc 关闭")
_WIDTH: Final = 56


class FindLine(CommandPalette):
    """The search line with its matches. ``found`` carries the text and the number of the chosen match."""

    found = Signal(str, int)

    def __init__(self, open_book: OpenBook, theme: Theme, icons: Icons, window: QWidget) -> None:
        super().__init__(_WORDS, _KEYS, _WIDTH, theme, icons, window)
        self.list.setAccessibleName("找到的地方")
        self._open_book = open_book
        self._entries: Sequence[Entry] = ()

    def hits(self, text: str) -> Sequence[CompletionItem]:
        """The matches of the text. The book is read on first use, when the focus has left the cell editor and it is committed."""
        if not self._entries:
            book = self._open_book
            self._entries = entries(book.book, book.pack, book.codes, book.entry_settings.unit)
        matches = find(self._entries, text, pinyin_readings)
        return [CompletionItem(str(number), "", "", match.what, match.where) for number, match in enumerate(matches)]

    def take(self, value: str) -> None:
        """Emit ``found`` with the number of the match."""
        self.found.emit(self.text(), int(value))


class Finder(QObject):
    """Keeps the last search for F3 and Shift+F3. ``place_wanted`` carries the ``Place`` of a match."""

    place_wanted = Signal(object)

    def __init__(self, open_book: OpenBook, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._open_book, self._theme, self._icons, self._widget = open_book, theme, icons, parent
        self._text = ""
        self._at = -1

    def ask(self, text: str = "") -> None:
        """Ctrl+F: open the search line with ``text``, else with the last one."""
        line = FindLine(self._open_book, self._theme, self._icons, self._widget.window())
        line.found.connect(self._go)
        line.textChanged.connect(self._remember)
        line.start(text or self._text)

    def replace(self, chosen: Collection[int]) -> bool:
        """Ctrl+H: ask what to replace, the last text at first, and do it as one step. ``chosen`` are ids of projects."""
        from ui.window.search.replace_dialog import ReplaceDialog  # most sessions replace nothing

        edit = ReplaceDialog.ask(self._open_book, self._text, chosen, self._theme, self._icons, self._widget.window())
        return edit is not None and self._open_book.edit(edit)

    def step(self, by: int) -> None:
        """F3: go to the next (1) or previous (-1) match in the current book, wrapping round; without matches open the line."""
        matches = self._matches()
        if not matches:
            self.ask()
            return
        at = self._at if self._at >= 0 else -1 if by > 0 else 0
        self._show(matches, (at + by) % len(matches))

    @Slot(str)
    def _remember(self, text: str) -> None:
        if text != self._text:
            self._text, self._at = text, -1

    @Slot(str, int)
    def _go(self, text: str, number: int) -> None:
        self._text = text
        matches = self._matches()
        if number < len(matches):
            self._show(matches, number)

    def _matches(self) -> Sequence[TextMatch]:
        book = self._open_book
        return find(entries(book.book, book.pack, book.codes, book.entry_settings.unit), self._text, pinyin_readings)

    def _show(self, matches: Sequence[TextMatch], number: int) -> None:
        self._at = number
        self.place_wanted.emit(matches[number].place)
