"""Reads a handover package: every byte proved and every book read before anything is taken from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from msgspec import Struct

from storage.database.books import BookStore
from storage.database.file import Database, open_database
from storage.errors import StorageError
from storage.files.limits import Archive, open_archive, read_bytes
from storage.files.whole_data.handover import FORMAT, FORMAT_VERSION, HEAD, NOTE, SEAL, is_safe_name, seal
from storage.paths import DATABASE_NAME
from storage.replace_file import write_through

_NONE: Final = "“{name}”不是交接包，或者没有传完、被改过，什么也没有接收；选移交的人做的那个文件，或者请他再传一份"
_BAD: Final = "“{name}”里的“{part}”不对，什么也没有接收；请移交的人再做一份"


class ReceivedHandover(Struct, frozen=True):
    """A package that is whole. ``files`` are those beside the database, by name; ``database`` is open on a copy at hand."""

    when: str
    withheld: bool
    files: Mapping[str, bytes]
    database: Database
    store: BookStore


@contextmanager
def received_handover(path: Path) -> Iterator[ReceivedHandover]:
    """A package, proved. Raises ``StorageError`` for what is damaged, foreign or made by a newer program."""
    data = read_bytes(path)
    if len(data) <= SEAL or seal(data[:-SEAL]) != data[-SEAL:]:
        raise StorageError(_NONE.format(name=path.name))
    with open_archive(BytesIO(data), path.name) as archive:
        head = _head(archive)
        files = _files(archive, head)
    with TemporaryDirectory(prefix="ysgk-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / DATABASE_NAME
        try:
            write_through(copy, files.pop(DATABASE_NAME))
        except OSError as error:
            raise StorageError(f"临时文件夹不能写入（{error.strerror}），什么也没有接收；腾出磁盘空间再试") from error
        database = _database(copy, path.name)
        with database:
            yield ReceivedHandover(str(head.get("when", "")), head.get("withheld") is True, files, database, BookStore(database))


def _head(archive: Archive) -> Mapping[str, Any]:
    try:
        head = json.loads(archive.read(HEAD)) if HEAD in archive.parts else None
    except (ValueError, RecursionError):
        head = None
    if not isinstance(head, dict) or head.get("format") != FORMAT or not isinstance(head.get("files"), dict):
        raise StorageError(_NONE.format(name=archive.name))
    if not isinstance(head.get("version"), int) or head["version"] > FORMAT_VERSION:
        raise StorageError(f"“{archive.name}”是用更新的程序做的，先升级程序再接收")
    return head


def _files(archive: Archive, head: Mapping[str, Any]) -> dict[str, bytes]:
    """The content of every file that the head names; there may be no others."""
    stated = head["files"]
    if DATABASE_NAME not in stated or len({name.casefold() for name in stated}) < len(stated):
        raise StorageError(_BAD.format(name=archive.name, part=HEAD))
    for name in stated.keys() ^ (archive.parts.keys() - {HEAD, NOTE}):
        raise StorageError(_BAD.format(name=archive.name, part=name))
    files = {}
    for name, said in stated.items():
        data = archive.read(name) if is_safe_name(name) else b""
        known = isinstance(said, dict) and said.get("bytes") == len(data) and said.get("sha256") == hashlib.sha256(data).hexdigest()
        if not known or not is_safe_name(name):
            raise StorageError(_BAD.format(name=archive.name, part=name))
        files[name] = data
    return files


def _database(copy: Path, name: str) -> Database:
    """The database of a package, every book of it read. Raises ``StorageError`` that names the package."""
    try:
        database = open_database(copy)
        try:
            database.verify()
            store = BookStore(database)
            for entry in store.list_books():
                store.look(entry.id)
        except BaseException:
            database.close()
            raise
    except StorageError as error:
        raise StorageError(f"“{name}”里的数据库不能用，什么也没有接收：{str(error).replace(str(copy), DATABASE_NAME)}") from error
    return database
