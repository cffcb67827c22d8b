"""What a data folder holds, to be compared with another one."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from storage.files.whole_data.move_plan import files_to_move


def files_of(folder):
    """Every file but the database, by its place."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files_to_move(folder)}


def rows_of(folder):
    """Every row of every table."""
    with closing(sqlite3.connect(folder / "books.db")) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: sorted(map(repr, database.execute(f"SELECT * FROM {name}"))) for name in names}  # noqa: S608 - our own names
