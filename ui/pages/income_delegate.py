"""Draws the cells of 收入: before the name of a 类 or 款 an arrow that closes and opens it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPolygonF

from ui.grid.view.delegate import GridDelegate
from ui.pages.income_columns import NAME
from ui.pages.income_rows import RowKind

Index = QModelIndex | QPersistentModelIndex
_SIDE: Final = 8


class IncomeDelegate(GridDelegate):
    """The arrow stands one step before the name, in the room of its level."""

    def draw(self, painter: QPainter, rect: QRect, row: int, position: int, *, selected: bool, current: bool) -> None:
        """The cell, and its arrow."""
        super().draw(painter, rect, row, position, selected=selected, current=current)
        arrow = self.arrow_rect(rect, row, position)
        if not arrow.isEmpty():
            shown = self._model.grid_row(row)
            self._paint_arrow(painter, arrow, closed=shown is not None and bool(shown.value.hidden))

    def arrow_rect(self, rect: QRect, row: int, position: int) -> QRect:
        """Where the mouse finds the arrow of a cell; empty without one."""
        shown = self._model.grid_row(row)
        if shown is None or shown.value.kind is not RowKind.GROUP or self._model.column(position).key != NAME:
            return QRect()
        b = self.brushes
        end = rect.left() + b.padding + self._model.cell_at(row, position).indent * b.indent
        return QRect(end - b.indent, rect.top(), b.indent, rect.height())

    def _paint_arrow(self, painter: QPainter, room: QRect, *, closed: bool) -> None:
        half = self.brushes.px(_SIDE) / 2
        x, y = room.left() + half, room.center().y() + 1
        down = (QPointF(x - half, y - half / 2), QPointF(x + half, y - half / 2), QPointF(x, y + half / 2 + 1))
        right = (QPointF(x - half / 2, y - half), QPointF(x + half / 2 + 1, y), QPointF(x - half / 2, y + half))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.brushes.color["text2"])
        painter.drawPolygon(QPolygonF(right if closed else down))
        painter.restore()
