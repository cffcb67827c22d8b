"""Imports a form pack from a file: reads all of it, tests it with the installed packs, then installs it in one step."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from msgspec import Struct

from models.pack.errors import PackError
from models.pack.forms.pack import Pack, version_numbers
from models.pack.reading.pack import FILES
from storage.errors import StorageError
from storage.files.limits import LARGEST_PACK, ZIP_FAULTS, check_entries
from storage.packs.catalogue import built_in_codes, load_pack, pack_ids
from storage.packs.folder import extends_chain, folder_of, read_pack_folder, read_pack_of
from storage.packs.initials import with_initials
from storage.packs.leftovers import FORMER, NEW, put_right
from storage.packs.source_files import is_left_there
from storage.packs.strangers import name_fault
from storage.replace_file import flush_folder, write_through

_LARGEST_ARCHIVE: Final = 4 * LARGEST_PACK
_LIST: Final = re.compile(r"[\w-]+\.csv")
_KNOWN_BUDGETS: Final = ("expected/*/*", "expected/*/texts/*")
_KNOWN_BUDGET: Final = re.compile(r"expected/[\w-]+/(book\.ysbook|[\w-]+\.csv|texts/[^/]+\.txt)")
_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800


class PackOffer(Struct, frozen=True):
    """A pack that was read and can be installed. ``present`` is the installed one of the same id.

    ``extending`` are the packs of this computer that extend it, as they will be.
    """

    pack: Pack
    present: Pack | None
    files: Mapping[str, bytes]
    extending: tuple[Pack, ...] = ()


class _Entry(NamedTuple):
    """A file of a folder or an archive."""

    path: PurePosixPath
    size: int
    read: Callable[[], bytes]


def read_pack_offer(source: Path, user_packs: Path) -> PackOffer:
    """Read the pack in a .zip, in a folder, or beside a pack.toml; nothing is written to ``user_packs``.

    Raises ``PackError`` (file, line, place) for invalid content, and ``StorageError``: no pack, several, too large,
    an unknown code edition, one that is older than the program's own of the same id and would never be used, or an installed
    pack that extends it and would no longer work.
    """
    files = _pack_files(source)
    with trial_folder() as folder:
        pack, extending = _try_out(files, user_packs, folder / "packs")
    _refuse_older_than_ours(pack)
    return PackOffer(pack, _present(pack.id, user_packs), files, extending)


@contextmanager
def trial_folder() -> Iterator[Path]:
    """A temporary folder to try a pack out in. Raises ``StorageError`` where the disk refuses it, or a file in it."""
    try:
        with TemporaryDirectory(prefix="ysgk-", ignore_cleanup_errors=True) as name:
            yield Path(name)
    except OSError as error:
        raise StorageError(f"版式没有导入，试读时磁盘写不进去（{error.strerror or error}）；腾出空间后再导入") from error


def install_pack(offer: PackOffer, user_packs: Path) -> None:
    """Install the pack, replacing one of the same id. Raises ``StorageError`` and leaves the old one in place."""
    install_files(offer.pack.id, offer.files, user_packs)


def install_files(pack_id: str, files: Mapping[str, bytes], user_packs: Path) -> None:
    """As ``install_pack``, the files of a pack that was read before, perhaps on another computer."""
    mark = os.urandom(6).hex()
    fresh, former, target = user_packs / f"{NEW}{mark}", user_packs / f"{FORMER}{pack_id}", user_packs / pack_id
    try:
        user_packs.mkdir(parents=True, exist_ok=True)
        put_right(user_packs)
        _write(fresh, files)
        if target.exists():
            target.rename(former)
        try:
            fresh.rename(target)
        except OSError:
            if former.exists():
                former.rename(target)
            raise
        flush_folder(user_packs)
        put_right(user_packs)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise StorageError(f"版式没有导入，“{user_packs}”写不进去（{error.strerror or error}）；检查磁盘和权限后再导入") from error


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_through(folder / name, data)


def _refuse_older_than_ours(pack: Pack) -> None:
    ours = load_pack(pack.id) if pack.id in pack_ids() else None
    if ours is not None and version_numbers(ours.version) > version_numbers(pack.version):
        raise StorageError(f"“{ours.name}”程序自带的是第 {ours.version} 版，要导入的第 {pack.version} 版比它旧，没有导入")


def _present(pack_id: str, user_packs: Path) -> Pack | None:
    try:
        return load_pack(pack_id, user_packs) if pack_id in pack_ids(user_packs) else None
    except (PackError, StorageError):
        return None  # an unreadable pack may be replaced by any other


# --- trying out


def _try_out(files: Mapping[str, bytes], user_packs: Path, trial: Path) -> tuple[Pack, tuple[Pack, ...]]:
    """Read the pack, and those that extend it, in a copy of the user's packs as they would be after the import."""
    trial.mkdir()
    for pack_id in pack_ids(user_packs):
        if (user_packs / pack_id).is_dir():
            shutil.copytree(user_packs / pack_id, trial / pack_id)
    fresh = trial / f"{NEW}pack"
    _write(fresh, files)
    pack = read_pack_folder(fresh, trial, with_codes=True)
    built_in_codes(pack.codes)
    worked = {other for other in pack_ids(trial) if _stands_on(other, pack.id, trial) and _read_if_right(other, trial)}
    shutil.rmtree(trial / pack.id, ignore_errors=True)
    fresh.rename(trial / pack.id)
    pack = with_initials(read_pack_folder(trial / pack.id, trial))
    extending = []
    for other in sorted(worked):
        read = _read_if_right(other, trial)
        if read is None:
            raise StorageError(f"“{pack.name}”和本机的“{other}”合不上：“{other}”借用它的表，换了以后就不能用了")
        extending.append(read)
    return pack, tuple(extending)


