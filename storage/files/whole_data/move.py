"""Moves the data folder: all is copied beside the target and proved, then the choice of the folder changes in one step.

Whatever stops the program, the folder that ``data_folder`` names is whole: before that step it is the old one, which nothing has
changed, after it the new one. The old folder is only renamed, never removed.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import Final

from msgspec import Struct

from storage.database.books import BookStore, prove_copy
from storage.database.faults import explained
from storage.database.file import Database, open_database
from storage.database.holding.lock import DataLock
from storage.errors import StorageError
from storage.files.progress import Report, no_report
from storage.files.whole_data.move_plan import MoveKind, MovePlan, files_to_move
from storage.paths import DATABASE_NAME, choice_file
from storage.replace_file import flush_folder, replace_file, write_through

NOTE: Final = "数据已经搬走.txt"
_PAUSES: Final = (0.1, 0.4, 1.5) if os.name == "nt" else ()
"""Seconds between the tries to rename a folder."""

_NOTE: Final = (
    "{when} 把这里的数据搬到了\r\n{target}\r\n\r\n"
    "程序已经不用这个文件夹，这里是搬走以前的样子。看过新的没有问题，可以整个删掉。\r\n"
)
_NOT_PROVED: Final = (
    "“{unit}”{year} 年的预算读出来和存的不一样，没有搬，数据还在原来的地方。"
    "先打开它看一看，没有问题就照样打开，有问题就从备份恢复，再搬"
)


class Moved(Struct, frozen=True):
    """``former`` is the old folder as it is called now, None where nothing was moved; ``is_renamed`` False where that failed."""

    former: Path | None = None
    is_renamed: bool = True


def move_data(plan: MovePlan, now: datetime, report: Report = no_report) -> Moved:
    """Carry out a plan. Nothing may have the database open. Raises ``StorageError``, and then all is as it was."""
    if plan.kind is MoveKind.USE:
        _choose(plan.target)
        return Moved()
    if plan.kind is MoveKind.NEW:
        with explained(plan.target), open_database(plan.target / DATABASE_NAME, create=True, now=now):
            _choose(plan.target)
        return Moved()
    part = plan.target.with_name(f"{plan.target.name}.part")
    lock = DataLock(plan.source / DATABASE_NAME, lambda: now)
    lock.take()
    try:
        with open_database(plan.source / DATABASE_NAME, now=now) as database:
            _hold(database)
            _copy(database, plan.source, part, report)
            _put_in_place(part, plan.target)
    except OSError as error:
        raise StorageError(f"没有搬，数据还在原来的地方：写到“{plan.target}”时出错（{error.strerror or error}）") from error
    finally:
        lock.release()
        shutil.rmtree(part, ignore_errors=True)
    return _set_aside(plan, now)


def _hold(database: Database) -> None:
    """Keep every other program out until the database is closed. Raises ``StorageError`` where one has it open."""
    with explained(database.path):
        for statement in ("PRAGMA journal_mode = DELETE", "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "COMMIT"):
            database.connection.execute(statement).fetchall()


def _copy(database: Database, source: Path, part: Path, report: Report) -> None:
    """Copy a data folder and prove the copy: the database book by book, every other file by its bytes. Raises ``OSError`` too."""
    shutil.rmtree(part, ignore_errors=True)  # of a move that was stopped
    part.mkdir()
    database.copy_to(part / DATABASE_NAME)
    prove_copy(part / DATABASE_NAME, BookStore(database), _NOT_PROVED)
    files = list(files_to_move(source))
    homes = {part}
    for done, file in enumerate(files, 1):
        copied = part / file.relative_to(source)
        copied.parent.mkdir(parents=True, exist_ok=True)
        homes.add(copied.parent)
        data, state = file.read_bytes(), file.stat()
        write_through(copied, data)
        os.utime(copied, ns=(state.st_atime_ns, state.st_mtime_ns))  # templates are listed by it
        if copied.read_bytes() != data:
            raise StorageError(f"“{file}”抄过去以后不一样了，没有搬，数据还在原来的地方；检查那边的磁盘")
        report(done, len(files))
    for home in homes:
        flush_folder(home)


def _put_in_place(part: Path, target: Path) -> None:
    if target.exists():
        target.rmdir()  # the plan found it empty
    _rename(part, target)
    flush_folder(target.parent)
    try:
        _choose(target)
    except StorageError:
        _rename(target, part)  # else the next try would find data there, and offer to use them
        raise


def _rename(folder: Path, name: Path) -> None:
    """Rename a folder. Raises ``OSError``; on Windows after some tries, for a virus scanner may read what was just written."""
    for pause in _PAUSES:
        try:
            folder.rename(name)
        except PermissionError:
            sleep(pause)
        else:
            return
    folder.rename(name)


def _choose(target: Path) -> None:
    """The one step that counts: from now on ``data_folder`` is the target."""
    try:
        choice_file().parent.mkdir(parents=True, exist_ok=True)
        replace_file(choice_file(), f"{target}\n".encode())
    except (OSError, StorageError) as error:
        raise StorageError(f"新的位置记不下来，“{choice_file()}”写不进去；数据还在原来的地方，没有动") from error


def _set_aside(plan: MovePlan, now: datetime) -> Moved:
    """Rename the old folder, so that neither a clerk nor another window goes on in it, and leave a note there."""
    former = plan.source.with_name(f"{plan.source.name}-搬走前-{now:%Y%m%d-%H%M%S}")
    try:
        _rename(plan.source, former)
    except OSError:
        former = plan.source
    with suppress(OSError):
        (former / NOTE).write_text(_NOTE.format(when=f"{now:%Y-%m-%d %H:%M}", target=plan.target), encoding="utf-8-sig", newline="")
    return Moved(former, is_renamed=former != plan.source)
