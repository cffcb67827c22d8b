"""替换 (Ctrl+H): what to find, what to put instead, on which pages, and every hit before it is replaced."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from models.book.edits import Edit
from models.book.records import Book
from models.words.places import page_name
from models.words.replace import Pattern, hits, replace_hits
from models.words.search import Entry, entries
from ui.dialogs.answer import Answer
from ui.dialogs.answer_dialog import AnswerDialog
from ui.pages.projects.shared.lookup import line_ids, projects_with
from ui.session.open_book import OpenBook
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.keys import ENTER
from ui.widgets.small_controls import ChoiceBox
from ui.window.search.hit_table import HitModel, HitTable

REPLACE: Final = "replace"
_LEAVE: Final = Answer("leave", "不替换  Esc")
_EVERYWHERE: Final = "所有页"
_CHOSEN: Final = "chosen"
_WIDTH, _HEIGHT = 912, 560


class _FindField(QLineEdit):
    """Enter goes on to the next field: before that one is filled, it would replace by nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Treat Enter as Tab."""
        if event.key() in ENTER:
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)


class ReplaceDialog(AnswerDialog):
    """The dialog. ``chosen`` are the ids of the projects chosen on their page: with several, only these are searched at first."""

    def __init__(
        self, open_book: OpenBook, text: str, chosen: Collection[int], theme: Theme, icons: Icons, parent: QWidget
    ) -> None:
        super().__init__("替换", "", theme, parent)
        self._pack, self._codes = open_book.pack, open_book.codes
        self._entries = entries(open_book.book, open_book.pack, open_book.codes, open_book.entry_settings.unit)
        self._chosen = _lines_of(open_book.book, chosen)
        self.wanted, self.instead = _FindField(text), QLineEdit()
        self.scope = ChoiceBox()
        self.whole, self.exact = _option("整格相同(&W)"), _option("区分大小写和全半角(&C)")
        self.model = HitModel(theme, icons, self)
        self.table = HitTable(self.model, theme)
        self.count = QLabel()
        self.count.setAccessibleName("找到几处")
        self._fill_scope(len(chosen))
        self._lay_out()
        self.add_answers((_LEAVE, Answer(REPLACE, "替换")), beside=self.count)
        self._connect()
        self._fit()
        self._search()
        self.wanted.selectAll()
        self.wanted.setFocus()

    def _fill_scope(self, chosen: int) -> None:
        if chosen > 1:
            self.scope.addItem(f"选中的 {chosen} 个项目", _CHOSEN)
        self.scope.addItem(_EVERYWHERE, "")
        for page in dict.fromkeys(entry.place.page for entry in self._entries):
            self.scope.addItem(page_name(page, self._pack), page)

    def _lay_out(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(self.theme.px(8))
        fields.setVerticalSpacing(self.theme.px(6))
        for row, (words, field) in enumerate(
            (("查找(&F)", self.wanted), ("替换为(&R)", self.instead), ("范围(&S)", self.scope))
        ):  # fmt: skip
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words.partition("(")[0])
            fields.addWidget(label, row, 0)
        fields.addWidget(self.wanted, 0, 1)
        fields.addWidget(self.instead, 1, 1)
        options = QHBoxLayout()
        options.setSpacing(self.theme.px(8))
        for option in (self.scope, self.whole, self.exact):
            options.addWidget(option)
        options.addStretch(1)
        fields.addLayout(options, 2, 1)
        self.column.addLayout(fields)
        self.column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.wanted.textChanged.connect(self._search)
        self.instead.textChanged.connect(self._search)
        self.scope.currentIndexChanged.connect(self._search)
        self.whole.toggled.connect(self._search)
        self.exact.toggled.connect(self._search)
        self.model.counted.connect(self._count)

    def _fit(self) -> None:
        """Resize to the designed size, but not larger than the parent window."""
        px, parent = self.theme.px, self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        self.resize(min(px(_WIDTH), room.width() - px(24)), min(px(_HEIGHT), room.height() - px(24)))

    def _is_in_scope(self, entry: Entry) -> bool:
        scope = self.scope.currentData()
        return entry.place.line in self._chosen if scope == _CHOSEN else scope in {"", entry.place.page}

    @Slot()
    def _search(self) -> None:
        """List the hits of what is typed now."""
        pattern = Pattern(self.wanted.text(), self.whole.isChecked(), self.exact.isChecked())
        self.model.show_hits(hits(filter(self._is_in_scope, self._entries), pattern, self.instead.text(), self._codes))
        if self.model.hits:
            self.table.selectRow(0)

    @Slot()
    def _count(self) -> None:
        """Show the numbers below the table and on the button."""
        found, taken = len(self.model.hits), len(self.model.taken)
        left = [hit for row, hit in enumerate(self.model.hits) if not self.model.is_taken(row)]
        faulty = sum(bool(hit.problem) for hit in left)
        parts = sum(hit.is_part and not hit.problem for hit in left)
        words = f"找到 {found} 处，替换 {taken} 处，空格键勾选。" if found else ""
        if not found and self.wanted.text():
            words = (
                f"没有要替换的“{self.wanted.text()}”。"
                if self.wanted.text() == self.instead.text()
                else f"没有找到“{self.wanted.text()}”。"
            )
        words += f"{parts} 处只是数的一部分，先不勾选。" if parts else ""
        self.count.setText(words + (f"{faulty} 处替换后读不懂，没有勾选。" if faulty else ""))
        button = self.buttons[REPLACE]
        button.setText(f"替换 {taken} 处  Enter" if taken else "替换")
        button.setAccessibleName(button.text())
        button.setEnabled(bool(taken))

    @classmethod
    def ask(
        cls, open_book: OpenBook, text: str, chosen: Collection[int], theme: Theme, icons: Icons, parent: QWidget
    ) -> Edit | None:
        """Show the dialog; the edit to carry out, or None. ``text`` is what to find at first."""
        dialog = cls(open_book, text, chosen, theme, icons, parent)
        return replace_hits(dialog.model.taken) if dialog.ask_now() == REPLACE else None


def _option(words: str) -> QPushButton:
    """A button that stays pressed, as the filters of the paste preview."""
    button = QPushButton(words, autoDefault=False)
    button.setCheckable(True)
    button.setAccessibleName(words.partition("(")[0])
    button.setProperty("filter", True)
    return button


def _lines_of(book: Book, chosen: Collection[int]) -> frozenset[int]:
    """The ids of the projects and of every line inside them."""
    return frozenset(line for project in projects_with(book, chosen) for line in line_ids(project))
