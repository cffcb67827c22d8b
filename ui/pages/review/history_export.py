"""Saves the whole edit log as a workbook from the page 修改记录."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from models.words.books import file_title
from storage.database.edit_log import EditLog
from storage.errors import StorageError
from storage.workbook.edit_log import write_edit_log
from ui.dialogs.file_questions import FOLDER, WORKBOOK, FileQuestions, last_folder
from ui.dialogs.question import Question
from ui.pages.common.page import PageServices

TITLE: Final = "导出修改记录"


def export_log(parent: QWidget, services: PageServices, log: EditLog) -> None:
    """Ask for a file, write the log into it and say where it is, or why it was not written."""
    settings = services.settings
    suggested = last_folder(settings) / f"{file_title(services.open_book.book)} 修改记录.xlsx"
    target = FileQuestions.new(parent, TITLE, suggested, WORKBOOK)
    if target is None:
        return
    settings.set(FOLDER, str(target.parent))
    try:
        steps = write_edit_log(log, target)
    except StorageError as error:
        Question.ask(parent, services.theme, "没有导出", str(error))
    else:
        Question.ask(parent, services.theme, TITLE, f"{steps} 步已导出到 {target}。不予公开的金额没有记在里面。")
