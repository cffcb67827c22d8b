"""Reads what stands at the top of pack.toml: whose form it is, of which year, and how its window begins."""

from __future__ import annotations

import re
from typing import Any, Final

from models.pack.reading.head.place import read_regions
from models.pack.reading.toml_table import TomlTable, refuse_duplicates
from models.values.amount_style import UNITS, WAN

PACK_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
"""What a folder can be called everywhere; the hyphen rules out the names that Windows reserves (con, nul)."""

_YEAR_OF_ID: Final = re.compile(r"-(20\d\d)$")
_VERSION: Final = re.compile(r"\d{1,9}(\.\d{1,9})*", re.ASCII)
_YEARS: Final = range(2000, 2100)


def id_fault(pack_id: str) -> str:
    """What is wrong with the id of a pack, in Chinese; "" if nothing is."""
    words = "不行，要用小写字母、数字和连字符，字母开头，至少两段，如 hebei-xingtai-2024"
    return "" if PACK_ID.fullmatch(pack_id) else f"“{pack_id}”{words}"


def read_identity(head: TomlTable) -> dict[str, Any]:
    """The fields of a pack that say which one it is; what is wrong is noted."""
    head.text("extends", "")
    if head.number("format") != 1:
        head.refuse("这个版式包的写法比本程序新，要先升级程序", "format")
    texts = {name: head.text(name) for name in ("id", "name", "issuer", "version", "codes")}
    if fault := id_fault(texts["id"]):
        head.refuse(fault, "id")
    unit_pack = head.text("unit_pack", "")
    if unit_pack and (fault := id_fault(unit_pack)):
        head.refuse(fault, "unit_pack")
    if not _VERSION.fullmatch(texts["version"]):
        head.refuse(f"“{texts['version']}”比不出新旧，要写成 1.0、1.1 这样的数", "version")
    return texts | {
        "year": _read_year(head, texts["id"]),
        "stages": _read_stages(head),
        "withheld_counts": head.flag("withheld_counts"),
        "entry_unit": head.choice("entry_unit", tuple(UNITS), WAN.unit),
        "regions": head.attempt(lambda: read_regions(head), ()),
        "awaits": head.text("awaits", ""),
        "unit_pack": unit_pack,
    }


def _read_year(head: TomlTable, pack_id: str) -> int:
    year = head.number("year")
    if year not in _YEARS:
        head.refuse("应当是四位的年度，如 2026", "year")
        return _YEARS[0]
    named = _YEAR_OF_ID.search(pack_id)
    if named and int(named[1]) != year:
        head.refuse(f"编号说是 {named[1]} 年，year 却是 {int(year)}（没有写的，跟着底本）；改成一样的", "id")
    return int(year)


def _read_stages(head: TomlTable) -> tuple[str, ...]:
    stages = head.texts("stages")
    head.attempt(lambda: refuse_duplicates(head, "stages", stages), None)
    return stages
