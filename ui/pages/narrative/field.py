"""A text field of 情况说明, as high as its text; saved when it loses the focus and when typing pauses."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QToolButton, QWidget

from models.pack.forms.narrative import AtomKind
from ui.theme.following import follow_theme
from ui.theme.icons import Icons, Mark
from ui.theme.theme import Theme
from ui.widgets.kept_field import STATES, KeptField

_PAUSE: Final = 1500
"""Milliseconds without typing after which the text is saved."""

_UNSAVED: Final = "没有存上，文字还在：按 Ctrl+Enter 再存一次，按 Esc 放弃"
_STYLE: Final = """
QPlainTextEdit {{
  background: {base}; border: 1px solid {border}; border-left: {bar}px solid {border}; border-radius: 0; padding: 0;
}}
QPlainTextEdit[state="error"] {{ background: {error_ground}; border-left-color: {error}; }}
QPlainTextEdit[state="verify"] {{ background: {verify_ground}; border-left-color: {verify}; }}
QPlainTextEdit[state="hint"] {{ background: {hint_ground}; border-left-color: {hint}; }}
QPlainTextEdit:focus {{ border: 2px solid {accent}; border-left: {bar}px solid {accent}; }}
"""


class WrittenPart(NamedTuple):
    """What a field is for: a slot of 情况说明 (``WRITTEN``) or the reason for a change from last year (``REASON``)."""

    kind: AtomKind
    item: str
    label: str
    hint: str


class WritingField(KeptField, QPlainTextEdit):
    """A field at least ``least`` lines high. Its signals carry its part, ``committed`` also the text."""

    committed = Signal(object, str)
    entered = Signal(object)
    mark_clicked = Signal(object)

    def __init__(self, part: WrittenPart, least: int, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(part.label)
        self.part = part
        self._theme, self._icons, self._least = theme, icons, least
        self._kept = ""
        self._mark = Mark.NONE
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.commit)
        self._button = QToolButton(self, autoRaise=True)
        self._button.hide()
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._emit_mark)
        self.setPlaceholderText(part.hint)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._typed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        follow_theme(self, theme, self._restyle)
        self._restyle()

    # --- what it holds

    @property
    def written(self) -> str:
        """The text without surrounding whitespace."""
        return self.toPlainText().strip()

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the book's."""
        return self.written != self._kept

    def show_text(self, text: str, *, over: bool = False) -> None:
        """Take over the book's text. Text that is being typed or could not be saved stays, unless it is to be shown ``over`` it."""
        typing = self.is_changed and not over
        self._kept = text.strip()
        if not typing and self.written != self._kept:
            self.setPlainText(text)
        self._pause.stop()

    def hold(self) -> None:
        """Keep and mark text that could not be saved."""
        self.setProperty("unsaved", True)
        self.show_state("error", _UNSAVED)

    def show_mark(self, mark: Mark, message: str) -> None:
        """Show the mark of the worst finding, or none. Unsaved text keeps its own mark."""
        if self.property("unsaved") and self.is_changed:
            return
        self.setProperty("unsaved", False)
        self._mark = mark
        self._button.setVisible(bool(mark))
        self._button.setToolTip(message)
        self._paint_mark()
        self.show_state(STATES.get(mark, ""), message)

    def _paint_mark(self) -> None:
        if self._mark:
            self._button.setIcon(self._icons.mark_icon(self._mark.value))

    @Slot()
    def _emit_mark(self) -> None:
        self.mark_clicked.emit(self.part)

    # --- typing

    @Slot()
    def commit(self) -> None:
        """Emit ``committed`` if the text has changed; while the input method composes a word, try again later."""
        self._pause.stop()
        if self.textCursor().block().layout().preeditAreaText():
            self._pause.start()
        elif self.is_changed:
            self.committed.emit(self.part, self.written)

    @Slot()
    def _typed(self) -> None:
        if self.hasFocus() and self.is_changed:
            self._pause.start()
        else:
            self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc undoes typing, Ctrl+Enter saves at once."""
        if event.key() == Qt.Key.Key_Escape and self.is_changed:
            self.setPlainText(self._kept)
            self.committed.emit(self.part, self._kept)  # an edit without change: the page shows the marks again
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
        elif self.is_a_step(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Emit ``entered``."""
        super().focusInEvent(event)
        self.entered.emit(self.part)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save what was typed, unless only a menu has opened."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    # --- its height

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the mark and fit the height to the rewrapped text."""
        super().resizeEvent(event)
        size = self._theme.height("button")
        self._button.setGeometry(self.viewport().geometry().right() + 1, 3, size, size)  # in the margin, beside the text
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(super().sizeHint().width(), self.height())

    @Slot()
    def _fit(self) -> None:
        lines = max(self._least, round(self.document().size().height()))
        margins = self.contentsMargins().top() + self.contentsMargins().bottom()
        edges = 2 * self.document().documentMargin() + 4
        height = round(lines * self.fontMetrics().lineSpacing() + edges + margins)
        if height != self.maximumHeight() or height != self.minimumHeight():
            self.setFixedHeight(height)

    @Slot()
    def _restyle(self) -> None:
        px = self._theme.px
        self.setStyleSheet(_STYLE.format(**self._theme.colors, bar=px(3)))
        self.setFont(self._theme.font())
        self.viewport().setFont(self._theme.font())  # the placeholder is drawn in it
        self.document().setDocumentMargin(px(5))
        size = self._theme.height("button")
        self.setViewportMargins(0, 0, size, 0)
        self._paint_mark()
        self._fit()
