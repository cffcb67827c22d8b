"""The editors of a cell: one line or long text; both grow with what is typed and are safe for input methods."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRect, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from models.clip.tsv import from_tsv
from ui.grid.brushes import Brushes
from ui.look import set_look


class CellEditor(QLineEdit):
    """A line over the cell. It widens over its neighbours while the text needs it."""

    text_edited = Signal(str)

    def __init__(self, parent: QWidget, brushes: Brushes, *, right: bool) -> None:
        super().__init__(parent)
        self.setObjectName("cellEditor")
        self.setFont(brushes.body)
        self.replacing = False
        """Whether typing replaces the cell (then arrows leave it) or goes on in its text."""
        self.unsaved = ""
        """Why what was typed is not in the book."""
        self._brushes = brushes
        self._cell = QRect()
        self._start = ""
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textChanged.connect(self._grow)
        self.textEdited.connect(self.text_edited)

    @property
    def is_changed(self) -> bool:
        """Whether something was typed: then fresh data of the model must not overwrite it."""
        return self.text() != self._start

    def start_with(self, text: str) -> None:
        """Show the cell's text, selected."""
        self._start = text
        self.setText(text)
        self.selectAll()

    def put_cursor_at_end(self) -> None:
        """F2: go on typing behind the text."""
        self.end(False)

    def replace_text(self, text: str) -> None:
        """Put a hit of the look-up in."""
        self.setText(text)

    def current_text(self) -> str:
        """What will be committed."""
        return self.text()

    def show_unsaved(self, why: str) -> None:
        """The text is not in the book: it stays, marked."""
        self.unsaved = why
        _mark(self, unsaved=bool(why))

    def stand_on(self, rect: QRect) -> None:
        """Cover the cell."""
        self._cell = QRect(rect)
        self._grow()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click into the text: from now on arrows move in it."""
        self.replacing = False
        super().mousePressEvent(event)

    @Slot()
    def _grow(self) -> None:
        if self._cell.isNull():
            return
        needed = self._brushes.body_metrics.horizontalAdvance(self.text()) + 4 * self._brushes.padding
        room = self.parentWidget().width() - self._cell.left()
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            needed = self._cell.width()
        self.setGeometry(self._cell.x(), self._cell.y(), max(self._cell.width(), min(needed, room)), self._cell.height())


class LongTextEditor(QPlainTextEdit):
    """Lines over the cell, growing downwards. Enter commits; Alt+Enter breaks the line."""

    text_edited = Signal(str)

    def __init__(self, parent: QWidget, brushes: Brushes) -> None:
        super().__init__(parent)
        self.setObjectName("cellEditor")
        self.setFont(brushes.small)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(brushes.frame)
        self.replacing = False
        """As in ``CellEditor``."""
        self.unsaved = ""
        """Why what was typed is not in the book."""
        self._brushes = brushes
        self._cell = QRect()
        self._start = ""
        self.textChanged.connect(self._grow)
        self.textChanged.connect(self._tell)

    @property
    def is_changed(self) -> bool:
        """Whether something was typed."""
        return self.toPlainText() != self._start

    def start_with(self, text: str) -> None:
        """Show the cell's text, selected: a composition replaces it whole."""
        self._start = text
        self.setPlainText(text)
        self.selectAll()

    def put_cursor_at_end(self) -> None:
        """F2: go on typing behind the text."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def replace_text(self, text: str) -> None:
        """Put other text in."""
        self.setPlainText(text)

    def current_text(self) -> str:
        """What will be committed."""
        return self.toPlainText()

    def show_unsaved(self, why: str) -> None:
        """The text is not in the book: it stays, marked."""
        self.unsaved = why
        _mark(self, unsaved=bool(why))

    def stand_on(self, rect: QRect) -> None:
        """Cover the cell."""
        self._cell = QRect(rect)
        self._grow()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click into the text: from now on arrows move in it."""
        self.replacing = False
        super().mousePressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Text comes without the line break that spreadsheets put at its end; one copied cell also without its quotes."""
        rows, text = from_tsv(source.text()).rows, source.text().replace("\r\n", "\n").removesuffix("\n")
        cell = rows[0][0] if len(rows) == len(rows[0]) == 1 else ""
        self.insertPlainText(cell if "\n" in cell else text)

    @Slot()
    def _tell(self) -> None:
        self.text_edited.emit(self.toPlainText())

    @Slot()
    def _grow(self) -> None:
        if self._cell.isNull():
            return
        b = self._brushes
        flags = Qt.TextFlag.TextWrapAnywhere.value
        bound = b.small_metrics.boundingRect(
            QRect(0, 0, self._cell.width() - 4 * b.padding, 100_000), flags, self.toPlainText() + "国"
        )
        room = self.parentWidget().height()
        height = min(max(self._cell.height(), bound.height() + 2 * b.padding), room)
        self.setGeometry(self._cell.x(), min(self._cell.y(), room - height), self._cell.width(), height)


def _mark(editor: QWidget, *, unsaved: bool) -> None:
    set_look(editor, "unsaved", unsaved)
