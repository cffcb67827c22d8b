"""The table model of all grids: cells read from the open book, typed text turned into edits of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal

from models.book.edits import Edit, combined
from models.book.places import Place
from models.checks.findings import Finding
from models.values.money import MoneyUnit, as_wan
from ui.grid.rows.amount_cells import follows_unit, heading, hint, names_unit
from ui.grid.rows.column import Align, ColumnKind, GridColumn
from ui.grid.rows.following_model import FollowingModel
from ui.grid.rows.source import Cell, GridRow
from ui.session.marks import finding_words
from ui.theme.qt_types import Index

CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The ``Cell`` itself, for the delegate."""

NEW_ROW_SIGN: Final = "＊"
_ALIGNMENTS: Final = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Align.CENTER: Qt.AlignmentFlag.AlignCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}
_READ: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED: Final = _READ | Qt.ItemFlag.ItemIsEditable
_NO_INDEX: Final = QModelIndex()
_ADDED_UP: Final = "改它加起来的各格"
_LEAST_FOR_YUAN: Final = 8.4
_NEW_CELL: Final = Cell()
_NEW_COMPUTED: Final = Cell(editable=False, computed=True)


class GridModel(FollowingModel):
    """The rows of a ``GridSource``, and the ＊ row below them where it takes new rows."""

    line_begun = Signal(int)
    """The row of the line that was made by typing into the ＊ row."""

    @property
    def line_count(self) -> int:
        """The number of rows without the ＊ row."""
        return len(self._lines)

    def column(self, position: int) -> GridColumn:
        """The declaration of a column."""
        return self._source.columns[position]

    def grid_row(self, row: int) -> GridRow | None:
        """The row with this number, or None for the ＊ row and beyond."""
        return self._lines[row].row if 0 <= row < len(self._lines) else None

    def is_new_row(self, row: int) -> bool:
        """Whether this is the ＊ row."""
        return row == len(self._lines)

    def heading(self, position: int) -> str:
        """The title of a column; where it names a unit, the one in use."""
        return heading(self.column(position), self._open_book.entry_settings.unit)

    def unit(self, position: int) -> MoneyUnit:
        """The unit in which the amounts of a column are shown and typed."""
        return self.column(position).fixed_unit or self._open_book.entry_settings.unit

    def width(self, position: int) -> float:
        """The width of a column in Chinese characters; at least 8.4 for amounts in 元, which are longer."""
        column, ways = self.column(position), self._open_book.entry_settings
        in_yuan = follows_unit(column) and ways.unit is MoneyUnit.YUAN
        return max(column.width, _LEAST_FOR_YUAN) if in_yuan else column.width

    @property
    def unit_beside(self) -> str:
        """The name of the unit of amounts if no title names it, else ""."""
        amounts = [column for column in self._source.columns if follows_unit(column) or column.holds_amounts]
        named = any(map(names_unit, amounts))
        return self._open_book.entry_settings.unit_name if amounts and not named else ""

    def hint(self, position: int) -> str:
        """The hint for typing into a column."""
        return hint(self.column(position), self._open_book.entry_settings.unit)

    def cell(self, index: Index) -> Cell:
        """The cell at an index."""
        return self.cell_at(index.row(), index.column())

    def cell_at(self, row: int, position: int) -> Cell:
        """The cell at a row and a position; every row below the lines counts as the ＊ row."""
        if row < len(self._lines):
            return self._lines[row].cells[position]
        return _NEW_CELL if self.column(position).typed else _NEW_COMPUTED

    def entry_stops(self, row: int) -> Sequence[int]:
        """The columns where Enter stops in entry order: what is not known yet; in a complete row all that was entered.

        The ＊ row goes on the group of the line above it.
        """
        typed = [at for at in range(len(self._source.columns)) if self.cell_at(row, at).editable]
        if 0 < self.line_count <= row:
            typed = [at for at in typed if not (self.column(at).spans and self.cell_at(self.line_count - 1, at).text)]
        asked = [at for at in typed if not self.column(at).optional]
        if len(asked) == len(typed):  # the columns do not say what is known
            return typed
        return [at for at in asked if not self.cell_at(row, at).text] or asked

    def typed_at(self, position: int) -> int:
        """The column that typing goes to: for the name of a code, the code's."""
        name = self.column(position).names
        return next((at for at, column in enumerate(self._source.columns) if column.key == name), position)

    def place(self, index: Index) -> Place | None:
        """The place of a cell in the book; None in the ＊ row."""
        row = self.grid_row(index.row())
        return self._source.place(row, self.column(index.column())) if row else None

    def cell_words(self, index: Index) -> str:
        """The name of a cell: ``第 3 行 · 金额``."""
        return f"第 {index.row() + 1} 行 · {self.column(index.column()).title.split('（')[0]}"

    def findings(self, index: Index) -> Sequence[Finding]:
        """The findings at a cell."""
        row = self.grid_row(index.row())
        return self._found(row)[index.column()] if row else ()

    def refusal(self, index: Index) -> str:
        """Why a cell cannot be edited, and what to edit instead."""
        cell, column = self.cell(index), self.column(index.column())
        origin = cell.origin or column.origin
        if "录入" in origin:  # the origin says where to type
            return f"{origin}。"
        instead = column.instead or (_ADDED_UP if column.kind is ColumnKind.AMOUNT and origin else "")
        return f"{f'{origin}，' if origin else '这一格'}不用录入。{f'要换，{instead}。' if instead else ''}"

    def topics(self, position: int) -> Sequence[str]:
        """The help topics (F1) of a column, most specific first."""
        column, topic = self.column(position), self._source.topic
        return f"{topic}.{column.key}", f"line.{column.key}", f"{topic}.{column.kind}", topic

    def index_of(self, place: Place) -> QModelIndex:
        """The cell of a place; the first cell of its row when the field has no column; invalid when not in this grid."""
        for number, line in enumerate(self._lines):
            if (place.page, place.line) not in line.ids:
                continue
            places = [self._source.place(line.row, column) for column in self._source.columns]
            if place in places:
                return self.index(number, places.index(place))
            if place.line and any(p.line == place.line for p in places):
                return self.index(number, 0)
        return QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The number of rows, with the ＊ row."""
        return 0 if parent.isValid() else len(self._lines) + int(self._source.takes_new_rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """The number of declared columns."""
        return 0 if parent.isValid() else len(self._source.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, alignment and tooltip of a cell, and the ``Cell`` itself under ``CELL_ROLE``."""
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS[Align.LEFT if cell.unread else self.column(index.column()).align]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(index, cell)
        return {
            Qt.ItemDataRole.DisplayRole: cell.text,
            Qt.ItemDataRole.EditRole: cell.typed,
            Qt.ItemDataRole.AccessibleDescriptionRole: "；".join(cell.notes),
            CELL_ROLE: cell,
        }.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Column titles and row numbers."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.heading(section)
        return NEW_ROW_SIGN if self.is_new_row(section) else str(section + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Computed cells can be selected and copied, but not edited; the name of a code takes what is typed for the code."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _TYPED if self.cell(index).editable or self.column(index.column()).names else _READ

    def misfit(self, index: Index, text: str) -> str:
        """Why a text is not valid in a cell and what is; "" when it is valid or already there."""
        if text == self.cell(index).typed:
            return ""
        column, context = self.column(index.column()), self._open_book.context
        return self._source.misfit(self.grid_row(index.row()), column, text, context)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Apply typed text as one edit, never with a dialog. False when nothing changed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = str(value)
        if text == self.cell(index).typed:
            return False
        return self.set_cells([(index.row(), index.column(), text)])

    def set_cells(self, cells: Iterable[tuple[int, int, str]], label: str = "") -> bool:
        """Apply texts at (row, position) as one undo step; rows below the last become new lines. False when nothing changed."""
        edit, known = self.edit_of(cells, label), {line.row.key for line in self._lines}
        done = edit is not None and self._open_book.edit(edit)
        if done and self.line_count > len(known):
            self.line_begun.emit(next(at for at, line in enumerate(self._lines) if line.row.key not in known))
        return done

    def edit_of(self, cells: Iterable[tuple[int, int, str]], label: str = "") -> Edit | None:
        """The edit for texts at (row, position); None when none of them is valid here."""
        context = self._open_book.context
        steps: list[Edit] = []
        words = ""
        added: dict[int, dict[str, str]] = {}
        cells = list(cells)
        for row, position, typed in cells:
            column, line = self.column(position), self.grid_row(row)
            text = as_wan(typed, self._open_book.entry_settings.unit) if follows_unit(column) else typed
            if line is None:
                added.setdefault(row, {})[column.key] = text
            elif self._lines[row].cells[position].editable:
                edit = self._source.edit(line, column, text, context)
                steps += [edit] if edit else []
            if len(cells) == 1:
                words = f"{self._source.row_name(row + 1)} {column.title}：{text or '清空'}"
        steps += self._new_rows(added)
        return combined(label or words or f"修改 {len(cells)} 格", steps) if steps else None

    def _new_rows(self, added: Mapping[int, Mapping[str, str]]) -> list[Edit]:
        if not self._source.takes_new_rows:
            return []
        context = self._open_book.context
        made = (self._source.new_row(values, None, context) for _, values in sorted(added.items()) if any(values.values()))
        return [edit for edit in made if edit]

    def insert_rows(self, at: int, count: int) -> bool:
        """Insert ``count`` blank lines before the row ``at`` as one undo step."""
        before, context = self.grid_row(at), self._open_book.context
        made = [self._source.new_row({}, before, context) for _ in range(count)] if self._source.takes_new_rows else []
        return bool(made) and self._open_book.edit(combined(f"插入 {count} 行", [edit for edit in made if edit]))

    def delete_rows(self, rows: Iterable[int]) -> bool:
        """Delete rows as one undo step; the ＊ row stays."""
        lines = [line for row in sorted(set(rows)) if (line := self.grid_row(row)) is not None]
        edit = self._source.delete_rows(lines) if lines and self._source.takes_new_rows else None
        return edit is not None and self._open_book.edit(edit)

    def _tooltip(self, index: Index, cell: Cell) -> str:
        """The findings with their remedies, the exact amount if the cell rounds it, and the origin of a computed text."""
        findings = [finding_words(finding) for finding in self.findings(index)]
        exact = cell.exact if cell.finer else ""
        origin = cell.origin if cell.computed or cell.offer or cell.sign else ""
        return "\n".join(part for part in (*(findings or cell.notes), exact, origin) if part)
