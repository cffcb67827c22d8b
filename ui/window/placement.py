"""Size and position of the window, remembered between starts; how it comes to the front; and the file of a drag."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QWidget

from ui.session.settings import Settings, kept
from ui.startup.application import has_screen

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent


_GEOMETRY: Final = "window/geometry"
_DRAWN_FOR: Final = QSize(1366, 768)
_FRAME: Final = QSize(16, 48)
"""Room for title bar and edges, in pixels."""


def place(window: QWidget, settings: Settings) -> None:
    """Restore the last geometry before the window shows; at first 1366×768, or maximized where the screen is smaller."""
    window.resize(_DRAWN_FOR)
    geometry = kept(settings, _GEOMETRY, "")
    if geometry and window.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
        return
    if not has_screen():
        return
    room = window.screen().availableSize() - _FRAME
    if _DRAWN_FOR.boundedTo(room) != _DRAWN_FOR:
        window.resize(_DRAWN_FOR.boundedTo(room))
        window.setWindowState(Qt.WindowState.WindowMaximized)


def remember(window: QWidget, settings: Settings) -> None:
    """Store the geometry when the window closes."""
    settings.set(_GEOMETRY, bytes(window.saveGeometry().toBase64().data()).decode())


def come_forward(window: QWidget) -> None:
    """Put the window in front of others, also out of the task bar."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()


def dragged_file(event: QDropEvent) -> Path | None:
    """The dragged file, None unless it is a single local file."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.is_file() else None
