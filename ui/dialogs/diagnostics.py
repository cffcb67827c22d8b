"""保存诊断信息: asks where, writes the zip for support, and says what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from storage.errors import StorageError
from ui.dialogs.file_questions import FOLDER, FileQuestions, last_folder
from ui.dialogs.question import Question
from ui.session.settings import Settings
from ui.startup.versions import versions
from ui.theme.theme import Theme

_KINDS: Final = "压缩文件（*.zip）(*.zip)"
_WRITTEN: Final = (
    "诊断信息存在“{path}”，把它发给维护的人。里面是程序的版本、出过的意外在程序的哪一处、有哪些版式、设置的样子、数据库好不好；"
    "没有金额、名称和文字。"
)


def save_diagnostics(parent: QWidget, theme: Theme, settings: Settings) -> None:
    """Ask for a file and write the zip."""
    from storage.diagnostics.report import FILE_NAME, write_report  # noqa: PLC0415 - seldom needed

    path = FileQuestions.new(parent, "保存诊断信息", last_folder(settings) / FILE_NAME, _KINDS)
    if path is None:
        return
    try:
        write_report(path, versions())
    except StorageError as error:
        Question.ask(parent, theme, "没有保存", str(error))
        return
    settings.set(FOLDER, str(path.parent))
    Question.ask(parent, theme, "已经保存", _WRITTEN.format(path=Path(path)))
