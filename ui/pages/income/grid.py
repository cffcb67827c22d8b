"""The grid of 收入: a tree of codes with columns as narrow as their figures; a derived figure's tooltip lists its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent

from models.checks.findings import Finding
from models.values.money import MoneyUnit, rounded_wan
from ui.grid.rows.column import ColumnKind
from ui.grid.rows.model import CELL_ROLE, GridModel
from ui.grid.rows.source import Cell, GridRow
from ui.grid.view.delegate import GridDelegate
from ui.grid.view.headers import halves
from ui.grid.view.view import GridView
from ui.grid.view.widths import shrunk
from ui.pages.income.columns import FUNCTION, GAP, NAME
from ui.pages.income.figures import owner_amounts
from ui.pages.income.rows import IncomeRow, RowKind
from ui.pages.income.source import IncomeSource
from ui.session.amounts import grouped
from ui.theme.qt_types import Index
from ui.theme.theme import CHARACTER

_MOST_PARTS: Final = 12
_PLEASANT_NAME: Final = 14.0
_SHORT: Final = 3
"""Titles of up to so many characters stay on one line."""

_SIGNS: Final = {Qt.Key.Key_Plus: False, Qt.Key.Key_Minus: True}
"""Whether the key closes a group (else it opens it)."""

_HOW: Final = "输入数字即固定为批复数；与支出不一致时会提示差额。Delete 恢复推算。"


class IncomeModel(GridModel):
    """The model of the income grid. A closed group shows the findings of the rows that it hides.

    ``code_typed`` carries a code typed into the ＊ row, because its row is further up.
    """

    code_typed = Signal(str)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As in the base class; a derived figure's tooltip lists its parts, a group's accessible name says whether it is closed."""
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid() and self.column(index.column()).key == NAME:
            row = self.grid_row(index.row())
            if row is not None and row.value.kind is RowKind.GROUP:
                return f"{row.value.name}，{'已收起' if row.value.hidden else '已展开'}"
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid() and not self.is_new_row(index.row()):
            cell: Cell = self.cell(index)
            row, source = self.grid_row(index.row()), self.source
            if cell.ghost and cell.editable and not cell.notes and row is not None and isinstance(source, IncomeSource):
                figure = source.figure(row, self.column(index.column()))
                if figure is not None:
                    return _parts_words(
                        cell.text, owner_amounts(figure, self.open_book.context), self.open_book.entry_settings.unit
                    )
        return super().data(index, role)

    def set_cells(self, cells: Iterable[tuple[int, int, str]], label: str = "") -> bool:
        """As in the base class; also emits ``code_typed`` for one code typed into the ＊ row."""
        cells = list(cells)
        codes = [text for row, column, text in cells if self.is_new_row(row) and self.column(column).key == FUNCTION and text]
        done = super().set_cells(cells, label)
        if len(codes) == 1:
            self.code_typed.emit(codes[0])
        return done

    def _ids(self, row: GridRow) -> frozenset[tuple[str, int]]:
        """The ids whose findings a row shows; for a closed group also those of the rows that it hides."""
        return super()._ids(row).union(*(self._ids(hidden) for hidden in row.value.hidden))

    def _echoes(self, row: GridRow) -> list[Sequence[Finding]]:
        """As in the base class; the name of a closed group also shows the findings of its hidden rows."""
        found = super()._echoes(row)
        below = [f for hidden in row.value.hidden for cell in (*self._found(hidden), *self._echoes(hidden)) for f in cell]
        if below:
            name = next(at for at, column in enumerate(self.source.columns) if column.key == NAME)
            found[name] = [*found[name], *dict.fromkeys(below)]
        return found


def _parts_words(text: str, parts: Mapping[str, int], unit: MoneyUnit) -> str:
    """The lines of the tooltip: the figure, its parts with the largest first, and what typing would do."""
    shown = sorted(parts.items(), key=lambda part: -part[1])
    rows = [f"{name}　{grouped(amount, unit)}" for name, amount in shown[:_MOST_PARTS]]
    if len(shown) > _MOST_PARTS:
        rows.append(f"其余 {len(shown) - _MOST_PARTS} 项　{grouped(sum(amount for _, amount in shown[_MOST_PARTS:]), unit)}")
    elif unit is MoneyUnit.WAN and sum(map(rounded_wan, parts.values())) != rounded_wan(sum(parts.values())):
        rows.append("各数分别四舍五入，相加有尾差。")
    return "\n".join((f"{text}　由支出推算", "", *rows, "", _HOW))


