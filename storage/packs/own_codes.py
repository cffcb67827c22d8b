"""Holds the codes of a pack, its own and those by which its forms take money, to the edition of the national tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from models.pack.errors import PackError, PackFaults
from models.pack.forms.pack import Pack
from models.values.codes import Codes
from storage.packs.editions import read_editions
from storage.packs.source_files import CsvList
from storage.packs.strangers import lists_of
from storage.paths import CODES

Steps = tuple[str | int, ...]


def refuse_unknown_codes(pack: Pack, tables: Any, lists: Mapping[str, CsvList]) -> None:
    """Raise ``PackFaults`` for a code by which ``tables`` (tables.toml as parsed) or a list takes money, and no edition has it.

    Its line would be empty whatever is entered. So for a row of a list that is called like another code.
    """
    function, economic = read_editions(CODES)[pack.codes]
    codes = pack.own_codes.applied_to(Codes(function, economic, pack.codes))
    faults = [*_unknown_in(tables, (), codes), *_unknown_in_lists(set(lists_of(tables)), lists, codes)]
    if faults:
        raise PackFaults(faults)


def _unknown_in(value: Any, path: Steps, codes: Codes) -> Iterator[PackError]:
    for key, inner in _entries(value):
        if key in {"function", "economic"} and "where" in path:
            table = getattr(codes, str(key))
            for code in [inner] if isinstance(inner, str) else inner:
                if not any(row.code.startswith(code) for row in table):
                    yield PackError(
                        "tables.toml", (*path, key), f"{codes.edition} 年的科目表里没有“{code}”，这样筛选什么钱都收不进来"
                    )
        yield from _unknown_in(inner, (*path, key), codes)


def _entries(value: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, Mapping):
        return value.items()
    return enumerate(value, 1) if isinstance(value, list) else ()


def _unknown_in_lists(used: AbstractSet[str], lists: Mapping[str, CsvList], codes: Codes) -> Iterator[PackError]:
    for name in sorted(used & lists.keys()):
        for number, row in enumerate(lists[name].rows, 1):
            code, label = row["code"], row["label"]
            own = codes.function.name(code)
            if code and not own:
                yield PackError(name, (number,), f"{codes.edition} 年的科目表里没有“{code}”，这一行永远没有数")
            elif code and own not in label:
                other = next((each for each in codes.function if len(each.code) == len(code) and each.name == _bare(label)), None)
                if other is not None:
                    yield PackError(name, (number,), f"{code} 是“{own}”，名称写的却是 {other.code} 的“{other.name}”")


def _bare(label: str) -> str:
    """A label without the number before it."""
    return label.rpartition("、")[2].strip()


def refuse_misplaced_codes(pack: Pack) -> None:
    """Raise ``PackFaults`` for codes of a pack that have no place in its edition; most packs have none of their own."""
    if not pack.own_codes.function and not pack.own_codes.economic:
        return
    function, economic = read_editions(CODES)[pack.codes]
    faults = list(_misplaced(pack, Codes(function, economic, pack.codes)))
    if faults:
        raise PackFaults(faults)


def _misplaced(pack: Pack, edition: Codes) -> Iterator[PackError]:
    """Codes below one that is nowhere (its row would print without a name), and those taken away that are not there."""
    changed = pack.own_codes.applied_to(edition)
    for field in ("function", "economic"):
        before, after, own = (getattr(tables, field) for tables in (edition, changed, pack.own_codes))
        for number, row in enumerate(own, 1):
            above = [step for step in after.parents(row.code) if after.get(step) is None] if row.name else []
            if above:
                problem = f"{row.code} 上面的 {above[0]} 不在科目表里；把 {above[0]} 也写上"
                yield PackError(f"{field}.csv", (number, "code"), problem)
            elif not row.name and before.get(row.code) is None:
                problem = f"{row.code} 没有名称，是要取消它，可是 {pack.codes} 年的科目表里没有它"
                yield PackError(f"{field}.csv", (number, "name"), problem)
            elif below := next((code.code for code in after if not row.name and code.code.startswith(row.code)), ""):
                problem = f"{row.code} 没有名称，是要取消它，可是它下面的 {below} 还在；把它下面的也都写上"
                yield PackError(f"{field}.csv", (number, "name"), problem)
