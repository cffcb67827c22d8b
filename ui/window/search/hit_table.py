"""The hits of a replacement as a table: a check box, the place, the text before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from models.words.replace import Hit
from ui.grid.paste.preview_table import PaddedCells
from ui.theme.icons import Icons
from ui.theme.qt_types import Index
from ui.theme.theme import CHARACTER, MARK_SIZE, Theme
from ui.theme.widget_state import fields_of, is_selected

_TITLES: Final = ("", "位置", "替换前", "替换后")
_BLANK: Final = "（空白）"
_AFTER: Final = 3
_NO_INDEX: Final = QModelIndex()
_CHECKED: Final = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
_PLACE_WIDTH: Final = 17
"""Characters; a narrow table gives it a third of its width."""


class HitModel(QAbstractTableModel):
    """The hits, each taken or not; ``counted`` follows every change. What cannot be read is not taken until it is ticked."""

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
        self._taken = [not hit.problem for hit in self.hits]
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
                found = (hit.problem or None, hit.where, hit.old, hit.problem or hit.new)[column]
            case Qt.ItemDataRole.CheckStateRole:
                found = _CHECKED[self._taken[index.row()]] if column == 0 else None
            case Qt.ItemDataRole.BackgroundRole:
                found = self._error if hit.problem else None
            case Qt.ItemDataRole.DecorationRole:
                found = self._mark if column == _AFTER and hit.problem else None
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                found = hit.problem
            case _:
                found = None
        return found

    def _text(self, hit: Hit, column: int) -> str:
        before, after = hit.texts
        return ("", hit.where, before, "　".join(filter(None, (after or _BLANK, hit.problem))))[column]


class HitDelegate(PaddedCells):
    """Paints the check boxes itself: Fusion's have no visible border on a dark ground."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(theme.px(3), parent)
        self._theme, self._icons = theme, icons

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a check box in the first column, the padded text in the others."""
        if index.column():
            super().paint(painter, option, index)
            return
        fields, ground = fields_of(option), index.data(Qt.ItemDataRole.BackgroundRole)
        if is_selected(option, index):
            painter.fillRect(fields.rect, fields.palette.highlight())
        elif ground is not None:
            painter.fillRect(fields.rect, ground)
        size = self._theme.px(MARK_SIZE)
        box = QRect(0, 0, size, size)
        box.moveCenter(fields.rect.center())
        painter.setPen(self._theme.color("text2"))
        painter.setBrush(self._theme.color("base"))
        painter.drawRect(box)
        if Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked:
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(box.topLeft(), self._icons.pixmap("ok", "accent", size, ratio))


class HitTable(QTableView):
    """The table. The space bar ticks or unticks the selected rows, a click on a check box its row."""

    def __init__(self, model: HitModel, theme: Theme, icons: Icons) -> None:
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
        self.setItemDelegate(HitDelegate(theme, icons, self))
        self.clicked.connect(self._toggle)

    @Slot(QModelIndex)
    def _toggle(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._hits.take([index.row()], wanted=not self._hits.is_taken(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar: all selected rows get the state that the current one has not."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and self.currentIndex().isValid():
            rows = [index.row() for index in self.selectionModel().selectedRows()]
            self._hits.take(rows, wanted=not self._hits.is_taken(self.currentIndex().row()))
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
