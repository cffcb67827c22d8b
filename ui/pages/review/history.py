"""修改记录: every step since the book was opened; the user can return to each."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from models.book.places import Place
from models.book.records import Book
from ui.pages.common.page import Page, PageServices
from ui.widgets.plain_table import PlainCell, PlainColumn, PlainRow, PlainTable

KEY: Final = "history"
TITLE: Final = "修改记录"
SENTENCE: Final = "打开以来的每一步。点一行或按 Enter 回到那时，之后的步骤还能重做。"
NOW: Final = "现在"
UNDONE: Final = "已撤销，可以重做"
_COLUMNS: Final = (PlainColumn("步", 3.6, right=True), PlainColumn("做了什么"), PlainColumn("状态", 11))


class HistoryPage(Page):
    """A table of all steps, oldest first; the current one is bold with 「现在」."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        self._stale = True
        self.table = PlainTable(_COLUMNS, services.theme, services.icons, self, on_click=True)
        self.table.setAccessibleName(TITLE)
        self.table.chosen.connect(self._go_to_step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.setFocusProxy(self.table)

    def refresh(self, old: Book, new: Book) -> None:
        """Update if visible, else when the page is next shown."""
        del old, new
        self._stale = True
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Update to the book."""
        super().showEvent(event)
        if self._stale:
            self._show()

    def go_to(self, place: Place) -> bool:
        """False: no place lies on this page."""
        del place
        return False

    def _show(self) -> None:
        self._stale = False
        step = self.services.open_book.step
        self.table.show_rows([_row(at, label, step) for at, label in enumerate(self.services.open_book.history)])
        self.table.selectRow(step)
        self.table.scrollTo(self.table.plain.index(step, 0))

    @Slot(object)
    def _go_to_step(self, step: int) -> None:
        self.services.open_book.go_to(step)


def _row(at: int, label: str, step: int) -> PlainRow:
    now, undone = at == step, at > step
    words = NOW if now else UNDONE if undone else ""
    text = label.replace("\n", " ")
    return PlainRow(
        at, (PlainCell(str(at), quiet=True), PlainCell(text, bold=now, quiet=undone), PlainCell(words, bold=now, quiet=undone))
    )


def make_page(services: PageServices) -> HistoryPage:
    """Create the page for the workspace."""
    return HistoryPage(services)
