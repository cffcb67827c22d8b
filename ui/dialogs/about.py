"""关于: what this program is, and the versions of everything that can be changed without the others."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.pack.forms import Pack
from models.program import PROGRAM, VERSION
from storage.paths import data_folder
from ui.dialogs.answer import Answer
from ui.dialogs.frame import Frame
from ui.startup.versions import versions
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.theme.widget_state import set_look

_LICENCES: Final = "licences"
_SIGN: Final = 48


def about_lines(pack: Pack | None) -> tuple[str, ...]:
    """One line a part: the form of the open book, the database, Python and Qt, where the data lie."""
    from storage.database.migrations import MIGRATIONS  # noqa: PLC0415 - it brings the database library, which the start does without

    form = (f"版式：{pack.name}，{pack.issuer}，{pack.year} 年，第 {pack.version} 版", f"科目表：{pack.codes} 年版") if pack else ()
    database = f"数据库：第 {len(MIGRATIONS)} 版"
    return (*form, database, versions(), f"数据在 {data_folder()}", "按 MIT 许可发布，离线使用，不收集任何信息")


def licences() -> Path | None:
    """The folder of the licences of everything that is bundled; a program run from its sources bundles nothing."""
    folder = Path(getattr(sys, "_MEIPASS", "")) / _LICENCES
    return folder if getattr(sys, "frozen", False) and folder.is_dir() else None


class About(Frame):
    """The program's sign, its name and version, and below it one line a part; the lines can be copied."""

    def __init__(self, pack: Pack | None, answers: Sequence[Answer], theme: Theme, icons: Icons, parent: QWidget | None) -> None:
        super().__init__(f"关于{PROGRAM}", f"{PROGRAM} {VERSION}", theme, parent)
        side = theme.px(_SIGN)
        sign = QLabel(pixmap=icons.pixmap("application", "accent", side, self.devicePixelRatioF()))
        sign.setFixedWidth(side)
        lines = QLabel("\n".join(about_lines(pack)), textFormat=Qt.TextFormat.PlainText, accessibleName="版本")
        lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.setProperty("quiet", True)
        set_look(self.sentence, "heading", True)
        row, words = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(theme.px(16))
        words.setSpacing(theme.px(8))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        words.addWidget(self.sentence)
        words.addWidget(lines)
        self.column.addLayout(row)
        self.add_answers(answers)
        self.buttons[answers[-1].key].setFocus()


def show_about(parent: QWidget, theme: Theme, icons: Icons, pack: Pack | None) -> None:
    """The dialog; the installed program opens the licences from it."""
    folder = licences()
    answers = ((Answer("licences", "第三方许可", "L"),) if folder else ()) + (Answer("close", "关闭", "C"),)
    answer = About(pack, answers, theme, icons, parent).ask_now()
    if answer == "licences" and folder is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder / "第三方许可.txt")))
