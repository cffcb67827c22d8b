"""Draws the cells of the project sheet: labels, wrapped text in body size, groups over several rows, lines of a form."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from models.projects.indicator_library import FIELDS
from ui.grid.editing.editors import CellEditor, LongTextEditor
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.model import CELL_ROLE, NEW_ROW_SIGN
from ui.grid.rows.source import Cell
from ui.grid.view.delegate import GridDelegate
from ui.grid.view.view import GridView
from ui.pages.projects.shared.cells import SPANNED, LabelCell, is_label, run_of
from ui.pages.projects.sheet.indicator_offers import IndicatorOffers
from ui.pages.projects.sheet.inner_lines import VALUE, IndicatorLines
from ui.theme.qt_types import Index
from ui.widgets.wrapped_text import draw_wrapped, wrapped_height


class SheetDelegate(GridDelegate):
    """The delegate of every grid on the sheet. It also draws the grid lines."""

    # --- drawing

    def draw(self, painter: QPainter, rect: QRect, row: int, position: int, *, selected: bool, current: bool) -> None:
        """Draw the cell, the text of its group, the ＊ of a new row, the lines right and below.

        A fully selected group has one frame, drawn with its text.
        """
        inside = rect.adjusted(0, 0, -1, -1)
        super().draw(painter, inside, row, position, selected=selected, current=current and not self._chosen_run())
        if self._model.column(position).key in SPANNED:
            painter.save()
            self._paint_group(painter, inside, row, position)
            painter.restore()
        if self._model.is_new_row(row) and position == 0:
            painter.setFont(self.brushes.body)
            painter.setPen(self.brushes.color["text2"])
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, NEW_ROW_SIGN)
        painter.setPen(self.brushes.color["border"])
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if row == run_of(self._model, row, position)[-1]:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _chosen_run(self) -> range:
        """The rows of the fully selected group around the current cell; empty without one."""
        view = self._view()
        if view is None or not view.currentIndex().isValid():
            return range(0)
        current = view.currentIndex()
        run = run_of(self._model, current.row(), current.column())
        chosen = view.block.rows
        return run if len(run) > 1 and run[0] in chosen and run[-1] in chosen else range(0)

    def _shown_run(self, row: int, position: int) -> range:
        """The rows that share one text. A single current cell is separate, to show what an edit changes."""
        run, view = run_of(self._model, row, position), self._view()
        current = view.currentIndex() if view is not None else QModelIndex()
        if current.column() != position or current.row() not in run or self._chosen_run():
            return run
        if row == current.row():
            return range(row, row + 1)
        return range(run[0], current.row()) if row < current.row() else range(current.row() + 1, run[-1] + 1)

    def _paint_ground(self, painter: QPainter, rect: QRect, cell: Cell, column: GridColumn, *, tinted: bool) -> None:
        if isinstance(cell, LabelCell) and not cell.mark:
            painter.fillRect(rect, self.brushes.color["tint" if tinted else "header"])
            return
        if column.key in SPANNED:
            rect = rect.adjusted(0, 0, 0, 1)
        super()._paint_ground(painter, rect, cell, column, tinted=tinted)

    def _paint_text(self, painter: QPainter, rect: QRect, cell: Cell, column: GridColumn, *, selected: bool) -> None:
        """Skip spanned columns: a group draws its text over all its rows. A long label has several lines."""
        if isinstance(cell, LabelCell) and is_label(column):
            painter.setFont(self.brushes.body)
            painter.setPen(self.brushes.color["text"])
            draw_wrapped(painter, self._text_rect(rect, cell, column), Qt.AlignmentFlag.AlignVCenter, cell.text)
        elif column.key not in SPANNED:
            super()._paint_text(painter, rect, cell, column, selected=selected)

    def _paint_group(self, painter: QPainter, rect: QRect, row: int, position: int) -> None:
        """Draw the part of the group's text that lies in this cell."""
        cell, view = self._model.cell_at(row, position), self._view()
        if not cell.text or view is None:
            return
        run = self._shown_run(row, position)
        top = rect.top() - sum(view.rowHeight(above) for above in range(run[0], row))
        group = QRect(rect.left(), top, rect.width(), sum(view.rowHeight(one) for one in run) - 1)
        area = self._text_rect(group, cell, self._model.column(position))
        painter.setClipRect(rect.adjusted(0, 0, 0, int(row != run[-1])), Qt.ClipOperation.IntersectClip)
        if view.currentIndex().column() == position and row in self._chosen_run():
            self._paint_frame(painter, group)
        painter.setFont(self.brushes.body)
        painter.setPen(self.brushes.color["text"])
        draw_wrapped(painter, area, Qt.AlignmentFlag.AlignCenter, cell.text)

    def _font(self, cell: Cell, column: GridColumn) -> tuple[QFont, QFontMetrics]:
        """Small for 描述 and 依据 only."""
        b = self.brushes
        if column.small:
            return b.small, b.small_metrics
        return (b.bold, b.bold_metrics) if cell.bold else (b.body, b.body_metrics)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows grow with their text; a group of several rows has enough room."""
        column = self._model.column(index.column())
        alone = len(run_of(self._model, index.row(), index.column())) == 1
        cell: Cell = index.data(CELL_ROLE)
        view, is_long = self._view(), is_label(column) and self._is_long(cell, index.column())
        if column.kind is not ColumnKind.LONG_TEXT and not is_long and not (column.key in SPANNED and alone):
            return super().sizeHint(option, index)
        width = view.columnWidth(index.column()) if view is not None else 0
        return QSize(width, self.height_of(cell, index.column(), cell.text))

    def _is_long(self, label: Cell, position: int) -> bool:
        """Whether a label takes more than one line."""
        view, b = self._view(), self.brushes
        room = view.columnWidth(position) - 1 - 2 * b.padding if view is not None else 0
        return b.body_metrics.horizontalAdvance(label.text) > room

    def height_of(self, cell: Cell, position: int, text: str) -> int:
        """The height in pixels that a cell needs for a text."""
        b, view, column = self.brushes, self._view(), self._model.column(position)
        width = view.columnWidth(position) - 1 if view is not None else 0
        area = self._text_rect(QRect(0, 0, width, b.row), cell, column)
        font, metrics = self._font(cell, column)
        return max(b.row, wrapped_height(text, font, metrics, max(area.width(), b.em)) + b.padding + 1)

    def _view(self) -> GridView | None:
        view = self.parent()
        return view if isinstance(view, GridView) else None

    # --- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Offer for 二级指标 the words of its 一级指标, for indicator texts those used before."""
        column = self._model.column(index.column())
        opened = super().createEditor(parent, option, index)
        if isinstance(opened, CellEditor) and column.key == SPANNED[-1]:
            self.completion.attach(opened, self._narrowed(column, index), self._look_up_width(index))
        elif isinstance(opened, LongTextEditor):
            self._offer(opened, column, index)
        return opened

    def _offer(self, editor: LongTextEditor, column: GridColumn, index: Index) -> None:
        """Offer indicator texts of this book and of others."""
        source = self._model.source
        field = "target" if column.key == VALUE else column.key
        if not isinstance(source, IndicatorLines) or field not in FIELDS:
            return
        row = self._model.grid_row(index.row())
        offers = IndicatorOffers(self._model.open_book, source.project, row.value if row else None, field)
        self.completion.attach(editor, column, self._look_up_width(index), offers=offers.hits)

    def _filled(self, text: str, index: Index) -> list[tuple[int, int, str]]:
        """The (row, column, text) that the chosen offer has for empty neighbours of the cell, in the columns of the form."""
        hit = self.completion.taken
        if hit is None or hit.value != text:
            return []
        columns = {self._model.column(at).key: at for at in range(self._model.columnCount())}
        columns.setdefault("target", columns.get(VALUE, -1))
        cells = ((at, value) for key, value in hit.fills.items() if (at := columns.get(key, -1)) >= 0)
        return [(index.row(), at, value) for at, value in cells if not self._model.cell_at(index.row(), at).typed]

    def _narrowed(self, column: GridColumn, index: Index) -> GridColumn:
        """The column with the choices of the row's group; with all of them for a group unknown to the form."""
        source, outer = self._model.source, self._position(SPANNED[0])
        if not isinstance(source, IndicatorLines) or outer < 0:
            return column
        names = source.form.dimensions.get(self._model.cell_at(index.row(), outer).text)
        return replace(column, choices={name: name for name in names}) if names else column

    def _position(self, key: str) -> int:
        """The position of a column; -1 where the form has none."""
        return next((at for at in range(self._model.columnCount()) if self._model.column(at).key == key), -1)

    def take_over(self, text: str, model: QAbstractItemModel, index: Index) -> None:
        """Store an edit; a fully selected group changes as a whole."""
        run, column = self._chosen_run(), index.column()
        if self._model.column(column).kind is not ColumnKind.LONG_TEXT and index.row() in run:
            if text != index.data(Qt.ItemDataRole.EditRole):
                label = f"{self._model.source.row_name(run[0] + 1)} {self._model.column(column).title}：{text or '清空'}"
                self._model.set_cells([(row, column, text) for row in run], label)
            return
        filled = self._filled(text, index)
        if filled:
            label = f"{self._model.source.row_name(index.row() + 1)} {self._model.column(column).title}：{text}"
            self._model.set_cells([(index.row(), column, text), *filled], label)
            return
        super().take_over(text, model, index)
