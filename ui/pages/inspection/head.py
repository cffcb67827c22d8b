"""The head line of 核对公开稿: what could be read of the file, how much was found, and the buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from models.checks.findings import Severity
from models.publication.review.finding import Review
from ui.theme.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.small_controls import ElidedLabel


class HeadLine(QWidget):
    """``compare`` is a switch: held against the open book or not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_reading = False
        self.about = ElidedLabel("核对的是什么文件")
        self.files = KeyButton(theme, "选文件…", autoDefault=True)
        self.compare = QPushButton("与当前预算比", autoDefault=True)
        self.compare.setCheckable(True)
        self.compare.setProperty("filter", True)
        self.leave = KeyButton(theme, "不看了  Esc", autoDefault=True)
        self.report = KeyButton(theme, "存核对报告…", autoDefault=True)
        self.report.setProperty("primary", True)
        self._row = QHBoxLayout(self)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self.about, 1)
        for part in (self.compare, self.files, self.leave, self.report):
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._row.addWidget(part)
        theme.changed.connect(self._restyle)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(12), px(4), px(12), px(4))
        self._row.setSpacing(px(8))

    def show_nothing(self) -> None:
        """Without a file only 选文件 is there."""
        self.is_reading = False
        self.about.setText("")
        self._show(files=True)

    def show_reading(self) -> None:
        """While a file is read it can be stopped."""
        self.is_reading = True
        self.about.setText("")
        self.leave.setText("停下  Esc")
        self._show(leave=True)

    def show_review(self, review: Review, first: str, more: Sequence[str], *, can_compare: bool) -> None:
        """Say what was read and how much was found."""
        self.is_reading = False
        counts = "，".join(f"{s.value} {review.count(s)}" for s in Severity if review.count(s) or s is not Severity.UNFINISHED)
        self.about.setText(f"{counts}  {first}")
        self.about.setToolTip("\n".join((first, *more)))
        self.leave.setText("不看了  Esc")
        self.compare.blockSignals(True)
        self.compare.setChecked(review.book)
        self.compare.blockSignals(False)
        self._show(files=True, leave=True, report=True, compare=can_compare)

    def _show(self, *, files: bool = False, leave: bool = False, report: bool = False, compare: bool = False) -> None:
        for part, shown in ((self.files, files), (self.leave, leave), (self.report, report), (self.compare, compare)):
            part.setVisible(shown)
