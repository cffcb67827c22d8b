"""Children: the program forked from a process that has imported it once, told what to do, heard line by line, and killed."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final, NoReturn

Say = Callable[[str], None]
"""Sends one line to the parent: it has arrived when this returns, whatever happens to the child afterwards."""

Work = Callable[[Say], None]

FAULT: Final = "fault"
"""Begins a line about an exception that nobody caught."""

_LONGEST: Final = 120.0
"""Seconds after which a child that says nothing is given up."""

_EARLY: Final = (
    "main", "ui.app.controller", "ui.app.start.page", "ui.app.preload", "ui.window.main_window", "ui.dialogs.question",
    "models.words.log_words", "models.words.steps", "models.checks.checker", "ui.grid.editing.completion",
    "storage.diagnostics.report", "storage.files.book_file", "sqlite_utils", "ui.command_line.commands",
)  # fmt: skip


def import_program() -> None:
    """Import what a window needs, once for all children. Qt's application is made in each of them: it does not survive a fork."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in _EARLY:
        import_module(name)
    registry = import_module("ui.pages.registry")
    for page in registry.PAGES:
        page.load()


class Child:
    """A forked process that runs ``work``. ``lines`` are those that it has said so far."""

    def __init__(self, work: Work) -> None:
        self._pipe, inner = os.pipe()
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _run(work, inner)
        os.close(inner)
        self.lines: list[str] = []
        self._rest = b""
        self._is_open = True

    def listen(self, seconds: float) -> bool:
        """Take in what the child says, at most so long. False when it has ended or the time is over."""
        if not self._is_open or not select.select([self._pipe], [], [], max(0.0, seconds))[0]:
            return False
        data = os.read(self._pipe, 65536)
        self._is_open = bool(data)
        *whole, self._rest = (self._rest + data).split(b"\n")
        self.lines += [line.decode() for line in whole]
        return self._is_open

    def hear(self, word: str, times: int = 1) -> bool:
        """Wait until so many lines begin with ``word``. False when the child ends before, or says nothing for very long."""
        while sum(line.startswith(word) for line in self.lines) < times:
            if not self.listen(_LONGEST):
                return False
        return True

    def hear_for(self, seconds: float) -> None:
        """Listen for so long, or until the child ends."""
        end = time.monotonic() + seconds
        while self.listen(end - time.monotonic()):
            pass

    def kill(self) -> int:
        """SIGKILL; what it said before is in ``lines``. Returns as ``wait``."""
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()

    def wait(self) -> int:
        """Hear it to its end. Returns its exit status, negative for a signal; one that hangs is killed."""
        while self.listen(_LONGEST):
            pass
        if self._is_open:
            os.kill(self.pid, signal.SIGKILL)
            self.lines.append(f"{FAULT} hangs")
        os.close(self._pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def said(self, word: str) -> Sequence[str]:
        """What follows ``word`` in the lines that begin with it."""
        return [line[len(word) + 1 :] for line in self.lines if line.split(" ", 1)[0] == word]


def _run(work: Work, pipe: int) -> NoReturn:
    def say(line: str) -> None:
        os.write(pipe, f"{line}\n".encode())

    def fault(_kind: object, error: BaseException, _trace: object) -> None:
        from storage.diagnostics.fault_log import described  # noqa: PLC0415 - only then

        say(f"{FAULT} {'; '.join(described(error))[:3000]} {str(error)[:200]!r}")

    status = 1
    try:
        sys.excepthook = fault
        work(say)
        status = 0
    except BaseException as error:  # noqa: BLE001 - the last door of this process
        fault(type(error), error, None)
    finally:
        os._exit(status)
