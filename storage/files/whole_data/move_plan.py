"""Plans what choosing another data folder means: move the data there, use the data that are there, or begin anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Final

from msgspec import Struct

from storage.cache import FOLDER as CACHE
from storage.database.books import BookEntry, BookStore
from storage.database.file import open_database
from storage.database.holding import lock, requests
from storage.database.placing import SIDE_FILES
from storage.errors import StorageError
from storage.files.limits import MB
from storage.paths import DATABASE_NAME, usual_folder
from storage.replace_file import is_leftover

NAME: Final = "预算公开填报数据"
"""The folder that is made inside the chosen one, so that a drive or a share with other files can be chosen."""

_SPARE: Final = 16 * MB
"""What has to stay free beside the data: SQLite's journal and the next backup need room."""


_OF_THE_DATABASE: Final = frozenset({
    DATABASE_NAME, *(f"{DATABASE_NAME}{side}" for side in SIDE_FILES), lock.FILE, requests.FILE,
})  # fmt: skip
"""What stays out of a copy of files: the database is copied by itself, and who has it open is true of one place only."""


class MoveKind(Enum):
    """What is done: move the data, use those in the target, or make an empty database there."""

    MOVE = "move"
    USE = "use"
    NEW = "new"


class MovePlan(Struct, frozen=True):
    """``books`` are those that are moved or used; ``size`` is what is copied, in bytes."""

    kind: MoveKind
    source: Path
    target: Path
    books: tuple[BookEntry, ...] = ()
    size: int = 0


def plan_move(source: Path, chosen: Path) -> MovePlan:
    """What choosing a folder does to the data in ``source``; nothing is changed. Raises ``StorageError`` for a folder of no use."""
    target = _target(chosen.absolute())
    _refuse_place(source, target)
    if (target / DATABASE_NAME).exists():
        return MovePlan(MoveKind.USE, source, target, _books(target))
    _refuse_room(target)
    if not (source / DATABASE_NAME).exists():
        return MovePlan(MoveKind.NEW, source, target)
    size = sum(file.stat().st_size for file in files_to_move(source)) + (source / DATABASE_NAME).stat().st_size
    free = shutil.disk_usage(target.parent).free
    if free < size + _SPARE:
        raise StorageError(
            f"“{target.parent}”所在的磁盘只剩 {free // MB} MB，数据有 {-(-size // MB)} MB，放不下；腾出空间，或者选另一个磁盘"
        )
    return MovePlan(MoveKind.MOVE, source, target, _books(source), size)


def files_to_move(folder: Path) -> Iterator[Path]:
    """Every file of a data folder but the database, what can be made again, and what was left half written."""
    for home, folders, files in os.walk(folder):
        if Path(home) == folder:
            folders[:] = [name for name in folders if name != CACHE]
        for name in files:
            file = Path(home) / name
            if not (file.parent == folder and name in _OF_THE_DATABASE) and not is_leftover(name):
                yield file


def _target(chosen: Path) -> Path:
    """The folder of the data in a chosen one, or itself where it is one."""
    is_one = chosen == usual_folder() or chosen.name == NAME or (chosen / DATABASE_NAME).exists()
    return chosen if is_one else chosen / NAME


def _refuse_place(source: Path, target: Path) -> None:
    try:
        str(target).encode()
    except UnicodeEncodeError:
        raise StorageError("这个文件夹的名称里有读不出来的字，选另一个文件夹") from None
    if not target.parent.is_dir():
        raise StorageError(f"没有“{target.parent}”这个文件夹，选另一个")
    here, there = source.resolve(), target.resolve()
    if here == there and (source / DATABASE_NAME).exists():
        raise StorageError(f"数据已经在“{source}”里，不用搬；要搬就选另一个文件夹")
    if here in there.parents:
        raise StorageError(f"“{target.parent}”在现在的数据文件夹里面，不能搬到自己里面；选它外面的文件夹")


def _refuse_room(target: Path) -> None:
    """Refuse a target with other files and one that cannot be written."""
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise StorageError(f"“{target}”里已经有别的文件，不能放数据；选另一个文件夹")
        probe = target.parent / f".ysgk-{os.urandom(6).hex()}.tmp"
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise StorageError(f"“{target.parent}”不能写入（{error.strerror or error}），选另一个文件夹") from error


def _books(folder: Path) -> tuple[BookEntry, ...]:
    with open_database(folder / DATABASE_NAME) as database:
        return BookStore(database).list_books()
