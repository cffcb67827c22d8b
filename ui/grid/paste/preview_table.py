"""The table of the paste preview: pasted text, resulting text, and the fate of each row."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from models.values.unit_words import WORDS
from ui.grid.paste.cells import Outcome, PlanCell
from ui.grid.paste.plan import PastedRow, PastePlan
from ui.grid.rows.column import ColumnKind
from ui.grid.rows.model import GridModel
from ui.theme.icons import Icons
from ui.theme.qt_types import Index
from ui.theme.theme import Theme
from ui.theme.widget_state import fields_of

SIGNS: Final = {Outcome.NEW: "＋", Outcome.CHANGED: "≠", Outcome.PASSED: "－"}
_NO_INDEX: Final = QModelIndex()
_GROUNDS: Final = {
    Outcome.BLOCKED: "error_ground", Outcome.CHANGED: "verify_ground", Outcome.NEW: "ok_ground", Outcome.PASSED: "computed",
}  # fmt: skip
_SIGN_COLORS: Final = {Outcome.NEW: "ok", Outcome.CHANGED: "verify", Outcome.PASSED: "text2"}
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PreviewColumn(Struct, frozen=True):
    """A column of the preview: ``at`` is the column of the block, or -1 number, -2 sign, -3 result.

    ``lands``: shows the resulting text rather than the pasted one; ``alone`` False: the pasted one has its own column.
    ``heading`` is the title that it has in the block.
    """

    title: str
    at: int
    lands: bool = False
    right: bool = False
    alone: bool = True
    heading: str = ""


_NUMBER: Final = PreviewColumn("行", -1)
_SIGN: Final = PreviewColumn("", -2)
_RESULT: Final = PreviewColumn("结果", -3)


def shown_columns(plan: PastePlan, grid: GridModel) -> tuple[PreviewColumn, ...]:
    """All columns of the block, then the result; a single amount column is shown twice, as pasted and as it will read."""
    amounts = [at for at, to in plan.target.columns.items() if to >= 0 and grid.column(to).kind is ColumnKind.AMOUNT]
    words = plan.target.headings.words if plan.target.headings else {}
    shown = [_NUMBER, _SIGN]
    for at, to in plan.target.columns.items():
        heading = words.get(at, "")
        if amounts == [at]:
            unit = WORDS[grid.unit(to)]
            shown += [
                PreviewColumn("粘贴的数", at, right=True, heading=heading),
                PreviewColumn(f"填入（{unit}）", at, lands=True, right=True, alone=False, heading=heading),
            ]
        else:
            title = grid.heading(to) if to >= 0 else f"不填：{heading}" if heading else "不填"
            shown.append(PreviewColumn(title, at, lands=to >= 0, right=at in amounts, heading=heading))
    return (*shown, _RESULT)


class PreviewModel(QAbstractTableModel):
    """The table model: the rows of a plan with one fate, or all."""

    def __init__(self, grid: GridModel, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid
        self._shown: tuple[PreviewColumn, ...] = ()
        self._rows: tuple[PastedRow, ...] = ()
        self._first = 0
        self._colors = {name: theme.color(name) for name in theme.colors}
        self._mark = icons.mark("error", 1.0)
        self._struck = QFont(theme.font())
        self._struck.setStrikeOut(True)

    def show_plan(self, plan: PastePlan, fate: Outcome | None) -> None:
        """Show a plan; ``fate`` filters the rows."""
        self.beginResetModel()
        self._shown = shown_columns(plan, self._grid)
        self._rows = tuple(row for row in plan.rows if fate is None or row.fate is fate)
        self._first = plan.target.headings.first if plan.target.headings else 0
        self.endResetModel()

    def column_of(self, section: int) -> int:
        """The column of the block that a section shows; negative for number, sign and result."""
        return self._shown[section].at if 0 <= section < len(self._shown) else _NUMBER.at

    def title(self, section: int) -> str:
        """The title of a section."""
        return self._shown[section].title

    def has_choice(self, section: int) -> bool:
        """Whether the clerk may say which column of the grid a section is: whether it shows the block."""
        return self.column_of(section) >= 0 and self._shown[section].alone

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The number of rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """The number of columns: number, sign, block, result."""
        return 0 if parent.isValid() else len(self._shown)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles, right-aligned above amounts."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        shown = self._shown[section]
        tip = f"原来的标题是“{shown.heading}”。" if shown.heading else ""
        found: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: shown.title,
            Qt.ItemDataRole.TextAlignmentRole: int(_LEFT if self.has_choice(section) or not shown.right else _RIGHT),
            Qt.ItemDataRole.ToolTipRole: f"{tip}点一下选这一列填到哪里  Alt+↓" if self.has_choice(section) else None,
        }
        return found.get(role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell in the colours of its row, one that the checks will mark in red; text that cannot be entered is struck out."""
        if not index.isValid():
            return None
        row, shown = self._rows[index.row()], self._shown[index.column()]
        cell = row.cells.get(shown.at)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                found: Any = self._text(row, shown, cell)
            case Qt.ItemDataRole.ToolTipRole:
                found = (cell.note if cell is not None else row.note) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                found = Qt.AlignmentFlag.AlignCenter if shown.at in {-1, -2} else _RIGHT if shown.right else _LEFT
            case Qt.ItemDataRole.BackgroundRole:
                marked = cell is not None and cell.odd
                found = self._colors.get("error_ground" if marked else _GROUNDS.get(row.fate, ""))
            case Qt.ItemDataRole.ForegroundRole:
                found = self._colors[_color(row, shown, cell)]
            case Qt.ItemDataRole.FontRole:
                found = self._struck if cell is not None and cell.fate is Outcome.BLOCKED else None
            case Qt.ItemDataRole.DecorationRole:
                found = self._mark if shown is _SIGN and row.fate is Outcome.BLOCKED else None
            case _:
                found = None
        return found

    def _text(self, row: PastedRow, shown: PreviewColumn, cell: PlanCell | None) -> str:
        if cell is None:
            number = row.number - self._first
            return {-1: str(number) if number > 0 else "", -2: SIGNS.get(row.fate, ""), -3: row.note}.get(shown.at, "")
        fails, beside = cell.fate in {Outcome.PASSED, Outcome.BLOCKED}, shown.lands and shown.right and not shown.alone
        if not shown.lands or fails:
            return "" if beside and fails else cell.pasted.replace("\n", " ")
        changed = cell.fate is Outcome.CHANGED and not beside
        return f"{cell.old} → {cell.new}".replace("\n", " ") if changed else cell.new.replace("\n", " ")


