"""Turns faults of SQLite and of the file system into one Chinese sentence each."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec import MsgspecError

from storage.errors import BusyError, DamagedError, StorageError

_BUSY: Final = "数据库“{path}”正被另一个程序使用，关掉那个程序再试"
_NO_ACCESS: Final = "“{path}”打不开或写不进去，检查它在不在、是不是只读、有没有权限"
_FULL: Final = "磁盘满了，“{path}”没有写进去，清理磁盘后再试"
_DISK: Final = "“{path}”读写出错，检查磁盘、U盘或网络连接后再试"
DAMAGED: Final = "数据库“{path}”已损坏或不完整，从备份恢复"
FOREIGN: Final = "“{path}”不是本程序的数据库，换一个文件"

_BY_SQLITE_CODE: Final = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _NO_ACCESS,
    sqlite3.SQLITE_CANTOPEN: _NO_ACCESS,
    sqlite3.SQLITE_PERM: _NO_ACCESS,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: FOREIGN,
}
_KINDS: Final = {_BUSY: BusyError, DAMAGED: DamagedError, FOREIGN: DamagedError}
_BY_ERRNO: Final = {errno.ENOSPC: _FULL, errno.EIO: _DISK}


def primary_code(error: sqlite3.Error) -> int:
    """The primary result code of a SQLite error, 0 where Python's module raised it itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another connection holds the database."""
    return _BY_SQLITE_CODE.get(primary_code(error)) == _BUSY


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn values that no program of ours has written into a ``StorageError``: the file is damaged."""
    try:
        yield
    except (ValueError, TypeError, LookupError, ArithmeticError, MsgspecError) as error:
        raise DamagedError(DAMAGED.format(path=path)) from error


@contextmanager
def whole(path: Path) -> Iterator[None]:
    """Turn a table or column that is missing into a ``StorageError``: each of our statements fits the version of the file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if primary_code(error) != sqlite3.SQLITE_ERROR:
            raise
        raise DamagedError(DAMAGED.format(path=path)) from error


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn a fault of the environment into a ``StorageError`` that names ``path``; other errors pass through."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = _BY_SQLITE_CODE.get(primary_code(error))
        if sentence is None:
            raise
        raise _KINDS.get(sentence, StorageError)(sentence.format(path=path)) from error
    except UnicodeDecodeError as error:  # SQLite quotes in its message what it read, and Python cannot decode that
        raise DamagedError(DAMAGED.format(path=path)) from error
    except OSError as error:
        sentence = _BY_ERRNO.get(error.errno or 0, _NO_ACCESS)
        raise StorageError(sentence.format(path=path)) from error
