"""Count, sum and average of the selected cells, in the status bar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from models.values.money import MoneyUnit
from models.values.summary import Summary, summary_of
from ui.grid.rows.column import Align
from ui.grid.rows.source import Cell
from ui.grid.view.view import GridView
from ui.startup.application import running_application

_NUMBER: Final = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_NAMES: Final = ("计数", "合计", "平均")


class SelectionSums(QPushButton):
    """「计数 12 · 合计 864.42 · 平均 72.04」 of the grid that had the focus last; hidden for fewer than two numbers.

    ``changed``: another text, or none.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid: GridView | None = None
        self._shown: Summary | None = None
        self.setAccessibleName("选中的数")
        self.setToolTip("点一下，把计数、合计和平均放到剪贴板")
        self.setProperty("quiet", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self.copy)
        self.hide()
        running_application().focusChanged.connect(self._follow_focus)

    @property
    def summary(self) -> Summary | None:
        """What is shown, or None."""
        return self._shown

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, GridView) and now is not self._grid and now.window() is self.window():
            self._follow(now)

    def follow_page(self, grid: GridView | None) -> None:
        """Another page is open, and this its grid; where another grid has the focus already, that one counts."""
        focused = self.window().focusWidget()
        self._follow(focused if isinstance(focused, GridView) and focused.isVisible() else grid)

    def _follow(self, grid: GridView | None) -> None:
        """Show the sums of this grid from now on; None: of no grid."""
        if self._grid is not None and isValid(self._grid):
            self._grid.selectionModel().selectionChanged.disconnect(self._update)
            self._grid.grid_model.dataChanged.disconnect(self._update)
        self._grid = grid
        if grid is not None:
            grid.selectionModel().selectionChanged.connect(self._update)
            grid.grid_model.dataChanged.connect(self._update)
        self._update()

    @Slot()
    def copy(self) -> None:
        """Put the numbers on the clipboard: the line as it stands for a text, a number a cell for a spreadsheet."""
        from models.incoming.clipboard.block import CopiedCell
        from models.incoming.clipboard.html_write import to_html

        if self._shown is None:
            return
        rows = [(CopiedCell(name), CopiedCell(text.replace(",", ""), is_number=True)) for name, text in _named(self._shown)]
        mime = QMimeData()
        mime.setText(self.text())
        mime.setHtml(to_html(rows))
        QGuiApplication.clipboard().setMimeData(mime)

    @Slot()
    def _update(self) -> None:
        self._shown = _sums_of(self._grid) if self._grid is not None and isValid(self._grid) else None
        text = " · ".join(f"{name} {number}" for name, number in _named(self._shown)) if self._shown else ""
        if text != self.text() or self.isHidden() != (not text):
            self.setText(text)
            self.setVisible(bool(text))
            self.changed.emit()


def _named(shown: Summary) -> list[tuple[str, str]]:
    return [(name, number) for name, number in zip(_NAMES, (shown.count, shown.total, shown.average), strict=True) if number]


def _sums_of(grid: GridView) -> Summary | None:
    model = grid.grid_model
    amounts: list[tuple[int, MoneyUnit]] = []
    quantities: list[Decimal] = []
    for row, position in _selected_cells(grid):
        cell = model.cell_at(row, position)
        if cell.amount is not None:
            if not cell.words:  # 「多 3.60」 is a difference in words
                amounts.append((cell.amount, model.unit(position)))
        elif model.column(position).align is Align.RIGHT:
            quantities += _quantity(cell)
    return summary_of(amounts, quantities)


def _selected_cells(grid: GridView) -> Iterator[tuple[int, int]]:
    """The row and column of every selected cell; in a list whose rows are chosen, all cells of these rows."""
    model = grid.grid_model
    if not grid.selects_ranges:
        rows = sorted(index.row() for index in grid.selectionModel().selectedRows())
        yield from ((row, position) for row in rows for position in range(model.columnCount()))
        return
    top, left, bottom, right = grid.block.rectangle
    if top < 0 or (top, left) == (bottom, right):
        return
    cells = ((row, position) for row in range(top, min(bottom + 1, model.line_count)) for position in range(left, right + 1))
    yield from (cell for cell in cells if grid.block.holds(*cell))  # after a paste several ranges may be selected


def _quantity(cell: Cell) -> Iterator[Decimal]:
    if not cell.unread and _NUMBER.fullmatch(cell.text):
        yield Decimal(cell.text.replace(",", ""))
