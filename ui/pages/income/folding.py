"""Closes and opens 类 and 款 on 收入 by mouse, keys and menu; the settings keep which are closed."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence

from models.book.places import Place
from ui.grid.rows.source import GridRow
from ui.pages.income.grid import IncomeGrid
from ui.pages.income.rows import RowKind, groups_above
from ui.pages.income.source import IncomeSource
from ui.session.settings import Settings, kept

_CLOSED: Final = "income/closed"
_MENU: Final = (
    ("收起", "Alt+Left", "close_here"),
    ("展开", "Alt+Right", "open_here"),
    ("全部收起", "Alt+Shift+Left", "close_all"),
    ("全部展开", "Alt+Shift+Right", "open_all"),
)


class Folding(QObject):
    """Closes and opens groups of the income grid. Emits ``changed`` afterwards."""

    changed = Signal()

    def __init__(self, grid: IncomeGrid, source: IncomeSource, settings: Settings) -> None:
        super().__init__(grid)
        self._grid, self._source, self._settings = grid, source, settings
        for words, keys, slot in _MENU:
            action = QAction(words, grid, shortcut=QKeySequence(keys), shortcutContext=Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(getattr(self, slot))
            grid.addAction(action)
        grid.fold_wanted.connect(self.set_closed)

    @staticmethod
    def remembered(settings: Settings) -> frozenset[str]:
        """The closed codes in the settings."""
        return kept(settings, _CLOSED, frozenset(), frozenset[str])

    @property
    def _all_rows(self) -> list[GridRow]:
        return list(self._source.all_rows(self._grid.grid_model.open_book.context))

    @property
    def _shown_rows(self) -> Sequence[GridRow]:
        model = self._grid.grid_model
        return [row for row in map(model.grid_row, range(model.line_count)) if row is not None]

    def position(self, key: Hashable) -> int | None:
        """The position of the row with this key; None when it is not shown."""
        return next((at for at, row in enumerate(self._shown_rows) if row.key == key), None)

    @property
    def some_closed(self) -> bool:
        """Whether any row is hidden."""
        return any(row.value.hidden for row in self._shown_rows)

    # --- closing and opening

    @Slot(str, bool)
    def set_closed(self, code: str, closed: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Close or open one 类 or 款."""
        self._apply(self._source.closed | {code} if closed else self._source.closed - {code})

    @Slot()
    def close_all(self) -> None:
        """Close every group: 合计 and the 类 remain."""
        self._apply({row.value.code for row in self._all_rows if row.value.kind is RowKind.GROUP})

    @Slot()
    def open_all(self) -> None:
        """Show every row."""
        self._apply(())

    @Slot()
    def close_here(self) -> None:
        """Close the group around the current row; on an open group that group, on a closed one its parent."""
        row = self._current
        if row is None:
            return
        above = groups_above(self._all_rows, row.key)
        own = {row.value.code} if row.value.kind is RowKind.GROUP and not row.value.hidden else set()
        if own or above:
            self.set_closed(max(own or above, key=len), True)

    @Slot()
    def open_here(self) -> None:
        """Open the current group; in an open one, go to its first row."""
        row = self._current
        if row is None or row.value.kind is not RowKind.GROUP:
            return
        if row.value.hidden:
            self.set_closed(row.value.code, False)
        else:
            at = self._grid.currentIndex()
            self._grid.jump(at.row() + 1, at.column())

    def reveal(self, place: Place) -> None:
        """Open the groups that hide the row of a place."""
        for hidden in (below for row in self._shown_rows for below in row.value.hidden):
            places = [self._source.place(hidden, column) for column in self._source.columns]
            if place in places or (place.line and any(own.line == place.line for own in places)):
                self.reveal_row(hidden.key)
                return

    def reveal_row(self, key: Hashable) -> None:
        """Open the closed groups around a row."""
        above = groups_above(self._all_rows, key)
        if above & self._source.closed:
            self._apply(self._source.closed - above)

    @property
    def _current(self) -> GridRow | None:
        return self._grid.grid_model.grid_row(self._grid.currentIndex().row())

    def _apply(self, closed: Collection[str]) -> None:
        """Hide and show rows. If the current row becomes hidden, its group becomes current."""
        row, column = self._current, self._grid.currentIndex().column()
        self._source.closed = frozenset(closed)
        self._settings.set(_CLOSED, sorted(closed))
        self._grid.grid_model.refresh()
        if row is not None:
            hiding = groups_above(self._all_rows, row.key) & self._source.closed
            at = self.position(min(hiding, key=len, default=row.key))
            if at is not None:
                self._grid.jump(at, column)
        self._grid.fit_columns()
        self.changed.emit()
