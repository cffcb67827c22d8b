"""Read-only rows beside the sheet: what the list of projects and the sums by function code share."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from models.book.places import Place
from ui.grid.rows.amount_cells import sum_cell
from ui.grid.rows.column import GridColumn
from ui.grid.rows.model import GridModel
from ui.grid.rows.source import Cell, GivenRows, GridRow
from ui.pages.projects.shared.fitted_grid import FittedGrid
from ui.pages.projects.shared.lookup import PAGE
from ui.session.amounts import has_finer_digits
from ui.theme.icons import Icons
from ui.theme.theme import Theme
from ui.widgets.keys import ENTER


class ChosenRows(GivenRows):
    """Rows that are chosen, not edited."""

    topic = PAGE
    kind = ""
    """Prefix of the places, unique to each source."""

    def place(self, row: GridRow, column: GridColumn) -> Place:
        """A place without findings: those of projects and differences are shown by other means."""
        return Place(PAGE, 0, f"{self.kind}:{row.key}:{column.key}")


def budget_cell(amount: int, note: str = "") -> Cell:
    """A sum in fen; it has computed ground only with a ``note``."""
    return replace(sum_cell(amount, note), computed=bool(note), finer=has_finer_digits(amount))


class RowGrid(FittedGrid):
    """A grid in which whole rows are chosen; Enter or a double click calls ``open_row``."""

    def __init__(self, model: GridModel, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(model, theme, icons, parent)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def has_range(self) -> bool:
        """False: a selected row is one thing."""
        return False

    def open_row(self) -> None:
        """Open what the current row stands for."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        if event.key() in ENTER and not event.modifiers():
            self.open_row()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the row."""
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.open_row()
