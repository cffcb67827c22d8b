"""核对公开稿 as a page of an open book."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.book.records import Book
from ui.pages.common.page import Page, PageServices
from ui.pages.inspection.view import KEY, InspectionView

TITLE: Final = "核对公开稿"
SENTENCE: Final = "做好的公开文本，公开以前自己先核对一遍。F8 看下一处。"


class InspectionPage(Page):
    """The file is chosen by the window's command ``inspect``."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        self.view = InspectionView(services.theme, services.icons, services.settings, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.view.left.connect(self._leave)

    @property
    def parts(self) -> Sequence[QWidget]:
        """Findings and original."""
        return [part for part in (self.view.findings, self.view.original) if part.isVisible()]

    def step_findings(self, by: int) -> bool:
        """F8 goes through the findings of the document, while there is one."""
        if self.view.review is None:
            return False
        self.view.step(by)
        return True

    def refresh(self, old: Book, new: Book) -> None:
        """A review stays what it was: it says of what it was made."""

    @Slot()
    def _leave(self) -> None:
        """Drop what was read."""
        if self.view.review is not None:
            self.view.show_nothing()


def make_page(services: PageServices) -> InspectionPage:
    """The page."""
    return InspectionPage(services)
