"""The text file of a 绩效目标表: UTF-8 or the GB18030 of older Windows programs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from storage.errors import StorageError

_LARGEST: Final = 64 * 1024 * 1024
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_text_file(path: Path) -> str:
    """The text. Raises ``StorageError`` for what is none, with one sentence."""
    if path.is_dir():
        raise StorageError(f"“{path}”是一个文件夹，要选里面的文件")
    try:
        if path.stat().st_size > _LARGEST:
            raise StorageError(f"“{path.name}”太大（超过 64 MB），只存项目的表再试")
        data = path.read_bytes()
    except FileNotFoundError:
        raise StorageError(f"没有“{path}”这个文件，检查文件名和文件夹") from None
    except OSError as error:
        raise StorageError(f"“{path}”打不开（{error.strerror or error}）") from None
    if not data.strip():
        raise StorageError(f"“{path.name}”是空的，换用另一份")
    return _decoded(data, path)


def _decoded(data: bytes, path: Path) -> str:
    encodings = ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise StorageError(f"“{path.name}”不是文字文件，用记事本另存成文本（UTF-8）再试")
