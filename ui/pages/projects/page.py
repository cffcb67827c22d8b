"""项目: the list of projects at the left, the 绩效目标表 of the chosen one or ones at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from models.book import edits
from models.book.places import Place
from models.book.records import Book
from models.projects.edits import add_project, copy_project
from models.projects.several import delete_projects
from ui.grid.view.view import GridView
from ui.pages.common.page import Page, PageServices
from ui.pages.projects.list.panel import ProjectList
from ui.pages.projects.pinned_line import PinnedLine
from ui.pages.projects.shared.lookup import project_of_line
from ui.pages.projects.sheet.sheet import ProjectSheet
from ui.session.amounts import window_amounts
from ui.widgets.fair_split import FairSplit
from ui.widgets.keys import MENU_COMMANDS

KEY: Final = "projects"
TITLE: Final = "项目"
SENTENCE: Final = "每个项目一张绩效目标表。"
WITHOUT_SHEETS: Final = "每个项目的编码、名称和资金；这个版式没有绩效目标表。"
EMPTY: Final = (
    "还没有项目。按“新建项目”，填编码、名称和资金；绩效目标表的栏目会按版式排好。"
    "网页、PDF、Word 里已有的表，复制后在左边按 Ctrl+V。"
)
EMPTY_WITHOUT_SHEETS: Final = "还没有项目。按“新建项目”，填编码、名称和资金。"
_LIST: Final = (330, 240)
_SHEET: Final = 600
"""Widths of the list (preferred, least) and of the sheet, in pixels at 100 %."""


class _Command(NamedTuple):
    """A command of the page: the method that does it, text, icon and tooltip, and whether it is for one or several projects.

    ``of_sheets``: only where the place has 绩效目标表.
    """

    key: str
    words: str
    icon: str
    tip: str
    of_one: bool = True
    of_several: bool = False
    of_sheets: bool = False


_COMMANDS: Final = (
    _Command("add_project", "新建项目", "add", "在最后加一个项目  Ctrl+Shift+N", of_several=True),
    _Command("copy_project", "复制项目", "copy", "照当前项目再做一个，编码空着  在项目列表里按 Ctrl+Shift+D"),
    _Command("delete_chosen", "删除项目", "remove", "删除选中的项目，可以撤销", of_several=True),
    _Command("copy_indicators", "复制指标到…", "copy", "选中的指标复制到其他项目  Ctrl+Shift+K", of_sheets=True),
    _Command("move_up", "上移", "move-up", "当前项目往上移一位"),
    _Command("move_down", "下移", "move-down", "当前项目往下移一位"),
    _Command(
        "export_chosen",
        "导出…",
        "export",
        "选中项目的绩效目标表导出成一个工作簿",
        of_one=False,
        of_several=True,
        of_sheets=True,
    ),
)
"""In the order of the page head, which has no room for all at once: 导出 of a single project is in the menu 文件."""


class ProjectsPage(Page):
    """One project is chosen in the list and edited in the sheet, or several, which then get the same values."""

    def __init__(self, services: PageServices) -> None:
        self._has_sheets = services.open_book.pack.sheet.is_printed
        super().__init__(KEY, TITLE, SENTENCE if self._has_sheets else WITHOUT_SHEETS, services)
        self.list = ProjectList(services)
        self.list.grid.setProperty(MENU_COMMANDS, ("export_sheet",) if self._has_sheets else ())
        self.pinned = PinnedLine(window_amounts(services.open_book.pack), services.theme)
        self.sheet = ProjectSheet(services)
        self._right = QStackedWidget()
        self._splitter = FairSplit(services.settings, services.theme, KEY, self._share)
        self._actions = {command.key: self._make_action(command) for command in _COMMANDS}
        self._number = 0
        self._lay_out()
        self._connect()
        self._paint_icons()
        self._refresh()

    @property
    def sheet_key(self) -> str:
        """The sheet of the current project."""
        return f"project:{self.current_project}"

    def _make_action(self, command: _Command) -> QAction:
        action = QAction(command.words, self, toolTip=command.tip)
        action.triggered.connect(getattr(self, command.key))
        return action

    def _lay_out(self) -> None:
        words = EMPTY if self._has_sheets else EMPTY_WITHOUT_SHEETS
        sheet, empty = QWidget(), QLabel(words, wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        empty.setProperty("quietBody", True)
        empty.setMargin(self.services.theme.px(16))
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pinned)
        column.addWidget(self.sheet, 1)
        self._right.addWidget(sheet)
        self._right.addWidget(empty)
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(self._right)
        self._splitter.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._splitter)
        self.setFocusProxy(self.list.grid)

    def _share(self, width: int) -> list[int]:
        """The list shrinks before the sheet has to scroll."""
        px = self.services.theme.px
        wide = min(px(_LIST[0]), max(px(_LIST[1]), width - px(_SHEET)))
        return [wide, max(width - wide, 1)]

    def _connect(self) -> None:
        self.list.chosen.connect(self._show_chosen)
        self.list.opened.connect(self.sheet.enter)
        self.list.grid.pasted.connect(self.paste_sheets)
        self.list.finding_wanted.connect(self.finding_wanted)
        self.sheet.finding_wanted.connect(self.finding_wanted)
        self.sheet.others_wanted.connect(self._show_other_layouts)
        self.sheet.left.connect(self.list.grid.setFocus)
        self.pinned.step_wanted.connect(self._step)
        self.services.open_book.changed.connect(self._refresh)
        self.services.theme.changed.connect(self._paint_icons)
        copy = self._actions["copy_project"]
        copy.setShortcut(QKeySequence("Ctrl+Shift+D"))  # only in the list; in the sheet it copies a row
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.list.grid.addActions(self.actions_of_page)  # for its menu too
        for keys, slot in (("Alt+PgUp", self._previous), ("Alt+PgDown", self._next)):
            QShortcut(QKeySequence(keys), self, slot)  # anywhere in the window while the page is shown

    # --- the contract of a page

    @property
    def actions_of_page(self) -> Sequence[QAction]:
        """新建, 复制, 删除, 复制指标, 上移, 下移; of several projects 新建, 删除, 导出."""
        return list(self._actions.values())

    @property
    def chosen_projects(self) -> tuple[int, ...]:
        """The ids of the projects that 删除 and 导出 work on."""
        return tuple(project.id for project in self.sheet.projects)

    @property
    def parts(self) -> Sequence[QWidget]:
        """The list, its sums, and the editable parts of the sheet."""
        sums = self.list.sums
        return (self.list.grid, *((sums, *self.sheet.parts) if sums.isVisible() else ()))

    @property
    def grid(self) -> GridView | None:
        """The part of the sheet that had the focus last; None without a project."""
        return self.sheet.active_grid if self.sheet.projects else None

    @property
    def current_place(self) -> Place | None:
        """The current cell of the sheet; where the list has the focus, its current project."""
        project = self.list.grid.current_project
        inside = None if self.list.grid.hasFocus() else super().current_place
        return inside or (Place(KEY, project) if project else None)

    @property
    def current_project(self) -> int:
        """The id of the shown project; 0 while none or several are shown."""
        return self.sheet.project

    def go_to(self, place: Place) -> bool:
        """Go to the cell of a line of a project; to the list when ``place`` has no line."""
        if not place.line:
            self.list.grid.setFocus()
            return place.page == KEY
        project = project_of_line(self.services.open_book.book, place.line)
        if project is None or not self.list.choose(project.id):
            return False
        return self.sheet.project == project.id and self.sheet.go_to(place)

    def refresh(self, old: Book, new: Book) -> None:
        """Show columns that the new book needs."""
        super().refresh(old, new)
        self.show_extras()

    def show_extras(self) -> None:
        """Show or hide the column 所属单位."""
        self.sheet.show_extras()

    # --- what is shown

    @Slot()
    def _show_chosen(self) -> None:
        """Show the chosen projects, once what was typed is stored."""
        chosen = self.list.grid.chosen_projects
        if set(chosen) == set(self.chosen_projects):
            return
        if not self.sheet.commit() and self.sheet.projects:
            QTimer.singleShot(0, self._return_to_sheet)
            return
        self.sheet.show_projects(chosen)
        self._show_pinned()

    @Slot()
    def _return_to_sheet(self) -> None:
        """The sheet holds text that was not stored: choose its projects again."""
        self.list.grid.choose_again(self.chosen_projects)
        self.sheet.active_grid.setFocus()

    @Slot()
    def _refresh(self) -> None:
        """Choose a project if none is current, and update the pinned line."""
        projects = self.services.open_book.book.projects
        self._right.setCurrentIndex(0 if projects else 1)
        if projects and not self.list.grid.current_project:
            at = min(max(self._number - 1, 0), len(projects) - 1)
            if not self.sheet.projects:
                self.list.choose(projects[at].id)
        self._show_pinned()

    def _show_pinned(self) -> None:
        """Update the pinned line and the commands."""
        projects, chosen = self.services.open_book.book.projects, self.sheet.projects
        several = len(chosen) > 1
        for command in _COMMANDS:
            action = self._actions[command.key]
            of_these = command.of_several if several else command.of_one
            action.setVisible(of_these and (self._has_sheets or not command.of_sheets))
            action.setEnabled(bool(chosen) or command.icon == "add")
        self._actions["delete_chosen"].setText(f"删除 {len(chosen)} 个项目" if several else "删除项目")
        self._actions["export_chosen"].setText(f"导出 {len(chosen)} 个项目…")
        if several:
            self.pinned.show_several(chosen)
        elif chosen:
            at = projects.index(chosen[0])
            self._number = at + 1
            self.pinned.show_project(at + 1, len(projects), chosen[0])
            self._actions["move_up"].setEnabled(at > 0)
            self._actions["move_down"].setEnabled(at + 1 < len(projects))

    # --- commands

    @Slot()
    def add_project(self) -> None:
        """Add a project after the last one and focus its name."""
        book = self.services.open_book
        if self.sheet.commit() and book.edit(add_project("", book.pack.sheet)):
            self._open_new(book.book.projects[-1].id)

    @Slot()
    def paste_sheets(self) -> None:
        """粘贴绩效目标表: sheets on the clipboard become projects."""
        from ui.pages.projects.transfers.transfers import paste_sheets  # noqa: PLC0415 - not needed at the start

        first = paste_sheets(self.services, self.window()) if self.sheet.commit() else 0
        if first:
            self.list.choose(first)
            self.list.grid.setFocus()

    @Slot()
    def copy_project(self) -> None:
        """复制项目: a copy of the shown project below it."""
        book, before = self.services.open_book, {project.id for project in self.services.open_book.book.projects}
        if self.sheet.commit() and book.edit(copy_project(self.sheet.project)):
            self._open_new(next(project.id for project in book.book.projects if project.id not in before))

    def _open_new(self, project_id: int) -> None:
        self.list.choose(project_id)
        self.sheet.enter_name()

    @Slot()
    def delete_chosen(self) -> None:
        """Delete the chosen projects as one step."""
        if self.sheet.commit() and self.services.open_book.edit(delete_projects(self.sheet.projects)):
            self.list.grid.setFocus()

    @Slot()
    def export_chosen(self) -> None:
        """导出: ask the window to export the chosen projects."""
        self.command_wanted.emit("export_projects")

    @Slot()
    def _show_other_layouts(self) -> None:
        self.command_wanted.emit("show_other_layouts")

    @Slot()
    def copy_indicators(self) -> None:
        """复制指标到…: copy indicators to other projects."""
        self.sheet.copy_indicators()

    @Slot()
    def move_up(self) -> None:
        """上移 of the shown project."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """下移 of the shown project."""
        self._move(1)

    def _move(self, steps: int) -> None:
        if self.sheet.commit():
            self.services.open_book.edit(edits.move_line(self.sheet.project, steps))

    @Slot()
    def _previous(self) -> None:
        self._step(-1)

    @Slot()
    def _next(self) -> None:
        self._step(1)

    @Slot(int)
    def _step(self, by: int) -> None:
        """Show a neighbour; the focus stays in the list or in the sheet."""
        in_sheet = self.sheet.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        if not self.sheet.commit():
            return
        self.list.grid.step(by)
        if in_sheet:
            self.sheet.enter()

    @Slot()
    def _paint_icons(self) -> None:
        for command in _COMMANDS:
            self._actions[command.key].setIcon(self.services.icons.icon(command.icon))


def make_page(services: PageServices) -> ProjectsPage:
    """Create the page for the workspace."""
    return ProjectsPage(services)
