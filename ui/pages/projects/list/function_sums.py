"""The foot of the project list: project amounts by function code, compared with 项目支出 of the published table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.published.context import Context
from models.published.project_spending import FunctionSum, function_sums
from models.values.amount_style import AmountStyle
from ui.grid.rows.column import ColumnKind, GridColumn
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import Cell, GridRow
from ui.pages.common.page import PageServices
from ui.pages.projects.list.rows import ChosenRows, RowGrid, budget_cell
from ui.session.amounts import window_amounts
from ui.session.settings import kept
from ui.theme.arrow import Way
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.arrow import ArrowButton

_OPEN: Final = "projects/sums"
_MOST_ROWS: Final = 6
COLUMNS: Final = (
    GridColumn("function", "功能科目", ColumnKind.COMPUTED, 10.0, editable=False),
    GridColumn("projects", "个数", ColumnKind.COMPUTED, 3.4, editable=False),
    GridColumn("amount", "项目合计", ColumnKind.AMOUNT, 6.2, editable=False),
)


class FunctionSumSource(ChosenRows):
    """A GridSource of one row per function code."""

    columns = COLUMNS
    kind = "sum"

    def rows(self, context: Context) -> Sequence[GridRow]:
        """The codes in use."""
        return [GridRow(one.function, one) for one in function_sums(context)]

    def cell(self, row: GridRow, column: GridColumn, context: Context) -> Cell:
        """Code and name, number of projects, their sum, and in what the table differs from it.

        No ✓ where it does not: the table is made of the same lines.
        """
        one: FunctionSum = row.value
        name = context.codes.function.name(one.function)
        if column.key == "function":
            text = f"{one.function} {name}".strip() or "没有科目"
            return Cell(text, "", text, editable=False, ghost=not one.function)
        if column.key == "projects":
            return Cell(str(one.projects), editable=False)
        return budget_cell(one.amount, difference(one, window_amounts(context.pack)))

    def row_name(self, number: int) -> str:
        """``功能科目 第 2 行``."""
        return f"功能科目 第 {number} 行"


def difference(one: FunctionSum, style: AmountStyle) -> str:
    """``公开表的项目支出是 74.00，比这里少 2.00``; "" where it agrees or there is no table."""
    if one.published is None or one.holds:
        return ""
    more = one.published - one.amount
    words = f"{'多' if more > 0 else '少'} {style.figure(abs(more))}"
    return f"公开表的项目支出是 {style.figure(one.published)}，比这里{words}"


def summary(sums: Sequence[FunctionSum], style: AmountStyle) -> tuple[str, bool]:
    """One sentence for all codes, and whether all of them agree with the table; without a code nothing was compared."""
    codes = sum(1 for one in sums if one.function)
    without_code = sum(one.amount for one in sums if not one.function)
    differing = [one for one in sums if one.function and difference(one, style)]
    if without_code:
        return f"{style.figure(without_code)} {style.unit}没有功能科目", False
    if differing:
        return f"{len(differing)} 个功能科目与公开表不一致", False
    if not codes:
        return "项目还没有功能科目", False
    if any(one.published is None for one in sums):
        return f"{codes} 个功能科目", False
    return f"{codes} 个功能科目与公开表一致", True


class SumsGrid(RowGrid):
    """``wanted`` carries the function code of an opened row."""

    wanted = Signal(str)
    fixed_columns = frozenset({"projects", "amount"})
    _room = 0

    def __init__(self, model: GridModel, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(model, theme, icons, parent)
        self.setAccessibleName("项目支出按功能科目")
        model.rowsInserted.connect(self.fit_height)
        model.rowsRemoved.connect(self.fit_height)
        self.fit_height()

    def _measure(self) -> None:
        super()._measure()
        self.fit_height()

    def keep_within(self, height: int) -> None:
        """Limit the height, in pixels."""
        self._room = height
        self.fit_height()

    @Slot()
    def fit_height(self) -> None:
        """Take the height of the rows: at least one, at most ``_MOST_ROWS``."""
        heading, row = self.horizontalHeader().sizeHint().height(), self._theme.height("row")
        most = min(_MOST_ROWS, (self._room - heading) // row)
        self.setFixedHeight(heading + max(1, min(self.grid_model.line_count, most)) * row + 2)

    def open_row(self) -> None:
        """Emit ``wanted``; the row without a code has nothing to open."""
        row = self.grid_model.grid_row(self.currentIndex().row())
        if row is not None and row.key:
            self.wanted.emit(str(row.key))


class FunctionSums(QWidget):
    """A line that says whether the sums agree, and the sums when opened. ``wanted`` carries a function code."""

    wanted = Signal(str)

    def __init__(self, services: PageServices, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._model = GridModel(FunctionSumSource(), services.open_book, self)
        self.head = ArrowButton(autoDefault=True)
        self.head.setAccessibleName("按功能科目核对")
        self.head.setCheckable(True)
        self.head.setProperty("quiet", True)
        self.head.setStyleSheet("text-align: left")
        self.grid = SumsGrid(self._model, services.theme, services.icons, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.grid)
        self.grid.wanted.connect(self.wanted)
        self.head.toggled.connect(self._open)
        services.open_book.changed.connect(self._refresh)
        services.theme.changed.connect(self._refresh)
        self.head.setChecked(kept(services.settings, _OPEN, default=False))
        self.grid.setVisible(self.head.isChecked())
        self.setFocusProxy(self.head)
        self._refresh()

    @property
    def words(self) -> str:
        """The text of the line."""
        return self.head.text()

    @Slot(bool)
    def _open(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._services.settings.set(_OPEN, wanted)
        self.grid.setVisible(wanted)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        context = self._services.open_book.context
        words, holds = summary(function_sums(context), window_amounts(context.pack))
        self.head.setText(words)
        self.head.way = Way.DOWN if self.head.isChecked() else Way.UP
        self.head.setToolTip("每个功能科目的项目合计，与支出表的项目支出比较；选中一行按 Enter 列出它的项目")
        self.head.setIcon(QIcon() if holds else self._services.icons.mark_icon("hint"))
        self.head.setFixedHeight(self._services.theme.height("list_row"))
        self.setVisible(bool(self._services.open_book.book.projects))
