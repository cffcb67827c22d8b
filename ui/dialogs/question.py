"""Question: a message or question of one sentence, with an optional list of details."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QListWidget, QWidget

from ui.dialogs.answer import CLOSE, Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.theme.theme import Theme

_ROWS: Final = 10


class Question(AnswerDialog):
    """The dialog of ``ask``. Enter presses the last answer."""

    def __init__(
        self,
        title: str,
        sentence: str,
        answers: Sequence[Answer],
        theme: Theme,
        details: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, sentence, theme, parent)
        if details:
            self.list = QListWidget()
            self.list.setAccessibleName("详情")
            self.list.setWordWrap(True)
            self.list.addItems(list(details))
            self.draw_frame(self.list)
            self.fit_list(self.list, self.sentence.minimumWidth() * 3 // 2, _ROWS)
            self.column.addWidget(self.list, 1)
        self.add_answers(answers)
        self.buttons[answers[-1].key].setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        theme: Theme,
        title: str,
        sentence: str,
        answers: Sequence[Answer] = CLOSE,
        *,
        details: Sequence[str] = (),
    ) -> str:
        """Show it and return the key of the answer, "" when left."""
        return cls(title, sentence, answers, theme, details, parent).ask_now()
