"""Which facts of a pack are those of its place, and which of them a pack still has from one of another place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from models.pack.forms.checks import ProcurementLimits, ProjectCodeRegions
from models.pack.forms.pack import Pack
from models.values.text import listed

_YEAR: Final = re.compile(r"-\d{4}$")


def is_one_place(pack_id: str, other_id: str) -> bool:
    """Whether two ids name one place: hebei-lutai-2025 and hebei-lutai-district-2025."""
    one, other = (f"{_YEAR.sub('', each)}-" for each in (pack_id, other_id))
    return one.startswith(other) or other.startswith(one)


def is_one_province(pack_id: str, other_id: str) -> bool:
    """Whether two ids begin with one province."""
    return pack_id.partition("-")[0] == other_id.partition("-")[0]


def facts_from_elsewhere(pack: Pack, others: Iterable[Pack]) -> Iterator[str]:
    """A sentence for each fact that is the one of a pack of another place, which is named by its form of the nearest year."""
    told: set[str] = set()
    every = sorted(others, key=lambda each: abs(each.year - pack.year))
    here = [pack.id, *(other.id for other in every if is_one_place(pack.id, other.id))]
    for other in every:
        for key, words in _shared(pack, other) if not any(is_one_place(own, other.id) for own in here) else ():
            if key not in told:
                told.add(key)
                yield f"{words}，和“{other.name}”的一样；不是本地的就改成本地的"


def _shared(pack: Pack, other: Pack) -> Iterator[tuple[str, str]]:
    """The keys with the same facts; what holds in a whole province is no other place's there."""
    if pack.issuer == other.issuer:
        yield "issuer", f"pack.toml 的 issuer 是“{pack.issuer}”"
    if same := [region for region in pack.regions if region in other.regions]:
        yield "regions", f"pack.toml 的 regions 有 {listed(same)}"
    if is_one_province(pack.id, other.id):
        return
    if pack.limits == other.limits != ProcurementLimits():
        yield "limits", "pack.toml 的 [limits] 采购限额"
    if pack.project_codes == other.project_codes != ProjectCodeRegions():
        starts = listed([*pack.project_codes.certain, *pack.project_codes.likely])
        yield "project_codes", f"checks.toml 的 [project_codes] 是 {starts} 开头的"
