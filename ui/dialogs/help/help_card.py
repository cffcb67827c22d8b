"""HelpCard: the help of F1 beside a cell; Esc, F1 or moving the focus closes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from models.pack.forms.pack import Pack
from models.words.help import HelpText, where_it_goes
from ui.startup.application import running_application
from ui.theme.theme import CHARACTER, Theme

_CLOSES: Final = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_F1})
_KEYS: Final = "Shift+F1　　Esc 关闭"
_WIDTH: Final = 34


class HelpCard(QFrame):
    """Never takes the focus, so that an open cell editor stays open. Emits ``closed``, and ``guide_wanted`` for its link."""

    closed = Signal()
    guide_wanted = Signal()

    def __init__(self, title: str, text: HelpText, pack: Pack, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("helpCard")
        self.setAccessibleName(f"帮助：{title}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme, self._window = theme, window
        self.lines = _lines(text, pack)
        self._lay_out(title)
        self._listened: QObject = window.focusWidget() or window
        self._listened.installEventFilter(self)
        running_application().focusChanged.connect(self.close_card)

    def _lay_out(self, title: str) -> None:
        px = self._theme.px
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(px(12), px(8), px(12), px(8))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        heading = QLabel(title)
        heading.setProperty("bold", True)
        grid.addWidget(heading, 0, 0, 1, 2)
        grid.addLayout(self._ways_out(), 0, 2)
        for row, (name, words) in enumerate(self.lines, 1):
            label = QLabel(name, alignment=Qt.AlignmentFlag.AlignTop)
            label.setProperty("quiet", True)
            content = QLabel(words, wordWrap=True)
            grid.addWidget(label, row, 0)
            grid.addWidget(content, row, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def _ways_out(self) -> QHBoxLayout:
        """The link to the guide, and the keys."""
        self.link = QPushButton("使用手册")
        self.link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.link.setProperty("link", True)
        self.link.setCursor(Qt.CursorShape.PointingHandCursor)
        self.link.clicked.connect(self._want_guide)
        keys = QLabel(_KEYS)
        keys.setProperty("quiet", True)
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(6))
        row.addStretch(1)
        row.addWidget(self.link)
        row.addWidget(keys)
        return row

    def show_beside(self, cell: QRect) -> None:
        """Show below the cell (window coordinates), above it when there is no room below."""
        window, gap = self._window, self._theme.px(4)
        width = min(self._theme.px(_WIDTH * CHARACTER), window.width() - 2 * gap)
        self.setFixedWidth(width)
        height = self._grid.totalHeightForWidth(width)  # with the frame around it
        below = cell.bottom() + gap
        top = below if below + height <= window.height() else max(gap, cell.top() - gap - height)
        left = min(max(cell.left(), gap), window.width() - width - gap)
        self.setGeometry(QRect(QPoint(left, top), self.size().expandedTo(self.minimumSize())))
        self.setFixedHeight(height)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc or F1 in the focused widget closes the card and is not passed on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _CLOSES:
            self.close_card()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _want_guide(self) -> None:
        self.close_card()
        self.guide_wanted.emit()

    @Slot()
    def close_card(self) -> None:
        """Hide and delete the card."""
        if self.isHidden():
            return
        self.hide()
        self._listened.removeEventFilter(self)
        running_application().focusChanged.disconnect(self.close_card)
        self.deleteLater()
        self.closed.emit()


def _lines(text: HelpText, pack: Pack) -> Sequence[tuple[str, str]]:
    pairs = (
        ("录什么", text.what), ("进哪里", where_it_goes(text, pack)), ("例子", text.example), ("依据", text.source),
    )  # fmt: skip
    return [(name, words) for name, words in pairs if words]
