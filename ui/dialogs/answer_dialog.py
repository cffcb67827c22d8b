"""Frame: the base of the dialogs: a sentence, the body, and the answer buttons at the bottom right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSignalMapper, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.answer import Answer
from ui.theme.theme import CHARACTER, Theme
from ui.widgets.copying import TextField, menu_of_rows, menu_of_text
from ui.widgets.key_button import KeyButton
from ui.widgets.wrapped_text import breakable

_WIDTH: Final = 34
"""Characters in a line of the sentence."""

_MARK_ROOM: Final = 20
_MENU_KEYS: Final = (
    (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
)
_NO_LIMIT: Final = 16777215
"""Qt's QWIDGETSIZE_MAX, which PySide does not export."""


class AnswerDialog(QDialog):
    """``answer`` is the key of the pressed button, "" after Esc or closing the window. Subclasses fill ``column``."""

    def __init__(self, title: str, sentence: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self.theme = theme
        self.answer = ""
        self.buttons: dict[str, QPushButton] = {}
        self._mapper = QSignalMapper(self)
        self._mapper.mappedString.connect(self._answer_with)
        px = theme.px
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(16), px(16), px(16), px(16))
        self.column.setSpacing(px(12))
        self.sentence = QLabel(breakable(sentence), wordWrap=True)
        self.sentence.setAccessibleName("说明")
        self.sentence.setMinimumWidth(px(_WIDTH * CHARACTER))
        self.sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.sentence.setVisible(bool(sentence))
        self.column.addWidget(self.sentence)

    def add_answers(self, answers: Sequence[Answer], default: str = "", beside: QWidget | None = None) -> None:
        """Add the row of buttons. The last is the primary one; Enter presses ``default``, else the last.

        ``beside`` is placed at the left of the row.
        """
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        if beside is not None:
            row.addWidget(beside)
        row.addStretch(1)
        for answer in answers:
            button = KeyButton(self.theme, f"{answer.words}(&{answer.letter})" if answer.letter else answer.words, self)
            button.setAccessibleName(answer.words)
            button.clicked.connect(self._mapper.map)
            self._mapper.setMapping(button, answer.key)
            self.buttons[answer.key] = button
            row.addWidget(button)
        last = answers[-1].key
        self.buttons[last].setProperty("primary", not default or default == last)
        self.buttons[default or last].setDefault(True)
        self.column.addLayout(row)

    def draw_frame(self, widget: QWidget) -> None:
        """Draw the border of a list and its focus."""
        colors = self.theme.colors
        widget.setStyleSheet(
            f"QListView {{ border: 1px solid {colors['border']}; }} QListView:focus {{ border: 2px solid {colors['accent']}; }}"
        )

    def fit_list(self, listed: QListWidget, width: int, most: int) -> None:
        """Fix a list to ``width`` pixels and the height of its wrapped items, at most that of ``most`` rows."""
        px, metrics = self.theme.px, listed.fontMetrics()
        listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # its texts are wrapped
        room = QRect(0, 0, width - px(2 * _MARK_ROOM), 0)
        heights = [
            max(metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, listed.item(at).text()).height(), metrics.height()) + px(9)
            for at in range(listed.count())
        ]
        rows = most * self.theme.height("list_row")
        needed = min(sum(heights), rows) + px(6)
        listed.setMinimumSize(width, needed)
        listed.setMaximumHeight(needed if sum(heights) < rows else _NO_LIMIT)

    def event(self, event: QEvent) -> bool:
        """Grow when a sentence in it gets longer: Qt keeps a dialog's height when wrapped text needs more."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.resize(self.width(), max(self.height(), self.column.minimumHeightForWidth(self.width())))
        return done

    # --- the menu of its lists and text fields

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+F10 and Menu ask for the menu of what has the focus, as a window system that knows these keys does."""
        focus = self.focusWidget()
        if (event.key(), event.modifiers()) not in _MENU_KEYS or focus is None:
            super().keyPressEvent(event)
            return
        place = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)  # of a list: its current row
        at = (place.toRect() if isinstance(place, QRectF) else QRect(place)).bottomLeft()
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, focus.mapToGlobal(at), event.modifiers())
        QCoreApplication.sendEvent(focus, asked)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the list, table or text field that was clicked or, for a key, has the focus."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        view = _view_at(self.focusWidget() if by_key else self.childAt(event.pos()))
        menu = menu_of_text(view) if isinstance(view, TextField) else menu_of_rows(view) if view is not None else None
        event.setAccepted(menu is not None)
        if menu is not None:
            menu.popup(event.globalPos())

    def showEvent(self, event: QShowEvent) -> None:
        """Take the menus of the text fields: with Qt's own their words would be others than those of the window."""
        super().showEvent(event)
        for field in self.findChildren(QWidget):
            if isinstance(field, TextField):
                field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    @Slot(str)
    def _answer_with(self, key: str) -> None:
        self.answer = key
        self.accept()

    def ask_now(self) -> str:
        """Show the dialog and return the key of the answer."""
        self.exec()
        answer = self.answer
        self.deleteLater()
        return answer


def _view_at(widget: QWidget | None) -> QAbstractItemView | TextField | None:
    """The list, table or text field of the dialog that a widget belongs to; the dialog itself may stand over another one."""
    while widget is not None and not isinstance(widget, QAbstractItemView | TextField):
        widget = None if widget.isWindow() else widget.parentWidget()
    return widget
