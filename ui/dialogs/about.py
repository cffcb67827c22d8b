"""关于: the versions of program, form, code table, database, Python and Qt, and the data folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.pack.forms.pack import Pack
from models.program import PROGRAM, VERSION
from storage.packs.catalogue import edition_note
from storage.paths import data_folder
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.startup.desktop import open_outside
from ui.startup.versions import versions
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.theme.widget_state import set_style_property

_LICENCES: Final = "licences"
_SIGN: Final = 48


def about_lines(pack: Pack | None) -> tuple[str, ...]:
    """The lines of the dialog; those about the form only with an open book."""
    from storage.database.migrations import MIGRATIONS  # noqa: PLC0415 - its database library is slow to import

    database = f"数据库：第 {len(MIGRATIONS)} 版"
    return (*_form_lines(pack), database, versions(), f"数据在 {data_folder()}", "按 MIT 许可发布，离线使用，不收集任何信息")


def _form_lines(pack: Pack | None) -> tuple[str, ...]:
    if pack is None:
        return ()
    note = edition_note(pack.codes)
    edition = f"科目表：{pack.codes} 年版（{note}）" if note else f"科目表：{pack.codes} 年版"
    return (f"版式：{pack.title}，{pack.issuer}，{pack.year} 年，第 {pack.version} 版", edition)


def licences() -> Path | None:
    """The folder with the licences of bundled packages; None when run from sources."""
    folder = Path(getattr(sys, "_MEIPASS", "")) / _LICENCES
    return folder if getattr(sys, "frozen", False) and folder.is_dir() else None


class About(AnswerDialog):
    """Icon, name and version of the program, and the lines of ``about_lines``, which can be copied."""

    def __init__(self, pack: Pack | None, answers: Sequence[Answer], theme: Theme, icons: Icons, parent: QWidget | None) -> None:
        super().__init__(f"关于{PROGRAM}", f"{PROGRAM} {VERSION}", theme, parent)
        side = theme.px(_SIGN)
        sign = QLabel(pixmap=icons.pixmap("application", "accent", side, self.devicePixelRatioF()))
        sign.setFixedWidth(side)
        lines = QLabel("\n".join(about_lines(pack)))
        lines.setAccessibleName("版本")
        lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.setProperty("quiet", True)
        set_style_property(self.sentence, "heading", True)
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
    """Show the dialog. In the installed program it can open the licences."""
    folder = licences()
    answers = ((Answer("licences", "第三方许可", "L"),) if folder else ()) + (Answer("close", "关闭", "C"),)
    answer = About(pack, answers, theme, icons, parent).ask_now()
    if answer == "licences" and folder is not None:
        open_outside(folder / "第三方许可.txt")
