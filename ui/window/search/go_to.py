"""转到 (Ctrl+G): an input line with the matching pages and projects below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.book.records import Book
from models.values.text import plain_name
from storage.packs.initials import pinyin_readings
from ui.pages.common.page import PageSpec
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.command_palette import CommandPalette
from ui.widgets.completion_list import CompletionItem

_WORDS: Final = ("转到页或项目", "页或项目：名称、编码、拼音首字母")
_KEYS: Final = ("↑↓ 选择", "Enter 转到", "Esc 关闭")
_WIDTH: Final = 42


def targets(pages: Sequence[PageSpec], book: Book, text: str) -> list[CompletionItem]:
    """The pages and projects whose name, code or pinyin initials contain the text; those beginning with it first.

    The value of an item is the key of a page, or the id of a project in digits.
    """
    wanted = plain_name(text).lower()
    found = [(_closeness(wanted, spec.title, ""), CompletionItem(spec.key, "", "", spec.title, spec.group)) for spec in pages]
    for number, project in enumerate(book.projects, 1):
        name = project.name.replace("\n", " ")
        hint = project.code or f"第 {number} 个"
        found.append(
            (_closeness(wanted, name, project.code), CompletionItem(str(project.id), "", "项目 › ", name or "没有名称", hint))
        )
    return [hit for closeness, hit in sorted(found, key=_first) if closeness is not None]


def _first(found: tuple[int | None, CompletionItem]) -> int:
    return found[0] or 0


def _closeness(wanted: str, name: str, code: str) -> int | None:
    """0: begins with ``wanted``, 1: contains it, None: neither."""
    words = (plain_name(name).lower(), *pinyin_readings(name), code.lower())
    if any(word.startswith(wanted) for word in words):
        return 0
    return 1 if any(wanted in word for word in words) else None


class GoTo(CommandPalette):
    """The input line. ``page_chosen`` carries the key of a page, ``project_chosen`` the id of a project."""

    page_chosen = Signal(str)
    project_chosen = Signal(int)

    def __init__(self, pages: Sequence[PageSpec], book: Book, theme: Theme, icons: Icons, window: QWidget) -> None:
        super().__init__(_WORDS, _KEYS, _WIDTH, theme, icons, window)
        self._pages, self._book = tuple(pages), book

    def hits(self, text: str) -> Sequence[CompletionItem]:
        """The matching pages and projects."""
        return targets(self._pages, self._book, text)

    def take(self, value: str) -> None:
        """Emit ``project_chosen`` or ``page_chosen``."""
        if value.isdecimal():
            self.project_chosen.emit(int(value))
        else:
            self.page_chosen.emit(value)
