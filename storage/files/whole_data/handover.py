"""Writes the handover package (交接包): one zip with all that the next clerk's computer needs.

Inside: the database with its edit logs, submissions and 不予公开 amounts, imported packs and code lists, what was pointed at in
templates, the rounds of reviews, the settings with what was learnt from pastes; ``交接.json`` with the SHA-256 of each of them, and
a text for whoever opens the file. Backups stay behind: they are older states of the same database.
The last 64 bytes, the comment of the zip, are the SHA-256 of all bytes before, so that no changed byte goes unnoticed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec import Struct

from models.program import PROGRAM, VERSION
from storage.database.books import BookEntry, BookStore, prove_copy
from storage.database.file import open_database
from storage.errors import StorageError
from storage.files.limits import ENTRIES, FILE_BYTES, MB, UNPACKED_BYTES
from storage.files.package import packed
from storage.paths import DATABASE_NAME, SETTINGS_NAME
from storage.replace_file import replace_file

FORMAT: Final = "ysgk-handover"
FORMAT_VERSION: Final = 1
HEAD: Final = "交接.json"
NOTE: Final = "交接说明.txt"
PACKS: Final = "packs"
HOMES: Final = (PACKS, "codes", "templates", "reviews")
"""The folders of a data folder that go along."""

SEAL: Final = 64
"""Bytes of the comment."""

_SUFFIXES: Final = frozenset({".toml", ".csv", ".ysbook", ".txt", ".json"})
_PART: Final = re.compile(r'(?![. ])[^\\/:*?"<>|\x00-\x1f\x7f]{1,120}(?<![. ])')
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""

_DEEPEST: Final = 6
_NOT_PROVED: Final = "“{unit}”{year} 年的预算读出来和存的不一样，没有交接。先打开它看一看，没有问题就照样打开，有问题就从备份恢复"
_TEXT: Final = (
    "{program}的交接包，{when} 做的。\r\n\r\n"
    "接替的人在自己的电脑上装好程序，用“文件”里的“备份和交接 → 接收交接包”选这个文件（.zip，不用解压）。\r\n\r\n"
    "里面有全部预算，连同修改记录、报送留底；还有导入的版式和科目表、记下的模板、设置。{withheld}\r\n\r\n{books}\r\n"
)
WITHHELD: Final = "里面有不予公开（涉密）的金额，按规定保管、传递。"


class Handover(Struct, frozen=True):
    """What a package holds. ``withheld``: whether any book has 不予公开 amounts. ``files`` counts those beside the database."""

    books: tuple[BookEntry, ...]
    withheld: bool
    files: int
    size: int


def write_handover(folder: Path, target: Path, when: datetime) -> Handover:
    """Write the package of a data folder; an existing file stays whole until the new one is complete. Raises ``StorageError``."""
    if target.resolve().is_relative_to(folder.resolve()):
        raise StorageError(f"“{target}”在数据文件夹里面，交接包存到别的地方")
    try:
        with (
            open_database(folder / DATABASE_NAME) as database,
            TemporaryDirectory(prefix="ysgk-", ignore_cleanup_errors=True) as name,
        ):
            store = BookStore(database)
            copy = Path(name) / DATABASE_NAME
            database.copy_to(copy)
            prove_copy(copy, store, _NOT_PROVED)
            books, withheld = store.list_books(), store.holds_withheld()
            files = {DATABASE_NAME: copy.read_bytes(), **_files(folder)}
    except OSError as error:
        raise StorageError(f"没有交接：“{error.filename}”读写出错（{error.strerror or error}）") from error
    data = _sealed({**files, NOTE: _note(books, when, withheld=withheld), HEAD: _head(files, books, when, withheld=withheld)})
    _refuse_too_large(files, len(data))
    replace_file(target, data)
    return Handover(books, withheld, len(files) - 1, len(data))


def is_safe_name(name: str) -> bool:
    """Whether a part of a package has a name under which it may be written into a data folder."""
    if name in {DATABASE_NAME, SETTINGS_NAME}:
        return True
    home, *parts = name.split("/")
    return (
        home in HOMES
        and 0 < len(parts) < _DEEPEST
        and all(_PART.fullmatch(part) and not _DEVICE.fullmatch(part) for part in parts)
        and Path(parts[-1]).suffix in _SUFFIXES
        and (home != PACKS or len(parts) > 1)
    )


def seal(data: bytes) -> bytes:
    """What the last bytes of a package are, computed from those before."""
    return hashlib.sha256(data).hexdigest().encode()


def _files(folder: Path) -> Mapping[str, bytes]:
    """The files beside the database by their name in the package. Raises ``OSError``."""
    found = [folder / SETTINGS_NAME, *(file for home in HOMES for file in sorted((folder / home).rglob("*")))]
    names = {file.relative_to(folder).as_posix(): file for file in found if file.is_file()}
    return {name: file.read_bytes() for name, file in names.items() if is_safe_name(name)}


def _note(books: tuple[BookEntry, ...], when: datetime, *, withheld: bool) -> bytes:
    listed = "".join(f"{entry.unit_code} {entry.unit_name} {entry.year} 年 {entry.stage}".strip() + "\r\n" for entry in books)
    words = {"program": PROGRAM, "when": f"{when:%Y-%m-%d %H:%M}", "withheld": WITHHELD if withheld else "", "books": listed}
    return _TEXT.format(**words).encode("utf-8-sig")


def _head(files: Mapping[str, bytes], books: tuple[BookEntry, ...], when: datetime, *, withheld: bool) -> bytes:
    head = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "program": f"{PROGRAM} {VERSION}",
        "when": f"{when:%Y-%m-%d %H:%M}",
        "withheld": withheld,
        "books": len(books),
        "files": {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()},
    }
    return (json.dumps(head, ensure_ascii=False, indent=1) + "\n").encode()


def _sealed(files: Mapping[str, bytes]) -> bytes:
    """The zip, sealed."""
    unsealed = packed(files, SEAL)[:-SEAL]
    return unsealed + seal(unsealed)


def _refuse_too_large(files: Mapping[str, bytes], packed: int) -> None:
    """Refuse to write what ``handover_check`` would refuse to read."""
    unpacked = sum(map(len, files.values()))
    if packed > FILE_BYTES or unpacked > UNPACKED_BYTES - MB or len(files) > ENTRIES - 2:
        raise StorageError(
            f"全部数据有 {unpacked // MB} MB，装不进一个交接包（最多 {UNPACKED_BYTES // MB} MB）；"
            "用“备份到文件夹”把数据库交给下一任，版式和科目表另外导入"
        )
