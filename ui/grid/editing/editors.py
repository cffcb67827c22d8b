"""The editors of a cell: one line or long text; both grow with what is typed and are safe for input methods."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from models.incoming.clipboard.tsv import from_tsv
from ui.theme.brushes import Brushes
from ui.theme.widget_state import parent_of, set_look
from ui.widgets.wrapped_text import wrapped_height


class EditorBase:
    """What both editors have in common. No widget itself: Qt takes one of them as a base, and the editors have theirs."""

    replacing = False
    """Whether typing replaces the cell (then arrows leave it) or goes on in its text."""

    unsaved = ""
    """Why what was typed is not in the book."""

    _start = ""
    _cell = QRect()

    def current_text(self) -> str:
        """What will be committed."""
        raise NotImplementedError

    def replace_text(self, text: str) -> None:
        """Put a hit of the look-up in."""
        raise NotImplementedError

    def grow(self) -> None:
        """Take the room that the text needs."""
        raise NotImplementedError

    @property
    def is_changed(self) -> bool:
        """Whether something was typed: then fresh data of the model must not overwrite it."""
        return self.current_text() != self._start

    def start_with(self, text: str) -> None:
        """Show the cell's text, selected: a composition replaces it whole."""
        self._start = text
        self.replace_text(text)
        self.selectAll()  # type: ignore[attr-defined]

    def show_unsaved(self, why: str) -> None:
        """The text is not in the book: it stays, marked."""
        self.unsaved = why
        set_look(self, "unsaved", bool(why))  # type: ignore[arg-type]

    def stand_on(self, rect: QRect) -> None:
        """Cover the cell."""
        self._cell = QRect(rect)
        self.grow()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click into the text: from now on arrows move in it."""
        self.replacing = False
        super().mousePressEvent(event)  # type: ignore[misc]


class CellEditor(EditorBase, QLineEdit):
    """A line over the cell. It widens over its neighbours while the text needs it."""

    text_edited = Signal(str)

    def __init__(self, parent: QWidget, brushes: Brushes, *, right: bool) -> None:
        super().__init__(parent)
        self.setObjectName("cellEditor")
        self.setFont(brushes.body)
        self._brushes = brushes
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textChanged.connect(self.grow)
        self.textEdited.connect(self.text_edited)

    def put_cursor_at_end(self) -> None:
        """F2: go on typing behind the text."""
        self.end(False)

    def replace_text(self, text: str) -> None:
        """Put a hit of the look-up in."""
        self.setText(text)

    def current_text(self) -> str:
        """What will be committed."""
        return self.text()

    @Slot()
    def grow(self) -> None:
        """To the right; what stands at the right keeps its edges."""
        if self._cell.isNull():
            return
        needed = self._brushes.body_metrics.horizontalAdvance(self.text()) + 4 * self._brushes.padding
        room = parent_of(self).width() - self._cell.left()
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            needed = self._cell.width()
        self.setGeometry(self._cell.x(), self._cell.y(), max(self._cell.width(), min(needed, room)), self._cell.height())


class LongTextEditor(EditorBase, QPlainTextEdit):
    """Lines over the cell, growing downwards, in the font of the cell. Enter commits; Alt+Enter breaks the line."""

    text_edited = Signal(str)

    def __init__(self, parent: QWidget, brushes: Brushes, font: QFont, metrics: QFontMetrics) -> None:
        super().__init__(parent)
        self.setObjectName("cellEditor")
        self.setFont(font)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(brushes.frame)
        self._brushes, self._font, self._metrics = brushes, font, metrics
        self.textChanged.connect(self.grow)
        self.textChanged.connect(self._tell)

    def put_cursor_at_end(self) -> None:
        """F2: go on typing behind the text."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def replace_text(self, text: str) -> None:
        """Put other text in."""
        self.setPlainText(text)

    def current_text(self) -> str:
        """What will be committed."""
        return self.toPlainText()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Text comes without the line break that spreadsheets put at its end; one copied cell also without its quotes."""
        rows, text = from_tsv(source.text()).rows, source.text().replace("\r\n", "\n").removesuffix("\n")
        cell = rows[0][0] if len(rows) == len(rows[0]) == 1 else ""
        self.insertPlainText(cell if "\n" in cell else text)

    @Slot()
    def _tell(self) -> None:
        self.text_edited.emit(self.toPlainText())

    @Slot()
    def grow(self) -> None:
        """Downwards, and up where the grid ends."""
        if self._cell.isNull():
            return
        padding, room = self._brushes.padding, parent_of(self).height()
        needed = wrapped_height(f"{self.toPlainText()}国", self._font, self._metrics, self._cell.width() - 4 * padding)
        height = min(max(self._cell.height(), needed + 2 * padding), room)
        self.setGeometry(self._cell.x(), min(self._cell.y(), room - height), self._cell.width(), height)
