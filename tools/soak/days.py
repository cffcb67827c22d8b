"""Starts the program day after day: each start backs up what the day before left, and every backup can be read and is right."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from msgspec import Struct

from storage.database.books import BookStore
from storage.database.checksum import checksum
from storage.database.file import backups, open_database
from storage.errors import StorageError
from tools.soak.children import FAULT, Child, Say
from tools.soak.window import idle, open_window

FIRST: Final = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
_ROUNDS: Final = 12
"""What is typed on a day."""

MONTHS_OLD: Final = timedelta(days=31)
"""The age from which on only the last backup of a month is kept (``storage/database/retention``)."""


class Days(Struct):
    """What was found; ``readable`` must be ``made`` and ``wrong`` 0, and ``faults`` empty."""

    days: int = 0
    made: int = 0
    readable: int = 0
    wrong: int = 0
    """Backups that are missing, or do not hold what the day began with."""
    faults: list[str] = []


def live_on(most: int, seed: int, folder: Path) -> Days:
    """``most`` days, one start each, in a folder that is not there yet."""
    result, chosen = Days(), Random(seed)  # noqa: S311 - what is typed does not matter
    began: dict[datetime, str] = {}
    seen: set[Path] = set()
    for number in range(most):
        now = FIRST + timedelta(days=number)
        child = Child(partial(_day, folder, Random(chosen.random()), now))  # noqa: S311 - as above
        status = child.wait()
        result.days += 1
        result.faults += child.said(FAULT)
        if status:
            result.faults.append(f"day {number + 1}: exit {status}")
        if number:  # the first start finds nothing to back up
            began[now] = child.said("opened")[0] if child.said("opened") else ""
        there = set(backups(folder / "backups", "books.db"))
        result.made += len(there - seen)
        result.readable += sum(_readable(backup, result) for backup in there - seen)
        seen |= there
    for day, book in began.items():
        _compare(folder / "backups", day, book, FIRST + timedelta(days=most - 1), result)
    return result


def _readable(backup: Path, result: Days) -> bool:
    try:
        read_backup(backup)
    except (StorageError, sqlite3.Error) as error:
        result.faults.append(f"{backup.name}: {error}")
        return False
    return True


def _compare(folder: Path, day: datetime, book: str, today: datetime, result: Days) -> None:
    """A backup of a day that is kept holds what the day began with; one a month may stand for those that are old."""
    there = [backup for backup in backups(folder, "books.db") if f"-{day:%Y%m%d}-" in backup.name]
    if not there and today - day < MONTHS_OLD:
        result.wrong += 1
        result.faults.append(f"no backup of {day:%Y-%m-%d}")
    for backup in there:
        if read_backup(backup) != [book]:
            result.wrong += 1
            result.faults.append(f"{backup.name} holds another book")


def read_backup(backup: Path) -> list[str]:
    """The checksums of all books of a backup. Raises ``StorageError``."""
    with open_database(backup) as database:
        database.verify()
        store = BookStore(database)
        return [checksum(store.load(entry.id)) for entry in store.list_books()]


def _day(folder: Path, seed: Random, now: datetime, say: Say) -> None:
    """Start, let the program back up, type, close."""
    from ui.app import library  # noqa: PLC0415 - the clock of this child

    library.local_now = lambda: now
    window = open_window(folder, seed, say)
    idle(window)
    window.clerk.work(_ROUNDS)
    window.controller.window.close()
