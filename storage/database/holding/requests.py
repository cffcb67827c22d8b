"""What a second start asks of the window that has the books open: to come to the front, and to open a file.

A small file beside the database, a line a request: the program opens no port, and Qt's network library, with which one would
do this otherwise, is not in the bundle. The window watches the file, and answers by emptying it.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Final

FILE: Final = "再次打开.txt"
_LOOK: Final = 0.03
"""Seconds between two looks for the answer."""


def requests_file(database: Path) -> Path:
    """The file of the requests to whoever has ``database`` open."""
    return database.with_name(FILE)


def ask_running(database: Path, process: int, file: Path | None, seconds: float) -> bool:
    """Ask the program with the number ``process`` to show itself, and to open ``file``. Returns whether it answered in time."""
    requests = requests_file(database)
    _let_come_forward(process)
    try:
        with requests.open("a", encoding="utf-8") as lines:
            lines.write(f"{file.resolve() if file is not None else ''}\n")
        end = monotonic() + seconds
        while requests.stat().st_size:
            if monotonic() > end:
                requests.unlink(missing_ok=True)
                return False
            sleep(_LOOK)
    except FileNotFoundError:
        return True  # taken, and the program has gone on to end
    except OSError:
        return False
    return True


def begin_requests(database: Path) -> Path | None:
    """Make the file that is watched for requests; what stands in it already stays. None where it cannot be made."""
    requests = requests_file(database)
    try:
        requests.touch()
    except OSError:
        return None
    return requests


def taken_requests(database: Path) -> tuple[Path | None, ...]:
    """The requests so far, which are answered with that: a file to open, or None for the window alone.

    A line that ``ask_running`` cannot have written is no request.
    """
    requests = requests_file(database)
    try:
        lines = requests.read_text(encoding="utf-8", errors="replace").splitlines()
        if lines:
            requests.write_bytes(b"")
    except OSError:
        return ()
    return tuple(Path(line) if line else None for line in lines if not line or _is_request(line))


def _is_request(line: str) -> bool:
    return "\0" not in line and Path(line).is_absolute()


def end_requests(database: Path) -> None:
    """Remove the file."""
    with suppress(OSError):
        requests_file(database).unlink(missing_ok=True)


def _let_come_forward(process: int) -> None:
    """On Windows only the program that was started last may let another come to the front."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - windll is there on Windows only

        ctypes.windll.user32.AllowSetForegroundWindow(process)
