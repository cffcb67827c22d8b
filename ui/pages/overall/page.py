"""部门整体绩效目标: one sheet over the whole page. Typing into an empty one begins it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.book import edits
from models.book.places import Place
from models.book.records import DEPARTMENT, OVERALL, Project
from models.words.places import PAGE_NAMES
from ui.grid.view.view import GridView
from ui.pages.common.page import Page, PageServices
from ui.pages.overall.begun_book import BegunBook
from ui.pages.projects.sheet.sheet import ProjectSheet

SENTENCE: Final = "整个部门一张表：预算由各张表算出，任务、目标和指标在这里填。"
NOT_PRINTED: Final = "这个版式没有这张表：数据留着，不会印出来。"


class OverallPage(Page):
    """The sheet of a project shows the department's, from a book in which it is begun."""

    def __init__(self, services: PageServices) -> None:
        printed = services.open_book.pack.overall.is_printed
        super().__init__(OVERALL, PAGE_NAMES[OVERALL], SENTENCE if printed else NOT_PRINTED, services)
        self._begun = BegunBook(services.open_book, self)
        self.sheet = ProjectSheet(replace(services, open_book=self._begun), Project(-1, scope=DEPARTMENT))
        self._delete = QAction("删除整张表", self, toolTip="删除部门整体绩效目标，可以撤销")
        self._delete.triggered.connect(self.delete_sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)
        for grid in self.sheet.grids.values():
            grid.entered.connect(self._stay_at)
        self.sheet.finding_wanted.connect(self.finding_wanted)
        self.sheet.others_wanted.connect(self._show_other_layouts)
        self._begun.changed.connect(self._refresh)
        services.theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self._refresh()
        self.setFocusProxy(next(iter(self.sheet.parts), self.sheet.active_grid))

    @property
    def actions_of_page(self) -> Sequence[QAction]:
        """删除整张表."""
        return (self._delete,)

    @property
    def parts(self) -> Sequence[QWidget]:
        """The editable parts of the sheet."""
        return self.sheet.parts

    @property
    def grid(self) -> GridView:
        """The part that had the focus last."""
        return self.sheet.active_grid

    def go_to(self, place: Place) -> bool:
        """Go to a cell of the sheet; to its first part when ``place`` has no line."""
        if not place.line:
            self.setFocus()
            return place.page == OVERALL
        return self.sheet.go_to(place)

    def show_extras(self) -> None:
        """Show or hide what other layouts have."""
        self.sheet.show_extras()

    @Slot(object)
    def _stay_at(self, grid: GridView) -> None:
        """The keyboard comes back to the part that it left."""
        self.setFocusProxy(grid)

    @Slot()
    def _refresh(self) -> None:
        """Show the sheet under the id that it has now: one that is not begun yet has another after every edit elsewhere."""
        self.sheet.show_projects([self._begun.sheet.id])
        self._delete.setEnabled(bool(self.services.open_book.book.overall))

    @Slot()
    def _paint_icons(self) -> None:
        self._delete.setIcon(self.services.icons.icon("remove"))

    @Slot()
    def _show_other_layouts(self) -> None:
        self.command_wanted.emit("show_other_layouts")

    @Slot()
    def delete_sheet(self) -> None:
        """删除整张表: as one step."""
        if self.sheet.commit():
            self.services.open_book.edit(edits.delete_lines([sheet.id for sheet in self.services.open_book.book.overall]))


def make_page(services: PageServices) -> OverallPage:
    """Create the page for the workspace."""
    return OverallPage(services)
