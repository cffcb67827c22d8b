"""BackupCommands: the dialogs that put books somewhere else, 另存为, 备份到文件夹, 从备份恢复, and 删除, which backs up first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer

from models.book.records import Book
from models.words.books import book_name_of, file_title
from storage.database.holding.lock import HeldError, TakenOverError
from storage.errors import StorageError
from ui.app.library import Library
from ui.dialogs.answer import Answer
from ui.dialogs.file_questions import BOOK_FILE, DATABASES, FOLDER, FileQuestions, last_folder
from ui.dialogs.question import Question
from ui.session.settings import Settings, kept
from ui.theme.theme import Theme
from ui.window.main_window import MainWindow

BACKUP_FOLDER: Final = "desk/backup_folder"
SECOND_FOLDER: Final = "backup/second_folder"
"""Where every backup is made a second time, a USB stick perhaps; "" for nowhere."""

_HOUR: Final = 3_600_000
_HOLDS_WITHHELD: Final = "。里面有不予公开的金额，保管好"


def backup_folders(library: Library, settings: Settings) -> Sequence[Path]:
    """The folders in which backups are made: the program's own and the second place, where it is there now."""
    second = kept(settings, SECOND_FOLDER, "")
    return (library.backup_folder, *([Path(second)] if second and Path(second).is_dir() else []))


class BackupCommands:
    """Asks for folder or backup, calls the library and reports the result or the error."""

    def __init__(self, window: MainWindow, library: Library, theme: Theme, settings: Settings) -> None:
        self._window, self._library, self._theme, self._settings = window, library, theme, settings
        self._missed = False
        self._timer = QTimer(window, interval=_HOUR)
        self._timer.timeout.connect(self.back_up_hourly)

    def begin(self) -> None:
        """Make the backup of this hour now, and those of the hours to come."""
        self._timer.start()
        self.back_up_hourly()

    def back_up_hourly(self) -> None:
        """The backup of this hour, and the same on a second place that the clerk chose. A fault is told without stopping work."""
        try:
            self._library.back_up_hourly()
            second = kept(self._settings, SECOND_FOLDER, "")
            if second and Path(second).is_dir():
                self._library.back_up_hourly(Path(second))
            elif second and not self._missed:
                self._missed = True
                self._window.show_fault(f"第二处备份没有做：没有“{second}”，插上U盘，下个整点再做")
        except (HeldError, TakenOverError):
            return  # whoever has the books makes their backups
        except StorageError as error:
            self._window.show_fault(f"没有备份：{error}")

    def back_up(self) -> Path | None:
        """Write a dated copy into a folder that is asked for. Returns the copy, None when left or failed."""
        folder = FileQuestions.folder(self._window, "备份到哪个文件夹", last_folder(self._settings, BACKUP_FOLDER))
        if folder is None:
            return None
        try:
            made = self._library.back_up(folder)
            secret = _HOLDS_WITHHELD if self._library.store.holds_withheld() else ""
        except StorageError as error:
            self._show_message("没有备份", str(error))
            return None
        self._settings.set(BACKUP_FOLDER, str(folder))
        self._offer_second_place(made, secret)
        return made

    def _offer_second_place(self, made: Path, secret: str) -> None:
        """Say where the copy is and what ``secret`` it has, and ask whether every backup is to be made there too."""
        sentence, folder = f"全部预算已备份到 {made}{secret}", str(made.parent)
        if kept(self._settings, SECOND_FOLDER, "") == folder:
            self._show_message("备份", f"{sentence}。每小时的备份也都放一份在这里。")
            return
        answers = (Answer("also", "以后都放一份在这里", "S"), Answer("close", "只这一次", "C"))
        if Question.ask(self._window, self._theme, "备份", sentence, answers) == "also":
            self._settings.set(SECOND_FOLDER, folder)

    def save_as(self, book: Book) -> None:
        """Write a book as a .ysbook file that is asked for."""
        from storage.files.book_file import write_book_file  # a start does without

        suggested = last_folder(self._settings) / f"{file_title(book)}.ysbook"
        target = FileQuestions.new(self._window, "另存为填报文件", suggested, BOOK_FILE)
        if target is None:
            return
        self._settings.set(FOLDER, str(target.parent))
        try:
            write_book_file(book, target)
        except StorageError as error:
            self._show_message("没有另存", str(error))
        else:
            left_out = "不予公开的金额没有写进去。" if book.withheld else ""
            self._show_message("另存为填报文件", f"已另存到 {target}。{left_out}")

    def rescue(self, book: Book) -> None:
        """Write the open book whole into a new database in a folder that is asked for: the one it was in may be gone."""
        folder = FileQuestions.folder(self._window, "另存到哪个文件夹", last_folder(self._settings, BACKUP_FOLDER))
        if folder is None:
            return
        try:
            made = self._library.rescue(book, folder)
        except StorageError as error:
            self._show_message("没有另存", str(error))
            return
        secret = _HOLDS_WITHHELD if book.withheld else ""
        back = "用“文件”里的“备份和交接 → 从备份恢复”选它，就能接着填"
        self._show_message("另存到别处", f"打开的这本预算存在 {made}{secret}。{back}。")

    def delete(self, book_id: int) -> bool:
        """Ask, back up the database, delete a book. False when it stays, True also where the list of books may be out of date."""
        try:
            entry = self._library.entry(book_id)
            if entry is None or not self._sure_to_delete(book_name_of(entry.unit_code, entry.unit_name, entry.year, entry.stage)):
                return False
            self._library.back_up()
            self._library.store.delete(book_id)
        except StorageError as error:
            self._show_message("没有删除", str(error))
        return True

    def _sure_to_delete(self, words: str) -> bool:
        answers = (Answer("delete", "删除", "D"), Answer("leave", "不删除", "N"))
        sentence = f"要删除“{words}”的全部数据。删除前先备份整个数据库，以后只能从备份恢复。"
        return Question.ask(self._window, self._theme, "删除预算", sentence, answers) == "delete"

    def choose(self) -> Path | None:
        """Ask for a backup and for confirmation. None when left."""
        start = self._library.newest_backup() or last_folder(self._settings, BACKUP_FOLDER)
        backup = FileQuestions.existing(self._window, "从备份恢复", start, DATABASES)
        if backup is None:
            return None
        sentence = (
            f"“{backup.name}”是 {_made(backup)} 的备份。恢复后，现在的全部预算换成那时的；现在的数据库另存一份，留在原来的文件夹。"
        )
        answers = (Answer("restore", "恢复", "R"), Answer("leave", "不恢复", "N"))
        return backup if Question.ask(self._window, self._theme, "从备份恢复", sentence, answers) == "restore" else None

    def restore(self, backup: Path) -> None:
        """Replace the database by the backup and say where the former file is kept."""
        try:
            told = self._library.restore(backup)
        except StorageError as error:
            self._show_message("没有恢复", str(error))
            return
        self._show_message("从备份恢复", f"已恢复。{told}")

    def _show_message(self, title: str, sentence: str) -> None:
        Question.ask(self._window, self._theme, title, sentence)


def _made(backup: Path) -> str:
    """When a backup was made: from its name, else from the time of the file."""
    for part in (f"{a}-{b}" for a, b in zip(backup.stem.split("-"), backup.stem.split("-")[1:], strict=False)):
        try:
            return f"{datetime.strptime(part, '%Y%m%d-%H%M%S').replace(tzinfo=UTC):%Y-%m-%d %H:%M}"
        except ValueError:
            continue
    return f"{datetime.fromtimestamp(backup.stat().st_mtime, UTC).astimezone():%Y-%m-%d %H:%M}"
