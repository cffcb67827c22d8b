"""读入 as a page of an open book: what is taken goes into the book as one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.book.records import Book
from ui.pages.common.page import Page, PageServices
from ui.pages.incoming.view import KEY, IncomingView

TITLE: Final = "读入"
SENTENCE: Final = "别人的文件先看读成了什么，再填进来。空格选填哪几块。"


class IncomingPage(Page):
    """The files are chosen by the window's command ``read_in``."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        self.view = IncomingView(services.theme, services.icons, services.settings, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.view.files_wanted.connect(self._ask_files)
        self.view.fill_wanted.connect(self._fill)
        self.view.left.connect(self._leave)

    @property
    def parts(self) -> Sequence[QWidget]:
        """Blocks, original and fields."""
        return [part for part in (self.view.blocks, self.view.original, self.view.fields) if part.isVisible()]

    def refresh(self, old: Book, new: Book) -> None:
        """Compare with the book as it is now."""
        del old
        self.view.follow(new, self.services.open_book.codes)

    @Slot()
    def _ask_files(self) -> None:
        self.command_wanted.emit("read_in")

    @Slot()
    def _fill(self) -> None:
        """Fill in the taken blocks as one step."""
        offer, book = self.view.offer, self.services.open_book
        if offer is None:
            return
        outcome = offer.outcome(self.view.taken, book.book)
        if book.edit(offer.edit(self.view.taken)):
            told = [f"填入了{'，'.join(outcome.filled)}" if outcome.filled else "没有新的可以填入"]
            told += [*outcome.kept[:1], *outcome.assumed[:1]]
            self.view.tell("；".join(told))

    @Slot()
    def _leave(self) -> None:
        """Drop what was read; nothing of it is in the book."""
        if self.view.offer is not None:
            self.view.show_nothing()


def make_page(services: PageServices) -> IncomingPage:
    """The page."""
    return IncomingPage(services)
