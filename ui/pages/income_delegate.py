"""Draws the cells of 收入: before the name of a 类 or 款 an arrow that closes and opens it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.grid.delegate import GridDelegate
from ui.grid.model import CELL_ROLE
from ui.pages.income_columns import NAME
from ui.pages.income_rows import RowKind

Index = QModelIndex | QPersistentModelIndex
_SIDE: Final = 8


class IncomeDelegate(GridDelegate):
    """The arrow stands one step before the name, in the room of its level."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, and its arrow."""
        super().paint(painter, option, index)
        arrow = self.arrow_rect(option.rect, index)
        if not arrow.isEmpty():
            row = self._model.grid_row(index.row())
            self._paint_arrow(painter, arrow, closed=row is not None and bool(row.value.hidden))

    def arrow_rect(self, rect: QRect, index: Index) -> QRect:
        """Where the mouse finds the arrow of a cell; empty without one."""
        row = self._model.grid_row(index.row())
        if row is None or row.value.kind is not RowKind.GROUP or self._model.column(index.column()).key != NAME:
            return QRect()
        b = self.brushes
        end = rect.left() + b.padding + index.data(CELL_ROLE).indent * b.indent
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
