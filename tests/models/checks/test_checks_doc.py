"""docs/checks.md says the truth: every rule is in it once, and its word 「check」 means a check."""

from __future__ import annotations

import pytest

from models.checks.severities import SEVERITIES
from storage.packs.catalogue import load_pack, pack_ids
from tests.folders import ROOT

DOC = ROOT / "docs" / "checks.md"
RULES = (
    *(f"P-{n}" for n in range(1, 12)),
    *(f"X-{n}" for n in range(1, 30)),
    *(f"S-{n}" for n in range(1, 6)),
    *(f"K-{n}" for n in range(1, 14)),
    *(f"F-{n}" for n in range(1, 6)),
    *(f"G-{n}" for n in range(1, 6)),
    *(f"T-{n}" for n in range(1, 6)),
    *(f"C-{n}" for n in range(1, 6)),
    *(f"PC-{n}" for n in range(1, 7)),
)


def rows() -> list[list[str]]:
    lines = [line for line in DOC.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and not line.startswith("| id")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def checked() -> set[str]:
    return {row[0] for row in rows() if row[2] == "check"}


def equation_severities() -> dict[str, str]:
    found = {}
    for pack_id in pack_ids():
        for equation in load_pack(pack_id).equations:
            found[equation.code] = equation.severity
    return found


def test_every_rule_stands_once():
    ids = [row[0] for row in rows()]
    assert len(ids) == len(set(ids))
    assert set(RULES) <= set(ids)
    assert all(len(row) == 5 and all(row) for row in rows())


def test_what_is_called_a_check_is_one_and_the_other_way_round():
    assert checked() == SEVERITIES.keys() | equation_severities().keys()


def test_every_other_rule_says_what_became_of_it():
    for row in rows():
        assert row[2] in {"check", "holds by construction"} or row[2].startswith("not built, because "), row[0]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_the_severities_are_those_of_the_shipped_packs(pack_id):
    defaults = {code: severity.value for code, severity in SEVERITIES.items()}
    severities = defaults | equation_severities() | dict(load_pack(pack_id).severities)
    assert {row[0]: row[3] for row in rows() if row[2] == "check"} == severities