class IncomeDelegate(GridDelegate):
    """Draws the arrow of a group one indent before its name."""

    def draw(self, painter: QPainter, rect: QRect, row: int, position: int, *, selected: bool, current: bool) -> None:
        """Draw the cell and its arrow."""
        super().draw(painter, rect, row, position, selected=selected, current=current)
        arrow = self.arrow_rect(rect, row, position)
        if not arrow.isEmpty():
            shown = self._model.grid_row(row)
            self.brushes.draw_arrow(painter, arrow, closed=shown is not None and bool(shown.value.hidden))

    def arrow_rect(self, rect: QRect, row: int, position: int) -> QRect:
        """The clickable area of a cell's arrow; empty without one."""
        shown = self._model.grid_row(row)
        if shown is None or shown.value.kind is not RowKind.GROUP or self._model.column(position).key != NAME:
            return QRect()
        b = self.brushes
        end = rect.left() + b.padding + self._model.cell_at(row, position).indent * b.indent
        return QRect(end - b.indent, rect.top(), b.indent, rect.height())


class IncomeGrid(GridView):
    """The tree of codes. ``fold_wanted`` carries a code and whether to close it."""

    delegate_class = IncomeDelegate
    fold_wanted = Signal(str, bool)

    def fit_columns(self) -> None:
        """Make columns of amounts as wide as their figures or heading; the name gets the rest. Widths set by dragging stay.

        If 与支出相差 would be out of sight, headings go into two lines first, then the name gets narrower.
        """
        columns, header, em = self.grid_model.source.columns, self.horizontalHeader(), self._theme.px(CHARACTER)
        name = next(at for at, column in enumerate(columns) if column.key == NAME)
        wide = header.wanted_widths()
        least: list[float] = list(wide)
        for at, column in enumerate(columns):
            if (column.kind is ColumnKind.AMOUNT or column.key == GAP) and not header.drawn_width(at):
                figures, title = self._needed(at), column.title
                wide[at] = max(figures, header.title_width(title))
                least[at] = max(figures, header.title_width(halves(title)[0] if len(title) > _SHORT else title))
        room = self.viewport().width()
        if not header.drawn_width(name):
            wide[name] = max(round(_PLEASANT_NAME * em), room - (sum(wide) - wide[name]))
            least[name] = columns[name].least * em
        turns = [[at for at in range(len(columns)) if at != name], [name]]
        for position, width in enumerate(shrunk(wide, least, turns, room)):
            self.setColumnWidth(position, width)

    def _needed(self, position: int) -> int:
        """The width in pixels of a column's widest figure with its mark."""
        brushes = self._delegate.brushes
        bold, body, padding = brushes.bold_metrics, brushes.body_metrics, brushes.padding
        mark = brushes.mark_size + 2 * padding
        cells = (self.grid_model.index(row, position).data(CELL_ROLE) for row in range(self.grid_model.rowCount()))
        widest = max((bold if c.bold else body).horizontalAdvance(c.text) + (mark if c.mark or c.sign else 0) for c in cells)
        return widest + 2 * padding + 2

    @Slot()
    def _measure(self) -> None:
        super()._measure()
        self.horizontalHeader().follows_room = False
        self.horizontalHeader().setStretchLastSection(False)
        self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()

    # --- the tree

    def _group(self, index: QModelIndex) -> IncomeRow | None:
        """The group at this row, if it is one."""
        row = self.grid_model.grid_row(index.row())
        return row.value if row is not None and row.value.kind is RowKind.GROUP else None

    def _toggle(self, group: IncomeRow) -> None:
        self.fold_wanted.emit(group.code, not group.hidden)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a group's arrow, or on the mark of its hidden rows, toggles it and keeps the current cell."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        group = self._group(index)
        if group is not None and event.button() is Qt.MouseButton.LeftButton and self._is_handle(index, group, at):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._toggle(group)
            return
        super().mousePressEvent(event)

    def _is_handle(self, index: QModelIndex, group: IncomeRow, at: QPoint) -> bool:
        delegate, rect = self._delegate, self.visualRect(index)
        if isinstance(delegate, IncomeDelegate) and delegate.arrow_rect(rect, index.row(), index.column()).contains(at):
            return True
        return bool(group.hidden) and delegate.is_mark_at(self, at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Toggle a group double-clicked on its code or name."""
        index = self.indexAt(event.position().toPoint())
        group = self._group(index)
        if group is not None and self.grid_model.column(index.column()).key in {FUNCTION, NAME}:
            self._toggle(group)
            return
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On a group, where nothing is typed, + opens and - closes."""
        group = self._group(self.currentIndex())
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if group is not None and plain and event.key() in _SIGNS:
            self.fold_wanted.emit(group.code, _SIGNS[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)
