"""关于: what this program is, and the versions of everything that can be changed without the others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from models.pack import Pack
from models.program import PROGRAM, VERSION
from storage.paths import data_folder
from ui.dialogs.answer import Answer
from ui.dialogs.question import Question
from ui.theme import Theme

_LICENCES: Final = "licences"


def about_lines(pack: Pack | None) -> tuple[str, ...]:
    """One line a part: the form of the open book, the database, where the data lie."""
    from storage.migrations import MIGRATIONS  # noqa: PLC0415 - it brings the database library, which the start does without

    form = (f"版式：{pack.name}，{pack.issuer}，{pack.year} 年，第 {pack.version} 版", f"科目表：{pack.codes} 年版") if pack else ()
    return (*form, f"数据库：第 {len(MIGRATIONS)} 版", f"数据在 {data_folder()}", "按 MIT 许可发布，离线使用，不收集任何信息")


def licences() -> Path | None:
    """The folder of the licences of everything that is bundled; a program run from its sources bundles nothing."""
    folder = Path(getattr(sys, "_MEIPASS", "")) / _LICENCES
    return folder if getattr(sys, "frozen", False) and folder.is_dir() else None


def show_about(parent: QWidget, theme: Theme, pack: Pack | None) -> None:
    """The dialog; the installed program opens the licences from it."""
    folder = licences()
    answers = ((Answer("licences", "第三方许可", "L"),) if folder else ()) + (Answer("close", "关闭", "C"),)
    answer = Question.ask(parent, theme, f"关于{PROGRAM}", f"{PROGRAM} {VERSION}", answers, details=about_lines(pack))
    if answer == "licences" and folder is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder / "第三方许可.txt")))
