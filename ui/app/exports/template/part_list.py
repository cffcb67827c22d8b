"""The parts of the book and where each stands in the template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from models.templates.parts import VALUE, Part
from models.templates.points import Point
from models.templates.records import Found
from storage.templates.references import cell_name
from ui.theme.icons import Icons, blank_mark, list_mark
from ui.theme.qt_types import Index
from ui.theme.theme import Theme
from ui.widgets.keys import ENTER

_INDENT: Final = "　　"
_MARK_ROOM: Final = 48
"""Pixels of a line that are no text: the mark and the padding on both sides."""


class PartState(Struct, frozen=True):
    """Where a part stands (``found``; None: nowhere), and the point that says so, or is meant to."""

    found: Found | None = None
    point: Point | None = None

    def words(self, sheet: str = "") -> str:
        """The place in words, "" for none; without the name of the worksheet ``sheet``."""
        of = self.found or self.point
        if of is None:
            return ""
        cell = f"{of.sheet} {cell_name(of.row, of.column)}" if of.sheet != sheet else cell_name(of.row, of.column)
        if self.found is None:
            return f"指了 {cell}，没用上"
        return f"{cell}，指定的" if self.point is not None else cell


StateOf = Callable[[Part], PartState]


class _WholeTexts(QStyledItemDelegate):
    """As high as the wrapped text needs: Qt leaves the padding of the style sheet out of account, and shortens the last line."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height for the width of the list."""
        wide = self._view.viewport().width() - self._theme.px(_MARK_ROOM)
        text, metrics = index.data(), self._view.fontMetrics()
        needed = metrics.boundingRect(QRect(0, 0, wide, 0), Qt.TextFlag.TextWordWrap, text).height()
        return QSize(super().sizeHint(option, index).width(), max(needed, metrics.height()) + self._theme.px(9))


class PartList(QListWidget):
    """Tables and texts; below a table what of it was not found, or, once opened (→), all its columns and rows.

    ``taken``: Enter or a double click, to point at the place of a part. ``dropped``: Delete, to forget what was pointed at.
    """

    taken = Signal()
    dropped = Signal()

    def __init__(self, theme: Theme, icons: Icons, parts: Sequence[Part]) -> None:
        super().__init__()
        self.setItemDelegate(_WholeTexts(theme, self))
        self._icons, self._parts = icons, tuple(parts)
        self._state_of: StateOf = lambda _: PartState()
        self._opened: set[str] = set()
        self._shown: list[Part] = []
        self.setAccessibleName("这本预算的表和说明")
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(self.taken)

    @property
    def part(self) -> Part | None:
        """The selected part."""
        row = self.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def show_states(self, state_of: StateOf) -> None:
        """Show where the parts stand now; the selection stays on its part."""
        self._state_of = state_of
        self._fill()

    def _fill(self) -> None:
        chosen = self.part
        self.blockSignals(True)
        self.clear()
        self._shown = []
        for part in self._parts:
            self._add(part, "")
            sheet = self._sheet_of(part)
            for inner in self._inner(part):
                self._add(inner, _INDENT, sheet)
        keys = [part.key for part in self._shown]
        self.setCurrentRow(keys.index(chosen.key) if chosen is not None and chosen.key in keys else 0)
        self.blockSignals(False)
        self.currentRowChanged.emit(self.currentRow())

    def _inner(self, part: Part) -> Iterator[Part]:
        is_found = self._state_of(part).found is not None
        for inner in part.parts:
            state = self._state_of(inner)
            if part.key in self._opened or state.point is not None or (is_found and _is_lacking(inner, state)):
                yield inner

    def _sheet_of(self, part: Part) -> str:
        found = self._state_of(part).found
        return found.sheet if found is not None else ""

    def _add(self, part: Part, indent: str, sheet: str = "") -> None:
        state = self._state_of(part)
        where = state.words(sheet or part.words) or ("没有找到" if part.kind != VALUE else "")
        in_a_line = bool(indent) or part.kind == VALUE
        words = f"{indent}{part.kind}　{part.words}　{where}".rstrip("　") if in_a_line else f"{part.words}\n{where}"
        is_lacking = _is_lacking(part, state) or (state.found is None and state.point is not None)
        mark = list_mark(self._icons, "verify") if is_lacking else blank_mark(self._icons)
        item = QListWidgetItem(mark, words)
        item.setToolTip(words)
        if part.parts:
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, "→ 列出各栏各行")
        self.addItem(item)
        self._shown.append(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Delete drops, → and ← open and close a table."""
        key, part = Qt.Key(event.key()), self.part
        if key in ENTER:
            self.taken.emit()
        elif key is Qt.Key.Key_Delete:
            self.dropped.emit()
        elif key in {Qt.Key.Key_Right, Qt.Key.Key_Left} and part is not None:
            table = next(own for own in self._parts if part in (own, *own.parts))
            self._open(table, is_open=key is Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def _open(self, table: Part, *, is_open: bool) -> None:
        (self._opened.add if is_open else self._opened.discard)(table.key)
        if not is_open:
            self.setCurrentRow(self._shown.index(table))
        self._fill()


def _is_lacking(part: Part, state: PartState) -> bool:
    """Whether something of the book has no place for want of this part's."""
    return state.found is None and part.kind != VALUE and not part.blank
