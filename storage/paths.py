"""Where things lie on this computer: the program's resources and the user's data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import platformdirs

RESOURCES: Final = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent)) / "resources"
"""Read-only data that comes with the program (beside the code, or in the PyInstaller bundle)."""

DATA_FOLDER_VARIABLE: Final = "YSGK_DATA"


def data_folder() -> Path:
    """The user's data folder: ``$YSGK_DATA``, else the system's place for application data (never Program Files)."""
    named = os.environ.get(DATA_FOLDER_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_data_dir("ysgk", appauthor=False))


def user_packs() -> Path:
    """Packs that the user imported."""
    return data_folder() / "packs"


def bureau_codes() -> Path:
    """Code lists of the finance bureau that the user imported."""
    return data_folder() / "codes"


def database_file() -> Path:
    """The one database with all books."""
    return data_folder() / "books.db"
