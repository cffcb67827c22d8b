"""Files in the folder of a pack that would be passed over in silence, because their name is not quite that of a file of a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from models.pack.errors import PackError
from models.pack.reading.beside.starters import STARTERS
from models.pack.reading.head.own_codes import COLUMNS
from models.pack.reading.pack import FILES
from models.pack.source.proposals import did_you_mean, file_meant
from storage.packs.source_files import is_left_there

_LISTS: Final = (*COLUMNS, STARTERS)
_KNOWN: Final = (*FILES, *_LISTS)
_EXPECTED: Final = "expected"


def name_fault(name: str) -> str:
    """What is wrong with the name of a file beside pack.toml, in Chinese; "" for one of a pack, and for one that is none of it."""
    plain = name.lower().removesuffix(".txt")
    if name in _KNOWN:
        return ""
    if plain in _KNOWN:
        return f"名字要写成 {plain}，全部小写，后面没有 .txt（记事本另存为时，保存类型选“所有文件”）"
    if plain.endswith(".toml"):
        return f"不认识这个文件{file_meant(plain, FILES)}，只能是 {'、'.join(FILES)}"
    near = file_meant(plain, _LISTS) if plain.endswith(".csv") else ""
    return f"哪里都没有用到{near}" if near else ""


def strangers(folder: Path, tables: object) -> Iterator[PackError]:
    """A fault for each such file of a folder; ``tables`` (tables.toml as parsed) name the lists that are used."""
    used = set(lists_of(tables))
    beside = sorted(path for path in folder.iterdir() if not is_left_there(path.name)) if folder.is_dir() else []
    is_there = any(path.name == _EXPECTED for path in beside)
    for path in beside:
        problem = "" if path.name in used else name_fault(path.name)
        if path.name in _KNOWN and not path.is_file():
            problem = "打不开，它不是一个文件"
        elif path.is_dir() and path.name != _EXPECTED and _is_meant_as_expected(path.name.lower(), is_there=is_there):
            problem = f"文件夹的名字要写成 {_EXPECTED}"
        if problem:
            yield PackError(path.name, (), problem)


def _is_meant_as_expected(name: str, *, is_there: bool) -> bool:
    """Whether a folder is a misspelt ``expected``; where that is there, one nearly called so may be an earlier one."""
    return name == _EXPECTED or (not is_there and bool(did_you_mean(name, (_EXPECTED,))))


def lists_of(value: object) -> Iterator[str]:
    """The CSV files that an ``each`` anywhere names."""
    if isinstance(value, Mapping):
        if isinstance(value.get("each"), str):
            yield value["each"]
        for inner in value.values():
            yield from lists_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from lists_of(inner)
