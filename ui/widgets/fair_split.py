"""The parts of a page beside each other: as wide as the text needs, until the clerk draws a border."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from ui.session.settings import Settings
from ui.theme.theme import Theme

Share = Callable[[int], Sequence[int]]
"""How a width in pixels is shared out, first part first."""


class FairSplit(QSplitter):
    """What the clerk has drawn is kept in the settings; else every width and every size of text is shared anew."""

    def __init__(self, settings: Settings, theme: Theme, name: str, share: Share) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._settings, self._name, self._share = settings, f"{name}/split", share
        self._is_first = True
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._remember)
        theme.changed.connect(self._share_out)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width."""
        super().resizeEvent(event)
        self._share_out()

    @Slot()
    def _share_out(self) -> None:
        drawn = self._settings.get(self._name)
        if not drawn:
            self.setSizes(list(self._share(self.width())))
        elif self._is_first:
            self.setSizes(drawn)
        self._is_first = False

    @Slot()
    def _remember(self) -> None:
        self._settings.set(self._name, self.sizes())
