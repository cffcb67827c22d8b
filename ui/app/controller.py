"""AppController: opens, closes, stores and exports books; connects the window with the database and files.

Imports inside functions are what most starts do without.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from models.book.places import Place
from models.book.records import Book
from models.pack.errors import PackError
from storage.errors import StorageError
from ui.app.data.commands import connect_data
from ui.app.exports.commands import connect_exports
from ui.app.form_commands import FormCommands
from ui.app.incoming.book_file import (
    changes_question,
    duplicate_question,
    is_same,
    read_outside,
    same_identity,
    sample_copy,
    take_over,
)
from ui.app.incoming.connect import connect_incoming
from ui.app.preload import Preloader, read_checks
from ui.app.services import AppServices
from ui.app.start.presence import Presence
from ui.app.start.view import StartView
from ui.dialogs.answer import CLOSE, Answer
from ui.dialogs.file_questions import BUDGETS, WORKBOOKS, FileQuestions, last_folder
from ui.session.open_book import OpenBook
from ui.session.settings import kept
from ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from ui.app.data.backup import BackupCommands
    from ui.app.exports.book import ExportCommand
    from ui.app.new_book import NewBookCommands
    from ui.app.start.page import StartPage

LAST_BOOK: Final = "desk/last_book"
OPEN_FOLDER: Final = "desk/folder"
CELL: Final = "workspace/cell"
_UNSAVED: Final = "有一处录入没有存上，标成了红色；原因写在它旁边或者状态栏里。改好后在那里按 Enter，或者按 Esc 放弃。"


class AppController(QObject):
    """Handles the window's file commands on one library. ``open_book`` is None and ``book_id`` 0 while the start page shows."""

    def __init__(self, services: AppServices) -> None:
        super().__init__(services.window)
        self._services = services
        self._window, self._library, self._settings = services.window, services.library, services.settings
        self.open_book: OpenBook | None = None
        self.book_id = 0
        self._presence = Presence(services, self.open_path, self)
        self.start_view = StartView(services, self._connect_start, self._presence.begin, self)
        for key, slot in (
            ("new", self.new), ("roll_over", self.roll_over), ("next_stage", self.next_stage), ("open", self.choose_file),
            ("sample", self.show_sample),
            ("import", self.choose_workbook), ("export", self.export), ("restore", self.restore), ("close", self.close_book),
            ("save_as", self.save_as), ("back_up", self.back_up), ("rescue", self.rescue),
            ("export_projects", self.export_projects),
        ):  # fmt: skip
            services.window.handle(key, slot)
        self._form_commands = FormCommands(self, services, self.finished_book, self.reload_book)
        connect_exports(self, services, self.finished_book, lambda: self._export_command)
        connect_data(self, services, self._leave_data, self.start_again)
        connect_incoming(self, services, self.finished_book, self.open_path, self._store_and_open)

    # --- start and close

    @property
    def window(self) -> MainWindow:
        """The main window, for the self-test."""
        return self._window

    def show(self, file: Path | None = None) -> None:
        """Fill and show the window, then start the preloader. With a ``file`` an empty window shows first, as reading is slow."""
        self._window.setVisible(file is not None)
        self._presence.begin()  # a question at the start must not keep a second start waiting
        self.start(file, checked=False)
        self._window.show()
        first = (
            read_checks, self._check, self._presence.begin, self._services.icons.keep_drawn, self._show_icon, self._begin_backups,
        )  # fmt: skip
        Preloader(self._window, first, self).start()

    def leave(self) -> None:
        """Let others have the books, as the end of the program does."""
        self._presence.leave()

    def _check(self) -> None:
        if self.open_book is not None:
            self.open_book.check()

    def _begin_backups(self) -> None:
        self._backup_commands.begin()

    def _show_icon(self) -> None:
        QApplication.setWindowIcon(self._services.icons.application())

    def start(self, file: Path | None = None, *, checked: bool = True) -> None:
        """Open ``file``, else the last book, else the start page. ``checked`` as in ``open_entry``."""
        opened = self._open_last(checked=checked) if file is None else self.open_path(file)
        if not opened and self.start_view.page is None:
            self.show_start()

    def _open_last(self, *, checked: bool) -> bool:
        last = kept(self._settings, LAST_BOOK, 0)
        try:
            known = bool(last) and self._library.entry(last) is not None
        except StorageError:
            return False  # show_start reports it
        return known and self.open_entry(last, checked=checked)

    def show_start(self) -> None:
        """Show the start page with the current list of books."""
        self.start_view.show()

    def _connect_start(self, page: StartPage) -> None:
        page.new_wanted.connect(self.new)
        page.sample_wanted.connect(self.show_sample)
        page.open_wanted.connect(self.choose_file)
        page.book_wanted.connect(self.open_entry)
        page.delete_wanted.connect(self.delete)

    @Slot()
    def close_book(self) -> None:
        """关闭: close the book and show the start page."""
        if self.leave_book():
            self._settings.set(LAST_BOOK, 0)
            self.show_start()

    def leave_book(self) -> bool:
        """Close the open book and leave the window empty. False when something is not stored and the clerk stays."""
        if not self._window.may_leave():
            return False
        self._release_book()
        return True

    def _leave_data(self) -> bool:
        """Close the open book and leave nothing of this window beside the database. False when the clerk stays."""
        if not self.leave_book():
            return False
        self._presence.end()
        return True

    def start_again(self) -> None:
        """Open the last book, else the start page, after the data have changed under the window."""
        self.start_view.page = None
        self.start()
        self._presence.begin()

    def _release_book(self) -> None:
        if self.open_book is None:
            return
        self._window.show_start(QWidget())  # disconnects the window from the book before the book is deleted
        self.open_book.deleteLater()
        self.open_book, self.book_id = None, 0

    def _finish_typing(self) -> bool:
        """Commit what is being typed and check the book. False when it could not be saved."""
        if self.open_book is not None:
            self.open_book.check()
        workspace = self._window.workspace
        if workspace is None or workspace.finish_typing():
            return True
        self._show_message("没有存上", _UNSAVED)
        return False

    def finished_book(self) -> OpenBook | None:
        """The open book after committing what is being typed. None without a book, or when that could not be saved."""
        return self.open_book if self._finish_typing() else None

    # --- opening

    @Slot(int)
    def open_entry(self, book_id: int, *, checked: bool = True) -> bool:
        """Open a book of the database; False when it was not. ``checked`` False leaves its first check to ``show``."""
        if not self._window.may_leave():
            return False
        try:
            book = self._library.store.load(book_id)
            context = self._services.forms.context_of(book)
        except (StorageError, PackError) as error:
            has_form = self._form_commands.take_another_form(book_id, self._ask, str(error))
            return has_form and bool(self.open_entry(book_id, checked=checked))
        self._release_book()
        if self._settings.get(LAST_BOOK) != book_id:
            self._settings.set(CELL, None)
        save, year_before = partial(self._library.store.save, book_id), partial(self._library.year_before, book)
        used = partial(self._library.used_indicators, book_id, book.year)
        self.open_book = OpenBook(
            book, context.pack, context.codes, save, self, load=partial(self._library.store.load, book_id),
            year_before=year_before, used_elsewhere=used, today=self._library.today, checked=checked,
        )  # fmt: skip
        self.book_id = book_id
        self._window.show_book(self.open_book, self._services.records(book_id))
        self.start_view.page = None
        self._settings.set(LAST_BOOK, book_id)
        if self._window.workspace is not None:
            self._window.workspace.page.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @Slot()
    def new(self) -> None:
        """新建: ask for unit, year and form of an empty book."""
        self._new_book_commands().new()

    @Slot()
    def roll_over(self) -> None:
        """转入下一年, from the open book or the one selected on the start page."""
        if self.open_book is None:
            self._new_book_commands().roll_over_kept(
                self.start_view.page.table.current_id if self.start_view.page is not None else 0
            )
        elif self._finish_typing():
            self._new_book_commands().roll_over(self.open_book.book)

    @Slot()
    def next_stage(self) -> None:
        """转入下一阶段: copy the open book to another stage."""
        if self.open_book is not None and self._finish_typing():
            self._new_book_commands().next_stage(self.open_book.book)

    def _store_and_open(self, book: Book, first_page: str, made: str) -> bool:
        """Store a new book and open it at ``first_page``; ``made`` is the first line of its 修改记录."""
        if not self._window.may_leave():
            return False
        book_id = self._library.store.create(book, made)
        if first_page:
            self._release_book()
            self._settings.set("workspace/page", first_page)
        opened: bool = self.open_entry(book_id)
        return opened

    @Slot()
    def show_sample(self) -> None:
        """打开示例: open the copy of the sample, made the first time."""
        try:
            book = sample_copy(self._services.sample())
            there = same_identity(self._library.store, book)
            self.open_entry(there.id) if there else self._store_and_open(book, "", "打开示例")
        except StorageError as error:
            self._show_message("没有打开", str(error))

    @Slot()
    def choose_file(self) -> None:
        """打开: ask for a file."""
        self._choose("打开", BUDGETS)

    @Slot()
    def choose_workbook(self) -> None:
        """导入工作簿: ask for a workbook."""
        self._choose("导入工作簿", WORKBOOKS)

    def _choose(self, title: str, kinds: str) -> None:
        path = FileQuestions.existing(self._window, title, last_folder(self._settings, OPEN_FOLDER), kinds)
        if path is not None:
            self.open_path(path)

    @Slot(object)
    def open_path(self, path: Path) -> bool:
        """Store the book of a .ysbook or .xlsx file and open it. False when it was not opened."""
        try:
            opened = read_outside(path)
            context = self._services.forms.context_of(opened.book)
            self._settings.set(OPEN_FOLDER, str(path.resolve().parent))
            there = same_identity(self._library.store, opened.book)
            if there is None:
                done = self._store_and_open(opened.book, "", f"从“{path.name}”建立")
            else:
                done = self._open_duplicate(there.id, opened.book, path.name)
        except (StorageError, PackError) as error:
            self._show_message("没有打开", str(error))
            return False
        if done and opened.disagreements and self.open_book is not None:
            edit, question = changes_question(path, context, self.open_book.book)
            if self._ask("工作簿被改过", *question) == "take":
                self.open_book.edit(edit)
        return done

    def _open_duplicate(self, book_id: int, outside: Book, name: str) -> bool:
        """Open a book whose unit, year and stage are stored already; asks when the contents differ."""
        here = self._library.store.look(book_id)
        if is_same(here, outside):
            opened: bool = self.open_entry(book_id)
            return opened
        answer = self._ask("已经有这本预算", *duplicate_question(here, outside, name))
        if answer not in {"here", "replace"}:
            return False
        if (self.book_id != book_id and not self.open_entry(book_id)) or self.open_book is None:
            return False
        return self.open_book.edit(take_over(outside, name)) if answer == "replace" else True

    # --- delete, export, save, back up

    @Slot(int)
    def delete(self, book_id: int) -> None:
        """Ask, back up the database, delete the book."""
        if self._backup_commands.delete(book_id):
            self.show_start()

    @Slot()
    def export(self) -> None:
        """导出工作簿: submission, package of 报送 or draft."""
        if self.open_book is not None and self._finish_typing():
            self._export_command.export(self.open_book, self._services.records(self.book_id), self._library.clock())

    @Slot()
    def export_projects(self) -> None:
        """导出选中的项目: the sheets of the projects chosen on their page."""
        if self.open_book is not None and self._window.workspace is not None and self._finish_typing():
            self._export_command.export_projects(self.open_book, self._window.workspace.show_chosen_projects())

    def reload_book(self) -> None:
        """Reload the open book after forms or code tables have changed; its steps can still be undone."""
        open_book = self.finished_book()
        if open_book is not None:
            past = open_book.past
            if self.open_entry(self.book_id) and self.open_book is not None:
                self.open_book.go_on_from(past)

    @Slot(object)
    def _go_to(self, place: Place) -> None:
        workspace = self._window.workspace
        if workspace is not None:
            workspace.findings.show_place(place)
            workspace.go_to(place)

    @Slot()
    def save_as(self) -> None:
        """另存为填报文件: write the open book as a .ysbook file."""
        if self.open_book is not None and self._finish_typing():
            self._backup_commands.save_as(self.open_book.book)

    @Slot()
    def back_up(self) -> None:
        """备份到文件夹: copy the database."""
        if self._finish_typing():
            self._backup_commands.back_up()

    @Slot()
    def rescue(self) -> None:
        """另存到别处: what is typed and cannot be saved stays in its cell."""
        if self.open_book is not None:
            self._backup_commands.rescue(self.open_book.book)

    @Slot()
    def restore(self) -> None:
        """从备份恢复: close the open book, then replace the database by a backup."""
        backup = self._backup_commands.choose()
        if backup is not None and self.leave_book():
            self._settings.set(LAST_BOOK, 0)
            self._backup_commands.restore(backup)
            self.show_start()

    # --- helpers, made when first used

    @cached_property
    def _export_command(self) -> ExportCommand:
        from ui.app.exports.book import ExportCommand

        services = self._services
        command = ExportCommand(services.window, services.theme, services.icons, services.settings)
        command.place_wanted.connect(self._go_to)
        return command

    def _new_book_commands(self) -> NewBookCommands:
        from ui.app.new_book import NewBookCommands

        return NewBookCommands(self._services, self._store_and_open, self._ask)

    @cached_property
    def _backup_commands(self) -> BackupCommands:
        from ui.app.data.backup import BackupCommands

        return BackupCommands(self._services.window, self._services.library, self._services.theme, self._services.settings)

    def _show_message(self, title: str, sentence: str) -> None:
        self._ask(title, sentence)

    def _ask(self, title: str, sentence: str, answers: Sequence[Answer] = CLOSE, details: Sequence[str] = ()) -> str:
        """Returns the key of the answer. Shows the start page first if the window would be empty behind the dialog."""
        from ui.dialogs.question import Question

        if self.open_book is None and self.start_view.page is None:
            self.show_start()
        self._window.show()
        return Question.ask(self._window, self._services.theme, title, sentence, answers, details=details)
