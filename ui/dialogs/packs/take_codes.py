"""导入科目表: what was read, for which books it is to count, and what it changes in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QListWidget, QWidget

from models.incoming.code_lists.effects import ListScope
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.form import choice_box, make_form, note
from ui.theme.theme import Theme

_ROWS = 10


class TakeCodes(AnswerDialog):
    """``scopes`` are the choices in words; ``effects`` tells what the list changes in the books of one, ``details`` what it is."""

    def __init__(
        self,
        sentence: str,
        take: Answer,
        scopes: Sequence[tuple[str, ListScope]],
        effects: Callable[[ListScope], Sequence[str]],
        details: Sequence[str],
        theme: Theme,
        parent: QWidget | None,
    ) -> None:
        super().__init__("导入科目表", sentence, theme, parent)
        self._scopes, self._effects, self._details = tuple(scopes), effects, tuple(details)
        self.scope_box = choice_box("用于", [words for words, _ in scopes])
        self.affected = note("对预算的影响")
        self.list = QListWidget()
        self.list.setAccessibleName("详情")
        self.list.setWordWrap(True)
        self.draw_frame(self.list)
        self.column.addLayout(make_form([("用于(&Y)", self.scope_box)], theme))
        self.column.addWidget(self.affected)
        self.column.addWidget(self.list, 1)
        self.add_answers((Answer("leave", "不导入", "N"), take))
        self.scope_box.currentIndexChanged.connect(self._show)
        self._show()
        self.buttons[take.key].setFocus()

    @property
    def scope(self) -> ListScope:
        """The chosen one."""
        return self._scopes[self.scope_box.currentIndex()][1]

    @Slot()
    def _show(self) -> None:
        effects = self._effects(self.scope)
        words = f"已有的预算里有 {len(effects)} 处科目不同，列在最前面。" if effects else "已有的预算里的科目都不变。"
        self.affected.setText(words)
        self.list.clear()
        self.list.addItems([*effects, *self._details])
        self.list.setVisible(self.list.count() > 0)
        self.fit_list(self.list, self.sentence.minimumWidth() * 3 // 2, _ROWS)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        theme: Theme,
        sentence: str,
        take: Answer,
        scopes: Sequence[tuple[str, ListScope]],
        effects: Callable[[ListScope], Sequence[str]],
        details: Sequence[str],
    ) -> tuple[str, ListScope]:
        """The key of the answer, "" when left, and the chosen scope."""
        dialog = cls(sentence, take, scopes, effects, details, theme, parent)
        answer = dialog.ask_now()
        return answer, dialog.scope
