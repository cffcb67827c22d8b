"""复制指标到其他项目: asks to which ones and does it as one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from models.projects.edits import copy_indicators
from ui.dialogs.choose_projects import ChooseProjects
from ui.dialogs.question import Question
from ui.pages.page import PageRoom
from ui.project.lines_of import project_with

_TITLE: Final = "复制指标到其他项目"


def copy_to_others(room: PageRoom, project_id: int, lines: Sequence[int], parent: QWidget) -> None:
    """The named indicators of a project, or all of them where none is named."""
    book = room.open_book
    project = project_with(book.book, project_id)
    if project is None:
        return
    chosen = [line for line in project.indicators if line.id in lines] or list(project.indicators)
    others = [(number, one) for number, one in enumerate(book.book.projects, 1) if one.id != project_id]
    if not chosen or not others:
        Question.ask(parent, room.theme, _TITLE, "这个项目还没有指标。" if not chosen else "还没有别的项目。")
        return
    what = f"“{chosen[0].name or '没有名称的指标'}”" if len(chosen) == 1 else f"{len(chosen)} 条指标"
    sentence = f"{what.replace(chr(10), ' ')}复制到选中的项目，排在同类指标后面；已经有一样的，不再加。"
    targets = ChooseProjects.ask(parent, room.theme, _TITLE, sentence, others)
    if targets:
        book.edit(copy_indicators([line.id for line in chosen], targets, book.pack.sheet))
