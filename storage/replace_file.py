"""Replaces a file atomically: the new bytes are complete on disk before the old file goes."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from storage.errors import StorageError

_BEGINNING, _ENDING = ".ysgk-", ".tmp"
_OLD: Final = 24 * 3600
"""Seconds after which a file that was being written is nobody's any more."""

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


def replace_file(target: Path, data: bytes) -> None:
    """Write ``data`` beside ``target``, then replace it. Raises ``StorageError`` and leaves the old file unchanged."""
    beside = target.parent / f"{_BEGINNING}{os.urandom(6).hex()}{_ENDING}"
    try:
        _refuse_unusable(target)
        write_through(beside, data)
        os.replace(beside, target)  # noqa: PTH105 - tests patch it
        flush_folder(target.parent)
    except OSError as error:
        raise StorageError(_reason(error, target)) from error
    finally:
        _discard(beside)


def refuse_source(target: Path, source: Path, what: str) -> None:
    """Raise ``StorageError`` where a file to be written is the one it is made from; ``what`` is that file to the clerk."""
    if target.exists() and source.exists() and target.samefile(source):
        raise StorageError(f"“{target.name}”就是{what}，不能写在它自己里；换一个文件名")


def _refuse_unusable(target: Path) -> None:
    if target.is_dir():
        raise StorageError(f"“{target}”是一个文件夹，不是文件；另起一个文件名")
    if not target.parent.is_dir():
        raise StorageError(f"没有“{target.parent}”这个文件夹；先建好它，或者换一个地方保存")
    if not target.exists():
        return
    for lock in (f"~${target.name}", f".~{target.name}", f".~lock.{target.name}#"):
        if (target.parent / lock).exists():
            raise StorageError(
                f"“{target.name}”正开着，不能覆盖；先在 WPS 或 Excel 里关掉它，或者换一个文件名"
                f"（没有打开的话，删掉同一文件夹里的“{lock}”）"
            )


def write_through(path: Path, data: bytes) -> None:
    """Write a new file; its bytes are on the disk when this returns. Raises ``OSError``."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def put_new(part: Path, target: Path) -> bool:
    """Give a complete file its name, unless another program has made ``target`` meanwhile: then False. Raises ``OSError``."""
    try:
        if os.name == "nt":
            part.rename(target)  # replaces nothing there
        else:
            target.hardlink_to(part)
    except FileExistsError:
        return False
    except OSError:  # a file system without links: a stick, some shares
        if target.exists():
            return False
        part.replace(target)
    part.unlink(missing_ok=True)
    return True


def flush_folder(folder: Path) -> None:
    """Put the names in a folder on the disk: without it a new or renamed file may be gone after a power cut.

    Never raises: the file stands under its new name already, and to say that it was not written would be wrong. Windows has no such
    call and writes names through; some network disks refuse it.
    """
    if os.name == "nt":
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def is_leftover(name: str) -> bool:
    """Whether a file has the name of one that was being written."""
    return name.endswith(".part") or (name.startswith(_BEGINNING) and name.endswith(_ENDING))


def clear_leftovers(folder: Path, now: float) -> None:
    """Remove what was being written here when the program stopped, a day ago or more. ``now``: seconds since 1970."""
    for pattern in (f"{_BEGINNING}*{_ENDING}", "*.part"):
        for left in folder.glob(pattern):
            try:
                if now - left.stat().st_mtime > _OLD:
                    left.unlink()
            except OSError:
                continue  # it does no harm where it is


def _reason(error: OSError, target: Path) -> str:
    if error.errno in _FULL:
        return f"“{target.parent}”所在的磁盘满了，没有导出；腾出空间，或者换一个磁盘保存"
    if error.errno == errno.EROFS or (isinstance(error, PermissionError) and not target.exists()):
        return f"“{target.parent}”不能写入，没有导出；换一个文件夹保存"
    if isinstance(error, PermissionError):
        return f"“{target.name}”写不进去，没有导出；它可能在 WPS 或 Excel 里开着，先关掉它，或者换一个文件名或文件夹"
    if error.errno == errno.ENAMETOOLONG:
        return f"文件名“{target.name}”太长，没有导出；换一个短一些的名字"
    return f"“{target}”没有写成（{error.strerror}）；检查磁盘，或者换一个地方保存"


def _discard(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the disk is gone, and the temporary file with it
