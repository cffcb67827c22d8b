"""The readable lock beside the database: who works with it, at which computer, since when.

SQLite's own locks last for one transaction. This one lasts as long as a window is open, so that a second clerk on a share sees the
first, and a second start on one computer finds the window that is there. It is a small text that a person can read. Whoever takes
it over writes his name into it, and the former holder finds that before the next transaction.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from storage.errors import LostError, StorageError
from storage.paths import may_be_made
from storage.replace_file import put_new

FILE: Final = "正在使用.txt"
BEAT_SECONDS: Final = 60
"""How often a window that is open renews the time of its lock."""

_STALE_SECONDS: Final = 3 * BEAT_SECONDS
_TIME: Final = "%Y-%m-%d %H:%M:%S"
_HEAD: Final = "预算公开填报正在用这个文件夹里的预算。程序关掉时，这个文件自己会没有。\n"
_LABELS: Final = ("使用的人", "电脑", "开始", "进程", "标记")

_HELD: Final = "{who}从{since}起开着这里的预算。两处一起填容易互相盖掉，先请那边关掉；那边确实没有人在填的，可以接过来"
_TAKEN: Final = "{who}把这里的预算接过去填了，这一步没有存上，字还在。请那边关掉程序，再存一次；不想等就把打开的预算另存到别处"


class Holder(NamedTuple):
    """Who has the lock: ``since`` as local time, ``process`` its number on ``computer``, ``token`` of one run of the program."""

    person: str
    computer: str
    since: str
    process: int
    token: str


_TOKEN: Final = os.urandom(8).hex()
"""With the number of the process: a fork is another program."""


class HeldError(StorageError):
    """Another program has the books open: ``holder``."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(_HELD.format(who=_who(holder), since=_since(holder)))
        self.holder = holder

    def held_for(self, now: datetime) -> float:
        """Seconds since the holder began; none where that cannot be told."""
        try:
            return (now.replace(tzinfo=None) - _begun(self.holder)).total_seconds()
        except ValueError:
            return 0


class TakenOverError(LostError):
    """Another program has taken the books over from this one."""


def this_program(now: datetime) -> Holder:
    """What this run of the program writes into a lock."""
    return Holder(_person(), _computer(), now.strftime(_TIME), os.getpid(), f"{_TOKEN}-{os.getpid()}")


class DataLock:
    """The lock of one database. On a disk that takes no new file there is none: the database will say what is wrong."""

    def __init__(self, database: Path, clock: Callable[[], datetime], me: Callable[[datetime], Holder] = this_program) -> None:
        self.path = database.with_name(FILE)
        self._me = me(clock())

    def take(self) -> None:
        """Take the lock where it is free or its holder is gone. Raises ``HeldError``."""
        self._write(force=False)

    def take_over(self) -> None:
        """Take the lock from whoever has it."""
        self._write(force=True)

    def refuse_taken(self) -> None:
        """Raise ``TakenOverError`` where another program has the lock; take it again where it is gone."""
        found = _read(self.path)
        if found is None:
            with suppress(HeldError):
                self.take()
            found = _read(self.path)
        if found is not None and found.token != self._me.token:
            raise TakenOverError(_TAKEN.format(who=_who(found)))

    def renew(self) -> None:
        """Tell that this program still runs."""
        if self.is_ours:
            with suppress(OSError):
                os.utime(self.path)

    def release(self) -> None:
        """Give the lock back, if it is still ours."""
        if self.is_ours:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)

    @property
    def is_ours(self) -> bool:
        """Whether this program has the lock."""
        found = _read(self.path)
        return found is not None and found.token == self._me.token

    def _write(self, *, force: bool) -> None:
        part = self.path.with_name(f"{FILE}.{os.urandom(4).hex()}.part")
        try:
            if may_be_made(self.path.parent):
                self.path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(_text(self._me), encoding="utf-8-sig")
            if put_new(part, self.path):
                return
            found = _read(self.path)
            if found is not None and found.token == self._me.token:
                return
            # Both times are those of the disk's own clock.
            age = part.stat().st_mtime - self.path.stat().st_mtime
            if found is not None and not force and age < _STALE_SECONDS and not _is_gone(found):
                raise HeldError(found)
            part.replace(self.path)
        except OSError:
            return
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def is_here(holder: Holder) -> bool:
    """Whether a holder is another program of the same person on this computer."""
    return (holder.person, holder.computer) == (_person(), _computer())


def _who(holder: Holder) -> str:
    if is_here(holder):
        return "这台电脑上的另一个窗口"
    return f"“{holder.person or '不知道是谁'}”在电脑“{holder.computer or '不知道哪台'}”上"


def _since(holder: Holder) -> str:
    """``11 月 29 日 15:03``; what no program has written is shown as it is."""
    try:
        since = _begun(holder)
    except ValueError:
        return holder.since or "不知道什么时候"
    return f" {since.month} 月 {since.day} 日 {since:%H:%M} "


def _begun(holder: Holder) -> datetime:
    """Local time, as the clerk's clock shows it. Raises ``ValueError``."""
    return datetime.strptime(holder.since, _TIME)  # noqa: DTZ007 - as above


def _text(holder: Holder) -> str:
    return _HEAD + "".join(f"{label}：{value}\n" for label, value in zip(_LABELS, holder, strict=True))


def _read(path: Path) -> Holder | None:
    """Who has the lock; None where there is none. What cannot be understood is a holder without a name."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return None
    found = dict(line.split("：", 1) for line in text.splitlines() if "：" in line)
    person, computer, since, process, token = (found.get(label, "").strip() for label in _LABELS)
    return Holder(person, computer, since, int(process) if process.isdecimal() else 0, token)


def _is_gone(holder: Holder) -> bool:
    """Whether the holder was a program on this computer that no longer runs."""
    return holder.computer == _computer() and not _runs(holder.process)


def _person() -> str:
    names = (os.environ.get(name) for name in ("USERNAME", "USER", "LOGNAME"))
    return next((name for name in names if name), "")


def _computer() -> str:
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "")
    return os.uname().nodename


def _runs(process: int) -> bool:
    if process <= 0:
        return False
    if sys.platform == "win32":
        return _runs_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True


def _runs_on_windows(process: int) -> bool:
    """``os.kill`` would end it there. SYNCHRONIZE is enough to ask; a program of somebody else refuses even that (error 5)."""
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - windll is there on Windows only

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    handle = kernel.OpenProcess(0x00100000, False, process)
    if not handle:
        return ctypes.get_last_error() == 5
    try:
        return int(kernel.WaitForSingleObject(handle, 0)) == 0x102  # WAIT_TIMEOUT: it has not ended
    finally:
        kernel.CloseHandle(handle)
