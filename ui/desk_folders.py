"""Where files go and what they are called: the folder that was written to last, and a name for an exported book."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

from models.book.records import Book
from ui.session.settings import Settings

FOLDER: Final = "export/folder"
_UNFIT: Final = r'[\\/:*?"<>|\x00-\x1f]'
_LONGEST: Final = 120


def documents() -> Path:
    """The folder of documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def last_folder(settings: Settings) -> Path:
    """Where a file was last written, else the documents."""
    kept = settings.get(FOLDER)
    return Path(kept) if kept and Path(kept).is_dir() else documents()


def file_title(book: Book) -> str:
    """``2024 113 开发区党群工作部 部门预算公开``, fit for a file name on every system."""
    words = f"{book.year} {book.unit.code} {book.unit.name}"[:_LONGEST]
    return " ".join(re.sub(_UNFIT, " ", f"{words} 部门预算公开").split())
