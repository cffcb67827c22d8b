"""The page that consists of one grid under a content line, such as 基本支出."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from models.book.places import Place
from models.book.records import Book
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import GridSource
from ui.grid.view.content_line import ContentLine
from ui.grid.view.view import GridView
from ui.pages.common.page import Page, PageServices


class GridPage(Page):
    """Content line and grid. ``make_source`` returns the rows with the columns that are currently shown."""

    def __init__(self, key: str, title: str, sentence: str, make_source: Callable[[], GridSource], services: PageServices) -> None:
        super().__init__(key, title, sentence, services)
        self._make_source = make_source
        self.model = GridModel(make_source(), services.open_book, self)
        self.content_line = ContentLine(services.theme, self)
        self._grid = GridView(self.model, services.theme, services.icons, self)
        self._grid.setAccessibleName(title)
        self._grid.horizontalHeader().remember_widths(services.settings, key)
        self._grid.block.pasted_columns.remember_in(services.settings, key)
        self._grid.described.connect(self.content_line.show_cell)
        self._grid.mark_clicked.connect(self.finding_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.content_line)
        layout.addWidget(self._grid, 1)
        self.setFocusProxy(self._grid)

    @property
    def grid(self) -> GridView:
        """The page's only grid."""
        return self._grid

    def refresh(self, old: Book, new: Book) -> None:
        """Add a column that the changed book now needs."""
        super().refresh(old, new)
        self.show_extras()

    def show_extras(self) -> None:
        """Replace the source when the set of columns has changed."""
        source = self._make_source()
        if source.columns != self.model.source.columns:
            self._grid.set_source(source)

    def go_to(self, place: Place) -> bool:
        """Select the cell of ``place``; False when it has none."""
        return self._grid.show_place(place)
