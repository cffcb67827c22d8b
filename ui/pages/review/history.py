"""修改记录: every saved step with its time and what it changed; a step since the opening can be returned to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QFocusEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from models.book.places import Place
from models.book.records import Book
from models.words.edit_log import LoggedCell, LoggedChange
from storage.errors import StorageError
from ui.pages.common.page import Page, PageServices
from ui.widgets.keys import without_letter
from ui.widgets.plain_table import PlainCell, PlainColumn, PlainRow, PlainTable
from ui.widgets.small_controls import SearchField

if TYPE_CHECKING:
    from storage.database.edit_log import LogEntry

KEY: Final = "history"
TITLE: Final = "修改记录"
SENTENCE: Final = "每一步都有时间，关掉再打开也在。Enter 看这一步改了哪里，再按 Enter 到那一格。"
NOW: Final = "现在"
UNDONE: Final = "已撤销，可以重做"
_MORE: Final = "只列最近 {most} 步；更早的用查找，或者导出全部。"
_NOTHING: Final = "没有找到。"
_MOST: Final = 500
_SEARCH_DELAY: Final = 150
"""Milliseconds after the last key in the search field."""

_OPENING: Final = 0
"""The key of the row 打开: the step to which everything since then can be undone."""

_STEPS: Final = (PlainColumn("时间", 11), PlainColumn("做了什么"), PlainColumn("状态", 10, dispensable=True))
_CHANGES: Final = (PlainColumn("哪里"), PlainColumn("原"), PlainColumn("现"))


class HistoryPage(Page):
    """The steps, newest first, above the changes of the chosen one; 查找 and one cell narrow them down."""

    def __init__(self, services: PageServices) -> None:
        super().__init__(KEY, TITLE, SENTENCE, services)
        self._stale = True
        self._cell: LoggedCell | None = None
        self._shown: Sequence[LoggedChange] = ()
        theme, icons = services.theme, services.icons
        self.search = SearchField(theme, icons, placeholderText="查找：文字、代码、数")
        self.search.setAccessibleName("在修改记录里查找")
        self.cell_filter = QPushButton()
        self.cell_filter.setAutoDefault(True)
        self.cell_filter.hide()
        self.cell_filter.setToolTip("回到全部记录")
        self.table = PlainTable(_STEPS, theme, icons, self)
        self.table.setAccessibleName(TITLE)
        self.changes = PlainTable(_CHANGES, theme, icons, self)
        self.changes.setAccessibleName("这一步改了哪里")
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("quiet", True)
        self.note.setMargin(theme.px(6))
        self._back = QAction("回到这时", self, toolTip="回到选中的一步，之后的还能重做  Alt+Enter")
        self._back.setShortcut("Alt+Return")
        self._back.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self._back)
        self._export = QAction("导出…", self, toolTip="把全部修改记录存成 Excel 文件")
        self._typing = QTimer(self, singleShot=True, interval=_SEARCH_DELAY)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QWidget(self)
        line = QHBoxLayout(head)
        side, above = self.services.theme.px(12), self.services.theme.px(6)
        line.setContentsMargins(side, above, side, above)
        line.addWidget(self.search, 1)
        line.addWidget(self.cell_filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.setChildrenCollapsible(False)
        for table, share in ((self.table, 3), (self.changes, 1)):
            self._splitter.addWidget(table)
            self._splitter.setStretchFactor(self._splitter.count() - 1, share)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.note)
        for one, following in pairwise((self.search, self.cell_filter, self.table, self.changes)):
            self.setTabOrder(one, following)

    def _connect(self) -> None:
        self.table.chosen.connect(self._enter_changes)
        self.table.selectionModel().currentRowChanged.connect(self._show_changes)
        self.changes.chosen.connect(self._go_to_change)
        self.search.textChanged.connect(self._typing.start)
        self.search.left.connect(self.table.setFocus)
        self._typing.timeout.connect(self._show)
        self.cell_filter.clicked.connect(self._show_all)
        self._back.triggered.connect(self._go_back)
        self._export.triggered.connect(self._export_log)

    # --- the contract of a page

    @property
    def parts(self) -> Sequence[QWidget]:
        """Search, steps, changes."""
        return self.search, self.table, self.changes

    @property
    def actions_of_page(self) -> Sequence[QAction]:
        """回到这时, 导出."""
        return self._back, self._export

    def refresh(self, old: Book, new: Book) -> None:
        """Update if visible, else when the page is next shown."""
        del old, new
        self._stale = True
        if self.isVisible():
            self._show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the focus on to the steps. With a focus proxy Tab would skip the search field, which stands before them."""
        self.table.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Update to the book."""
        super().showEvent(event)
        if self._stale:
            self._show()

    def go_to(self, place: Place) -> bool:
        """Show only the steps that changed the cell at a place; all of them without a page, or for a printed figure."""
        from models.words.log_words import logged_cell  # noqa: PLC0415 - as below
        from models.words.places import place_words  # noqa: PLC0415

        if place.page in {"", "table"}:
            self._show_all()
            return True
        open_book = self.services.open_book
        self._cell = logged_cell(open_book.book, place)
        self.search.clear()
        self.cell_filter.setText(f"只看 {without_letter(place_words(open_book.book, open_book.pack, place))}  ×")
        self.cell_filter.show()
        self._show()
        return True

    # --- the steps

    @Slot()
    def _show_all(self) -> None:
        self._cell = None
        self.cell_filter.setAutoDefault(True)
        self.cell_filter.hide()
        self._show()

    @Slot()
    def _show(self) -> None:
        self._stale = False
        records, text = self.services.records, self.search.text().strip()
        try:
            entries = records.edit_log().steps(text, self._cell, _MOST) if records is not None else ()
        except StorageError as error:
            entries, self._shown = (), ()
            self.note.setText(str(error))
        else:
            self.note.setText(self._note(entries))
        self.note.setVisible(bool(self.note.text()))
        self.table.show_rows(self._rows(entries, narrowed=bool(text or self._cell)))
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._show_changes()

    def _note(self, entries: Sequence[LogEntry]) -> str:
        if len(entries) == _MOST:
            return _MORE.format(most=_MOST)
        return _NOTHING if not entries and (self.search.text() or self._cell) else ""

    def _rows(self, entries: Sequence[LogEntry], *, narrowed: bool) -> list[PlainRow]:
        book = self.services.open_book
        reached, step = book.logged_steps, book.step
        rows = [_row(entry.id, f"{entry.made:%Y-%m-%d %H:%M:%S}", entry.label, reached.get(entry.id), step) for entry in entries]
        if not narrowed:  # 打开 stands between the steps since then and the earlier ones
            since = book.first_logged
            later = sum(1 for entry in entries if since and entry.id >= since)
            rows.insert(later, _row(_OPENING, "", book.history[0], 0, step))
        return rows

    @Slot()
    def _show_changes(self) -> None:
        key, records, position = self.table.current_key, self.services.records, self._position
        self._back.setEnabled(position not in {None, self.services.open_book.step})
        try:
            found = records.edit_log().changes(key) if records is not None and isinstance(key, int) else ()
        except StorageError as error:
            found = ()
            self.note.setText(str(error))
        self._shown = [change for change in found if self._cell is None or _touches(change, self._cell)]
        self.changes.show_rows(
            [
                PlainRow((key, at), (PlainCell(change.where), PlainCell(change.before, quiet=True), PlainCell(change.after)))
                for at, change in enumerate(self._shown)
            ]
        )

    @Slot(object)
    def _enter_changes(self, key: object) -> None:
        del key
        if self._shown:
            self.changes.setFocus(Qt.FocusReason.TabFocusReason)
            self.changes.selectRow(0)

    @Slot(object)
    def _go_to_change(self, key: tuple[int, int]) -> None:
        from models.words.log_words import place_of  # noqa: PLC0415 - the page opens without the words of all records

        self.place_wanted.emit(place_of(self.services.open_book.book, self._shown[key[1]]))

    @property
    def _position(self) -> int | None:
        """The chosen step's place in the history of this session; None where it cannot be returned to."""
        key = self.table.current_key
        if not isinstance(key, int):
            return None
        return 0 if key == _OPENING else self.services.open_book.logged_steps.get(key)

    @Slot()
    def _go_back(self) -> None:
        if self._position is not None:
            self.services.open_book.go_to(self._position)

    @Slot()
    def _export_log(self) -> None:
        from ui.pages.review.history_export import export_log  # noqa: PLC0415 - openpyxl: seldom used

        if self.services.records is not None:
            export_log(self, self.services, self.services.records.edit_log())


def _row(key: int, when: str, label: str, position: int | None, step: int) -> PlainRow:
    """``position`` is the step's place in the history of this session, None for one that cannot be returned to."""
    now, undone = position == step, position is not None and position > step
    state = NOW if now else UNDONE if undone else ""
    text = label.replace("\n", " ")
    cells = (PlainCell(when, quiet=True), PlainCell(text, bold=now, quiet=undone), PlainCell(state, bold=now, quiet=undone))
    return PlainRow(key, cells)


def _touches(change: LoggedChange, cell: LoggedCell) -> bool:
    """As the database selects the steps of a cell."""
    inside = not cell.field and change.line.startswith(f"{cell.line}/")
    return change.page == cell.page and (
        inside or (change.line == cell.line and (not cell.field or change.field in {"", cell.field}))
    )


def make_page(services: PageServices) -> HistoryPage:
    """Create the page for the workspace."""
    return HistoryPage(services)
