"""The list view of the findings: lines open and close by keys and by clicks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.findings.list import FindingDelegate, FindingsModel
from ui.widgets.enter_list import EnterList
from ui.widgets.keys import ENTER, MENU_COMMANDS


class FoldingList(EnterList):
    """→ opens the current line, ← closes it or goes to the head above; Enter and a click open and close a kind."""

    def __init__(self, model: FindingsModel, delegate: FindingDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings = model
        self._delegate = delegate
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName("问题列表")
        self.setProperty(MENU_COMMANDS, ("remedy", "next", "previous"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fold(self, row: int, *, is_open: bool) -> None:
        """Open or close a line; its head stays or becomes the current row."""
        self.findings.set_open(row, is_open=is_open)
        self.setCurrentIndex(self.findings.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← and →; Enter on the head of a kind, which leads to no single place."""
        at, key = self.currentIndex().row(), Qt.Key(event.key())
        row = self.findings.rows[at] if 0 <= at < len(self.findings.rows) else None
        if row is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key is Qt.Key.Key_Right and row.opens:
            self.fold(at, is_open=True)
        elif key is Qt.Key.Key_Left and (row.inner or row.opens):
            self.fold(self.findings.head_of(at), is_open=row.inner and row.is_open)
        elif key in ENTER and row.is_kind:
            self.fold(at, is_open=not row.is_open)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on an arrow, or anywhere on the head of a kind, opens and closes."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self._clicked(index, on_arrow=self._delegate.arrow_rect(self.visualRect(index)).contains(at))

    def _clicked(self, index: QModelIndex, *, on_arrow: bool) -> None:
        row = self.findings.rows[index.row()]
        if row.is_kind or (row.opens and on_arrow):
            self.fold(index.row(), is_open=not row.is_open)
