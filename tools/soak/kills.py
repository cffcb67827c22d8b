"""Kills the program at any moment while it is typed into, and looks in the database for every edit that the window called saved."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from msgspec import Struct

from storage.database.books import BookStore
from storage.database.checksum import checksum
from storage.database.file import backups, open_database
from storage.errors import StorageError
from tools.soak.calls import announced_calls
from tools.soak.children import FAULT, Child, Say
from tools.soak.window import open_window

SAME_FOLDER: Final = 25
"""Kills in one data folder, each found by the next start."""

_START: Final = 1.0
"""Seconds after the fork within which the kill comes that hits a start; and how long an end from within is waited for."""

_MOST_SAVED, _BETWEEN = 8, 0.1
"""A kill from outside that hits the typing comes after fewer acknowledged edits than this, and so many seconds later at most."""

_ROUNDS: Final = 10_000
"""More than a child types until it is killed."""


class Kills(Struct):
    """What was found; ``lost`` and ``corrupt`` must stay 0, and ``faults`` empty."""

    kills: int = 0
    acknowledged: int = 0
    refused: int = 0
    lost: int = 0
    corrupt: int = 0
    faults: list[str] = []


class Found(Struct, frozen=True):
    """What a database holds: the checksum of its book ("" without one), and how many steps its edit log has."""

    book: str = ""
    steps: int = 0


NOTHING: Final = Found()


def kill_often(most: int, seed: int, folder: Path) -> Kills:
    """``most`` kills in folders below ``folder``."""
    chosen, result = Random(seed), Kills()  # noqa: S311 - which moments does not matter
    before = NOTHING
    for number in range(most):
        data = folder / f"kills {number // SAME_FOLDER}"
        if number % SAME_FOLDER == 0:
            before = NOTHING
        before = _one(data, before, Random(chosen.random()), result)  # noqa: S311 - as above
        if number % SAME_FOLDER == SAME_FOLDER - 1:
            shutil.rmtree(data, ignore_errors=True)
    return result


def _one(data: Path, before: Found, seed: Random, result: Kills) -> Found:
    """One start, one kill, one look. Returns what the next start has to find."""
    way = seed.choice(tuple(_WAYS))
    child = Child(partial(_WAYS[way], data, Random(seed.random())))  # noqa: S311 - as above
    if way == "start":
        child.hear_for(seed.uniform(0, _START))
    elif child.hear("saved", seed.randrange(_MOST_SAVED)):
        child.hear_for(seed.uniform(0, _BETWEEN) if way in {"typing", "full"} else _START)
    result.kills += child.kill() == -signal.SIGKILL
    result.acknowledged += len(child.said("saved"))
    result.refused += len(child.said("refused"))
    result.faults += [f"{way}: {fault}" for fault in child.said(FAULT)]
    try:
        found = look(data)
    except (StorageError, sqlite3.Error, OSError) as error:
        result.corrupt += 1
        result.faults.append(f"{way}: {type(error).__name__} {error}")
        shutil.rmtree(data, ignore_errors=True)
        return NOTHING
    if not is_kept(found, child.lines, before):
        result.lost += 1
        result.faults.append(f"{way}: {found} is none of {possible(child.lines, before)}, after {child.lines[-6:]}")
    return found


def is_kept(found: Found, lines: list[str], before: Found) -> bool:
    """Whether a database holds what it has to. Before the first book was opened nothing was promised: the example may be there."""
    said_nothing = not before.book and not any(line.startswith("opened") for line in lines)
    return said_nothing or found in possible(lines, before)


def possible(lines: list[str], before: Found) -> tuple[Found, ...]:
    """What a database may hold after a child said these lines: the last edit that was saved, or the one that was being saved."""
    certain, pending, steps = before.book, "", before.steps
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "opened":
            certain, steps = rest, max(steps, 1 - bool(before.book))  # a new book's log begins with how it came to be
        elif word == "tried":
            steps += bool(pending)
            certain, pending = pending or certain, rest
        elif word == "saved":
            steps += bool(pending)
            certain, pending = rest, ""
        elif word == "refused":
            pending = ""
    return (Found(certain, steps), *([Found(pending, steps + 1)] if pending else []))


def look(data: Path) -> Found:
    """Read everything in a data folder, the backups too. Raises ``StorageError``, or what SQLite raises."""
    file = data / "books.db"
    if not file.exists():
        return NOTHING
    for backup in backups(data / "backups", file.name):
        with open_database(backup) as database:
            database.verify()
            store = BookStore(database)
            for entry in store.list_books():
                store.load(entry.id)
    with open_database(file) as database:
        database.verify()
        store = BookStore(database)
        entries = store.list_books()
        if not entries:
            return NOTHING
        log = store.edit_log(entries[0].id)
        return Found(checksum(store.load(entries[0].id)), len(log.steps()))


# --- what a child does until it dies


def _type(data: Path, seed: Random, say: Say) -> None:
    open_window(data, seed, say).clerk.work(_ROUNDS)


def _die_while_saving(data: Path, seed: Random, say: Say) -> None:
    """Dies at any of the steps of SQLite's own machine within a save."""
    window = open_window(data, seed, say)
    window.clerk.work(seed.randrange(4))
    left = seed.randrange(1, 3000)

    def step() -> int:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    window.connection.set_progress_handler(step, 1)
    window.clerk.work(_ROUNDS)


def _die_at_a_file(data: Path, seed: Random, say: Say) -> None:
    """Dies before any of the calls of Python that change a file: of settings, backups, the first database."""
    left = seed.randrange(1, 40)

    def before(_name: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    with announced_calls(before):
        open_window(data, seed, say).clerk.work(_ROUNDS)


def _full_at_times(data: Path, seed: Random, say: Say) -> None:
    """Types on a disk that is full every now and then: no file may grow beyond a size that lies at hand."""
    window = open_window(data, seed, say)
    with ExitStack() as undo:
        free = resource.getrlimit(resource.RLIMIT_FSIZE)
        undo.callback(resource.setrlimit, resource.RLIMIT_FSIZE, free)
        for _ in range(_ROUNDS):
            resource.setrlimit(resource.RLIMIT_FSIZE, (seed.choice((0, 4096, 30_000)), free[1]))
            window.clerk.work(seed.randrange(1, 4))
            resource.setrlimit(resource.RLIMIT_FSIZE, free)
            window.clerk.work(seed.randrange(1, 4))


_WAYS: Final[dict[str, Callable[[Path, Random, Say], None]]] = {
    "start": _type,
    "typing": _type,
    "saving": _die_while_saving,
    "file": _die_at_a_file,
    "full": _full_at_times,
}
"""How a child works, and from where its end comes: from outside after a while, or from within."""
