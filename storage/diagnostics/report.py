"""诊断信息: one zip for support: log, versions, ids of forms, shapes of settings, state of the database. No data of a book."""

from __future__ import annotations

import io
import platform
import sqlite3
import sys
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from models.pack.errors import PackError
from models.program import PROGRAM, VERSION
from storage.database.file import open_database, tables_of
from storage.diagnostics.fault_log import FaultLog
from storage.errors import StorageError
from storage.packs.catalogue import load_packs
from storage.paths import bureau_codes, data_folder, database_file, settings_file, user_packs
from storage.replace_file import replace_file

FILE_NAME: Final = "诊断信息.zip"
_LOG: Final = "faults.log"
_UNTOLD: Final = "withheld_amounts"
"""The table of 不予公开 amounts: that a unit has any is told to nobody."""


def write_report(target: Path, versions: str) -> None:
    """Write the zip. ``versions`` are those of Python and Qt. Raises ``StorageError`` where it cannot be written."""
    parts = {
        "versions.txt": _lines(
            f"{PROGRAM} {VERSION}", versions, f"SQLite {sqlite3.sqlite_version}", platform.platform(), sys.platform
        ),
        "packs.txt": _lines(*_packs()),
        "settings.txt": _lines(*_shapes("", _settings())),
        "database.txt": _lines(*_database()),
        "files.txt": _lines(*_files(data_folder())),
        _LOG: FaultLog(data_folder()).read(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    replace_file(target, made.getvalue())


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def _packs() -> Iterable[str]:
    """The ids and versions of the forms, and how many of the user's cannot be read."""
    try:
        packs, faults = load_packs(user_packs())
    except (StorageError, PackError) as error:
        yield type(error).__name__
        return
    yield from (f"{pack.id} {pack.version}" for pack in packs)
    yield f"unreadable {len(faults)}"


def _settings() -> Any:
    import json  # noqa: PLC0415 - a start does without it

    try:
        return json.loads(settings_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        return {"unreadable": type(error).__name__}


def _shapes(name: str, value: Any) -> Iterable[str]:
    """The keys of the settings with the type of each value, never the value. A key that is no plain word is left out."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            known = str(key).isascii() and str(key).replace("/", "").replace("_", "").isalpha()
            yield from _shapes(f"{name}.{key if known else '…'}".strip("."), inner)
    else:
        size = f"[{len(value)}]" if isinstance(value, str | list) else ""
        yield f"{name}: {type(value).__name__}{size}"


def _database() -> Iterable[str]:
    """The state of the database in words of SQLite and counts of rows."""
    path = database_file()
    if not path.exists():
        yield "missing"
        return
    yield f"bytes {path.stat().st_size}"
    try:
        with open_database(path) as database:
            yield f"journal {database.journal_mode}"
            handle = tables_of(database.connection)
            yield from (f"{table.name} {table.count}" for table in handle.tables if table.name != _UNTOLD)
            database.verify()
            yield "integrity ok"
    except (StorageError, sqlite3.Error) as error:
        yield f"integrity {type(error).__name__}"


def _files(folder: Path) -> Iterable[str]:
    """How many files of which kind lie in the data folder, and their size; names may be the user's."""
    counts: dict[str, list[int]] = {}
    for file in folder.rglob("*") if folder.is_dir() else ():
        try:
            if file.is_file():
                counts.setdefault(file.suffix.lower() if file.suffix.isascii() else "…", []).append(file.stat().st_size)
        except OSError:
            continue
    yield f"codes {len(list(bureau_codes().glob('*.csv')))}"
    yield from (f"{kind or '-'}: {len(sizes)}, {sum(sizes)} bytes" for kind, sizes in sorted(counts.items()))
