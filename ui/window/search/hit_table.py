"""The hits of a replacement as a table: a check box, the place, the text before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from models.words.replace import Hit
from ui.grid.paste.preview_table import PaddedCells
from ui.theme.icons import Icons
from ui.theme.qt_types import Index
from ui.theme.theme import CHARACTER, MARK_SIZE, Theme
from ui.widgets.copying import copy_rows

_TITLES: Final = ("", "位置", "替换前", "替换后")
_BLANK: Final = "（空白）"
_PART: Final = "只是一个数或编码的一部分"
_JOINT: Final = "　"
_AFTER: Final = 3
_NO_INDEX: Final = QModelIndex()
_CHECKED: Final = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
_PLACE_WIDTH: Final = 17
"""Characters; a narrow table gives it a third of its width."""


class HitModel(QAbstractTableModel):
    """The hits, each taken or not; ``counted`` follows every change.

    What cannot be read afterwards, and a part of an amount or a code, is not taken until it is ticked.
    """

    counted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()
        self._taken: list[bool] = []
        self._error = theme.color("error_ground")
        self._mark = icons.mark("error", 1.0)

    def show_hits(self, hits: Iterable[Hit]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self._taken = [not hit.problem and not hit.is_part for hit in self.hits]
        self.endResetModel()
        self.counted.emit()

    @property
    def taken(self) -> Sequence[Hit]:
        """The hits to replace."""
        return [hit for hit, taken in zip(self.hits, self._taken, strict=True) if taken]

    def take(self, rows: Iterable[int], *, wanted: bool) -> None:
        """Tick or untick rows; a refused one stays unticked."""
        for row in rows:
            self._taken[row] = wanted and not self.hits[row].refused
        if self.hits:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.hits) - 1, 0), [Qt.ItemDataRole.CheckStateRole])
        self.counted.emit()

    def is_taken(self, row: int) -> bool:
        """Whether a row is ticked."""
        return self._taken[row]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The number of hits."""
        return 0 if parent.isValid() else len(self.hits)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """The columns of ``_TITLES``."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles, at the left as the texts below them."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return _TITLES[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts and check boxes; a result that cannot be read on the ground of an error, with the reason."""
        hit, column = self.hits[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                found: Any = self._text(hit, column)
            case Qt.ItemDataRole.ToolTipRole:
                found = (_why(hit) or None, hit.where, hit.old, _JOINT.join(filter(None, (hit.new, _why(hit)))))[column]
            case Qt.ItemDataRole.CheckStateRole:
                found = _CHECKED[self._taken[index.row()]] if column == 0 else None
            case Qt.ItemDataRole.BackgroundRole:
                found = self._error if hit.problem else None
            case Qt.ItemDataRole.DecorationRole:
                found = self._mark if column == _AFTER and hit.problem else None
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                found = _why(hit)
            case _:
                found = None
        return found

    def _text(self, hit: Hit, column: int) -> str:
        before, after = hit.texts
        return ("", hit.where, before, _JOINT.join(filter(None, (after or _BLANK, _why(hit)))))[column]


def _why(hit: Hit) -> str:
    """Why the hit is not taken by itself, or ""."""
    return hit.problem or (_PART if hit.is_part else "")


class HitTable(QTableView):
    """The table. The space bar ticks or unticks the selected rows, a click on a check box its row."""

    def __init__(self, model: HitModel, theme: Theme) -> None:
        super().__init__()
        self._theme, self._hits = theme, model
        self.setAccessibleName("要替换的地方")
        self.setModel(model)
        border, accent = theme.colors["border"], theme.colors["accent"]
        self.setStyleSheet(f"QTableView {{ border: 1px solid {border}; }} QTableView:focus {{ border: 2px solid {accent}; }}")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.height("list_row"))
        self.horizontalHeader().setFixedHeight(theme.height("heading"))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(theme.px(MARK_SIZE))
        self.setItemDelegate(PaddedCells(theme.px(3), self))
        self.clicked.connect(self._toggle)

    @Slot(QModelIndex)
    def _toggle(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._hits.take([index.row()], wanted=not self._hits.is_taken(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar: all selected rows get the state that the current one has not. 复制 takes whole rows."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and self.currentIndex().isValid():
            rows = [index.row() for index in self.selectionModel().selectedRows()]
            self._hits.take(rows, wanted=not self._hits.is_taken(self.currentIndex().row()))
        elif event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(self)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width: the texts before and after get the same."""
        super().resizeEvent(event)
        width, box = self.viewport().width(), self._theme.px(MARK_SIZE + 16)
        place = min(self._theme.px(_PLACE_WIDTH * CHARACTER), width // 3)
        text = (width - box - place) // 2
        for column, share in enumerate((box, place, text, width - box - place - text)):
            self.setColumnWidth(column, share)
