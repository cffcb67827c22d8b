"""Reads a pack from its folder: TOML files and CSV lists. A pack that ``extends`` another says only what differs from it.

An invalid pack is refused with all its faults, each with its file, line and place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from models.checks.severities import SEVERITIES
from models.pack.errors import PackError, PackFaults
from models.pack.forms.pack import Pack, version_numbers
from models.pack.reading.head.own_codes import COLUMNS, other_columns
from models.pack.reading.pack import FILES, OPTIONAL, SHEETS, read_pack
from models.pack.source.merging import merged
from models.pack.source.reading_log import ReadingLog
from models.pack.source.written import Written, nearest, plain
from storage.errors import StorageError
from storage.packs.own_codes import refuse_misplaced_codes, refuse_unknown_codes
from storage.packs.sheet_layouts import BASE, read_layout
from storage.packs.source_files import CsvList, is_left_there, read_csv, read_csv_list, read_toml
from storage.packs.strangers import strangers
from storage.paths import BUILT_IN_PACKS, CODES, PACK_ID

HEAD: Final = "pack.toml"
OWN: Final = ("format", "id", "name", "version", "regions", "awaits")
"""Keys of pack.toml that a pack never takes from the one it extends: they say which pack it is and for whom."""


def read_pack_of(pack_id: str, user_packs: Path | None) -> Pack:
    """Read the pack with this id: the newer of the user's and the shipped one, the user's if the versions are equal.

    Raises ``PackError`` or ``StorageError``.
    """
    folder = folder_of(pack_id, user_packs)
    if folder is None:
        raise StorageError(f"没有“{pack_id}”这个版式包，先用“工具”里的“导入版式”导入它")
    return read_pack_folder(folder, user_packs)


def folder_of(pack_id: str, user_packs: Path | None) -> Path | None:
    """The folder of the pack with this id; None where there is none."""
    if not PACK_ID.fullmatch(pack_id):
        return None
    folders = [root / pack_id for root in (user_packs, BUILT_IN_PACKS) if root and (root / pack_id / HEAD).is_file()]
    return max(folders, key=_version_of, default=None) if len(folders) > 1 else next(iter(folders), None)


def _version_of(folder: Path) -> tuple[int, ...]:
    """The version as numbers; a pack whose version cannot be read counts as the oldest."""
    try:
        return version_numbers(str(plain(read_toml(folder / HEAD, HEAD)).get("version", "")))
    except PackError:
        return ()


def read_pack_folder(
    folder: Path, user_packs: Path | None = None, log: ReadingLog | None = None, *, with_codes: bool = False
) -> Pack:
    """Read and validate the pack in a folder. Raises ``PackFaults``; ``log`` learns which keys a pack may have.

    ``with_codes``: also look its codes up in the tables of its edition, for which a start has no time.
    """
    source = PackSource(folder, user_packs)
    files = {name: plain(written) for name, written in source.files.items()}
    if unread := list(strangers(folder, files.get("tables.toml"))):
        raise PackFaults(unread)
    try:
        lists = {name: each.rows for name, each in source.lists.items()}
        pack = read_pack(files, lists, frozenset(SEVERITIES), log)
        _refuse_unknown_edition(pack)
        refuse_misplaced_codes(pack)
        if with_codes:
            refuse_unknown_codes(pack, files["tables.toml"], source.lists)
    except PackError as error:
        raise PackFaults(source.placed(error.faults)) from None
    return pack


def known_editions() -> list[str]:
    """The years of which the program has the national code tables."""
    return [row["edition"] for row in read_csv(CODES / "editions.csv")]


def _refuse_unknown_edition(pack: Pack) -> None:
    known = known_editions()
    if pack.codes not in known:
        problem = f"没有“{pack.codes}”版的科目代码表；程序带的是 {'、'.join(known)}，别的要升级程序"
        raise PackError(HEAD, ("codes",), problem)
    if int(pack.codes) > pack.year:
        raise PackError(HEAD, ("codes",), f"{pack.year} 年的预算用不了 {pack.codes} 年的科目")


class PackSource:
    """The files of a pack and of those that it extends, merged. Making it raises ``PackFaults`` for files that cannot be read."""

    def __init__(self, folder: Path, user_packs: Path | None) -> None:
        self._log = ReadingLog()
        chain = extends_chain(folder, user_packs)
        self.files: dict[str, Written] = {}
        self.lists: dict[str, CsvList] = {}
        self.list_files: dict[str, Path] = {}
        self._names: dict[str, str] = {}
        for name in FILES:
            written: Written | None = self._log.attempt(partial(_read_merged, name, chain))
            if written is not None:
                self.files[name] = written
        for path in (path for each in reversed(chain) for path in sorted(each.glob("*.csv")) if not is_left_there(path.name)):
            self.list_files[path.name] = path
            self._names[path.name] = _shown(path.name, path.parent, chain)
            self.lists[path.name] = self._log.attempt(partial(read_csv_list, path, self._names[path.name]))
        for name in COLUMNS.keys() & self.lists.keys():
            each = self.lists[name]
            if each is not None and not each.rows and (problem := other_columns(name, each.head)):
                self._log.add(PackError(self._names[name], (), problem, 1))
        if self._log.faults:
            raise PackFaults(self._log.faults)

    def placed(self, faults: Sequence[PackError]) -> list[PackError]:
        """The faults where their author finds them; one that no file can be right without is told once."""
        missing = {fault.file for fault in faults if fault.file in FILES and fault.file not in self.files}
        needed = "、".join(name for name in FILES if name not in OPTIONAL)
        told = [PackError(name, (), f"没有这个文件；版式包要有 {needed}") for name in FILES if name in missing]
        return told + sorted((self._placed(f) for f in faults if f.file not in missing), key=lambda f: (f.file, f.line))

    def _placed(self, fault: PackError) -> PackError:
        if fault.line:
            return fault
        if fault.file in self.files:
            at = nearest(self.files[fault.file], fault.path)
            return fault.at(at.file, at.line, fault.path)
        row = fault.path[0] if fault.path else 0
        if fault.file in self.lists and isinstance(row, int):
            return fault.at(self._names[fault.file], self.lists[fault.file].lines[row - 1] if row else 1, fault.path[1:])
        return fault


def extends_chain(folder: Path, user_packs: Path | None) -> list[Path]:
    """The folder and those that it extends, nearest first. Raises ``PackError``."""
    if folder.is_dir() and not (folder / HEAD).is_file():
        raise PackError(HEAD, (), f"没有这个文件；“{folder}”不是版式包的文件夹")
    chain = [folder]
    while True:
        head = read_toml(chain[-1] / HEAD, _shown(HEAD, chain[-1], chain))
        base = head.value.get("extends")
        if base is None or base.value == "":
            return chain
        if not isinstance(base.value, str) or not PACK_ID.fullmatch(base.value):
            raise PackError(base.file, ("extends",), "应当是另一个版式包的编号", base.line)
        found = folder_of(base.value, user_packs)
        if found is None or found in chain:
            own = head.value.get("id")
            goes_round = found is not None or (own is not None and own.value == base.value)
            problem = "绕回了自己" if goes_round else f"没有“{base.value}”这个版式包；packs list 列出有哪些"
            raise PackError(base.file, ("extends",), problem, base.line)
        chain.append(found)


def _shown(name: str, folder: Path, chain: Sequence[Path]) -> str:
    """How messages call a file: by its name, with its folder where it is not the pack's own."""
    return name if folder == chain[0] else f"{folder.name}/{name}"


def _read_merged(name: str, chain: Sequence[Path]) -> Written | None:
    """The file with what each pack of the chain changes in it; None where none has it."""
    result: Written | None = None
    for folder in reversed(chain):
        if not (folder / name).is_file():
            continue
        own = read_toml(folder / name, _shown(name, folder, chain))
        if name in SHEETS and BASE in own.value:
            result = merged(read_layout(own.value[BASE]), own)
        else:
            result = own if result is None else merged(_inherited(result), own) if name == HEAD else merged(result, own)
    return result


def _inherited(head: Written) -> Written:
    kept: Mapping[str, Written] = {key: value for key, value in head.value.items() if key not in OWN}
    return Written(kept, head.file, head.line)
