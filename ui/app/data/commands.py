"""Connects the commands on all the data with their entries of the menu; each is imported when it is first called."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from ui.app.services import AppServices


def connect_data(parent: QObject, services: AppServices, leave_book: Callable[[], bool], start_again: Callable[[], None]) -> None:
    """Make the commands, which ``parent`` keeps. The arguments are those of ``DataCommands``."""
    DataCommands(parent, services, leave_book, start_again)


class DataCommands(QObject):
    """``leave_book`` closes the open book, False when the clerk stays; ``start_again`` opens it again from the present data."""

    def __init__(
        self, parent: QObject, services: AppServices, leave_book: Callable[[], bool], start_again: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._services, self._leave_book, self._start_again = services, leave_book, start_again
        for key, slot in (("data_folder", self.choose_folder), ("hand_over", self.hand_over), ("take_over", self.take_over)):
            services.window.handle(key, slot)

    @Slot()
    def choose_folder(self) -> None:
        """数据文件夹: move the data to another folder, or use those that lie in one."""
        from ui.app.data.folder import FolderCommand

        FolderCommand(self._services, self._leave_book, self._start_again).run()

    @Slot()
    def hand_over(self) -> None:
        """交接给下一任: write the package of all data."""
        from ui.app.data.handover import HandoverCommands

        if self._services.window.may_leave():  # what is being typed is stored, and goes along
            HandoverCommands(self._services, self._leave_book, self._start_again).give()

    @Slot()
    def take_over(self) -> None:
        """接收交接包: take such a package in."""
        from ui.app.data.handover import HandoverCommands

        HandoverCommands(self._services, self._leave_book, self._start_again).take()
