"""Asks for target projects: a list with check boxes, a search field, and 全选."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from models.book.records import Project
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.pages.projects.shared.lookup import is_found
from ui.theme.theme import Theme

_ROWS: Final = 12
_ANSWERS: Final = (Answer("leave", "不复制", "N"), Answer("take", "复制", "C"))


class ChooseProjects(AnswerDialog):
    """``ask`` returns the ids of the chosen projects; none when the dialog was cancelled."""

    def __init__(self, title: str, sentence: str, projects: Sequence[tuple[int, Project]], theme: Theme, parent: QWidget) -> None:
        super().__init__(title, sentence, theme, parent)
        self._projects = {project.id: project for _, project in projects}
        self.search = QLineEdit(placeholderText="名称、编码、拼音首字母", clearButtonEnabled=True)
        self.search.setAccessibleName("查找项目")
        self.list = QListWidget()
        self.list.setAccessibleName("复制到这些项目")
        for number, project in projects:
            item = QListWidgetItem(f"{_figures(number)}　{project.name or '没有名称'}".replace("\n", " "), self.list)
            item.setData(Qt.ItemDataRole.UserRole, project.id)
            item.setSizeHint(QSize(0, theme.height("list_row")))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.list.setMinimumHeight(min(len(projects), _ROWS) * theme.height("list_row") + theme.px(4))
        self.list.setMinimumWidth(self.sentence.minimumWidth() * 5 // 4)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.draw_frame(self.list)
        self.all = QPushButton("全选(&A)", self, autoDefault=False)
        self.column.addWidget(self.search)
        self.column.addWidget(self.list, 1)
        self.add_answers(_ANSWERS, beside=self.all)
        self.search.textChanged.connect(self._narrow)
        self.list.itemChanged.connect(self._count)
        self.all.clicked.connect(self._toggle_all)
        self.list.setFocus()
        self._count()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ids of the checked projects."""
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    @Slot(str)
    def _narrow(self, text: str) -> None:
        for item in self._items():
            item.setHidden(not is_found(self._projects[item.data(Qt.ItemDataRole.UserRole)], text))

    @Slot()
    def _toggle_all(self) -> None:
        """Check all shown projects, or uncheck them if all were checked."""
        shown = [item for item in self._items() if not item.isHidden()]
        full = all(item.checkState() is Qt.CheckState.Checked for item in shown)
        for item in shown:
            item.setCheckState(Qt.CheckState.Unchecked if full else Qt.CheckState.Checked)

    @Slot()
    def _count(self) -> None:
        """Show the number on the button; disable it at 0."""
        count = len(self.chosen)
        self.buttons["take"].setText(f"复制到 {count} 个项目(&C)" if count else "复制(&C)")
        self.buttons["take"].setEnabled(bool(count))

    @classmethod
    def ask(
        cls, parent: QWidget, theme: Theme, title: str, sentence: str, projects: Sequence[tuple[int, Project]]
    ) -> tuple[int, ...]:
        """The ids of the chosen projects; ``projects`` pairs them with their numbers in the book."""
        dialog = cls(title, sentence, projects, theme, parent)
        chosen: list[int] = []
        dialog.accepted.connect(lambda: chosen.extend(dialog.chosen))
        return tuple(chosen) if dialog.ask_now() == "take" else ()


def _figures(number: int) -> str:
    """The number padded to two figures, so that the names line up."""
    return str(number).rjust(2, "\N{FIGURE SPACE}")
