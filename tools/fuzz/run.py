"""Runs a reader on many damaged files and measures each: whether it was read or refused, its seconds and its memory."""

from __future__ import annotations

import random
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from models.pack.errors import PackError
from storage.errors import StorageError
from tests.folders import ROOT
from tools.fuzz.readers import Reader

SECONDS: Final = 5
MEMORY: Final = 500
"""MiB."""

_HANGS: Final = 30
_ADDRESSES: Final = 3 << 30
_STATUS: Final = Path("/proc/self/status")


@dataclass
class Outcome:
    """What became of the cases of a reader.

    ``failures``: what was raised where → the first case and its words. ``words``: in which words how many were refused.
    """

    reader: str
    cases: int = 0
    read: int = 0
    words: Counter[str] = field(default_factory=Counter)
    failures: dict[str, tuple[int, str]] = field(default_factory=dict)
    seconds: tuple[float, int] = (0, -1)
    """The most, and the case."""

    memory: tuple[int, int] = (0, -1)
    """MiB at the most, beside what the process had before, and the case."""

    @property
    def refused(self) -> int:
        """How many were refused in words."""
        return self.words.total()


class HangingError(Exception):
    """A case took much too long."""


def damaged(reader: Reader, seeds: Sequence[tuple[str, bytes]], number: int) -> tuple[str, bytes]:
    """The file of a case: always the same for the same reader and number."""
    chance = random.Random(f"{reader.name} {number}")  # noqa: S311 - the same for everybody
    name, data = chance.choice(seeds)
    return name, reader.mutation(data, chance)


def run(reader: Reader, folder: Path, numbers: range) -> Outcome:
    """Read the cases of a reader with these numbers, in ``folder``."""
    outcome = Outcome(reader.name)
    seeds = reader.seeds()
    for number in numbers:
        name, data = damaged(reader, seeds, number)
        path = folder / name
        path.write_bytes(data)
        _forget_peak()
        before, began = _peak(), time.process_time()
        try:
            with _limited():
                reader.read(path)
            outcome.read += 1
        except (StorageError, PackError) as error:
            _note_refusal(outcome, str(error), number)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            outcome.failures.setdefault(_where(error), (number, str(error)[:80]))
        outcome.cases += 1
        outcome.seconds = max(outcome.seconds, (time.process_time() - began, number))
        outcome.memory = max(outcome.memory, (_peak() - before, number))
    if outcome.seconds[0] > SECONDS:
        outcome.failures[f"{outcome.seconds[0]:.1f} s"] = (outcome.seconds[1], "")
    if outcome.memory[0] > MEMORY:
        outcome.failures[f"{outcome.memory[0]} MiB"] = (outcome.memory[1], "")
    return outcome


def _note_refusal(outcome: Outcome, words: str, number: int) -> None:
    outcome.words[words] += 1
    if not any("一" <= letter <= "鿿" for letter in words) or "Traceback" in words:
        outcome.failures.setdefault("no sentence", (number, words))


def _where(error: Exception) -> str:
    """The kind of a fault, and the last line of the program on its way."""
    frames = [
        f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(str(ROOT)) and ".venv" not in f.filename
    ]
    place = f"{Path(frames[-1].filename).relative_to(ROOT)}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {place}"


@contextmanager
def _limited() -> Iterator[None]:
    """Stop a case that hangs, and refuse it all the memory of the computer."""

    def stop(*_: object) -> None:
        raise HangingError

    former = signal.signal(signal.SIGVTALRM, stop)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, hard))
    signal.setitimer(signal.ITIMER_VIRTUAL, _HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _forget_peak() -> None:
    """Begin to measure the memory anew; only Linux can."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """The most memory that this process has had, in MiB."""
    with suppress(OSError, StopIteration):
        line = next(line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
