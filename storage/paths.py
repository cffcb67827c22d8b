"""Paths on this computer: the program's resources and the user's data folder."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Final

RESOURCES: Final = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent)) / "resources"
"""Read-only data that comes with the program (beside the code, or in the PyInstaller bundle)."""

BUILT_IN_PACKS: Final = RESOURCES / "packs"
SHEET_LAYOUTS: Final = RESOURCES / "sheets"
CODES: Final = RESOURCES / "codes"
PACK_ID: Final = re.compile(r"[\w-]+")
"""The allowed ids of packs and editions of codes: none leads into another folder."""

DATA_FOLDER_VARIABLE: Final = "YSGK_DATA"


DATABASE_NAME: Final = "books.db"
"""The database in a data folder."""

SETTINGS_NAME: Final = "settings.json"
"""The settings in a data folder."""

BACKUPS: Final = "backups"
"""The folder of the backups in a data folder."""


def data_folder() -> Path:
    """The user's data folder: ``$YSGK_DATA``, else the one chosen on this computer, else ``usual_folder``."""
    return named_folder() or chosen_folder() or usual_folder()


def named_folder() -> Path | None:
    """The folder that ``$YSGK_DATA`` names, or None."""
    named = os.environ.get(DATA_FOLDER_VARIABLE)
    return Path(named) if named else None


def usual_folder() -> Path:
    """Where the data are unless another folder was chosen: the system's place for application data (never Program Files)."""
    return _applications_data() / "ysgk"


def choice_file() -> Path:
    """The small file that holds the chosen data folder: beside the usual one, which may be renamed when the data leave it."""
    return _applications_data() / "ysgk-data-folder.txt"


def chosen_folder() -> Path | None:
    """The data folder that the clerk chose, which need not be there now; None without a choice."""
    try:
        text = choice_file().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(text) if text and Path(text).is_absolute() else None


def may_be_made(folder: Path) -> bool:
    """Whether a missing folder may be made when something is written into it.

    A chosen data folder is not: its disk or share is not there now, and an empty folder in its place would hide the data.
    """
    return named_folder() is not None or folder != data_folder() or not choice_file().exists()


def _applications_data() -> Path:
    """``%LOCALAPPDATA%`` on Windows, elsewhere ``$XDG_DATA_HOME`` if it is absolute (XDG base directory specification)."""
    on_windows = sys.platform == "win32"
    variable, usual = ("LOCALAPPDATA", ("AppData", "Local")) if on_windows else ("XDG_DATA_HOME", (".local", "share"))
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home().joinpath(*usual)


def user_packs() -> Path:
    """The folder of the packs that the user imported."""
    return data_folder() / "packs"


def bureau_codes() -> Path:
    """The folder of the finance bureau's code lists that the user imported."""
    return data_folder() / "codes"


def kept_templates() -> Path:
    """The folder in which it is kept what was pointed at in the bureau's templates."""
    return data_folder() / "templates"


def backup_folder() -> Path:
    """The folder of the hourly backups."""
    return data_folder() / BACKUPS


def settings_file() -> Path:
    """The settings that are kept for the next start."""
    return data_folder() / SETTINGS_NAME


def database_file() -> Path:
    """The one database with all books."""
    return data_folder() / DATABASE_NAME
