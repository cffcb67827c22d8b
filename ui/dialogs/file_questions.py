"""The system's file and folder dialogs, and the folders suggested in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6 import QtWidgets  # a class is wrapped when first named: QFileDialog stays out of the start
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from ui.session.settings import Settings, kept

BUDGETS: Final = "预算（*.ysbook *.xlsx）(*.ysbook *.xlsx);;所有文件 (*)"
WORKBOOKS: Final = "工作簿（*.xlsx）(*.xlsx);;所有文件 (*)"
WORKBOOK: Final = "工作簿（*.xlsx）(*.xlsx)"
INCOMING: Final = (
    "能读的文件（*.pdf *.xlsx *.xls *.ods *.docx *.html *.csv *.txt）"
    "(*.pdf *.xlsx *.xlsm *.xls *.ods *.docx *.html *.htm *.mht *.csv *.tsv *.txt);;所有文件 (*)"
)
PACKAGE: Final = "报送包（*.zip）(*.zip)"
BOOK_FILE: Final = "填报文件（*.ysbook）(*.ysbook)"
_LISTS: Final = "*.csv *.txt *.xlsx *.xls *.ods *.docx *.pdf *.html *.htm"
CODE_LISTS: Final = f"科目表（{_LISTS}）({_LISTS});;所有文件 (*)"
PACKS: Final = "版式包（*.zip pack.toml）(*.zip pack.toml);;所有文件 (*)"
DATABASES: Final = "数据库备份（*.db）(*.db);;所有文件 (*)"


class FileQuestions:
    """Each method returns None when the dialog was left."""

    @classmethod
    def existing(cls, parent: QWidget | None, title: str, folder: Path, kinds: str) -> Path | None:
        """Ask for an existing file; ``kinds`` is Qt's filter."""
        name, _ = QtWidgets.QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
        return Path(name) if name else None

    @classmethod
    def several(cls, parent: QWidget | None, title: str, folder: Path, kinds: str) -> tuple[Path, ...]:
        """Ask for one or several existing files; () when the dialog was left."""
        names, _ = QtWidgets.QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
        return tuple(map(Path, names))

    @classmethod
    def new(cls, parent: QWidget | None, title: str, suggested: Path, kinds: str) -> Path | None:
        """Ask where to write. Adds the suffix of ``suggested``; the system asks before replacing a file."""
        name, _ = QtWidgets.QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix.lower() == suggested.suffix else path.with_name(path.name + suggested.suffix)

    @classmethod
    def new_of(cls, parent: QWidget | None, title: str, suggested: Path, kinds: Mapping[str, str]) -> Path | None:
        """As ``new``, for one of several kinds: suffix → Qt's filter. Another suffix gets that of ``suggested``."""
        name, _ = QtWidgets.QFileDialog.getSaveFileName(parent, title, str(suggested), ";;".join(kinds.values()))
        if not name:
            return None
        path = Path(name)
        return path if path.suffix.lower() in kinds else path.with_name(path.name + suggested.suffix)

    @classmethod
    def folder(cls, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        """Ask for a folder."""
        name = QtWidgets.QFileDialog.getExistingDirectory(parent, title, str(folder))
        return Path(name) if name else None


FOLDER: Final = "export/folder"


def documents() -> Path:
    """The user's documents folder."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def last_folder(settings: Settings, key: str = FOLDER) -> Path:
    """The folder remembered under ``key`` (FOLDER: last written to) if it still exists, else the documents folder."""
    folder = kept(settings, key, "")
    try:
        return Path(folder) if folder and Path(folder).is_dir() else documents()
    except (OSError, ValueError):  # a name that no system has
        return documents()
