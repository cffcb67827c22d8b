"""修改记录 in the database: every saved step of a book with its time and the fields that it changed.

A step is written in the transaction of the edit that it records. The newest ``MOST_CHANGES`` changes of a book are
kept, always with all of the last step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from msgspec import Struct

from models.words.edit_log import LoggedCell, LoggedChange, LoggedStep, comparable
from storage.database.faults import readable
from storage.database.file import Database

MOST_CHANGES: Final = 20_000
"""About 3 MB of a database; a township's budget of 32 projects takes about 5,000."""

_PRUNE_EVERY: Final = 256
"""Steps between two looks at how many changes there are, which reads all steps of the book; a step of so many has its own look."""

_INSERT_STEP: Final = "INSERT INTO edit_steps (book_id, made_at, label, change_count) VALUES (?, ?, ?, ?)"
_INSERT_CHANGE: Final = "INSERT INTO edit_changes VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_PRUNE: Final = """
    DELETE FROM edit_steps WHERE book_id = :book AND id < (
        SELECT id FROM (
            SELECT id, SUM(MAX(change_count, 1)) OVER (ORDER BY id DESC) AS kept FROM edit_steps WHERE book_id = :book
        ) WHERE kept >= :most ORDER BY id DESC LIMIT 1
    )
"""
_COLUMNS: Final = "c.page, c.line, c.field, c.place, c.text_before, c.text_after"
_FITS_TEXT: Final = """
    (:text = '' OR instr(comparable(s.label), :text) OR EXISTS (
        SELECT 1 FROM edit_changes AS c WHERE c.step_id = s.id AND (
            instr(comparable(c.place), :text) OR instr(comparable(c.text_before), :text)
            OR instr(comparable(c.text_after), :text)
        )
    ))
"""
_FITS_CELL: Final = """
    (:page = '' OR EXISTS (SELECT 1 FROM edit_changes AS c WHERE c.step_id = s.id AND
        c.page = :page AND (
            (c.line = :line AND (:field = '' OR c.field IN ('', :field)))
            OR (:field = '' AND substr(c.line, 1, length(:line) + 1) = :line || '/')
        )
    ))
"""
# The pieces are those above, never input.
_SELECT_STEPS: Final = f"""
    SELECT s.id, s.made_at, s.label FROM edit_steps AS s
    WHERE s.book_id = :book AND {_FITS_TEXT} AND {_FITS_CELL} ORDER BY s.id DESC LIMIT :most
"""  # noqa: S608
_SELECT_CHANGES: Final = f"""
    SELECT {_COLUMNS} FROM edit_changes AS c JOIN edit_steps AS s ON s.id = c.step_id
    WHERE s.id = ? AND s.book_id = ? ORDER BY c.position
"""  # noqa: S608


class LogEntry(Struct, frozen=True):
    """A step of the log: its id in the database (later steps have larger ones), its time and its label."""

    id: int
    made: datetime
    label: str


def record_step(connection: sqlite3.Connection, book_id: int, made_at: str, step: LoggedStep) -> int:
    """Write a step inside the open transaction and return its id."""
    cursor = connection.execute(_INSERT_STEP, (book_id, made_at, step.label, len(step.changes)))
    step_id = int(cursor.lastrowid or 0)
    connection.executemany(
        _INSERT_CHANGE,
        ((step_id, position, c.page, c.line, c.field, c.where, c.before, c.after) for position, c in enumerate(step.changes, 1)),
    )
    if step_id % _PRUNE_EVERY == 0 or len(step.changes) >= _PRUNE_EVERY:
        connection.execute(_PRUNE, {"book": book_id, "most": MOST_CHANGES})
    return step_id


class EditLog:
    """Reads the log of one book. Every method may raise ``StorageError``."""

    def __init__(self, database: Database, book_id: int) -> None:
        self._database, self._book_id = database, book_id

    def steps(self, text: str = "", cell: LoggedCell | None = None, most: int = -1) -> Sequence[LogEntry]:
        """The newest ``most`` steps (-1: all) that contain a text and changed a cell, the newest first.

        The text is found in any case, width and spacing, a figure with or without its thousands commas.
        """
        named = cell or LoggedCell("", "", "")
        values: dict[str, Any] = {"book": self._book_id, "text": comparable(text), "most": most}
        values |= {"page": named.page, "line": named.line, "field": named.field}
        with self._database.transaction() as connection, readable(self._database.path):
            connection.create_function("comparable", 1, comparable, deterministic=True)
            rows = connection.execute(_SELECT_STEPS, values).fetchall()
            return [LogEntry(step_id, datetime.fromisoformat(made), label) for step_id, made, label in rows]

    def changes(self, step_id: int) -> Sequence[LoggedChange]:
        """The fields that a step changed; none for a step of another book or one that is gone."""
        with self._database.transaction() as connection, readable(self._database.path):
            return [LoggedChange(*row) for row in connection.execute(_SELECT_CHANGES, (step_id, self._book_id))]

    def all_changes(self) -> Iterator[tuple[LogEntry, Sequence[LoggedChange]]]:
        """Every step with its changes, the oldest first."""
        for entry in reversed(self.steps()):
            yield entry, self.changes(entry.id)
