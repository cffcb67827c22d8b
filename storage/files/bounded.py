"""Runs a reader whose library has no limits in a process of its own that has: memory, time, and a crash that stays in there.

The process is this program again with ``BOUNDED``, the name of the reader, the file to read and the file for the answer: no
``multiprocessing``, which a frozen Windows program would have to prepare for at its start.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from storage.errors import StorageError

BOUNDED: Final = "--bounded"
"""The first argument of such a process."""

MEMORY: Final = 640 * 1024 * 1024
"""Bytes of addresses (Linux) or of memory (Windows): the largest file within the other limits takes less than 400 MB."""

SECONDS: Final = 60

_DONE: Final = b"+"
_REFUSED: Final = b"-"

Reader = Callable[[bytes, str], bytes]
"""Takes the content and the name of a file; returns what the parent understands. Raises ``StorageError``."""


def read_bounded(reader: str, data: bytes, name: str) -> bytes:
    """The answer of a reader to the file ``name``. Raises its ``StorageError``, and one where it does not end within the limits."""
    import subprocess  # noqa: PLC0415 - what reads no such file does without
    import tempfile  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="ysgk-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "in", Path(folder) / "out"
        try:
            source.write_bytes(data)
            command = [*_program(), BOUNDED, reader, str(source), str(target), name]
            quiet = getattr(subprocess, "CREATE_NO_WINDOW", 0)
            subprocess.run(  # noqa: S603 - this program
                command, check=False, timeout=SECONDS, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, creationflags=quiet,
            )  # fmt: skip
            answer = target.read_bytes() if target.exists() else b""
        except subprocess.TimeoutExpired:
            raise StorageError(f"“{name}”读了 {SECONDS} 秒还没有读完，没有读；只留要读的几页，另存一份再读") from None
        except OSError as error:
            raise StorageError(f"“{name}”没有读：临时文件夹不能用（{error.strerror or error}）；腾出磁盘空间再试") from None
    if answer.startswith(_DONE):
        return answer[1:]
    if answer.startswith(_REFUSED):
        raise StorageError(answer[1:].decode())
    raise StorageError(f"“{name}”不像正常的文件，读的时候占满了 {MEMORY // 1024**2} MB 内存或者出了错，没有读；打印成新的 PDF 再读")


def serve(arguments: list[str], readers: dict[str, Reader]) -> int:
    """The work of the process: read one file and write the answer. Anything unforeseen leaves none, which the parent tells."""
    reader, source, target, name = arguments
    _limit_memory()
    try:
        answer = _DONE + readers[reader](Path(source).read_bytes(), name)
    except StorageError as error:
        answer = _REFUSED + str(error).encode()
    partial = Path(f"{target}.part")
    partial.write_bytes(answer)
    partial.replace(target)
    return 0


def _program() -> list[str]:
    """The command that starts this program."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, str(Path(__file__).resolve().parents[2] / "main.py")]


def _limit_memory() -> None:
    if sys.platform == "win32":
        _limit_on_windows()
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_on_windows() -> None:
    """Put this process into a job whose processes may take so much memory."""
    import ctypes  # noqa: PLC0415 - only here
    from ctypes import wintypes  # noqa: PLC0415

    class Basic(ctypes.Structure):
        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64), ("PerJobUserTimeLimit", ctypes.c_int64), ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t), ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD), ("Affinity", ctypes.c_size_t), ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        ]  # fmt: skip

    class Extended(ctypes.Structure):
        _fields_ = [
            ("BasicLimitInformation", Basic), ("IoInfo", ctypes.c_uint64 * 6), ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t), ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]  # fmt: skip

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = [wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD]
    kernel.AssignProcessToJobObject.argtypes = [wintypes.HANDLE, wintypes.HANDLE]
    limits = Extended(ProcessMemoryLimit=MEMORY)
    limits.BasicLimitInformation.LimitFlags = _PROCESS_MEMORY
    job = kernel.CreateJobObjectW(None, None)
    kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())  # Windows 7 allows one job; then only the time is limited


_PROCESS_MEMORY: Final = 0x100
_EXTENDED_LIMITS: Final = 9
