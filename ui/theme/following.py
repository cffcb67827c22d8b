"""Widgets follow the theme: at once while they can be seen, else when they are next shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme


class _Follower(QObject):
    """Belongs to the widget that it restyles."""

    def __init__(self, widget: QWidget, theme: Theme, restyle: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._restyle = widget, restyle
        self._is_late = False
        theme.changed.connect(self._change)

    @Slot()
    def _change(self) -> None:
        if self._widget.isVisible():
            self._restyle()
        elif not self._is_late:
            self._is_late = True
            self._widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up before the widget itself hears that it is shown."""
        if event.type() == QEvent.Type.Show:
            self._is_late = False
            self._widget.removeEventFilter(self)
            self._restyle()
        return super().eventFilter(watched, event)


def follow_theme(widget: QWidget, theme: Theme, restyle: Callable[[], object]) -> None:
    """Call ``restyle`` after each change of the theme. A change of all pages at once costs what those in sight cost."""
    _Follower(widget, theme, restyle)
