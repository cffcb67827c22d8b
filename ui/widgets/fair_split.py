"""A horizontal splitter that shares its width by a rule until the clerk drags a border."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.session.settings import Settings, Sizes, kept
from ui.theme.theme import Theme

Share = Callable[[int], Sequence[int]]
"""The widths of the parts, left to right, for a total width; in pixels."""


class FairSplit(QSplitter):
    """A dragged border is kept in the settings under ``name``; otherwise every resize and zoom applies ``share`` again."""

    def __init__(self, settings: Settings, theme: Theme, name: str, share: Share) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._settings, self._name, self._share = settings, f"{name}/split", share
        self._is_first = True
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._remember)
        theme.changed.connect(self._share_out)

    def add(self, part: QWidget) -> None:
        """Add a part at the right that was not there yet, and share out the width with it."""
        self.addWidget(part)
        self._is_first = True
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._share_out()

    @Slot()
    def _share_out(self) -> None:
        drawn: list[int] = kept(self._settings, self._name, [], Sizes)
        if not drawn:
            self.setSizes(list(self._share(self.width())))
        elif self._is_first:
            self.setSizes(drawn)
        self._is_first = False

    @Slot()
    def _remember(self) -> None:
        self._settings.set(self._name, self.sizes())