def _color(row: PastedRow, shown: PreviewColumn, cell: PlanCell | None) -> str:
    if cell is not None and cell.odd:
        return "error"
    if shown is _SIGN:
        return _SIGN_COLORS.get(row.fate, "text")
    quiet = (
        shown is _NUMBER or (cell is not None and (not shown.lands or cell.fate is Outcome.PASSED)) or row.fate is Outcome.PASSED
    )
    return "text2" if quiet or (shown is _RESULT and row.fate is Outcome.SAME) else "text"


class PaddedCells(QStyledItemDelegate):
    """Cells with the same padding as in the grids, aligned with their titles."""

    def __init__(self, padding: int, parent: QObject) -> None:
        super().__init__(parent)
        self._padding = padding

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground over the whole cell, the rest inside the padding."""
        fields, ground = fields_of(option), index.data(Qt.ItemDataRole.BackgroundRole)
        if fields.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(fields.rect, fields.palette.highlight())
        elif ground is not None:
            painter.fillRect(fields.rect, ground)
        inner = QStyleOptionViewItem(option)
        if (color := index.data(Qt.ItemDataRole.ForegroundRole)) is not None:
            fields_of(inner).palette.setColor(QPalette.ColorRole.HighlightedText, color)
        fields_of(inner).rect = fields.rect.adjusted(self._padding, 0, -self._padding, 0)
        super().paint(painter, inner, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size with the padding."""
        return super().sizeHint(option, index) + QSize(2 * self._padding, 0)
