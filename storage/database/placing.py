"""Where the files of a database go: complete ones to their names, dated copies to free ones, and the side files with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from storage.replace_file import flush_folder

SIDE_FILES: Final = ("-wal", "-shm", "-journal")


def dated_name(path: Path, word: str, now: datetime | None) -> Path:
    """A free name beside ``path``: ``books-备份-20240501-093000.db``."""
    when = (now or datetime.now(UTC).astimezone()).strftime("%Y%m%d-%H%M%S")
    name, number = f"{path.stem}-{word}-{when}", 1
    while (dated := path.with_name(f"{name}{'' if number == 1 else f'-{number}'}{path.suffix}")).exists():
        number += 1
    return dated


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A temporary name beside ``target`` that no other program uses; what is left of it is removed, if the disk lets it go."""
    part = target.with_name(f"{target.name}.{os.urandom(4).hex()}.part")
    try:
        yield part
    finally:
        with suppress(OSError):  # all is done by now, or a better reason is on its way up
            remove(part)


def put_in_place(part: Path, target: Path) -> None:
    """Move a complete file to its target. The old file's log goes first: SQLite would replay it into the new file."""
    remove_side_files(target)
    part.replace(target)
    flush_folder(target.parent)


def remove(path: Path) -> None:
    """Remove a database that nobody has open."""
    path.unlink(missing_ok=True)
    remove_side_files(path)


def remove_side_files(path: Path) -> None:
    """Remove the logs that SQLite would replay into another file of this name."""
    for ending in SIDE_FILES:
        path.with_name(path.name + ending).unlink(missing_ok=True)
