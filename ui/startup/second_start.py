"""A second start on the same data: the window that is there comes to the front, and the second program ends."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from storage.database.holding.lock import DataLock, HeldError, is_here
from storage.database.holding.requests import ask_running, end_requests

_PATIENCE: Final = 2.0
"""Seconds to wait for an answer. No window is there yet that could stand still."""

_PATIENCE_WITH_A_START: Final = 10.0
"""The same where the other program was started less than ``_START`` seconds ago: it may still be loading."""

_START: Final = 30.0


def is_first(database: Path, file: Path | None) -> bool:
    """Take the lock, or else let the window that has it show itself with ``file``. False when that was done.

    True too where the lock is somebody else's, or the other program does not answer: the start page then says who has the books.
    """
    try:
        DataLock(database, _now).take()
    except HeldError as error:
        if not is_here(error.holder):
            return True
        patience = _PATIENCE if error.held_for(_now()) > _START else _PATIENCE_WITH_A_START
        return not ask_running(database, error.holder.process, file, patience)
    end_requests(database)  # those of a window that was stopped
    return True


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
