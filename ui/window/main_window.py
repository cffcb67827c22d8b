"""MainWindow: menus, toolbar, workspace or start page, status bar. Imports inside functions are what a start does without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QFontMetrics
from PySide6.QtWidgets import QMainWindow, QWidget

from models.program import PROGRAM
from models.values.money import MoneyUnit
from models.words.books import book_name
from ui.grid.view.view import GridView
from ui.pages.common.extras import EXTRAS
from ui.pages.common.page import PageServices, PageSpec, Records
from ui.pages.registry import pages_of
from ui.session.open_book import OpenBook
from ui.session.settings import Settings
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.keys import without_letter
from ui.window import placement
from ui.window.actions import BOOK_TOOLS, START_TOOLS, Actions
from ui.window.edit_commands import EditCommands
from ui.window.input.command_keys import CommandKeys
from ui.window.input.context_menu import ContextMenus
from ui.window.looks import Looks, restore_looks
from ui.window.placement import dragged_file
from ui.window.status_bar import StatusBar
from ui.window.tool_bar import ToolBar
from ui.window.workspace import Workspace
from ui.window.workspace_commands import WORKSPACE_COMMANDS, WorkspaceCommands

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from ui.dialogs.help.guide import Guide

_UNSAVED: Final = "有一处录入没有存上，离开就没有了。原因写在它旁边或者状态栏里；回去改好后按 Enter。"
_BOOK_COMMANDS: Final = (
    *WORKSPACE_COMMANDS, "export", "publish", "export_sheet", "export_projects", "export_layout", "fill_template",
    "export_agencies", "save_as", "close", "next_stage", "remedy", "amounts_in_yuan", "enter_in_order", "change_pack",
    "context_menu",
)  # fmt: skip
NOTHING_TO_MEND: Final = "这里没有可以一键改正的问题"
_MESSAGE_TIME: Final = 4000
_LONGEST_LABEL: Final = 48
_BESIDE_LABEL: Final = 19
_LEAST_LABEL: Final = 6
"""The longest label of a step in the menu 编辑, what stands beside it, the shortest: in characters."""


class MainWindow(QMainWindow):
    """Empty until ``show_start`` or ``show_book``. ``file_dropped`` carries a path; AppController connects the file commands."""

    file_dropped = Signal(object)

    def __init__(
        self, pages: Sequence[PageSpec], theme: Theme, icons: Icons, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pages, self._theme, self._icons, self._settings = tuple(pages), theme, icons, settings
        self._open_book: OpenBook | None = None
        self.workspace: Workspace | None = None
        self._guide: Guide | None = None
        restore_looks(theme, settings)
        self.actions_of_window = Actions(theme, icons, self)
        self._tools = ToolBar(theme)
        self.addToolBar(self._tools)
        self.actions_of_window.fill_menu_bar(self.menuBar())
        self._status = StatusBar(theme, icons, self)
        self.setStatusBar(self._status)
        self._status.command_wanted.connect(self._trigger)
        self._handle_commands()
        self.actions_of_window.about_to_be_read.connect(self._name_steps)
        self.setAcceptDrops(True)
        placement.place(self, settings)

    # --- what is open

    def show_book(self, open_book: OpenBook, records: Records | None = None) -> None:
        """Show a workspace for this book; its pages read past 报送 and edits from ``records``."""
        self._release_book()
        self._open_book = open_book
        open_book.entry_settings.remember_in(self._settings)
        open_book.entry_settings.changed.connect(self._ways_changed)
        services = PageServices(open_book, self._theme, self._icons, self._settings, records)
        pages = pages_of(self._pages, open_book.pack, open_book.book)
        self.workspace = Workspace(pages, services, self)
        self.workspace.command_wanted.connect(self._trigger)
        self.setCentralWidget(self.workspace)
        self.actions_of_window.fill_tool_bar(self._tools, BOOK_TOOLS)
        self._status.follow(open_book)
        open_book.changed.connect(self._book_changed)
        self.workspace.page_changed.connect(self._page_changed)
        self._book_changed()
        self._page_changed()
        self._ways_changed()

    def show_start(self, page: QWidget) -> None:
        """Close the workspace, if any, and show this page instead."""
        self._release_book()
        self.setCentralWidget(page)
        self.actions_of_window.fill_tool_bar(self._tools, START_TOOLS)
        self._status.follow(None)
        self._book_changed()
        self._page_changed()

    def _release_book(self) -> None:
        if self.workspace is not None and self._open_book is not None:
            self.workspace.remember()
            self._open_book.changed.disconnect(self._book_changed)
            self._open_book.entry_settings.changed.disconnect(self._ways_changed)
        self.workspace = None
        self._open_book = None

    def may_leave(self) -> bool:
        """Commit what is being typed. If that cannot be saved, ask whether to leave anyway."""
        if self.workspace is None or self.workspace.finish_typing():
            return True
        from ui.dialogs.answer import Answer
        from ui.dialogs.question import Question

        answers = (Answer("leave", "仍然离开", "L"), Answer("stay", "回去", "B"))
        return Question.ask(self, self._theme, "没有存上", _UNSAVED, answers) == "leave"

    # --- commands

    def handle(self, key: str, slot: Callable[..., object]) -> None:
        """Connect a command that another object carries out (new, open, export, …)."""
        self.actions_of_window.handle(key, slot)
        if key in _BOOK_COMMANDS:
            self.actions_of_window.set_enabled(key, self.workspace is not None)

    def _handle_commands(self) -> None:
        self._command_keys = CommandKeys(self.actions_of_window, self)
        self._context_menus = ContextMenus(self.actions_of_window, self)
        self._grid_commands = EditCommands(self.actions_of_window, self, self._page_grid)
        WorkspaceCommands(self.actions_of_window, lambda: self.workspace, self)
        self._looks = Looks(self.actions_of_window, self._theme, self._settings, self)
        for key, slot in (
            ("undo", self._undo), ("redo", self._redo), ("remedy", self._remedy),
            ("context_menu", self._open_context_menu), ("about", self._about),
            ("save_diagnostics", self._save_diagnostics), ("guide", self._open_guide), ("help", self._help),
            ("copy_sums", self._status.sums.copy), ("amounts_in_yuan", self._switch_unit), ("enter_in_order", self._switch_order),
            *((f"show_{extra.key}", self._choose_extras) for extra in EXTRAS),
            ("quit", self.close),
        ):  # fmt: skip
            self.actions_of_window.handle(key, slot)

    @Slot()
    def _book_changed(self) -> None:
        book = self._open_book
        self.actions_of_window.set_enabled("undo", book is not None and book.can_undo)
        self.actions_of_window.set_enabled("redo", book is not None and book.can_redo)
        self.setWindowTitle(f"{book_name(book.book)} — {PROGRAM}" if book else PROGRAM)
        self._show_extras()

    @Slot()
    def _name_steps(self) -> None:
        """Name the steps of 撤销 and 重做. Done when a menu opens, so that an edit need not wait for these texts."""
        book, actions = self._open_book, self.actions_of_window
        for key, word, label in (("undo", "撤销", book and book.undo_label), ("redo", "重做", book and book.redo_label)):
            actions[key].setText(f"{word}：{without_letter(self._short(label))}" if label else word)
            actions[key].setToolTip(f"{word}{'：' if label else ''}{label or ''}  {actions[key].shortcut().toString()}")

    def _short(self, label: str) -> str:
        """A label that leaves the menu in the screen."""
        screen, theme = self.screen().availableGeometry(), self._theme
        room = max(min(_LONGEST_LABEL, screen.width() // theme.em - _BESIDE_LABEL), _LEAST_LABEL)
        return QFontMetrics(theme.font()).elidedText(label, Qt.TextElideMode.ElideMiddle, room * theme.em)

    @Slot()
    def _page_changed(self) -> None:
        self._grid_commands.enable()
        self._status.sums.follow_page(self._page_grid())
        for key in _BOOK_COMMANDS:
            self.actions_of_window.set_enabled(key, self.workspace is not None)
        if self._open_book is not None and not self._open_book.pack.sheet.is_printed:
            self.actions_of_window.set_enabled("export_projects", False)  # they export sheets, and there are none
        self.actions_of_window.show_book_menus(shown=self.workspace is not None)
        self._show_extras()

    def _show_extras(self) -> None:
        """Update the commands of optional parts. A part that the book uses cannot be hidden."""
        book = self._open_book.book if self._open_book is not None else None
        for extra in EXTRAS:
            key = f"show_{extra.key}"
            self.actions_of_window.set_enabled(key, book is not None and not extra.in_use(book))
            self.actions_of_window[key].setChecked(book is not None and extra.is_shown(book, self._settings))

    @Slot()
    def _choose_extras(self) -> None:
        for extra in EXTRAS:
            action = self.actions_of_window[f"show_{extra.key}"]
            if self.workspace is not None and action.isEnabled():
                self.workspace.choose_extra(extra, wanted=action.isChecked())

    @Slot()
    def _undo(self) -> None:
        if self._open_book is not None:
            self._open_book.undo()

    @Slot()
    def _redo(self) -> None:
        if self._open_book is not None:
            self._open_book.redo()

    def _page_grid(self) -> GridView | None:
        """The grid of the open page."""
        return self.workspace.page.grid if self.workspace is not None else None

    @Slot()
    def _open_context_menu(self) -> None:
        self._context_menus.open_at_focus()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Every grid, list and preview leaves its menu to the window."""
        event.setAccepted(self._context_menus.open_at_event(event))

    @Slot()
    def _help(self) -> None:
        if self.workspace is None or not self.workspace.show_help():
            self._open_guide()

    @Slot()
    def _open_guide(self) -> None:
        from ui.dialogs.help.guide import Guide

        if self._guide is None:
            self._guide = Guide(self._theme)
        self._guide.show_chapter(self.workspace.chapter if self.workspace is not None else "")

    @Slot()
    def _remedy(self) -> None:
        if self.workspace is not None and not self.workspace.remedy():
            self._status.showMessage(NOTHING_TO_MEND, _MESSAGE_TIME)

    @Slot(str)
    def _trigger(self, key: str) -> None:
        self.actions_of_window[key].trigger()

    @Slot()
    def _about(self) -> None:
        from ui.dialogs.about import show_about

        show_about(self, self._theme, self._icons, self._open_book.pack if self._open_book else None)

    @Slot()
    def _save_diagnostics(self) -> None:
        from ui.dialogs.diagnostics import save_diagnostics

        save_diagnostics(self, self._theme, self._settings)

    @Slot(str)
    def show_fault(self, sentence: str) -> None:
        """Show a fault of the program in the status bar; nothing else stops."""
        self._status.show_fault(sentence)

    # --- entry options

    @Slot()
    def _switch_unit(self) -> None:
        if self._open_book is not None:
            self._open_book.entry_settings.switch_unit()

    @Slot()
    def _switch_order(self) -> None:
        if self._open_book is not None:
            self._open_book.entry_settings.switch_order()

    @Slot()
    def _ways_changed(self) -> None:
        ways = self._open_book.entry_settings if self._open_book is not None else None
        self.actions_of_window["amounts_in_yuan"].setChecked(ways is not None and ways.unit is MoneyUnit.YUAN)
        self.actions_of_window["enter_in_order"].setChecked(ways is not None and ways.in_order)

    # --- files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a single local file."""
        if dragged_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Emit ``file_dropped``."""
        path = dragged_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember page and placement. The book needs no saving: every edit is on disk already."""
        if not self.may_leave():
            event.ignore()
            return
        if self.workspace is not None:
            self.workspace.remember()
        placement.remember(self, self._settings)
        if self._guide is not None:
            self._guide.close()
            self._guide.deleteLater()
            self._guide = None
        super().closeEvent(event)
