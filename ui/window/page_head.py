"""The head above a page: title, one sentence, and at the right its legend and action buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.pages.common.page import Page
from ui.theme.icons import with_gap
from ui.theme.theme import ICON_SIZE, Theme
from ui.widgets.key_button import KeyButton


class ActionButton(KeyButton):
    """A button that mirrors a QAction: text, icon in the theme's colours, enabled, visible."""

    def __init__(self, action: QAction, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent=parent, autoDefault=True)
        self._action = action
        self.setProperty("primary", bool(action.property("primary")))
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def release(self) -> None:
        """Disconnect from the action and delete the button."""
        self._action.changed.disconnect(self._follow)
        self.hide()
        self.deleteLater()

    @Slot()
    def _follow(self) -> None:
        action = self._action
        self.setText(action.text())
        if not action.icon().isNull():
            size, room = self._theme.px(ICON_SIZE), self._theme.px(4)
            self.setIconSize(QSize(size + room, size))
            self.setIcon(with_gap(action.icon(), size, room, self.devicePixelRatioF()))
        self.setAccessibleName(action.text())
        self.setToolTip(action.toolTip())
        self.setEnabled(action.isEnabled())
        self.setVisible(action.isVisible())


class WholeOrNothingLabel(QLabel):
    """A label that shows its text whole or not at all; the tooltip always has it."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setProperty("quietBody", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str) -> None:
        """Set the text."""
        if words != self._words:
            self._words = words
            self.setToolTip(words)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the text if it fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self._words) <= self.width()
        self.setText(self._words if fits else "")


class PageHead(QWidget):
    """Title, sentence, legend and buttons of the open page. The sentence is hidden when room is short."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._buttons: list[ActionButton] = []
        self._legend: QWidget | None = None
        self._title = QLabel()
        self._title.setObjectName("pageTitle")
        self._sentence = WholeOrNothingLabel()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title)
        self._row.addSpacing(theme.px(6))
        self._row.addWidget(self._sentence, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_page(self, page: Page) -> None:
        """Show title, sentence, legend and actions of a page."""
        self._title.setText(page.title)
        self.show_sentence(page.sentence)
        for button in self._buttons:
            button.release()
        self._buttons = []
        if self._legend is not None:
            self._legend.hide()
            self._legend.deleteLater()
        self._legend = page.make_legend(self)
        if self._legend is not None:
            self._row.addWidget(self._legend)
        for action in page.actions_of_page:
            button = ActionButton(action, self._theme, self)
            self._row.addWidget(button)
            self._buttons.append(button)

    def show_sentence(self, sentence: str) -> None:
        """Replace the sentence."""
        self._sentence.show_words(sentence)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.height("head"))
        self._row.setContentsMargins(self._theme.px(12), 0, self._theme.px(12), 0)
        self._row.setSpacing(self._theme.px(8))
