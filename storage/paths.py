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


def data_folder() -> Path:
    """The user's data folder: ``$YSGK_DATA``, else the system's place for application data (never Program Files)."""
    named = os.environ.get(DATA_FOLDER_VARIABLE)
    return Path(named) if named else _applications_data() / "ysgk"


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


def database_file() -> Path:
    """The one database with all books."""
    return data_folder() / "books.db"
