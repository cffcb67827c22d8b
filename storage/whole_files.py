"""Writing a file whole or not at all: beside the target first, then renamed over it.

Whatever goes wrong, the old file stays as it was, nothing half-written remains, and the reason is one sentence.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from storage.errors import StorageError

_LOCK_FILES: Final = ("~${}", ".~{}", ".~lock.{}#")
"""What Excel, WPS and LibreOffice leave beside a file that they have open."""


def write_whole(target: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a temporary file in the target's folder, flush it to disk and rename it to ``target``.

    Raises ``StorageError`` for a target that is a folder, open elsewhere, in a missing or read-only folder, or on a full disk.
    """
    if target.is_dir():
        raise StorageError(f"“{target}”是一个文件夹，换一个文件名")
    if not target.parent.is_dir():
        raise StorageError(f"没有“{target.parent}”这个文件夹，先建好它，或者换一个地方保存")
    _refuse_open_elsewhere(target)
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".ysgk-", suffix=target.suffix, dir=target.parent)
        os.close(handle)
        temporary = Path(name)
        write(temporary)
        _flush_to_disk(temporary)
        os.replace(temporary, target)  # noqa: PTH105 - Path.replace is the same call; tests stand in for this one
    except OSError as error:
        raise StorageError(_sentence(error, target)) from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _refuse_open_elsewhere(target: Path) -> None:
    for pattern in _LOCK_FILES:
        if (target.parent / pattern.format(target.name)).exists():
            raise StorageError(f"“{target.name}”正在 WPS 或 Excel 里打开，先关掉它再保存")


def _flush_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sentence(error: OSError, target: Path) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"磁盘满了，“{target.name}”没有保存；腾出空间，或者换一个磁盘保存"
    if error.errno == errno.EROFS or (isinstance(error, PermissionError) and not target.exists()):
        return f"“{target.parent}”不能写入，换一个文件夹保存"
    if isinstance(error, PermissionError):
        return f"“{target.name}”不能改写：它可能正在 WPS 或 Excel 里打开，或者是只读的；关掉它，或者换一个文件名"
    return f"“{target.name}”没有保存（{error.strerror or error}）；换一个地方再试"
