"""The line above the sheet that does not scroll: number, name and 预算数 of the project, and buttons to its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from models.book.records import Project
from models.projects.amounts import project_budget
from models.values.amount_style import AmountStyle
from ui.session.amounts import GROUPED_WAN, exact_text, has_finer_digits
from ui.theme.theme import CHARACTER, Theme
from ui.widgets.small_controls import ElidedLabel

SEVERAL: Final = "改一格，每个都改"
_WIDE = 40
"""Least width in characters for name, 预算数 and both shortcuts side by side."""


class PinnedLine(QWidget):
    """``step_wanted`` carries -1 (previous project) or 1 (next). ``amounts`` is how 预算数 is shown."""

    step_wanted = Signal(int)

    def __init__(self, amounts: AmountStyle, theme: Theme) -> None:
        super().__init__()
        self._amounts, self._theme = amounts, theme
        self._number, self._name = QLabel(), ElidedLabel("项目名称")
        self._number.setAccessibleName("项目序号")
        self._budget_word, self._budget, self._unit = QLabel("预算数"), QLabel(), QLabel(amounts.unit)
        self._budget.setAccessibleName("预算数")
        for label in (self._number, self._name, self._budget):
            label.setProperty("bold", True)
        for label in (self._budget_word, self._unit):
            label.setProperty("quietBody", True)
        self._previous = self._button("上一个 Alt+PgUp", "上一个项目")
        self._next = self._button("下一个 Alt+PgDn", "下一个项目")
        self._previous.clicked.connect(self._step_back)
        self._next.clicked.connect(self._step_on)
        self._row = QHBoxLayout(self)
        for widget in (self._number, self._name):
            self._row.addWidget(widget)
        self._row.addSpacing(theme.px(12))
        for widget in (self._budget_word, self._budget, self._unit):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self._previous)
        self._row.addWidget(self._next)
        theme.changed.connect(self._measure)
        self._measure()

    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.setProperty("quiet", True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        return button

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the bottom border."""
        painter = QPainter(self)
        painter.setPen(self._theme.color("border"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())

    def show_project(self, number: int, count: int, project: Project) -> None:
        """Show a project as number ``number`` of ``count``."""
        self._show(str(number), project.name.replace("\n", " ") or "没有名称", project_budget(project))
        self._previous.setEnabled(number > 1)
        self._next.setEnabled(number < count)

    def show_several(self, projects: Sequence[Project]) -> None:
        """Show how many projects are chosen, what typing does, and the sum of their 预算数."""
        self._show(f"{len(projects)} 个项目", SEVERAL, sum(map(project_budget, projects)))
        self._previous.setEnabled(False)
        self._next.setEnabled(False)

    def _show(self, number: str, name: str, budget: int) -> None:
        self._number.setText(number)
        self._name.setText(name)
        self._budget.setText(self._amounts.figure(budget) if budget else "—")
        rounded = self._amounts.unit == GROUPED_WAN.unit and has_finer_digits(budget)
        self._budget.setToolTip(exact_text(budget) if rounded else "")

    @property
    def texts(self) -> tuple[str, str, str]:
        """Number, name and 预算数 as shown."""
        return self._number.text(), self._name.text(), self._budget.text()

    @Slot()
    def _step_back(self) -> None:
        self.step_wanted.emit(-1)

    @Slot()
    def _step_on(self) -> None:
        self.step_wanted.emit(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow line the shortcuts move to the tooltips."""
        super().resizeEvent(event)
        self._fit_keys()

    def _fit_keys(self) -> None:
        narrow = self.width() < self._theme.px(_WIDE * CHARACTER)
        for button, words, keys in ((self._previous, "上一个", "Alt+PgUp"), (self._next, "下一个", "Alt+PgDn")):
            button.setText(words if narrow else f"{words} {keys}")
            button.setToolTip(keys if narrow else "")

    @Slot()
    def _measure(self) -> None:
        self._fit_keys()
        self.setFixedHeight(self._theme.height("toolbar") - self._theme.px(5))
        self._row.setContentsMargins(self._theme.px(12), 0, self._theme.px(6), 0)
        self._row.setSpacing(self._theme.px(8))
