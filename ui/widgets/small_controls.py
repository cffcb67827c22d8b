"""Small variants of Qt controls: a search field, a combo box with a visible arrow, a short label, a stack as small as its page."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSizePolicy, QStackedWidget, QWidget

from ui.theme.icons import Icons
from ui.theme.theme import ICON_SIZE, Theme
from ui.widgets.arrow import draw_arrow_at_end

_TO_LIST: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_EDGE: Final = 7
_GAP: Final = 4


class SearchField(QLineEdit):
    """A search field above a list. ``left`` when Down (False) or Enter (True) moves on to the list; Esc clears the text.

    It paints its icon itself: Qt's would not follow the zoom.
    """

    left = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, **properties: Any) -> None:
        super().__init__(**properties)
        self._theme, self._icons = theme, icons
        self.setToolTip(self.placeholderText())  # which is shortened where the list is narrow
        theme.changed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        self.setTextMargins(self._theme.px(ICON_SIZE) + self._theme.px(_GAP), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field by the style, then the icon."""
        super().paintEvent(event)
        size = self._theme.px(ICON_SIZE)
        glass = self._icons.pixmap("find", "text2", size, self.devicePixelRatioF())
        QPainter(self).drawPixmap(self._theme.px(_EDGE), (self.height() - size) // 2, glass)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Report the keys that move on to the list; Esc clears the text."""
        if event.key() in _TO_LIST:
            self.left.emit(event.key() != Qt.Key.Key_Down)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class ChoiceBox(QComboBox):
    """A combo box with an arrow at its right, as the style sheet removes Qt's."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box by the style, then the arrow."""
        super().paintEvent(event)
        draw_arrow_at_end(self)


class ElidedLabel(QLabel):
    """A label of one line; a text that does not fit ends in … and is repeated in the tooltip."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough to be shortened to a few characters."""
        return QSize(4 * self.fontMetrics().height(), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """The width of the full text."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the text, shortened to the width."""
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)


class PageStack(QStackedWidget):
    """A stack that needs the room of the page that is shown: Qt's own needs that of the largest page it has ever shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """The least size of the page that is shown."""
        page = self.currentWidget()
        if page is None:
            return super().minimumSizeHint()
        return page.minimumSizeHint().expandedTo(page.minimumSize())
