"""Database files as earlier programs wrote them: today's rows in the tables and columns of a past schema."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from storage.database import file as database_module
from storage.database.books import BookStore
from storage.database.file import open_database
from storage.database.migrations import MIGRATIONS


def make_older(path, steps, book, monkeypatch):
    """A database after the first ``steps`` migrations with a book that needs none of the later columns."""
    whole = path.with_name("whole.db")
    with open_database(whole, create=True) as database:
        BookStore(database).create(book)
    with monkeypatch.context() as patch:
        patch.setattr(database_module, "MIGRATIONS", MIGRATIONS[:steps])
        open_database(path, create=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ATTACH ? AS whole", (str(whole),))
        # Parents first, as the migrations made them.
        tables = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
        for (table,) in tables:
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            if table != "sqlite_sequence":
                connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM whole.{table}")  # noqa: S608 - names of our own tables
        connection.commit()
    for file in path.parent.glob("whole.db*"):
        file.unlink()
