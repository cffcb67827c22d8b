"""Reads a pack from its folder: TOML files and CSV lists; a missing file comes from the pack named in ``extends``.

An invalid pack is refused with file, line and place.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from models.checks.severities import SEVERITIES
from models.pack.errors import PackError
from models.pack.forms.pack import Pack, version_numbers
from models.pack.reading.pack import FILES, read_pack
from storage.errors import StorageError
from storage.paths import BUILT_IN_PACKS, PACK_ID


def read_pack_of(pack_id: str, user_packs: Path | None) -> Pack:
    """Read the pack with this id: the newer of the user's and the shipped one, the user's if the versions are equal.

    Raises ``PackError`` or ``StorageError``.
    """
    folder = _folder_of(pack_id, user_packs)
    if folder is None:
        raise StorageError(f"没有“{pack_id}”这个版式包，先用“工具”里的“导入版式”导入它")
    return read_pack_folder(folder, user_packs)


def _folder_of(pack_id: str, user_packs: Path | None) -> Path | None:
    if not PACK_ID.fullmatch(pack_id):
        return None
    folders = [root / pack_id for root in (user_packs, BUILT_IN_PACKS) if root and (root / pack_id / "pack.toml").is_file()]
    return max(folders, key=_version_of, default=None) if len(folders) > 1 else next(iter(folders), None)


def _version_of(folder: Path) -> tuple[int, ...]:
    """The version as numbers; a pack whose version cannot be read counts as the oldest."""
    try:
        return version_numbers(str(_parse_toml(folder, "pack.toml").get("version", "")))
    except PackError:
        return ()


def read_pack_folder(folder: Path, user_packs: Path | None = None) -> Pack:
    """Read and validate the pack in a folder. Raises ``PackError``."""
    chain = _folder_chain(folder, user_packs)
    homes = {name: _home_of(name, chain) for name in FILES}
    files = {name: _parse_toml(home, name) for name, home in homes.items() if home}
    lists = {path.name: read_csv(path) for each in reversed(chain) for path in sorted(each.glob("*.csv"))}
    try:
        return read_pack(files, lists, frozenset(SEVERITIES))
    except PackError as error:
        home = homes.get(error.file)
        line = _line_of(home / error.file, error.path) if home else error.line
        raise PackError(error.file, error.path, error.problem, line) from None


def _folder_chain(folder: Path, user_packs: Path | None) -> list[Path]:
    """The folder and those that it extends, nearest first."""
    chain = [folder]
    while True:
        base = _parse_toml(chain[-1], "pack.toml").get("extends")
        if not base:
            return chain
        if not isinstance(base, str) or not PACK_ID.fullmatch(base):
            raise PackError("pack.toml", ("extends",), "应当是另一个版式包的编号")
        found = _folder_of(base, user_packs)
        if found is None or found in chain:
            raise PackError("pack.toml", ("extends",), f"没有“{base}”这个版式包" if found is None else "绕回了自己")
        chain.append(found)


def _home_of(name: str, chain: Sequence[Path]) -> Path | None:
    """The nearest folder that has this file."""
    return next((folder for folder in chain if (folder / name).is_file()), None)


def _parse_toml(folder: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise PackError(name, (), "不是 UTF-8 编码") from None
    except (ValueError, RecursionError) as error:  # a number too long or a list too deep is not a TOMLDecodeError
        line = _LINE_OF_FAULT.search(str(error))
        raise PackError(name, (), "写法不对，不是 TOML 的格式", int(line[1]) if line else 0) from None
    except OSError:
        raise PackError(name, (), f"读不出来，检查 {folder} 里的这个文件") from None


_LINE_OF_FAULT: Final = re.compile(r"\(at line (\d+)")
_HEADER: Final = re.compile(r"\s*\[(\[?)([^\]]+)\]")


def _line_of(path: Path, place: Sequence[str | int]) -> int:
    """The line of a place such as ("table", 3, "columns", 2, "where"), as near as the text shows it; 0: not found."""
    keys = [step for step in place if isinstance(step, str)]
    positions = {tuple(keys[: i + 1]): _position_after(place, i) for i in range(len(keys))}
    counts: dict[tuple[str, ...], int] = {}
    inside: tuple[str, ...] = ()
    matches, best = True, 0
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        header = _HEADER.match(text)
        if header:
            inside = tuple(part.strip().strip('"') for part in header[2].split("."))
            if header[1]:
                counts[inside] = counts.get(inside, 0) + 1
                for deeper in [key for key in counts if key[: len(inside)] == inside and key != inside]:
                    counts[deeper] = 0
            matches = inside == tuple(keys[: len(inside)]) and all(
                counts.get(inside[: i + 1], position) == position
                for i in range(len(inside))
                if (position := positions.get(inside[: i + 1])) is not None
            )
            best = number if matches else best
        elif matches and len(keys) > len(inside):
            wanted = keys[len(inside)]
            if re.match(rf'\s*"?{re.escape(wanted)}"?\s*=', text):
                return number + _element_offset(path, number, positions.get(tuple(keys[: len(inside) + 1])))
    return best


def _position_after(place: Sequence[str | int], nth_key: int) -> int | None:
    """The list position that follows the nth key of a place, if one does."""
    indexes = [i for i, step in enumerate(place) if isinstance(step, str)]
    after = indexes[nth_key] + 1
    position = place[after] if after < len(place) else None
    return position if isinstance(position, int) else None


def _element_offset(path: Path, number: int, position: int | None) -> int:
    """How many lines below ``key = [`` its nth element stands, where each has a line of its own."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if position is None or not lines[number - 1].rstrip().endswith("["):
        return 0
    return position


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a list, by the names in its first row. Raises ``PackError``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        head, *rows = [row for row in csv.reader(io.StringIO(text)) if row] or [[]]
        return [dict(zip_longest(head, row, fillvalue="")) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise PackError(path.name, (), "读不出来，应当是 UTF-8 编码的 CSV") from None
