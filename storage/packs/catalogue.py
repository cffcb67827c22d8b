"""Lists and loads the packs and code tables: the shipped ones, and the packs in the user's folder.

Validated contents are cached until a file changes, so that most starts do not read the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path

from msgspec import Struct

from models.pack.errors import PackError
from models.pack.forms.pack import Pack
from models.values.codes import ECONOMIC_LEVELS, FUNCTION_LEVELS, Code, Codes, CodeTable
from storage.cache import Stamp, cached_value, files_stamp
from storage.errors import StorageError
from storage.paths import BUILT_IN_PACKS, CODES, PACK_ID


def pack_ids(user_packs: Path | None = None) -> tuple[str, ...]:
    """The ids of all packs, the shipped ones first."""
    return tuple(dict.fromkeys(folder.name for folder in _folders(BUILT_IN_PACKS, user_packs) if _is_pack(folder)))


def _is_pack(folder: Path) -> bool:
    return bool(PACK_ID.fullmatch(folder.name)) and (folder / "pack.toml").is_file()


def _folders(*roots: Path | None) -> list[Path]:
    return [folder for root in roots if root and root.is_dir() for folder in sorted(root.iterdir())]


def load_pack(pack_id: str, user_packs: Path | None = None) -> Pack:
    """The pack with this id: the newer of the user's and the shipped one, the user's if the versions are equal.

    Raises ``PackError`` or ``StorageError``.
    """
    own = user_packs if _may_concern(pack_id, user_packs) else None
    return _load(pack_id, own, files_stamp(*_folders(BUILT_IN_PACKS, own)))


def _may_concern(pack_id: str, user_packs: Path | None) -> bool:
    """Whether the user's folder may change what this id means: beside packs of other ids, what ships stays as it was read."""
    own = _ids_in(user_packs)
    if not own:
        return False
    shipped = _ids_in(BUILT_IN_PACKS)
    return pack_id not in shipped or not own.isdisjoint(shipped)


def _ids_in(root: Path | None) -> set[str]:
    return {folder.name for folder in _folders(root) if _is_pack(folder)}


@lru_cache(maxsize=64)
def _load(pack_id: str, user_packs: Path | None, stamp: Stamp) -> Pack:
    """The stamp covers all packs, because a pack may extend any other."""
    read = partial(_read, pack_id, user_packs)
    return cached_value(f"pack-{pack_id}", stamp, Pack, read) if PACK_ID.fullmatch(pack_id) else read()


def _read(pack_id: str, user_packs: Path | None) -> Pack:
    from storage.packs.folder import read_pack_of  # noqa: PLC0415 - most starts do without
    from storage.packs.initials import with_initials  # noqa: PLC0415

    return with_initials(read_pack_of(pack_id, user_packs))


def load_packs(user_packs: Path | None = None) -> tuple[tuple[Pack, ...], tuple[str, ...]]:
    """Every pack that can be read, and one sentence for each that cannot."""
    packs, faults = [], []
    for pack_id in pack_ids(user_packs):
        try:
            packs.append(load_pack(pack_id, user_packs))
        except (PackError, StorageError) as error:
            faults.append(f"“{pack_id}”这个版式读不出来，没有列出：{error}")
    return tuple(packs), tuple(faults)


def unit_form_gap(pack: Pack, user_packs: Path | None) -> str:
    """A sentence where the form that a pack names for single units is not here, "" mostly; it may be the next to be imported."""
    if not pack.unit_pack or pack.unit_pack in pack_ids(user_packs):
        return ""
    return f"pack.toml 的 unit_pack：本机没有“{pack.unit_pack}”这个版式；没有它，各单位的预算公开印不出来"


class _Tables(Struct, frozen=True):
    """The rows of an edition's two code tables, and the other editions of the codes that it lacks."""

    function: tuple[Code, ...]
    economic: tuple[Code, ...]
    elsewhere: Mapping[str, tuple[str, ...]]


def edition_of(year: int) -> str:
    """The newest edition of the shipped code tables up to a year, the newest of all for year 0: what a list is compared with."""
    editions = sorted(_notes())
    return max((edition for edition in editions if edition <= str(year)), default=editions[0]) if year else editions[-1]


def edition_note(edition: str) -> str:
    """What is to be known of an edition, such as that it has not been compared with the ministry's book; "" mostly."""
    return _notes().get(edition, "")


@lru_cache(maxsize=1)
def _notes() -> Mapping[str, str]:
    """The editions and the note of each."""
    from storage.packs.source_files import read_csv  # noqa: PLC0415 - most starts do without

    return {row["edition"]: row["note"] for row in read_csv(CODES / "editions.csv")}


@lru_cache(maxsize=8)
def built_in_codes(edition: str) -> Codes:
    """The shipped code tables of an edition (``2024``). Raises ``StorageError`` for an unknown one."""
    stamp = files_stamp(CODES, *sorted(folder for folder in CODES.iterdir() if folder.is_dir()))
    if not PACK_ID.fullmatch(edition):
        raise _no_edition(edition)
    tables = cached_value(f"codes-{edition}", stamp, _Tables, partial(_read_edition, edition))
    function, economic = CodeTable(FUNCTION_LEVELS, tables.function), CodeTable(ECONOMIC_LEVELS, tables.economic)
    return Codes(function, economic, edition, tables.elsewhere)


def _read_edition(edition: str) -> _Tables:
    from storage.packs.editions import read_editions  # noqa: PLC0415 - most starts do without

    editions = read_editions(CODES)
    if edition not in editions:
        raise _no_edition(edition)
    function, economic = (tuple(table) for table in editions[edition])
    others = {name: {row.code for table in tables for row in table} for name, tables in editions.items()}
    lacking = sorted(frozenset().union(*others.values()) - others[edition])
    return _Tables(function, economic, {code: tuple(name for name in others if code in others[name]) for code in lacking})


def _no_edition(edition: str) -> StorageError:
    return StorageError(f"没有“{edition}”版的科目代码表，换一个版式，或者升级程序")
