"""导出公开文本: the kind of file, whose document it is, and whether it is a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.form import choice_box, make_form, note
from ui.theme.theme import Theme

PUBLISH_TITLE: Final = "导出公开文本"
DRAFT: Final = "draft"
FINAL: Final = "final"

KINDS: Final = (
    (".pdf", "PDF：排好页，带目录、书签和页码，直接挂到网上"),
    (".docx", "WPS、Word 文档：还要在里面改的"),
    (".html", "网页：一个文件，电脑和手机都能看"),
)
"""The endings of the files, and what each is for."""

_CLEAN: Final = "封面、目录、公开表、说明和绩效目标表合成一个文件，按公开的先后。没有错误，核实都写了说明，可以公开。"


class PublishAnswer(NamedTuple):
    """DRAFT, FINAL, or "" when left; the ending of the file; whose document it is, by its place among those offered."""

    kind: str = ""
    ending: str = ""
    whose: int = 0


class PublishDialog(AnswerDialog):
    """``documents``: whose documents there are, each with why it can only be a draft ("": it need not be one)."""

    def __init__(
        self, documents: Sequence[tuple[str, str]], chosen: PublishAnswer, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(PUBLISH_TITLE, "", theme, parent)
        self._documents = documents
        self.ending = choice_box("文件种类", [words for _, words in KINDS])
        self.ending.setCurrentIndex(next((at for at, (ending, _) in enumerate(KINDS) if ending == chosen.ending), 0))
        fields: list[tuple[str, QWidget]] = [("文件种类(&K)：", self.ending)]
        self.whose = choice_box("谁的公开文本", [name for name, _ in documents]) if len(documents) > 1 else None
        if self.whose is not None:
            self.whose.setCurrentIndex(chosen.whose)
            self.whose.currentIndexChanged.connect(self._show_state)
            fields.append(("谁的(&W)：", self.whose))
        self.column.addLayout(make_form(fields, theme))
        self.note = note("草稿")
        self.note.setText("草稿每页都标明“草稿”。公开文本不算报送。")
        self.column.addWidget(self.note)
        self.add_answers((Answer("leave", "不导出"), Answer(DRAFT, "导出草稿", "D"), Answer(FINAL, "导出", "E")))
        self._show_state()
        self.ending.setFocus()

    @Slot()
    def _show_state(self) -> None:
        """Say what stands in the way of the chosen document; then only a draft is offered."""
        why = self._documents[self.chosen][1]
        self.sentence.setText(f"{why}；可以导出草稿" if why else _CLEAN)
        self.sentence.show()
        self.buttons[FINAL].setEnabled(not why)
        self.buttons[DRAFT if why else FINAL].setDefault(True)

    @property
    def chosen(self) -> int:
        """Whose document is chosen, by its place among those offered."""
        return self.whose.currentIndex() if self.whose is not None else 0

    @property
    def choice(self) -> PublishAnswer:
        """What is chosen."""
        kind = self.answer if self.answer in {DRAFT, FINAL} else ""
        return PublishAnswer(kind, KINDS[self.ending.currentIndex()][0], self.chosen)

    @classmethod
    def ask(cls, parent: QWidget, theme: Theme, documents: Sequence[tuple[str, str]], chosen: PublishAnswer) -> PublishAnswer:
        """Show the dialog, which begins with what is ``chosen``, and return the choice."""
        dialog = cls(documents, chosen, theme, parent)
        dialog.ask_now()
        return dialog.choice
