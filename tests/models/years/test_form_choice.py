"""Which packs are offered for a new book, and which one next year's book takes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.years.form_choice import form_for, offered_forms
from storage.packs.catalogue import load_pack, load_packs

XINGTAI = load_pack("hebei-xingtai-2024")


def form(pack_id, year, issuer="邢台", regions=()):
    return replace(XINGTAI, id=pack_id, year=year, issuer=issuer, regions=regions)


CITY = [form(f"hebei-xingtai-{year}", year, regions=("1305",)) for year in (2024, 2026, 2027)]
COUNTY = form("hebei-xindu-2027", 2027, "信都", ("130503",))
AWAY = [form(f"shanghai-{kind}-{year}", year, "上海", ("310107",)) for kind in ("unit", "department") for year in (2025, 2026)]
UNKNOWN = form("mine-2027", 2027, "我们局")
ALL = (*CITY, COUNTY, *AWAY, UNKNOWN)


@pytest.mark.parametrize(
    ("region", "year", "used", "here"),
    [
        ("130503", 2027, None, ["hebei-xindu-2027", "hebei-xingtai-2027", "mine-2027"]),  # the county's before the city's
        ("130511", 2027, CITY[0], ["hebei-xingtai-2027"]),
        ("", 2027, CITY[0], ["hebei-xingtai-2027"]),
        ("310107", 2027, AWAY[2], ["shanghai-department-2026", "shanghai-unit-2026"]),  # none of the year: the last ones
        ("", 2027, AWAY[0], ["shanghai-unit-2026", "shanghai-department-2026"]),
        ("440100", 2027, CITY[0], []),
        ("13", 2027, None, ["hebei-xingtai-2027", "hebei-xindu-2027", "mine-2027"]),  # still being typed
        ("", 2027, UNKNOWN, ["mine-2027"]),
        ("", 2025, None, ["shanghai-unit-2025", "shanghai-department-2025"]),
        ("130511", 2023, CITY[0], []),
    ],
)
def test_the_packs_of_the_place_and_the_year_come_first(region, year, used, here):
    offers = offered_forms(ALL, region, year, used)
    assert [pack.id for pack in offers.here] == here
    assert sorted(pack.id for pack in (*offers.here, *offers.others)) == sorted(pack.id for pack in ALL)


def test_next_year_takes_a_pack_of_the_same_region_though_its_issuer_is_named_otherwise():
    renamed = form("hebei-xingtai-2027", 2027, "邢台市财政局", ("1305",))
    assert form_for(2027, CITY[0], [CITY[0], renamed, *AWAY]) is renamed


def test_next_year_of_a_unit_takes_no_form_of_departments():
    """The book of a unit of 2026 went on with the department's form of 2027, where the unit's was not there yet."""
    department = [replace(pack, unit_pack=pack.id.replace("department", "unit")) for pack in AWAY[2:]]
    next_one = replace(form("shanghai-department-2027", 2027, "上海"), unit_pack="shanghai-unit-2026")
    packs = [*AWAY[:2], *department, next_one]
    assert form_for(2027, AWAY[1], packs) is AWAY[1]
    assert form_for(2027, department[1], packs) is next_one
    assert form_for(2026, AWAY[0], packs) is AWAY[1]


def test_the_statement_of_a_district_is_followed_by_such_a_one_alone():
    packs = {pack.id: pack for pack in load_packs()[0]}
    statement, department = packs["hebei-lutai-district-2025"], packs["hebei-lutai-2025"]
    assert form_for(2027, statement, packs.values()) is statement
    assert form_for(2027, department, packs.values()) is packs["hebei-lutai-2027"]
    assert form_for(2025, packs["hebei-lutai-2024"], packs.values()) is department
    later = replace(statement, id="hebei-lutai-district-2027", year=2027)
    assert form_for(2027, statement, [*packs.values(), later]) is later


def test_the_shipped_packs_of_a_place_say_which_place_it_is():
    """A pack that extends another county's does not take its regions: the law holds for whatever is shipped."""
    places: dict[str, set[tuple[str, ...]]] = {}
    for pack in load_packs()[0]:
        places.setdefault(pack.issuer, set()).add(pack.regions)
    assert all(len(regions) == 1 and regions != {()} for regions in places.values())
    assert [pack.id for pack in offered_forms(load_packs()[0], "130271", 2027, None).here] == ["hebei-lutai-2027"]
    assert [pack.id for pack in offered_forms(load_packs()[0], "130511", 2027, None).here] == ["hebei-xingtai-2027"]
