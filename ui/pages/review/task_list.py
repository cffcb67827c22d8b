"""The tasks of the book on 首页: what is still to be done, such as the notes of 转入下一年, ticked off one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.book.records import Task
from ui.theme.icons import Icons
from ui.theme.theme import MARK_SIZE, Theme
from ui.theme.widget_state import set_style_property

NAME: Final = "要办的事"


class TaskList(QWidget):
    """A box and a wrapped sentence for each task. ``ticked`` carries the id of a task and whether it is done now."""

    ticked = Signal(int, bool)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(NAME)
        self._theme, self._icons = theme, icons
        self._lines: list[TaskLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def lines(self) -> Sequence[TaskLine]:
        """The shown tasks."""
        return self._lines

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show these tasks; boxes stay where only their state changes, so that the focus does too."""
        if [(line.task.id, line.task.text) for line in self._lines] != [(task.id, task.text) for task in tasks]:
            for line in self._lines:
                self._column.removeWidget(line)
                line.hide()
                line.deleteLater()
            self._lines = [TaskLine(task, self._theme, self._icons) for task in tasks]
            for line in self._lines:
                self._column.addWidget(line)
                line.ticked.connect(self.ticked)
                line.show()
        for line, task in zip(self._lines, tasks, strict=True):
            line.show_state(task)

    @Slot()
    def _restyle(self) -> None:
        self._column.setSpacing(self._theme.px(4))
        for line in self._lines:
            line.box.updateGeometry()


class TickBox(QCheckBox):
    """A box as high as a line of text. It paints itself: the style's neither follows the zoom nor shows on a dark ground."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._theme.line_height, self._theme.line_height)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole square can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the box, its tick, and a thick border while it has the focus."""
        painter, theme = QPainter(self), self._theme
        size = theme.px(MARK_SIZE)
        box = QRect((self.width() - size) // 2, (self.height() - size) // 2, size, size)
        painter.fillRect(box, theme.color("base"))
        painter.setPen(QPen(theme.color("accent" if self.hasFocus() else "text2"), theme.px(2) if self.hasFocus() else 1))
        painter.drawRect(box)
        if self.isChecked():
            painter.drawPixmap(box, self._icons.mark("ok", self.devicePixelRatioF()))
        painter.end()


class TaskLine(QFrame):
    """One task; a click on its sentence ticks it too."""

    ticked = Signal(int, bool)

    def __init__(self, task: Task, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.task = task
        self.box = TickBox(theme, icons)
        self.box.setAccessibleName(task.text)
        self.words = QLabel(task.text, wordWrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.box.clicked.connect(self._emit)

    def show_state(self, task: Task) -> None:
        """Show whether the task is done; one that is done is grey."""
        self.task = task
        self.box.setChecked(task.done)
        set_style_property(self.words, "quietBody", task.done)

    @Slot(bool)
    def _emit(self, done: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.ticked.emit(self.task.id, done)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the box counts as one on it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.click()
