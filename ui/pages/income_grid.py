"""The grid of 收入: the parts of a followed figure in its tooltip, columns without figures as narrow as their heading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent

from models.money import MoneyUnit, rounded_wan
from ui.amounts import grouped
from ui.grid.column import ColumnKind
from ui.grid.model import CELL_ROLE, GridModel
from ui.grid.source import Cell
from ui.grid.view import GridView
from ui.pages.income_columns import FUNCTION, GAP, NAME
from ui.pages.income_figures import owner_amounts
from ui.pages.income_source import IncomeSource
from ui.theme import CHARACTER, MARK_SIZE

Index = QModelIndex | QPersistentModelIndex
_MOST_PARTS: Final = 12
_LEAST_NAME: Final = 14.0
_HOW: Final = "输入数字即固定为批复数；与支出不一致时会提示差额。Delete 恢复推算。"


class IncomeModel(GridModel):
    """``code_typed`` carries a code that was typed into the ＊ row: its row stands further up."""

    code_typed = Signal(str)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A followed figure tells what it is made of."""
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid() and not self.is_new_row(index.row()):
            cell: Cell = self.cell(index)
            row, source = self.grid_row(index.row()), self.source
            if cell.ghost and cell.editable and not cell.notes and row is not None and isinstance(source, IncomeSource):
                figure = source.figure(row, self.column(index.column()))
                if figure is not None:
                    return _parts_table(cell.text, owner_amounts(figure, self.open_book.context), self.open_book.ways.unit)
        return super().data(index, role)

    def set_cells(self, cells: Iterable[tuple[int, int, str]], label: str = "") -> bool:
        """As everywhere; a code of the ＊ row is shown where it stands."""
        cells = list(cells)
        codes = [text for row, column, text in cells if self.is_new_row(row) and self.column(column).key == FUNCTION and text]
        done = super().set_cells(cells, label)
        if len(codes) == 1:
            self.code_typed.emit(codes[0])
        return done


def _parts_table(text: str, parts: Mapping[str, int], unit: MoneyUnit) -> str:
    shown = sorted(parts.items(), key=lambda part: -part[1])
    rows = [f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td align='right'>{grouped(amount, unit)}</td></tr>" for name, amount in shown]
    if len(rows) > _MOST_PARTS:
        left = sum(amount for _, amount in shown[_MOST_PARTS:])
        rows[_MOST_PARTS:] = [f"<tr><td>其余 {len(shown) - _MOST_PARTS} 项</td><td align='right'>{grouped(left, unit)}</td></tr>"]
    gap = unit is MoneyUnit.WAN and sum(map(rounded_wan, parts.values())) != rounded_wan(sum(parts.values()))
    rounding = "<p>各数分别四舍五入，相加有尾差。</p>" if gap and len(rows) <= _MOST_PARTS else ""
    return f"<p><b>{text}</b>&nbsp;&nbsp;由支出推算</p><table>{''.join(rows)}</table>{rounding}<p>{_HOW}</p>"


class IncomeGrid(GridView):
    """The name column takes what the figures leave."""

    def fit_columns(self) -> None:
        """Every column of amounts as wide as its figures or its heading need."""
        em, padding = self._theme.px(CHARACTER), self._theme.px(6)
        bold, body = (QFontMetrics(self._theme.font(bold=on)) for on in (True, False))
        mark = self._theme.px(MARK_SIZE) + 2 * padding
        columns, name = self._grid.source.columns, 0
        for position, column in enumerate(columns):
            if column.kind is ColumnKind.AMOUNT or column.key == GAP:
                texts = (
                    (bold if cell.bold else body).horizontalAdvance(cell.text) + (mark if cell.mark or cell.sign else 0)
                    for cell in self._cells(position)
                )
                self.setColumnWidth(position, max(bold.horizontalAdvance(column.title), *texts) + 2 * padding + 2)
            elif column.key == NAME:
                name = position
        others = sum(self.columnWidth(position) for position in range(len(columns)) if position != name)
        self.setColumnWidth(name, max(round(_LEAST_NAME * em), self.viewport().width() - others))

    def _cells(self, position: int) -> list[Cell]:
        return [self._grid.index(row, position).data(CELL_ROLE) for row in range(self._grid.rowCount())]

    @Slot()
    def _measure(self) -> None:
        super()._measure()
        self.horizontalHeader().setStretchLastSection(False)
        self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()
