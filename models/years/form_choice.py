"""Which form packs are offered for a new book: those of the unit's place for the year that is due come first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from msgspec import Struct

from models.pack.forms.pack import Pack, version_numbers

_YEAR_OF_ID: Final = re.compile(r"-\d{4}$")


class FormOffers(Struct, frozen=True):
    """The packs to choose from, the likeliest first; ``others`` are of another place or year."""

    here: tuple[Pack, ...]
    others: tuple[Pack, ...]


def form_for(year: int, pack: Pack, packs: Iterable[Pack]) -> Pack:
    """The newest form of the same place up to ``year``; of two of one year the one with the same id stem; else ``pack``.

    A form for the documents of single units is followed by such a one alone, and one of departments by one of departments; so is
    one without tables (the statement of a district).
    """
    every = tuple(packs)
    of_units = {other.unit_pack for other in every}
    known = [
        other
        for other in every
        if is_same_place(other, pack)
        and pack.year <= other.year <= year
        and (_kind(other, of_units) == _kind(pack, of_units) or stem(other) == stem(pack))
    ]
    return max(
        known,
        key=lambda other: (other.year, stem(other) == stem(pack), other.id == pack.id, version_numbers(other.version)),
        default=pack,
    )


def _kind(pack: Pack, of_units: Collection[str]) -> tuple[bool, bool]:
    """Whether a form is for the documents of single units, and whether it has tables."""
    return pack.id in of_units, bool(pack.tables)


def offered_forms(packs: Sequence[Pack], region: str, year: int, used: Pack | None) -> FormOffers:
    """The offers for a unit with this 区划代码 ("" where it is not known) whose last book has the form ``used``.

    The place is that of the 区划代码, else that of ``used``. Of the place's packs the ones for the year are offered; where there
    is none, the last ones before it.
    """
    near = [pack for pack in packs if _is_near(pack, region, used)]
    due = [pack for pack in near if pack.year == year] or _last_before(near, year)
    here = sorted(due, key=lambda pack: (-_fit(pack, region), used is None or stem(pack) != stem(used)))
    others = [pack for pack in packs if pack not in here]
    return FormOffers(tuple(here), tuple(sorted(others, key=lambda pack: (pack not in near, abs(pack.year - year)))))


def is_for(pack: Pack, region: str) -> bool:
    """Whether a pack is for units with this 区划代码; one that names no region may be."""
    return not pack.regions or _fit(pack, region) > 0


def is_same_place(pack: Pack, other: Pack) -> bool:
    """Whether two packs are of one issuer, or for units of one region."""
    return pack.issuer == other.issuer or not set(pack.regions).isdisjoint(other.regions)


def stem(pack: Pack) -> str:
    """The id without its year: what the forms of several years have in common."""
    return _YEAR_OF_ID.sub("", pack.id)


def _is_near(pack: Pack, region: str, used: Pack | None) -> bool:
    if region and pack.regions:
        return _fit(pack, region) > 0
    return used is None or is_same_place(pack, used)


def _fit(pack: Pack, region: str) -> int:
    """How many digits of a 区划代码 and a pack agree, the most that fit; 0: it is for another place, or for none in particular.

    A code that is still being typed fits whatever it may become.
    """
    fitting = (own for own in pack.regions if region.startswith(own) or own.startswith(region))
    return max((min(len(own), len(region)) for own in fitting), default=0)


def _last_before(packs: Iterable[Pack], year: int) -> list[Pack]:
    """Of each stem the last pack before a year."""
    last: dict[str, Pack] = {}
    for pack in packs:
        if pack.year < year and (stem(pack) not in last or last[stem(pack)].year < pack.year):
            last[stem(pack)] = pack
    return list(last.values())
