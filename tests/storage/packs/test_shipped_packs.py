"""Every pack that ships prints its known budgets as they were printed, cell by cell."""

from __future__ import annotations

import pytest

from storage.files.expected import known_budgets
from storage.packs.catalogue import load_pack, pack_ids
from storage.paths import BUILT_IN_PACKS

CELLS = {
    ("hebei-xingtai-2024", "sample-2024"): 1544,
}
"""Printed cells, blank ones included, of the budgets that were published."""


@pytest.mark.parametrize("pack_id", pack_ids())
def test_a_shipped_pack_prints_its_known_budgets_as_they_were_printed(pack_id):
    budgets = list(known_budgets(BUILT_IN_PACKS / pack_id, load_pack(pack_id)))
    assert budgets
    for budget in budgets:
        result = budget.compare()
        assert not [*result.sentences]
        assert result.equal


@pytest.mark.parametrize(("pack_id", "name"), CELLS)
def test_the_published_budgets_are_there_whole(pack_id, name):
    (budget,) = (each for each in known_budgets(BUILT_IN_PACKS / pack_id, load_pack(pack_id)) if each.name == name)
    tables = {f"{spec.id}.csv" for spec in budget.context.pack.tables}
    assert tables <= budget.files.keys()
    assert sum(len(row) for table in tables for row in budget.files[table]) == CELLS[pack_id, name]
