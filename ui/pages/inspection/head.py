"""The head line of 核对公开稿: what could be read of the file, how much was found, and the buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from models.checks.findings import count_words
from models.publication.review.finding import Review
from ui.pages.incoming.panes import FileHead
from ui.theme.theme import Theme
from ui.widgets.key_button import KeyButton


class HeadLine(FileHead):
    """``compare`` is a switch: held against the open book or not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "核对的是什么文件", "不看了  Esc", parent)
        self.compare = QPushButton("与当前预算比", autoDefault=True)
        self.compare.setCheckable(True)
        self.compare.setProperty("filter", True)
        self.report = KeyButton(theme, "存核对报告…", autoDefault=True)
        self.report.setProperty("primary", True)
        buttons = (self.compare, self.files, self.leave, self.report)
        self.add_parts(buttons, buttons)

    def show_review(self, review: Review, first: str, more: Sequence[str], *, can_compare: bool) -> None:
        """Say what was read and how much was found."""
        counts = count_words(finding.severity for finding in review.findings)
        self.show_result(f"{counts}  {first}")
        self.about.setToolTip("\n".join((first, *more)))
        self.compare.blockSignals(True)
        self.compare.setChecked(review.book)
        self.compare.blockSignals(False)
        self.show_only(self.files, self.leave, self.report, *([self.compare] if can_compare else []))
