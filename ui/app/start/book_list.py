"""The list of books on the start page: its model with search, and its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from storage.database.books import BookEntry
from storage.errors import BusyError
from storage.packs.initials import pinyin_readings
from ui.app.start.book_states import BookState
from ui.theme.icons import Icons, list_mark
from ui.theme.qt_types import Index
from ui.theme.theme import CHARACTER, Theme

Role = Qt.ItemDataRole
UNIT, YEAR, PACK, INCOME, STATE, CHANGED = range(6)
HEADINGS: Final = ("单位", "年度", "版式", "收入总计（万元）", "状态", "修改时间")
_WIDTHS: Final = (0, 5, 11, 9.5, 9.5, 8.2)
_HIDDEN_FIRST: Final = (PACK, CHANGED, YEAR, INCOME)
"""Columns hidden, in this order, while the unit's name has less than _UNIT_WIDTH."""

_UNIT_WIDTH: Final = 13
_LATER: Final = 2000
"""Milliseconds until the state of a book is asked for again while another program holds the database."""

_NO_INDEX: Final = QModelIndex()
_UNKNOWN: Final = BookState()


def when_words(changed: datetime, today: date) -> str:
    """``今天 14:32`` for today, else ``2024-03-01``."""
    return f"今天 {changed:%H:%M}" if changed.date() == today else f"{changed:%Y-%m-%d}"


class BookListModel(QAbstractTableModel):
    """The books that match the search. Each state needs a check of the book, so they are computed one by one when idle."""

    def __init__(
        self, state_of: Callable[[int], BookState], today: Callable[[], date], theme: Theme, icons: Icons, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._state_of, self._today, self._theme, self._icons = state_of, today, theme, icons
        self._entries: tuple[BookEntry, ...] = ()
        self._shown: list[BookEntry] = []
        self._search = ""
        self._states: dict[tuple[int, datetime], BookState] = {}
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._compute_next_state)

    @property
    def shown(self) -> Sequence[BookEntry]:
        """The books that match the search, newest first."""
        return self._shown

    def show_entries(self, entries: Sequence[BookEntry]) -> None:
        """Replace the books; their states are computed again."""
        self._entries = tuple(sorted(entries, key=lambda entry: entry.changed, reverse=True))
        self.search(self._search)
        self._states.clear()
        self._timer.start()

    def search(self, text: str) -> None:
        """Show the books whose code, name, pinyin initials, year or stage contain the text."""
        self._search = text.strip().lower()
        self.beginResetModel()
        self._shown = [entry for entry in self._entries if _fits(entry, self._search)]
        self.endResetModel()

    @Slot()
    def _compute_next_state(self) -> None:
        entry = next((entry for entry in self._entries if (entry.id, entry.changed) not in self._states), None)
        if entry is None:
            self._timer.stop()
            return
        try:
            self._states[entry.id, entry.changed] = self._state_of(entry.id)
        except BusyError:  # each try waits a little, so that the next one comes later
            self._timer.setInterval(_LATER)
            return
        self._timer.setInterval(0)
        if entry in self._shown:
            row = self._shown.index(entry)
            self.dataChanged.emit(self.index(row, PACK), self.index(row, STATE))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One row per book."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: ARG002
        """As many as HEADINGS."""
        return len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The headings, aligned as their columns."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole:
            return _alignment(section)
        return HEADINGS[section] if role == Role.DisplayRole else None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Text, alignment, font, colour and mark of a cell."""
        column, entry = index.column(), self._shown[index.row()]
        state = self._states.get((entry.id, entry.changed), _UNKNOWN)
        if role in {Role.DisplayRole, Role.ToolTipRole}:
            return self._text(entry, state, column)
        if role == Role.TextAlignmentRole:
            return _alignment(column)
        if role == Role.FontRole and column == UNIT:
            return self._theme.font(bold=True)
        if role == Role.ForegroundRole and column in {PACK, CHANGED}:
            return self._theme.color("text2")
        if role == Role.DecorationRole and column == STATE and state.mark:
            return list_mark(self._icons, str(state.mark))
        return None

    def _text(self, entry: BookEntry, state: BookState, column: int) -> str:
        if column == UNIT:
            stage = f"　{entry.stage}" if entry.stage else ""
            return f"{entry.unit_code} {entry.unit_name}".strip() + stage
        return {
            YEAR: str(entry.year),
            PACK: state.pack or entry.pack,
            INCOME: state.income,
            STATE: state.words,
            CHANGED: when_words(entry.changed, self._today()),
        }[column]


def _alignment(column: int) -> Qt.AlignmentFlag:
    sides = {YEAR: Qt.AlignmentFlag.AlignHCenter, INCOME: Qt.AlignmentFlag.AlignRight}
    return sides.get(column, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter


def _fits(entry: BookEntry, wanted: str) -> bool:
    names = (entry.unit_code, entry.unit_name.lower(), *pinyin_readings(entry.unit_name), str(entry.year), entry.stage)
    return not wanted or any(wanted in name for name in names)


class BookTable(QTableView):
    """Enter and double click emit ``open_wanted``, Delete ``delete_wanted``, both with the book's id."""

    open_wanted = Signal(int)
    delete_wanted = Signal(int)

    def __init__(self, model: BookListModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._books, self._theme = model, theme
        self.setModel(model)
        self.setAccessibleName("已有的预算")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(UNIT, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open_current)
        model.modelReset.connect(self.choose_first)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def current_id(self) -> int:
        """The id of the selected book, 0 without one."""
        row = self.currentIndex().row()
        return self._books.shown[row].id if 0 <= row < len(self._books.shown) else 0

    @Slot()
    def choose_first(self) -> None:
        """Select the first row, so that the keys have a row to work on."""
        self.setCurrentIndex(self._books.index(0, 0) if self._books.shown else QModelIndex())

    @Slot()
    def _open_current(self) -> None:
        if self.current_id:
            self.open_wanted.emit(self.current_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide columns so that the unit's name has room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        left = self.viewport().width() - px(sum(_WIDTHS) * CHARACTER)
        for column in _HIDDEN_FIRST:
            gone = left < px(_UNIT_WIDTH * CHARACTER)
            self.setColumnHidden(column, gone)
            left += px(_WIDTHS[column] * CHARACTER) if gone else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete deletes; other keys move in the list."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_current()
        elif event.key() == Qt.Key.Key_Delete and self.current_id:
            self.delete_wanted.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _restyle(self) -> None:
        theme = self._theme
        colors = theme.colors
        self.setStyleSheet(
            f"QTableView {{ border: 1px solid {colors['border']}; }} QTableView:focus {{ border: 2px solid {colors['accent']}; }}"
            f"QTableView::item {{ border-bottom: 1px solid {colors['line']}; padding: 0 {theme.px(3)}px; }}"
            f"QTableView::item:selected {{ background: {colors['tint']}; color: {colors['text']}; }}"
        )
        self.verticalHeader().setDefaultSectionSize(theme.height("heading"))
        self.horizontalHeader().setFixedHeight(theme.height("heading"))
        for column, width in enumerate(_WIDTHS):
            if width:
                self.setColumnWidth(column, theme.px(width * CHARACTER))
        self._fit()
