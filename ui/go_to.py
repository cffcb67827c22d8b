"""转到 (Ctrl+G): a line to type into and, below it, the pages and projects that it finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from models.book import Book
from models.codes import plain_name
from storage.code_lists import pinyin_initials
from ui.grid.brushes import Brushes
from ui.grid.look_up_list import STEPS, Hit, LookUpList
from ui.icons import Icons
from ui.pages.page import PageSpec
from ui.theme import CHARACTER, Theme

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_TAB: Final = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_KEYS: Final = ("↑↓ 选择", "Enter 转到", "Esc 关闭")
_WIDTH: Final = 42


def targets(pages: Sequence[PageSpec], book: Book, text: str) -> list[Hit]:
    """The pages and projects that have the text in their name or code, or its pinyin initials; those that begin with it first.

    The value of a hit is the key of a page, or the id of a project in digits.
    """
    wanted = plain_name(text).lower()
    found = [(_closeness(wanted, spec.title, ""), Hit(spec.key, "", "", spec.title, spec.group)) for spec in pages]
    for number, project in enumerate(book.projects, 1):
        name = project.name.replace("\n", " ")
        hint = project.code or f"第 {number} 个"
        found.append((_closeness(wanted, name, project.code), Hit(str(project.id), "", "项目 › ", name or "没有名称", hint)))
    return [hit for closeness, hit in sorted(found, key=_first) if closeness is not None]


def _first(found: tuple[int | None, Hit]) -> int:
    return found[0] or 0


def _closeness(wanted: str, name: str, code: str) -> int | None:
    """0: begins with what is wanted, 1: holds it, None: has nothing of it."""
    words = (plain_name(name).lower(), pinyin_initials(name), code.lower())
    if any(word.startswith(wanted) for word in words):
        return 0
    return 1 if any(wanted in word for word in words) else None


class GoTo(QLineEdit):
    """Hangs at the top of the window while it has the focus. ``page_chosen`` carries a key, ``project_chosen`` an id."""

    page_chosen = Signal(str)
    project_chosen = Signal(int)

    def __init__(self, pages: Sequence[PageSpec], book: Book, theme: Theme, icons: Icons, window: QWidget) -> None:
        super().__init__(window, accessibleName="转到页或项目", placeholderText="页或项目：名称、编码、拼音首字母")
        self.setObjectName("goTo")
        self._pages, self._book = tuple(pages), book
        self._before = window.focusWidget()
        self._left = False
        brushes = Brushes(theme, icons, window.devicePixelRatioF())
        self.list = LookUpList(brushes, window, _KEYS)
        self.list.chosen.connect(self._go)
        self.textChanged.connect(self._show_hits)
        width = min(theme.px(_WIDTH * CHARACTER), window.width() - theme.px(24))
        self.setGeometry(QRect((window.width() - width) // 2, theme.px(72), width, theme.height("heading")))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_hits("")

    @Slot(str)
    def _show_hits(self, text: str) -> None:
        hits = targets(self._pages, self._book, text)
        self.list.show_hits(hits, f"“{text}”  共 {len(hits)} 项" if text else f"共 {len(hits)} 项", 0)
        self.list.hang_under(self.geometry(), self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows choose, Enter goes, Esc closes; Tab would leave, so it does nothing."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.list.step(STEPS[key])
        elif key in _ENTER:
            if self.list.selected is not None:
                self._go(self.list.selected.value)
        elif key is Qt.Key.Key_Escape:
            self._close()
            if self._before is not None:
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key not in _TAB:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802, ARG002 - as Qt has it
        """Tab stays here."""
        return False

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """A click elsewhere closes it; its own menu does not."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._close()

    @Slot(str)
    def _go(self, value: str) -> None:
        self._close()
        if value.isdecimal():
            self.project_chosen.emit(int(value))
        else:
            self.page_chosen.emit(value)

    def _close(self) -> None:
        if self._left:
            return
        self._left = True
        self.hide()
        self.list.hide()
        self.list.deleteLater()
        self.deleteLater()
