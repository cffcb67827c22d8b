"""BackupCommands: the dialogs of 备份到文件夹 and 从备份恢复."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from storage.errors import StorageError
from ui.app.library import Library
from ui.dialogs.answer import Answer
from ui.dialogs.file_questions import DATABASES, FileQuestions, last_folder
from ui.dialogs.question import Question
from ui.session.settings import Settings
from ui.theme.theme import Theme

BACKUP_FOLDER: Final = "desk/backup_folder"


class BackupCommands:
    """Asks for folder or backup, calls the library and reports the result or the error."""

    def __init__(self, window: QWidget, library: Library, theme: Theme, settings: Settings) -> None:
        self._window, self._library, self._theme, self._settings = window, library, theme, settings

    def back_up(self) -> Path | None:
        """Write a dated copy into a folder that is asked for. Returns the copy, None when left or failed."""
        folder = FileQuestions.folder(self._window, "备份到哪个文件夹", last_folder(self._settings, BACKUP_FOLDER))
        if folder is None:
            return None
        try:
            made = self._library.back_up(folder)
        except StorageError as error:
            self._show_message("没有备份", str(error))
            return None
        self._settings.set(BACKUP_FOLDER, str(folder))
        self._show_message("备份", f"全部预算已备份到 {made}")
        return made

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
            kept = self._library.restore(backup)
        except StorageError as error:
            self._show_message("没有恢复", str(error))
            return
        self._show_message("从备份恢复", "已恢复。" + (f"原来的数据库留在 {kept}" if kept else ""))

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
