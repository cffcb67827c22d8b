"""The column titles of the paste preview; those of the block open a list in which the clerk says which column it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from ui.grid.rows.column import GridColumn
from ui.theme.theme import Theme

LEFT_OUT: Final = "不填"
_ARROW: Final = 8
_GAP: Final = 4


class ChoiceHeader(QHeaderView):
    """``asked`` is a column whose list is wanted; ``has_choice`` tells which columns have one."""

    asked = Signal(int)

    def __init__(self, theme: Theme, has_choice: Callable[[int], bool], table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._theme = theme
        self._table = table
        self._has_choice = has_choice
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sectionSizeFromContents(self, section: int) -> QSize:
        """The size of the title, with room for the arrow."""
        size = super().sectionSizeFromContents(section)
        return size + QSize(self._theme.px(_ARROW + 2 * _GAP), 0) if self._has_choice(section) else size

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The title, an arrow where there is a choice, and the frame of the focus over the current column."""
        if not self._has_choice(section):
            super().paintSection(painter, rect, section)
            return
        size, gap = self._theme.px(_ARROW), self._theme.px(_GAP)
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        painter.save()
        arrow = QRect(rect.right() - size - gap, rect.center().y() - size // 4, size, size // 2)
        room = QRect(arrow.left() - gap, rect.top() + 1, size + 2 * gap - 1, rect.height() - 2)
        painter.fillRect(room, self._theme.color("header"))
        if section == self._table.currentIndex().column() and self._table.hasFocus():
            line = self._theme.px(2)
            painter.fillRect(QRect(rect.left(), rect.bottom() - line + 1, rect.width(), line), self._theme.color("accent"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("text2"))
        tip = QPointF(arrow.center().x() + 0.5, arrow.bottom() + 1)
        painter.drawPolygon(QPolygonF([QPointF(arrow.topLeft()), QPointF(arrow.right() + 1, arrow.top()), tip]))
        painter.restore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a title opens its list; a drag of its border does not."""
        section = self.logicalIndexAt(event.position().toPoint())
        is_click = self.cursor().shape() is not Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)
        if is_click and section >= 0 and self._has_choice(section) and event.button() is Qt.MouseButton.LeftButton:
            self.asked.emit(section)

    def place_of(self, section: int) -> QPoint:
        """The lower left corner of a title, on the screen."""
        return self.viewport().mapToGlobal(QPoint(self.sectionViewportPosition(section), self.height()))


def choice_menu(title: str, columns: Sequence[GridColumn], chosen: str, header: ChoiceHeader) -> QMenu:
    """The list for a column of the block: 不填 and the columns of the grid; the data of an action is the field, "" for none."""
    menu = QMenu(title, header)
    group = QActionGroup(menu)
    for key, words in (("", LEFT_OUT), *((column.key, column.title.split("（")[0]) for column in columns)):
        action = QAction(words, menu, checkable=True, checked=key == chosen)
        action.setData(key)
        group.addAction(action)
        menu.addAction(action)
        if not key:
            menu.addSeparator()
    menu.setActiveAction(next(action for action in menu.actions() if action.isChecked()))
    return menu
