"""换版式: choose another form pack for the open book."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from models.pack.forms.pack import Pack
from storage.packs.catalogue import edition_note
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.form import choice_box
from ui.theme.theme import Theme

_SENTENCE: Final = "录入的内容都留着，公开表、检查和导出按新版式重来。下一步先看有哪些不同，再换；换了能撤销。"
_USED: Final = "这本预算现在用的就是它"
_CORRECTED: Final = "编号和这本预算现在用的一样，内容改过：打开这本以后，本机换过这个版式"


def pack_facts(pack: Pack) -> tuple[str, ...]:
    """Issuer, year, version and number of tables, what it awaits and what is unsure of its codes, a line each."""
    return (
        f"发布单位：{pack.issuer}",
        f"预算年度：{pack.year} 年",
        f"版本：第 {pack.version} 版",
        f"公开表：{len(pack.tables)} 张",
        *([f"状态：{pack.awaits}"] if pack.awaits else []),
        *([f"科目表：{pack.codes} 年版，{unsure}"] if (unsure := edition_note(pack.codes)) else []),
    )


class ChoosePack(AnswerDialog):
    """A box of packs with facts below. Preselects a pack of the book's year, its own first, else its own.

    ``used`` is the pack that the book is shown with, None where that cannot be read.
    """

    def __init__(
        self, packs: Sequence[Pack], used: Pack | None, year: int, theme: Theme, parent: QWidget | None, unreadable: Sequence[str]
    ) -> None:
        super().__init__("换版式", "\n".join((_SENTENCE, *unreadable)), theme, parent)
        self._packs, self._used, self._year = tuple(packs), used, year
        self.pack = choice_box("版式", [pack.title for pack in self._packs])
        self.facts = QLabel()
        self.facts.setAccessibleName("版式说明")
        self.facts.setProperty("quiet", True)
        self.column.addWidget(self.pack)
        self.column.addWidget(self.facts)
        self.add_answers((Answer("leave", "不换"), Answer("switch", "看有哪些不同")))
        self.pack.currentIndexChanged.connect(self._show)
        self.pack.setCurrentIndex(self._packs.index(min(self._packs, key=self._mismatch)))
        self._show()
        self.pack.setFocus()

    def _mismatch(self, pack: Pack) -> tuple[bool, bool]:
        return pack.year != self._year, not self._has_used_id(pack)

    def _has_used_id(self, pack: Pack) -> bool:
        return self._used is not None and pack.id == self._used.id

    @property
    def chosen(self) -> Pack:
        """The selected pack."""
        return self._packs[self.pack.currentIndex()]

    @Slot()
    def _show(self) -> None:
        is_used = self.chosen == self._used
        told = _USED if is_used else _CORRECTED if self._has_used_id(self.chosen) else ""
        self.facts.setText("\n".join((*pack_facts(self.chosen), told)))
        self.buttons["switch"].setEnabled(not is_used)

    @classmethod
    def ask(
        cls, parent: QWidget | None, theme: Theme, packs: Sequence[Pack], used: Pack | None, year: int, unreadable: Sequence[str]
    ) -> Pack | None:
        """The chosen pack, None when left. ``unreadable`` holds a sentence for each pack that cannot be offered."""
        dialog = cls(packs, used, year, theme, parent, unreadable)
        return dialog.chosen if dialog.ask_now() == "switch" else None
