"""绩效目标表用别的版式: choose the layout, and see what it lacks and leaves out before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from storage.packs.layout_choice import SheetLayout
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.form import choice_box
from ui.theme.theme import CHARACTER, Theme

EXPORT: Final = "export"
PREVIEW: Final = "preview"
LAYOUT_TITLE: Final = "绩效目标表用别的版式"
_SENTENCE: Final = "每个项目照录入的内容，用别处的表样印一份，存成工作簿。这本预算不变，也不算报送。"
_WIDTH: Final = 52
_ALL_THERE: Final = "要填的都填了，填了的都印。"

Notes = Callable[[SheetLayout], Sequence[str]]
"""What the sheets will be headed; then what the layout asks for and the projects lack, and what it does not print, a line each."""


class LayoutAnswer(NamedTuple):
    """``kind`` is EXPORT, PREVIEW or "" when left; the ``layout`` that was chosen."""

    kind: str
    layout: SheetLayout


class ChooseLayout(AnswerDialog):
    """A box of layouts with what is to be known of the chosen one below. ``why_draft`` says why it leaves as a draft, or ""."""

    def __init__(
        self,
        layouts: Sequence[SheetLayout],
        chosen: SheetLayout,
        notes: Notes,
        why_draft: str,
        theme: Theme,
        parent: QWidget | None,
    ) -> None:
        sentence = f"{_SENTENCE}\n{why_draft}，印出来都标明“草稿”。" if why_draft else _SENTENCE
        super().__init__(LAYOUT_TITLE, sentence, theme, parent)
        self._layouts, self._notes = tuple(layouts), notes
        self.layout_box = choice_box("版式", [each.name for each in self._layouts])
        self.facts = QLabel(wordWrap=True)
        self.facts.setAccessibleName("版式说明")
        self.facts.setMinimumWidth(theme.px(_WIDTH * CHARACTER))
        self.column.addWidget(self.layout_box)
        self.column.addWidget(self.facts)
        words = "导出草稿" if why_draft else "导出"
        self.add_answers((Answer("leave", "不导出"), Answer(PREVIEW, "预览", "V"), Answer(EXPORT, words, "E")))
        self.layout_box.setCurrentIndex(self._layouts.index(chosen))
        self.layout_box.currentIndexChanged.connect(self._show)
        self._show()
        self.layout_box.setFocus()

    @property
    def chosen(self) -> SheetLayout:
        """The selected layout."""
        return self._layouts[self.layout_box.currentIndex()]

    @Slot()
    def _show(self) -> None:
        title, *missing = self._notes(self.chosen)
        self.facts.setText("\n".join((title, *(missing or [_ALL_THERE]))))

    @classmethod
    def ask(
        cls, parent: QWidget | None, theme: Theme, layouts: Sequence[SheetLayout], chosen: SheetLayout, notes: Notes, why_draft: str
    ) -> LayoutAnswer:
        """Show the dialog with ``chosen`` selected and return the choice."""
        dialog = cls(layouts, chosen, notes, why_draft, theme, parent)
        kind = dialog.ask_now()
        return LayoutAnswer(kind if kind in {EXPORT, PREVIEW} else "", dialog.chosen)
