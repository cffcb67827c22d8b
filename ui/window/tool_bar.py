"""The toolbar: words beside the icons, or icons alone where the words do not fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolBar, QToolButton

from ui.theme.theme import ICON_SIZE, Theme


class ToolBar(QToolBar):
    """Follows the theme. Call ``fit`` after its actions have changed: a command that does not fit would be hidden."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("工具栏", movable=False)
        self._theme = theme
        self.setObjectName("tools")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        theme.changed.connect(self._restyle)
        self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words to the new width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show the words if there is room for all of them."""
        for button in self.findChildren(QToolButton):
            button.ensurePolished()  # a new one is measured without its padding else
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if self.sizeHint().width() > self.width():
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    @Slot()
    def _restyle(self) -> None:
        size = self._theme.px(ICON_SIZE)
        self.setIconSize(QSize(size, size))
        self.fit()