def _stands_on(pack_id: str, base: str, packs: Path) -> bool:
    """Whether a pack extends another one, or one that does."""
    home = folder_of(pack_id, packs)
    try:
        return home is not None and any(folder.name == base for folder in extends_chain(home, packs)[1:])
    except PackError:
        return False


def _read_if_right(pack_id: str, packs: Path) -> Pack | None:
    try:
        return read_pack_of(pack_id, packs)
    except (PackError, StorageError):
        return None


# --- reading what was handed out


def _pack_files(source: Path) -> dict[str, bytes]:
    """The files of the one pack in a source, by name."""
    if not source.exists():
        raise StorageError(f"没有“{source}”这个文件或文件夹，检查名字和位置")
    try:
        if source.name == "pack.toml" and source.is_file():
            return _picked(_folder_entries(source.parent, "*", *_KNOWN_BUDGETS), source.parent.name)
        if source.is_dir():
            deeper = (f"*/{pattern}" for pattern in ("*", *_KNOWN_BUDGETS))
            return _picked(_folder_entries(source, "*", *_KNOWN_BUDGETS, *deeper), source.name)
        if not zipfile.is_zipfile(source):
            raise StorageError(f"“{source.name}”不是 .zip 压缩包；rar、7z 先解压，再选里面的 pack.toml")
        if source.stat().st_size > _LARGEST_ARCHIVE:
            raise _too_large(source.name)
        with zipfile.ZipFile(source) as archive:
            return _picked(_archive_entries(archive, source.name), source.name)
    except PackError:
        raise
    except ZIP_FAULTS as error:
        raise StorageError(f"“{source.name}”读不出来，可能没有下载完整；向发版式的单位再要一份") from error


def _folder_entries(folder: Path, *patterns: str) -> list[_Entry]:
    files = [file for pattern in patterns for file in sorted(folder.glob(pattern)) if file.is_file()]
    return [_Entry(PurePosixPath(file.relative_to(folder).as_posix()), file.stat().st_size, file.read_bytes) for file in files]


def _archive_entries(archive: zipfile.ZipFile, name: str) -> list[_Entry]:
    entries = []
    check_entries(archive.infolist(), name)
    for info in archive.infolist():
        path = PurePosixPath(_name_of(info))
        if path.is_absolute() or ".." in path.parts or ":" in str(path):
            raise StorageError(f"“{name}”里有指向别处的路径“{path}”，不导入；向发版式的单位核实")
        if info.flag_bits & _ENCRYPTED:
            raise StorageError(f"“{name}”加了密码，先解压，再选里面的 pack.toml")
        if not info.is_dir():
            entries.append(_Entry(path, info.file_size, partial(_unpacked, archive, info, name)))
    return entries


def _name_of(info: zipfile.ZipInfo) -> str:
    """The decoded name: Chinese archives write GBK without declaring it."""
    name = info.filename
    if not info.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of a file, at most ``LARGEST_PACK`` even if the archive states a smaller size."""
    with archive.open(info) as file:
        data = file.read(LARGEST_PACK + 1)
    if len(data) > LARGEST_PACK:
        raise _too_large(name)
    return data


def _too_large(name: str) -> StorageError:
    return StorageError(f"“{name}”太大，不像是版式包；一个版式包只有几个 TOML 和 CSV 文件")


def _picked(entries: Sequence[_Entry], name: str) -> dict[str, bytes]:
    """The files of the pack beside the only pack.toml; other files there are ignored."""
    entries = [entry for entry in entries if not any(map(is_left_there, entry.path.parts))]
    homes = [entry.path.parent for entry in entries if entry.path.name == "pack.toml"]
    if len(homes) != 1:
        words = f"里有 {len(homes)} 个版式包，一次导入一个" if homes else "里没有 pack.toml，不是版式包"
        raise StorageError(f"“{name}”{words}")
    wanted: dict[str, _Entry] = {}
    for entry in entries:
        if not entry.path.is_relative_to(homes[0]):
            continue
        file = entry.path.relative_to(homes[0]).as_posix()
        if "/" not in file and file not in FILES and not _LIST.fullmatch(file) and (problem := name_fault(file)):
            raise PackError(file, (), problem)
        if file in wanted:
            raise StorageError(f"“{name}”里有两个 {file}，不知道用哪个；向发版式的单位核实")
        if file in FILES or _LIST.fullmatch(file) or _KNOWN_BUDGET.fullmatch(file):
            wanted[file] = entry
    if sum(entry.size for entry in wanted.values()) > LARGEST_PACK:
        raise _too_large(name)
    return {file: entry.read() for file, entry in wanted.items()}
