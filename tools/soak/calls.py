"""File-changing calls of Python, each announced before it is made: whoever hears it may let it fail, or end the process."""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final, Self
from unittest.mock import patch

Before = Callable[[str], None]
"""Is told the name of the call. An ``OSError`` that it raises is raised instead of the call."""

_CHANGING: Final = ("replace", "rename", "unlink", "remove", "mkdir", "fsync", "truncate", "link", "symlink")
_WRITING: Final = frozenset("wxa+")


@contextmanager
def announced_calls(before: Before) -> Iterator[None]:
    """Inside the block every call that changes a file or folder is announced. What Qt and SQLite do by themselves is not."""
    with ExitStack() as undo:
        for name in _CHANGING:
            undo.enter_context(patch.object(os, name, _announced(getattr(os, name), name, before)))
        undo.enter_context(patch.object(os, "open", _opening_number(os.open, before)))
        for module in (builtins, io):
            undo.enter_context(patch.object(module, "open", _opening(io.open, before)))
        yield


def _announced(call: Callable[..., Any], name: str, before: Before) -> Callable[..., Any]:
    def announced(*args: Any, **options: Any) -> Any:
        before(name)
        return call(*args, **options)

    return announced


def _opening(call: Callable[..., Any], before: Before) -> Callable[..., Any]:
    def opening(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
        if _WRITING & set(mode):
            before("open")
        opened = call(file, mode, *args, **options)
        if _WRITING & set(mode):
            opened = _WritingFile(opened, before)
        return opened

    return opening


def _opening_number(call: Callable[..., int], before: Before) -> Callable[..., int]:
    def opening(path: Any, flags: int, *args: Any, **options: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            before("open")
        return call(path, flags, *args, **options)

    return opening


class _WritingFile:
    """A file open for writing: each ``write`` and the ``close`` after it are announced; all else is the file's."""

    def __init__(self, file: Any, before: Before) -> None:
        self._file, self._before = file, before

    def write(self, data: Any) -> Any:
        self._before("write")
        return self._file.write(data)

    def close(self) -> None:
        if self._file.closed:
            return
        try:
            self._before("close")
        finally:
            self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __iter__(self) -> Any:
        return iter(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
