"""Connects the commands that read files of others: 读入 and 核对公开稿."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from models.book.records import Book
from ui.app.incoming.reading import ReadingCommands
from ui.app.incoming.reviewing import ReviewCommands
from ui.session.open_book import OpenBook

if TYPE_CHECKING:
    from ui.app.services import AppServices


def connect_incoming(
    parent: QObject,
    services: AppServices,
    finished_book: Callable[[], OpenBook | None],
    open_path: Callable[[Path], object],
    store: Callable[[Book, str, str], bool],
) -> None:
    """Make the commands as children of ``parent``; the arguments are those of ``ReadingCommands``."""
    ReadingCommands(parent, services, finished_book, open_path, store)
    ReviewCommands(parent, services, finished_book)
