"""What the indicators of the other books of the database say: read when the indicator library is first asked."""

from __future__ import annotations

from typing import Final

from models.pack.forms import Origin, UsedIndicator
from storage.database import Database

_MOST: Final = 5_000
_SELECT: Final = """
    SELECT i.category, i.name, i.description, i.target, i.basis, MAX(p.name), COUNT(*), MAX(b.year) AS last
    FROM indicators AS i
    JOIN projects AS p ON p.book_id = i.book_id AND p.id = i.project_id
    JOIN books AS b ON b.id = i.book_id
    WHERE b.id <> ? AND b.year <= ?
    GROUP BY i.category, i.name, i.description, i.target, i.basis
    ORDER BY last DESC, COUNT(*) DESC
    LIMIT ?
"""


def used_indicators(database: Database, book_id: int, year: int) -> tuple[UsedIndicator, ...]:
    """The indicators of the other books up to a year, each once, the latest first. Raises ``StorageError``."""
    with database.transaction() as connection:
        rows = connection.execute(_SELECT, (book_id, year, _MOST)).fetchall()
    return tuple(
        UsedIndicator(category, name, description, target, basis, project, times, Origin.EARLIER)
        for category, name, description, target, basis, project, times, _last in rows
    )
