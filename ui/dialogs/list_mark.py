"""A mark in a list keeps its colour when its line is selected."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from ui.icons import Icons


def list_mark(icons: Icons, name: str) -> QIcon:
    """The icon of a mark, the same in every state of the line."""
    icon = QIcon(icons.mark_icon(name))
    for pixels in icon.availableSizes() or [QSize(16, 16)]:
        icon.addPixmap(icon.pixmap(pixels), QIcon.Mode.Selected)
    return icon
