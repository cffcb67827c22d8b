"""The commands on the selected cells: copy, cut, paste, clear, fill, insert and delete rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QTableView

from models.values.money import show_exact, without_separators
from ui.grid.paste.remembered import RememberedColumns
from ui.grid.rows.column import Align, ColumnKind
from ui.grid.rows.model import GridModel
from ui.theme.icons import Icons
from ui.theme.theme import Theme

if TYPE_CHECKING:
    from models.incoming.clipboard.block import CopiedCell
    from ui.grid.paste.target import Rectangle

_NUMBER: Final = r"-?\d+(?:\.\d+)?"


class CellBlock(QObject):
    """The selection of a grid as a rectangle. Each command is one undo step; ``jumped`` asks to go to (row, column)."""

    jumped = Signal(int, int)
    refused = Signal(str)
    """Why some of the filled texts were not valid in their cells."""

    def __init__(self, view: QTableView, model: GridModel, theme: Theme, icons: Icons) -> None:
        super().__init__(view)
        self._theme = theme
        self._icons = icons
        self.pasted_columns = RememberedColumns()
        self._view = view
        self._grid = model

    @property
    def rectangle(self) -> tuple[int, int, int, int]:
        """Top, left, bottom, right (inclusive) of the selection, or of the current cell without one."""
        ranges = self._view.selectionModel().selection().toList()
        if not ranges:
            at = self._view.currentIndex()
            return at.row(), at.column(), at.row(), at.column()
        return (
            min(r.top() for r in ranges),
            min(r.left() for r in ranges),
            max(r.bottom() for r in ranges),
            max(r.right() for r in ranges),
        )

    @property
    def rows(self) -> Sequence[int]:
        """The rows of the selection."""
        top, left, bottom, right = self.rectangle
        rows = range(top, bottom + 1)
        return rows if self._is_whole else [row for row in rows if any(self.holds(row, at) for at in range(left, right + 1))]

    @property
    def _is_whole(self) -> bool:
        """Whether the selection is one rectangle; after a paste it may be several, which the commands respect."""
        return len(self._view.selectionModel().selection().toList()) < 2

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell of the rectangle is selected."""
        return self._is_whole or self._view.selectionModel().isSelected(self._grid.index(row, column))

    def select(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Select a rectangle by two (row, column) corners; the current cell stays."""
        chosen = QItemSelection(self._grid.index(*first), self._grid.index(*last))
        self._view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @Slot()
    def select_all(self) -> None:
        """Select all lines; the ＊ row only when it is the current one."""
        if self._view.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection:  # a list of rows
            self._view.selectAll()
        self._select_whole(0, 0, self._last_row, self._grid.columnCount() - 1)

    @Slot()
    def select_rows(self) -> None:
        """Extend the selection to whole rows."""
        top, _, bottom, _ = self.rectangle
        self._select_whole(top, 0, bottom, self._grid.columnCount() - 1)

    @Slot()
    def select_columns(self) -> None:
        """Extend the selection to whole columns."""
        _, left, _, right = self.rectangle
        self._select_whole(0, left, self._last_row, right)

    def _select_whole(self, top: int, left: int, bottom: int, right: int) -> None:
        ranges = self._view.selectionMode() is QAbstractItemView.SelectionMode.ContiguousSelection
        if ranges and self._view.currentIndex().isValid():
            self.select((top, left), (bottom, right))

    @property
    def _last_row(self) -> int:
        return max(self._grid.line_count - 1, self._view.currentIndex().row())

    def take_offer(self) -> bool:
        """Enter the code that the current cell offers in grey. False when it offers none."""
        at = self._view.currentIndex()
        offer = self._grid.cell(at).offer if at.isValid() else ""
        return bool(offer) and self._grid.set_cells([(at.row(), at.column(), offer)])

    @Slot()
    def copy(self) -> None:
        """Copy the selected cells; amounts with every digit."""
        self._to_clipboard(self._copied_rows())

    @Slot()
    def copy_with_headings(self) -> None:
        """Copy the selected cells below the titles of their columns."""
        from models.incoming.clipboard.block import CopiedCell  # noqa: PLC0415 - not needed at start

        _, left, _, right = self.rectangle
        titles = [CopiedCell(self._grid.heading(column)) for column in range(max(left, 0), right + 1)]
        self._to_clipboard([titles, *rows] if (rows := self._copied_rows()) else [])

    def _to_clipboard(self, rows: Sequence[Sequence[CopiedCell]]) -> None:
        from ui.grid.paste.mime import mime_of  # noqa: PLC0415 - keeps the HTML parser out of the start

        if rows:
            QGuiApplication.clipboard().setMimeData(mime_of(rows))

    def _copied_rows(self) -> list[list[CopiedCell]]:
        """The selected rows without the ＊ row."""
        _, left, _, right = self.rectangle
        columns = range(left, right + 1)
        return [[self._copied(row, column) for column in columns] for row in self.rows if 0 <= row < self._grid.line_count]

    def _copied(self, row: int, position: int) -> CopiedCell:
        from models.incoming.clipboard.block import CopiedCell  # noqa: PLC0415 - not needed at start

        cell, column = self._grid.cell_at(row, position), self._grid.column(position)
        exact = show_exact(cell.amount, self._grid.unit(position)) if cell.amount is not None and not cell.words else ""
        text = cell.typed or exact or cell.text
        plain = without_separators(text)
        is_number = column.align is Align.RIGHT and re.fullmatch(_NUMBER, plain) is not None
        unit = self._grid.unit(position) if is_number and column.kind is ColumnKind.AMOUNT else None
        return CopiedCell(plain if is_number else text, is_number, unit)

    @Slot()
    def cut(self) -> None:
        """Copy the selected cells, then empty the editable ones."""
        self.copy()
        self._clear("剪切")

    @Slot()
    def clear(self) -> None:
        """Empty the editable cells of the selection."""
        self._clear("清空")

    def _clear(self, verb: str) -> None:
        top, left, bottom, right = self.rectangle
        cells = [(r, c, "") for r in range(top, bottom + 1) for c in range(left, right + 1) if self._can_clear(r, c)]
        if cells:
            self._grid.set_cells(cells, f"{verb} {len(cells)} 格" if len(cells) > 1 or verb != "清空" else "")

    def _can_clear(self, row: int, column: int) -> bool:
        there = row >= 0 and not self._grid.is_new_row(row) and self.holds(row, column)
        return there and self._grid.cell_at(row, column).editable

    @Slot()
    def paste(self) -> None:
        """Paste the clipboard and select the filled cells; asks by a preview when anything is unclear."""
        from ui.grid.paste.paste import paste  # noqa: PLC0415 - not needed at start
        from ui.grid.paste.target import Rectangle  # noqa: PLC0415

        selected = Rectangle(*self.rectangle)
        if selected.top < 0:
            return
        mime = QGuiApplication.clipboard().mimeData()
        landed = paste(mime, self._grid, selected, self.pasted_columns, self._theme, self._icons, self._view)
        if landed:
            self._select_all_of(landed)

    def _select_all_of(self, rectangles: Sequence[Rectangle]) -> None:
        """Select several rectangles; the first cell becomes the current one."""
        first, chosen = self._grid.index(*rectangles[0][:2]), QItemSelection()
        for top, left, bottom, right in rectangles:
            chosen.select(self._grid.index(top, left), self._grid.index(bottom, right))
        self._view.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @Slot()
    def fill_down(self) -> None:
        """Copy the first row of the selection into the others; a single cell gets the one above."""
        top, left, bottom, right = self.rectangle
        first = top if bottom > top else top - 1
        if first < 0 or self._grid.is_new_row(first):
            return
        rows = [row for row in range(first + 1, bottom + 1) if not (self._grid.is_new_row(row) and bottom > top)]
        cells = [
            (row, column, self._grid.cell_at(first, column).typed)
            for row in rows
            for column in range(left, right + 1)
            if self._grid.cell_at(row, column).editable and self.holds(row, column)
        ]
        self._fill(cells, "向下填充")

    @Slot()
    def fill_right(self) -> None:
        """Copy the first column of the selection into the others; a single cell gets the one at its left."""
        top, left, bottom, right = self.rectangle
        first = left if right > left else left - 1
        if first < 0:
            return
        cells = [
            (row, column, self._grid.cell_at(row, first).typed)
            for row in range(top, bottom + 1)
            for column in range(first + 1, right + 1)
            if self._can_clear(row, column)
        ]
        self._fill(cells, "向右填充")

    def _fill(self, cells: Sequence[tuple[int, int, str]], verb: str) -> None:
        reasons = [self._grid.misfit(self._grid.index(row, column), text) for row, column, text in cells]
        fitting = [cell for cell, why in zip(cells, reasons, strict=True) if not why]
        self._grid.set_cells(fitting, f"{verb} {len(fitting)} 格")
        if any(reasons):
            self.refused.emit(next(filter(None, reasons)))

    @Slot()
    def insert_rows(self) -> None:
        """Insert as many blank lines as rows are selected, above the selection."""
        top, left, bottom, _ = self.rectangle
        if top >= 0 and self._grid.insert_rows(top, bottom - top + 1):
            self.jumped.emit(top, left)

    @Slot()
    def delete_rows(self) -> None:
        """Delete the selected lines."""
        top, left, _, _ = self.rectangle
        if top >= 0 and self._grid.delete_rows(self.rows):
            self.jumped.emit(min(top, self._grid.rowCount() - 1), left)
