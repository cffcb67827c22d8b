"""The sheet of the whole department as pack data: the layouts that ship, its money, its place in the contents."""

from __future__ import annotations

import pytest

from models.pack.forms.sheet import DEPARTMENT_MONEY
from tests.overall_pack import overall_pack

SHOWN = {
    "overall-ministry": ("budget", "fiscal", "other", "basic", "project"),
    "overall-one-system": ("budget", "fiscal", "other", "basic", "project", "remaining"),
}


@pytest.mark.parametrize("base", SHOWN)
def test_a_layout_that_ships_is_read_as_the_sheet_of_a_department(tmp_path, base):
    pack = overall_pack(tmp_path / "包", base)
    form = pack.overall
    assert form.is_printed
    assert form.weight_total == 100
    shown = [cell.show for row in form.rows for _, cell in row.cells if cell.show in DEPARTMENT_MONEY]
    assert tuple(shown) == SHOWN[base]
    assert form.shows("unit")
    assert {form.labels[name] for name in shown}.isdisjoint({"", None})


def test_it_stands_before_the_sheets_of_projects_unless_the_pack_says_otherwise(tmp_path):
    (group,) = overall_pack(tmp_path / "包").contents
    assert group.forms[-2:] == ("overall", "projects")


def test_a_pack_changes_single_words_of_a_layout(tmp_path):
    more = 'title = "部门（单位）整体支出绩效目标表"\n[[columns]]\nid = "weight"\nheading = "分值"'
    form = overall_pack(tmp_path / "包", "overall-ministry", more).overall
    assert form.title == "部门（单位）整体支出绩效目标表"
    assert form.heading("weight") == "分值"
