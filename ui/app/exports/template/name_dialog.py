"""Asks for the name under which something is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.dialogs.form import line_edit, make_form, note
from ui.theme.theme import CHARACTER, Theme

_WIDTH: Final = 24


class NameDialog(AnswerDialog):
    """``fault_of`` tells why a name cannot be taken, or ""."""

    def __init__(
        self, title: str, take: str, name: str, fault_of: Callable[[str], str], theme: Theme, parent: QWidget | None
    ) -> None:
        super().__init__(title, "", theme, parent)
        self._fault_of = fault_of
        self.name = line_edit("名称")
        self.fault = note("名称有什么不对")
        self.name.setMinimumWidth(theme.px(_WIDTH * CHARACTER))
        self.column.addLayout(make_form([("名称(&N)", self.name)], theme))
        self.column.addWidget(self.fault)
        self.add_answers((Answer("leave", "不改"), Answer("take", take)))
        self.name.textChanged.connect(self._check)
        self.name.setText(name)
        self.name.selectAll()
        self._check()
        self.name.setFocus()

    @Slot()
    def _check(self) -> None:
        fault = self._fault_of(self.name.text().strip())
        self.fault.setText(fault)
        self.buttons["take"].setEnabled(not fault)

    @classmethod
    def ask(cls, parent: QWidget | None, theme: Theme, title: str, take: str, name: str, fault_of: Callable[[str], str]) -> str:
        """Show it with ``name`` to change; the name, or "" when left. ``take`` are the words of the button."""
        dialog = cls(title, take, name, fault_of, theme, parent)
        return dialog.name.text().strip() if dialog.ask_now() == "take" else ""
