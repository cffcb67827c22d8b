"""The commands of the file menu that only the desk has: 另存为 and 备份."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from ui.main_window import MainWindow


class FileCommands:
    """``save_as`` lives while a book is open, ``back_up`` always."""

    def __init__(self, save_as: QAction, back_up: QAction) -> None:
        self.save_as, self.back_up = save_as, back_up

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - as Qt's setters
        """Whether a book is open."""
        self.save_as.setEnabled(is_open)


def add_file_commands(window: MainWindow, save_as: Callable[[], None], back_up: Callable[[], object]) -> FileCommands:
    """Put them into the file menu: 另存为 below 导出, 备份 above 从备份恢复."""
    known = window.actions_of_window
    menu = next(menu for menu in window.menuBar().findChildren(QMenu) if known["restore"] in menu.actions())
    save, keep = QAction("另存为填报文件…", window), QAction("备份到文件夹…", window)
    save.setObjectName("save_as")
    save.setShortcut(QKeySequence("Ctrl+Shift+S"))
    keep.setObjectName("back_up")
    menu.insertAction(known["print"], save)
    menu.insertAction(known["restore"], keep)
    save.triggered.connect(save_as)
    keep.triggered.connect(back_up)
    commands = FileCommands(save, keep)
    commands.set_open(False)
    return commands
