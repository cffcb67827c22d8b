"""TOML files that seldom change: what one says is kept for as long as the file stays as it is.

tomllib is written in Python, and every start would spend 15 ms on forms and colours that are the same as yesterday.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec

from storage.paths import data_folder

KEPT: Final = Path("cache") / "toml.json"
"""In the data folder: by path the time and size of each file, and what it says. It may be deleted at any time."""


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file says; not to be changed. Raises ``OSError``, or ``ValueError`` or ``RecursionError`` for no TOML."""
    kept, state = _kept(data_folder()), path.stat()
    name, stamp = str(path.resolve()), [state.st_mtime_ns, state.st_size]
    if name in kept and kept[name][0] == stamp:
        said: dict[str, Any] = kept[name][1]
        return said
    import tomllib  # noqa: PLC0415 - most starts do without

    parsed = tomllib.loads(path.read_text(encoding="utf-8"))
    if _stays_the_same(parsed):
        kept[name] = (stamp, parsed)
        _keep(data_folder(), kept)
    return parsed


@lru_cache(maxsize=4)
def _kept(folder: Path) -> dict[str, Any]:
    try:
        kept = msgspec.json.decode((folder / KEPT).read_bytes(), type=dict[str, tuple[list[int], dict[str, Any]]])
    except (OSError, msgspec.MsgspecError):
        return {}
    return {**kept}


def _stays_the_same(parsed: dict[str, Any]) -> bool:
    """JSON has no dates and no endless numbers."""
    try:
        return bool(msgspec.json.decode(msgspec.json.encode(parsed)) == parsed)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError):
        return False


def _keep(folder: Path, kept: dict[str, Any]) -> None:
    """Without a data folder, or where it cannot be written, the next start reads the files again."""
    target = folder / KEPT
    beside = target.with_suffix(f".{os.getpid()}")
    if not folder.is_dir():
        return
    try:
        target.parent.mkdir(exist_ok=True)
        beside.write_bytes(msgspec.json.encode(kept))
        beside.replace(target)
    except OSError:
        with suppress(OSError):
            beside.unlink()
