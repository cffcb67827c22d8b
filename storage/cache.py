"""Caches values computed from files that seldom change, until the files or the program change.

Without it, a start spends a fifth of its time on reading and checking unchanged forms and codes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from storage.paths import data_folder

T = TypeVar("T")

FOLDER: Final = "cache"
"""In the data folder: a file per value. It may be deleted at any time."""

Stamp = tuple[tuple[str, int, int], ...]
"""Files by path, time of modification (ns) and size (bytes)."""


def files_stamp(*folders: Path) -> Stamp:
    """The files in these folders as they are now; a folder that is not there has none."""
    return tuple(each for folder in folders for each in _files_of(folder))


def _files_of(folder: Path) -> list[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            found = [(entry.path, entry.stat()) for entry in entries if entry.is_file()]
    except OSError:
        return []
    return sorted((path, state.st_mtime_ns, state.st_size) for path, state in found)


@cache
def _program_stamp() -> Stamp:
    """The files of the program: another version may compute another value from the same files."""
    if getattr(sys, "frozen", False):
        return files_stamp(Path(sys.executable).parent)
    root = Path(__file__).resolve().parent.parent
    return files_stamp(*(Path(folder) for top in ("models", "storage") for folder, _folders, _files in os.walk(root / top)))


def cached_value(name: str, stamp: Stamp, kind: type[T], make: Callable[[], T]) -> T:
    """The value kept under ``name`` with this stamp, else a new one from ``make``, whose errors pass through.

    ``kind`` is a type that msgspec can decode; a value that does not decode to an equal one is not kept.
    """
    kept = read_cached(name, stamp, kind)
    if kept is not None:
        return kept
    value = make()
    store_value(name, stamp, kind, value)
    return value


def read_cached(name: str, stamp: Stamp, kind: type[T]) -> T | None:
    """The value kept under ``name`` with this stamp; None where there is none."""
    head = _head(stamp)
    try:
        data = _path(name).read_bytes()
        return msgspec.json.decode(data[len(head) :], type=kind) if data.startswith(head) else None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None  # damaged or missing: the value is made again


def store_value(name: str, stamp: Stamp, kind: type[T], value: T) -> None:
    """Keep a value for ``read_cached``, replacing the one under this name."""
    with suppress(msgspec.MsgspecError, ValueError, OverflowError, RecursionError):  # JSON cannot hold every value
        data = msgspec.json.encode(value)
        if msgspec.json.decode(data, type=kind) == value:
            _write(_path(name), _head(stamp) + data)


def _path(name: str) -> Path:
    return data_folder() / FOLDER / f"{name}.json"


def _head(stamp: Stamp) -> bytes:
    return msgspec.json.encode((stamp, _program_stamp())) + b"\n"


def _write(path: Path, data: bytes) -> None:
    """Write the file; without a writable data folder the next start makes the value again."""
    if not path.parent.parent.is_dir():
        return
    beside = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
