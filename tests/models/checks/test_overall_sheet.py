"""The checks of project sheets look at the sheet of the whole department too, where the place prints one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.book import edits
from models.book.places import Place
from models.book.records import Goal
from models.checks.checker import Checker, run_checks
from models.memory import Memory
from models.pack.forms.sheet import NO_SHEET
from models.published.context import Context
from storage.packs.catalogue import built_in_codes, load_pack
from tests.models.checks.cases import WHOLE, book, overall, tasks, with_overall

PACK = with_overall(load_pack("hebei-xingtai-2024"))
CODES = built_in_codes("2024")


def found(checked, pack=PACK):
    return [(finding.code, finding.place, finding.message) for finding in run_checks(Context(checked, pack, CODES))]


def test_a_whole_sheet_has_no_findings():
    assert found(tasks(100, 18)) == []


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"indicators": ()}, "K-2a", Place("overall", 70, "indicators")),
        ({"goals": ()}, "K-10d", Place("overall", 70, "goals")),
        ({"goals": (Goal(90, "", "2023年办好实事"),)}, "K-11", Place("overall", 90, "text")),
        ({"indicators": (replace(WHOLE[0], dimension="产出"), *WHOLE[1:])}, "K-1", Place("overall", 91, "dimension")),
        ({"indicators": (*WHOLE[:5], replace(WHOLE[5], target="≥100%"))}, "K-6", Place("overall", 96, "target")),
        ({"indicators": (replace(WHOLE[0], basis="文件（2号)"), *WHOLE[1:])}, "R-9", Place("overall", 91, "basis")),
    ],
)
def test_a_finding_lies_on_the_page_of_the_sheet(changes, code, place):
    whole = tasks(8)
    checked = replace(whole, overall=(replace(whole.overall[0], **changes),))
    assert [(each, at) for each, at, _ in found(checked)] == [(code, place)]
    assert all(words.startswith("部门整体绩效目标：") for *_, words in found(checked))
    assert [each for each, *_ in found(checked, replace(PACK, overall=NO_SHEET))] == ["L-5"]


def test_its_costs_are_not_compared_with_the_money_of_projects():
    dear = replace(WHOLE[3], target="≤500万元")
    whole = tasks(8)
    assert found(replace(whole, overall=(replace(whole.overall[0], indicators=(*WHOLE[:3], dear, *WHOLE[4:])),))) == []


def test_a_place_may_print_it_without_sheets_of_projects():
    pack = replace(PACK, sheet=NO_SHEET)
    checked = book(overall=(overall(),))
    assert {code for code, at, _ in found(checked, pack) if at.page == "overall"} == {"K-2a", "K-10d"}
    assert {code for code, at, _ in found(checked, pack) if at.page == "projects"} == {"L-5"}  # its goals are not printed


def test_edits_give_what_a_fresh_look_gives():
    states = [tasks(8)]
    for step in (
        edits.set_field(91, "target", "≥100%"),
        edits.set_field(71, "fiscal", "500"),
        edits.set_field(1, "amount", "900"),
        edits.set_field(90, "text", ""),
        edits.delete_lines([70]),
    ):
        states.append(step(states[-1]))
    checker, memory = Checker(PACK, CODES), Memory()
    for state in (*states, *states[::-1]):
        assert checker.run(Context(state, PACK, CODES, memory)) == run_checks(Context(state, PACK, CODES))
