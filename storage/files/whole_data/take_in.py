"""Takes a handover package in: books beside those that are here, and every other file where none is; asks nothing, plans first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from storage.database.books import BookStore, prove_copy
from storage.database.file import Database, open_database
from storage.database.holding.lock import DataLock
from storage.database.take_books import IncomingBook, incoming_books, take_books
from storage.errors import StorageError
from storage.files.whole_data.handover import PACKS
from storage.files.whole_data.handover_check import ReceivedHandover
from storage.packs.pack_import import install_files
from storage.paths import BACKUPS, DATABASE_NAME, SETTINGS_NAME, may_be_made
from storage.replace_file import replace_file
from storage.settings import SettingsFile

_NOT_WRITTEN: Final = "“{folder}”不能写入（{why}），没有接收完；腾出空间、检查权限以后再接收一次，接收过的不会重复"

Unit = Mapping[str, bytes]
"""What is taken or left as a whole: the files of one pack, or a single file, by their names in a data folder."""


class TakeInPlan(Struct, frozen=True):
    """What a package brings, compared with what is here. ``new`` and ``other`` name units: packs by folder, files by name.

    ``other`` are here with another content: they are replaced only where the clerk says so.
    """

    books: tuple[IncomingBook, ...]
    new: tuple[str, ...]
    other: tuple[str, ...]


def plan_take_in(received: ReceivedHandover, folder: Path, store: BookStore) -> TakeInPlan:
    """What taking the package into a data folder with the books of ``store`` would do. Raises ``StorageError``."""
    units = _units(received.files)
    try:
        present = {name: _present(folder, name, unit) for name, unit in units.items()}
    except OSError as error:
        raise StorageError(f"“{error.filename}”读不出来（{error.strerror}），没有接收") from error
    new = tuple(name for name, unit in present.items() if unit is None)
    other = tuple(name for name, unit in present.items() if unit is not None and unit != units[name])
    return TakeInPlan(incoming_books(store, received.store), new, other)


@contextmanager
def opened_data(folder: Path, now: datetime) -> Iterator[Database]:
    """The database of a data folder, made where there is none. Raises ``StorageError``, also where another window has it open."""
    path = folder / DATABASE_NAME
    lock = DataLock(path, lambda: now)
    lock.take()
    try:
        with open_database(path, create=may_be_made(folder), now=now, guard=lock.refuse_taken) as database:
            yield database
    finally:
        lock.release()


def take_in(received: ReceivedHandover, folder: Path, database: Database, now: datetime, *, replace_other: bool) -> TakeInPlan:
    """Back up, take the package in and return what was done. Raises ``StorageError``; done again it goes on where it stopped.

    The files come first, because the books need their packs; then all books in one transaction.
    """
    store = BookStore(database)
    plan = plan_take_in(received, folder, store)
    if store.list_books():
        database.back_up(folder / BACKUPS, now, lambda made: prove_copy(made, store))
    units = _units(received.files)
    for name in (*plan.new, *(plan.other if replace_other else ())):
        _write(folder, name, units[name])
    try:
        take_books(database, received.database.path, plan.books)
    except StorageError as error:
        raise StorageError(str(error).replace(str(received.database.path), f"交接包里的 {DATABASE_NAME}")) from error
    if SETTINGS_NAME in received.files:
        _take_settings(received.files[SETTINGS_NAME], folder, replace_other=replace_other)
    return plan


def _units(files: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """The files beside database and settings, those of a pack together."""
    units: dict[str, dict[str, bytes]] = {}
    for name, data in files.items():
        if name != SETTINGS_NAME:
            units.setdefault("/".join(name.split("/")[:2]) if name.startswith(f"{PACKS}/") else name, {})[name] = data
    return units


def _present(folder: Path, name: str, unit: Unit) -> Unit | None:
    """What is here in the place of a unit; None for nothing. Raises ``OSError``."""
    place = folder / name
    if place.is_dir():
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in place.rglob("*") if file.is_file()}
    return {name: place.read_bytes()} if place.exists() and name in unit else None


def _write(folder: Path, name: str, unit: Unit) -> None:
    try:
        if name.startswith(f"{PACKS}/"):
            pack_id = name.removeprefix(f"{PACKS}/")
            install_files(pack_id, {file.removeprefix(f"{name}/"): data for file, data in unit.items()}, folder / PACKS)
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            replace_file(folder / name, unit[name])
    except OSError as error:
        raise StorageError(_NOT_WRITTEN.format(folder=folder, why=error.strerror or error)) from error


def _take_settings(data: bytes, folder: Path, *, replace_other: bool) -> None:
    """Add the settings that are not set here. A file that cannot be read brings none: the program does without it too."""
    try:
        theirs = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return
    ours = SettingsFile(folder / SETTINGS_NAME)
    for key, value in theirs.items() if isinstance(theirs, dict) else ():
        present = ours.get(key)
        first, second = (value, present) if replace_other else (present, value)
        ours.set(key, value if present is None else _merged(first, second))
    if ours.fault:
        raise StorageError(_NOT_WRITTEN.format(folder=folder, why=ours.fault))


def _merged(first: Any, second: Any) -> Any:
    """Both of two settings where they are by key (widths by column, choices by headings), else the first."""
    if isinstance(first, dict) and isinstance(second, dict):
        return {**second, **first}
    if isinstance(first, list) and isinstance(second, list) and _is_by_key(first) and _is_by_key(second):
        known = {key for key, _ in first}
        return [*(pair for pair in second if pair[0] not in known), *first]
    return first


def _is_by_key(value: list[Any]) -> bool:
    return all(isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) for pair in value)
