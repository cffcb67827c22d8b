"""可能原因: lines that may explain why two sums differ, each with a link, the reason and a remedy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from models.book.edits import Fix
from models.book.places import Place
from ui.theme.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.keys import ENTER, without_letter

if TYPE_CHECKING:
    from models.checks.suspects import Suspect

MOST_SHOWN: Final = 3
_LEAST_LINK: Final = 6
_EDGES: Final = 2
"""The frame of a focused link, left and right, in pixels."""


class PlaceLink(QPushButton):
    """A place as a link, optionally with a shortcut; ``followed`` carries the place."""

    followed = Signal(object)

    def __init__(self, place: Place, words: str, parent: QWidget | None = None, key: str = "") -> None:
        super().__init__(without_letter(words), parent, autoDefault=True)
        self.place = place
        self._words, self._tip = words, f"到这一行  {key}" if key else ""
        self.setToolTip(self._tip)
        if key:
            QShortcut(key, self).activated.connect(self._follow)
        self.setProperty("link", True)
        self.setAccessibleName(f"到{words}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._follow)

    def sizeHint(self) -> QSize:
        """The width of all the words."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        return QSize(
            hint.width() - metrics.horizontalAdvance(self.text().replace("&&", "&")) + metrics.horizontalAdvance(self._words),
            hint.height(),
        )

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to be shortened to a few characters."""
        return QSize(_LEAST_LINK * self.fontMetrics().height(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words to the width; the tooltip then has them."""
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - _EDGES)
        self.setText(without_letter(shown))
        self.setToolTip("\n".join(part for part in ("" if shown == self._words else self._words, self._tip) if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the link, as Space does."""
        self.click() if Qt.Key(event.key()) in ENTER else super().keyPressEvent(event)

    @Slot()
    def _follow(self) -> None:
        self.followed.emit(self.place)


class FixButton(KeyButton):
    """Applies a remedy, with the shortcut Alt+n. Alt+1 belongs to a command of the window, not to the button."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent, autoDefault=True)
        self.setAccessibleName("改正")
        self.fix: Fix | None = None
        self._key = QShortcut(self)
        self._key.activated.connect(self._ask)
        self.clicked.connect(self._ask)

    def offer(self, fix: Fix | None, number: int) -> None:
        """Offer a remedy as Alt+``number``; None hides the button."""
        self.fix = fix
        self.setVisible(fix is not None)
        if fix is not None:
            self.setText(f"{without_letter(fix.label)}  Alt+{number}")
            self.setAccessibleName(fix.label)
            self._key.setKey(f"Alt+{number}")
        self._key.setEnabled(fix is not None and number > 1)

    @Slot()
    def _ask(self) -> None:
        self.wanted.emit(self.fix)


class SuspectRows(QWidget):
    """Two rows per suspect: link and remedy, then the reason. The signals carry the place and the remedy."""

    place_wanted = Signal(object)
    fix_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.fixes: list[FixButton] = []
        self.links: list[PlaceLink] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(2, 1)

    def show_suspects(self, suspects: Sequence[tuple[Suspect, str]]) -> None:
        """Replace the rows. Each suspect comes with its place in words; the remedies are numbered from 1."""
        self._clear()
        self._grid.setHorizontalSpacing(self._theme.px(8))
        self._grid.setVerticalSpacing(self._theme.px(4))
        for row, (suspect, words) in enumerate(suspects[:MOST_SHOWN]):
            self._add(row, suspect, words)
        self.setVisible(bool(suspects))

    def _add(self, row: int, suspect: Suspect, words: str) -> None:
        caption = QLabel("" if row else "可能原因", self)
        caption.setProperty("quietBody", True)
        link = PlaceLink(suspect.place, words, self, f"Ctrl+{row + 1}")
        link.followed.connect(self.place_wanted)
        reason = QLabel(suspect.reason, self, wordWrap=True)
        button = FixButton(self._theme, self)
        button.wanted.connect(self.fix_wanted)
        button.offer(suspect.fix, len(self.fixes) + 1)
        if suspect.fix is not None:
            self.fixes.append(button)
        self.links.append(link)
        for part, at, column, span in ((caption, 2 * row, 0, 1), (link, 2 * row, 1, 1), (reason, 2 * row + 1, 1, 3)):
            self._grid.addWidget(part, at, column, 1, span)
            part.show()  # now, so that the layout counts it in this pass
        self._grid.addWidget(button, 2 * row, 3)

    def _clear(self) -> None:
        self.fixes, self.links = [], []
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
