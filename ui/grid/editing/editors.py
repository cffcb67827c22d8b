"""The cell editors, for one line and for long text; both grow with the text and work with Chinese input methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from models.incoming.clipboard.tsv import from_tsv
from ui.theme.brushes import Brushes
from ui.theme.qt_types import WidgetMixin
from ui.theme.widget_state import parent_of, set_style_property
from ui.widgets.wrapped_text import wrapped_height


class EditorBase(WidgetMixin):
    """Mixin of what both editors share."""

    replacing = False
    """Whether typing replaced the cell: then arrow keys leave the editor, else they move in the text."""

    unsaved = ""
    """Why the typed text could not be saved; "" if nothing is wrong."""

    _start = ""
    _cell = QRect()
    _brushes: Brushes

    if TYPE_CHECKING:

        def selectAll(self) -> None:
            """Both widgets have it."""

    def _style(self, brushes: Brushes, font: QFont) -> None:
        self.setObjectName("cellEditor")
        self.setFont(font)
        self._brushes = brushes

    def current_text(self) -> str:
        """The text to commit."""
        raise NotImplementedError

    def replace_text(self, text: str) -> None:
        """Replace the whole text, for example by a hit of the completion."""
        raise NotImplementedError

    def grow(self) -> None:
        """Resize to what the text needs; no smaller than the cell."""
        if not self._cell.isNull():
            self.setGeometry(self._needed())

    def _needed(self) -> QRect:
        """The rectangle that shows the text, from ``_cell`` on."""
        raise NotImplementedError

    @property
    def is_changed(self) -> bool:
        """Whether something was typed; then new data of the model must not overwrite it."""
        return self.current_text() != self._start

    def start_with(self, text: str) -> None:
        """Show the cell's text, selected so that an input method replaces all of it."""
        self._start = text
        self.replace_text(text)
        self.selectAll()

    def show_unsaved(self, why: str) -> None:
        """Mark the text as not saved; "" removes the mark."""
        self.unsaved = why
        set_style_property(self, "unsaved", bool(why))

    def stand_on(self, rect: QRect) -> None:
        """Cover the cell ``rect`` of the viewport."""
        self._cell = QRect(rect)
        self.grow()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click into the text: from now on arrow keys move in it."""
        self.replacing = False
        super().mousePressEvent(event)


class CellEditor(EditorBase, QLineEdit):
    """A line edit over the cell that widens to the right over its neighbours; ``right``: the text is right-aligned."""

    text_edited = Signal(str)

    def __init__(self, parent: QWidget, brushes: Brushes, *, right: bool) -> None:
        super().__init__(parent)
        self._style(brushes, brushes.body)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.textChanged.connect(self.grow)
        self.textEdited.connect(self.text_edited)

    def put_cursor_at_end(self) -> None:
        """Continue behind the text (F2)."""
        self.end(False)

    def replace_text(self, text: str) -> None:
        """Replace the whole text."""
        self.setText(text)

    def current_text(self) -> str:
        """The text to commit."""
        return self.text()

    def _needed(self) -> QRect:
        """Wider to the right, as far as the viewport; right-aligned text keeps the width of the cell."""
        needed = self._brushes.body_metrics.horizontalAdvance(self.text()) + 4 * self._brushes.padding
        room = parent_of(self).width() - self._cell.left()
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            needed = self._cell.width()
        return QRect(self._cell.x(), self._cell.y(), max(self._cell.width(), min(needed, room)), self._cell.height())


class LongTextEditor(EditorBase, QPlainTextEdit):
    """A text edit over the cell that grows downwards. Enter commits; Alt, Shift or Ctrl with Enter breaks the line."""

    text_edited = Signal(str)

    def __init__(self, parent: QWidget, brushes: Brushes, font: QFont, metrics: QFontMetrics) -> None:
        super().__init__(parent)
        self._style(brushes, font)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(brushes.frame)
        self._font, self._metrics = font, metrics
        self.textChanged.connect(self.grow)
        self.textChanged.connect(self._emit_edited)

    def put_cursor_at_end(self) -> None:
        """Continue behind the text (F2)."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def replace_text(self, text: str) -> None:
        """Replace the whole text."""
        self.setPlainText(text)

    def current_text(self) -> str:
        """The text to commit."""
        return self.toPlainText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste without the line break that spreadsheets append; a single copied cell also without its quotes."""
        rows, text = from_tsv(source.text()).rows, source.text().replace("\r\n", "\n").removesuffix("\n")
        cell = rows[0][0] if len(rows) == len(rows[0]) == 1 else ""
        self.insertPlainText(cell if "\n" in cell else text)

    @Slot()
    def _emit_edited(self) -> None:
        self.text_edited.emit(self.toPlainText())

    def _needed(self) -> QRect:
        """Higher downwards, and upwards at the lower end of the viewport."""
        padding, room = self._brushes.padding, parent_of(self).height()
        needed = wrapped_height(f"{self.toPlainText()}国", self._font, self._metrics, self._cell.width() - 4 * padding)
        height = min(max(self._cell.height(), needed + 2 * padding), room)
        return QRect(self._cell.x(), min(self._cell.y(), room - height), self._cell.width(), height)
