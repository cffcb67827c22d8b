"""The log of faults (诊断): when, which version, which exception, where in the program.

Never the words of an exception, for they may hold an amount, a name or a text; never a folder of the user's.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from models.program import VERSION
from storage.paths import data_folder, may_be_made

FILE: Final = "faults.log"
_MOST_BYTES: Final = 200_000
_KEPT: Final = 2
"""Older files beside the current one."""

_ROOT: Final = Path(__file__).resolve().parents[2]
_MOST_FRAMES: Final = 60


class FaultLog:
    """A rolling log in a folder. Writing never raises: a log that cannot be written must not be a fault of its own."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def write(self, error: BaseException, now: datetime) -> None:
        """Add one fault."""
        from logging import LogRecord  # noqa: PLC0415 - a start without a fault does without it
        from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - as above

        text = f"{now:%Y-%m-%d %H:%M:%S} {VERSION} {'; '.join(described(error))}"
        try:
            if may_be_made(self.path.parent):
                self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        if not self.path.parent.is_dir():
            return
        handler = RotatingFileHandler(self.path, maxBytes=_MOST_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
        handler.emit(LogRecord("", 0, "", 0, text, None, None))  # swallows what the disk refuses
        handler.close()

    def read(self) -> str:
        """The log, older files first; "" without one."""
        files = [self.path.with_name(f"{FILE}.{number}") for number in range(_KEPT, 0, -1)]
        return "".join(_text(file) for file in (*files, self.path))


def log_fault(error: BaseException) -> None:
    """Add a fault to the log in the data folder, with the time of this computer. Never raises."""
    FaultLog(data_folder()).write(error, datetime.now(UTC).astimezone())


def described(error: BaseException) -> Iterator[str]:
    """The type of the exception and its frames, then those of what caused it."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        frames = traceback.extract_tb(cause.__traceback__)[-_MOST_FRAMES:]
        places = " < ".join(f"{_module(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        yield f"{type(cause).__qualname__} {places}".rstrip()
        cause = cause.__cause__ or cause.__context__


def _module(file: str) -> str:
    """A file of the program from its top folder on; of any other only its name, for its folder may name the user."""
    path = Path(file)
    if not path.is_absolute():
        return path.as_posix()  # as the bundled program names its modules
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
